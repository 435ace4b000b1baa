import { isArray, isObject, type Json } from "@specwire/contract";
import { cutText, stripControls } from "../text.ts";
import { valuesAt } from "./fields.ts";

const mostColumns = 8;
const widestCell = 60;
const narrowestCell = 8;
const narrowest = 40;

/** A list as aligned columns; without `fields`, the plain members of the items are the columns. */
export function tableOf(items: readonly Json[], fields: readonly string[], columns: number): string {
  const names = fields.length > 0 ? fields : plainMembers(items);
  if (names.length === 0) return items.map((item) => `${cellText(item)}\n`).join("");
  const rows = [
    names.map((name) => stripControls(name)),
    ...items.map((item) => names.map((name) => cellOf(item, name))),
  ].map((row) => row.map((cell) => cutText(cell, widestCell)));
  const widths = fitting(
    names.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))),
    Math.max(columns, narrowest) - 2 * (names.length - 1),
  );
  return rows
    .map((row) =>
      row.map((cell, index) => cutText(cell, widths[index] ?? 0).padEnd(widths[index] ?? 0)).join("  "),
    )
    .map((line) => `${cutText(line.trimEnd(), Math.max(columns, narrowest))}\n`)
    .join("");
}

/** The widths, the largest made smaller until all have room. */
function fitting(widths: readonly number[], room: number): number[] {
  const fitted = [...widths];
  let over = fitted.reduce((sum, width) => sum + width, 0) - room;
  while (over > 0) {
    const widest = Math.max(...fitted);
    if (widest <= narrowestCell) return fitted;
    const at = fitted.indexOf(widest);
    const second = Math.max(narrowestCell, ...fitted.filter((width) => width < widest));
    const less = Math.min(over, Math.max(1, widest - second));
    fitted[at] = widest - less;
    over -= less;
  }
  return fitted;
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
