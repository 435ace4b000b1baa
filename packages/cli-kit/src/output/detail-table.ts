import { isArray, isObject, type Json } from "@specwire/contract";
import { stripControls } from "../text.ts";
import { isScalar, tellingNames } from "./telling.ts";

const narrowest = 40;
/** A text with more lines is cut; `--output json` has it whole. */
const mostLines = 12;

/** One object as rows of name and value, members of the things in it by dot path; longer values on several lines. */
export function detailTable(value: Json, columns: number): string {
  if (!isObject(value)) return `${lineOf(value)}\n`;
  const rows = rowsOf(value, "", 0);
  const width = Math.min(32, Math.max(0, ...rows.map(([name]) => name.length)));
  const room = Math.max(columns, narrowest) - width - 2;
  return rows
    .map(([name, text]) => {
      const lines = wrapped(text, room);
      const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), "…"] : lines;
      const [first = "", ...rest] = shown;
      const start = name.length > width ? `${name}\n${" ".repeat(width)}` : name.padEnd(width);
      return [
        `${start}  ${first}`.trimEnd(),
        ...rest.map((line) => `${" ".repeat(width + 2)}${line}`.trimEnd()),
      ].join("\n");
    })
    .map((row) => `${row}\n`)
    .join("");
}

type Row = readonly [name: string, text: string];

function rowsOf(value: { readonly [name: string]: Json }, prefix: string, depth: number): Row[] {
  return Object.entries(value).flatMap(([name, member]): Row[] => {
    const path = lineOf(`${prefix}${name}`);
    if (isObject(member) && depth < 2 && Object.keys(member).length > 0)
      return rowsOf(member, `${prefix}${name}.`, depth + 1);
    return [[path, isArray(member) ? member.map(itemText).join(", ") : valueText(member)]];
  });
}

/** An item of a list inside by what it is called. */
function itemText(item: Json): string {
  if (!isObject(item)) return lineOf(item);
  const scalars = Object.keys(item).filter((name) => isScalar(item[name] ?? null));
  const names = tellingNames(scalars);
  const name = names.find((one) => /name|title|login|label/i.test(one)) ?? names.at(-1) ?? scalars[0];
  return name === undefined ? lineOf(item) : lineOf(item[name] ?? null);
}

function valueText(value: Json): string {
  return typeof value === "string" ? value : lineOf(value);
}

function lineOf(value: Json): string {
  if (value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return stripControls(text.replace(/\s+/g, " "));
}

/** The lines of a text, each no wider than there is room. */
function wrapped(text: string, room: number): string[] {
  return text
    .replace(/\s+$/, "")
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((line) => {
      const plain = stripControls(line.replaceAll("\t", "  "));
      const lines: string[] = [];
      let rest = plain;
      while (rest.length > room && lines.length <= mostLines) {
        const blank = rest.lastIndexOf(" ", room);
        const end =
          blank > room / 2 ? blank : /[\uD800-\uDBFF]/.test(rest.charAt(room - 1)) ? room - 1 : room;
        lines.push(rest.slice(0, end));
        rest = rest.slice(end).trimStart();
      }
      return [...lines, rest];
    });
}
