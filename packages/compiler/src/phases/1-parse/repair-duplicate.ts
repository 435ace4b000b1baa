import { isMap, isScalar, type ParsedNode, type YAMLMap } from "yaml";
import type { Fix, TextEdit } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../source/source-file.ts";

/** A member of a map on lines of its own. */
export interface Member {
  readonly key: ParsedNode;
  readonly value: ParsedNode | null;
}

/** A key that stands twice: what is there word for word goes, and maps that say nothing otherwise become one. */
export function repeatedFix({ text, path }: SourceFile, first: Member, second: Member): Fix | undefined {
  const added = merged(text, first.value, second.value);
  const removed = wholeLines(text, second);
  if (added === undefined || removed === undefined) return undefined;
  const edits = [...added, { ...removed, newText: "" }].map((edit): TextEdit => ({ path, ...edit }));
  return { edits };
}

type Edit = Omit<TextEdit, "path">;

// What the second has besides, behind what the first has; nothing where they contradict each other.
function merged(text: string, first: ParsedNode | null, second: ParsedNode | null): Edit[] | undefined {
  if (first === null || second === null) return undefined;
  const written = (node: ParsedNode) => text.slice(node.range[0], node.range[1]).trim();
  if (written(first) === written(second)) return [];
  if (!isBlock(first) || !isBlock(second)) return undefined;
  const edits: Edit[] = [];
  let more = "";
  for (const pair of second.items) {
    const { key, value } = pair as unknown as Member;
    const name = isScalar(key) ? key.value : undefined;
    const same = first.items.find((one) => isScalar(one.key) && one.key.value === name) as Member | undefined;
    const lines = wholeLines(text, { key, value });
    if (name === undefined || lines === undefined) return undefined;
    if (same === undefined) more += text.slice(lines.start, lines.end);
    else {
      const inner = merged(text, same.value, value);
      if (inner === undefined) return undefined;
      edits.push(...inner);
    }
  }
  const last = first.items.at(-1) as unknown as Member | undefined;
  const place = last && wholeLines(text, last);
  const isAligned = column(text, first.range[0]) === column(text, second.range[0]);
  if (more !== "" && (place === undefined || !isAligned)) return undefined;
  return more === "" || place === undefined
    ? edits
    : [...edits, { start: place.end, end: place.end, newText: more.endsWith("\n") ? more : `${more}\n` }];
}

const isBlock = (node: ParsedNode): node is YAMLMap.Parsed => isMap(node) && node.flow !== true;
const column = (text: string, at: number): number => at - (text.lastIndexOf("\n", at - 1) + 1);

function wholeLines(text: string, { key, value }: Member): { start: number; end: number } | undefined {
  const start = text.lastIndexOf("\n", key.range[0] - 1) + 1;
  const last = text.slice(0, (value ?? key).range[1]).trimEnd().length;
  const lineBreak = text.indexOf("\n", last);
  const end = lineBreak === -1 ? text.length : lineBreak + 1;
  const isAlone = text.slice(start, key.range[0]).trim() === "" && /^\s*(#.*)?$/.test(text.slice(last, end));
  return isAlone ? { start, end } : undefined;
}
