import type { TextRange } from "../source/source-file.ts";
import type { Replacement } from "./replacement.ts";
import type { ContainerEdit } from "./spec-edit.ts";
import { flowText, memberText } from "./value-text.ts";

interface Part {
  readonly name: string;
  readonly range: TextRange;
}

/** Edits of a map or list between brackets, in YAML or JSON. */
export function flowEdits(text: string, { node, removed, added }: ContainerEdit): Replacement[] {
  const parts: Part[] = node.entries
    ? [...node.entries].map(([name, { key, value }]) => ({
        name,
        range: { start: key.start, end: Math.max(key.end, value.end) },
      }))
    : (node.items ?? []).map((item, index) => ({ name: String(index), range: item }));
  const style = isJson(text, node) ? "json" : "flow";
  const written = added.map(({ name, value }) =>
    name === undefined ? flowText(value, style) : memberText(name, value, style),
  );
  const between = separator(text, parts);
  const last = parts.at(-1);
  if (removed.size === 0 && last !== undefined) {
    const at = last.range.end;
    return [{ start: at, end: at, newText: written.map((one) => between + one).join("") }];
  }
  // What stands between brackets is put together anew from what stays.
  const kept = parts
    .filter(({ name }) => !removed.has(name))
    .map(({ range }) => text.slice(range.start, range.end));
  const [start, end] = [parts[0]?.range.start ?? node.start + 1, last?.range.end ?? node.end - 1];
  return [{ start, end, newText: [...kept, ...written].join(between) }];
}

/** Specs in JSON start with a brace, and so do maps in YAML whose keys have JSON's quotes. */
function isJson(text: string, node: ContainerEdit["node"]): boolean {
  const [first] = node.entries?.values() ?? [];
  return /^\s*\{/.test(text) || (first !== undefined && text[first.key.start] === '"');
}

/** What stands between the first two parts, so that a list of lines stays one; a comment there is none of it. */
function separator(text: string, [first, second]: readonly Part[]): string {
  const found = first && second ? text.slice(first.range.end, second.range.start) : "";
  return /^\s*,\s*$/.test(found) ? found : ", ";
}
