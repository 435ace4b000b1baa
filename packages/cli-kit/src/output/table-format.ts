import { isArray, isObject, type Json } from "@specwire/contract";
import { cutText, stripControls } from "../text.ts";
import { valuesAt } from "./fields.ts";

const mostColumns = 8;
const widestCell = 60;

/** A list as aligned columns; without `fields`, the plain members of the items are the columns. */
export function tableOf(items: readonly Json[], fields: readonly string[], columns: number): string {
  const names = fields.length > 0 ? fields : plainMembers(items);
  if (names.length === 0) return items.map((item) => `${cellText(item)}\n`).join("");
  const rows = [
    names.map((name) => cutText(stripControls(name), widestCell)),
    ...items.map((item) => names.map((name) => cutText(cellOf(item, name), widestCell))),
  ];
  const widths = names.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  "))
    .map((line) => `${cutText(line.trimEnd(), Math.max(columns, 40))}\n`)
    .join("");
}

/** One object as rows of name and value. */
export function detailTable(value: Json, columns: number): string {
  if (!isObject(value)) return `${cellText(value)}\n`;
  const entries = Object.entries(value);
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries
    .map(([name, member]) => `${stripControls(name).padEnd(width)}  ${cellText(member)}`)
    .map((line) => `${cutText(line.trimEnd(), Math.max(columns, 40))}\n`)
    .join("");
}

function plainMembers(items: readonly Json[]): string[] {
  const names = new Set<string>();
  for (const item of items.slice(0, 50)) {
    if (!isObject(item)) continue;
    for (const [name, member] of Object.entries(item)) if (typeof member !== "object") names.add(name);
  }
  return [...names].slice(0, mostColumns);
}

function cellOf(item: Json, name: string): string {
  return valuesAt(item, name.split(".")).map(cellText).join(", ");
}

function cellText(value: Json): string {
  if (value === null) return "";
  if (isArray(value) && value.every((item) => typeof item !== "object"))
    return value.map(cellText).join(", ");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return stripControls(text.replace(/\s+/g, " "));
}
