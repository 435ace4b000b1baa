import { isArray, type Json } from "@specwire/contract";
import type { TextRange } from "../source/source-file.ts";
import type { Replacement } from "./replacement.ts";
import type { ContainerEdit } from "./spec-edit.ts";
import { flowText, memberText, scalarText } from "./value-text.ts";

/** Edits of a map or list that is written with indentation: whole lines go and come. */
export function blockEdits(text: string, { node, removed, added }: ContainerEdit): Replacement[] {
  const parts: { readonly name: string; readonly range: TextRange }[] = node.entries
    ? [...node.entries].map(([name, { key, value }]) => ({
        name,
        range: { start: key.start, end: Math.max(key.end, value.end) },
      }))
    : (node.items ?? []).map((item, index) => ({ name: String(index), range: item }));
  const lines = parts.map(({ name, range }) => ({ name, ...wholeLines(text, range) }));
  const last = lines.at(-1);
  if (last === undefined) throw new Error("an indented map or list has no members");
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = /^[ \t]*/.exec(text.slice(last.start))?.[0] ?? "";
  const endsLine = text[last.end - 1] === "\n";
  const places = new Map(lines.map(({ name, end }) => [name, end]));
  const insertions = added.map(({ name, value }): Replacement => {
    const written = name === undefined ? [`- ${flowValue(value)}`] : memberLines(name, value);
    const place = (name === "exclude" ? places.get("include") : undefined) ?? last.end;
    const block = written.map((line) => indent + line).join(newline);
    return place === last.end && !endsLine
      ? { start: place, end: place, newText: newline + block }
      : { start: place, end: place, newText: block + newline };
  });
  const removals = lines
    .filter(({ name }) => removed.has(name))
    .map(({ start, end }): Replacement => ({ start, end, newText: "" }));
  const [first] = lines;
  // A key without a value would be null; a list may stand no deeper than its key, brackets may not.
  if (first !== undefined && removals.length === lines.length && added.length === 0) {
    const empty = `${indent} ${node.entries ? "{}" : "[]"}${endsLine ? newline : ""}`;
    return [{ start: first.start, end: last.end, newText: empty }];
  }
  return [...removals, ...insertions];
}

const flowValue = (value: Json): string =>
  typeof value === "string" ? scalarText(value, "block") : flowText(value, "flow");

/** A list as the value of a member stands a line an item. */
function memberLines(name: string, value: Json): string[] {
  if (isArray(value)) return [`${scalarText(name, "flow")}:`, ...value.map((one) => `  - ${flowValue(one)}`)];
  if (typeof value === "string") return [`${scalarText(name, "flow")}: ${flowValue(value)}`];
  return [memberText(name, value, "flow")];
}

/** From the start of its first line to behind the line break of its last, a comment at its end included. */
function wholeLines(text: string, { start, end }: TextRange): TextRange {
  const lineBreak = text.indexOf("\n", end);
  return {
    start: text.lastIndexOf("\n", start - 1) + 1,
    end: lineBreak === -1 ? text.length : lineBreak + 1,
  };
}
