import { isObject, type Json, type JsonPointer, toPointer } from "@specwire/contract";
import { Collector } from "../../../diagnostics/collector.ts";
import type { Fix, PatchOperation, TextEdit } from "../../../diagnostics/diagnostic.ts";
import { SourceFile, type TextRange } from "../../../source/source-file.ts";
import type { PlacedNode } from "../placed-node.ts";
import { readYaml } from "../read-yaml.ts";
import type { SpecText } from "../spec-text.ts";
import { commentsIn } from "./comments.ts";
import { Copy, copiesIn, dataOf, type Tree } from "./tree.ts";
import { scalarText, TreeWriter } from "./write-tree.ts";

/** What is done to one map, or to the items of one list (named by their index, only replaced). */
export interface Change {
  readonly holder: JsonPointer;
  readonly remove?: readonly string[];
  readonly put?: readonly Put[];
}

export interface Put {
  readonly name: string;
  readonly value: Tree;
  /** The member in whose place it is written; several may share it. Default: after the last member. */
  readonly over?: string;
}

/** A fix that makes all of these changes; undefined where the text would not say what is meant. */
export function fixOf(spec: SpecText, changes: readonly Change[]): Fix | undefined {
  const edits: TextEdit[] = [];
  const writer = new TreeWriter(spec.source.text, spec.data, spec.root);
  // A schema that many things refer to would be written out for each of them: not in a repair.
  const most = Math.min(spec.repairBudget, 2 * spec.source.text.length + 10_000);
  let size = 0;
  for (const change of changes) {
    if (size > most) return undefined;
    const { node } = spec.placeOf(change.holder);
    const found = node.block ? blockEdits(spec, writer, node, change) : flowEdits(spec, writer, node, change);
    if (found === undefined) return undefined;
    edits.push(...found);
    size += 50 + found.reduce((sum, { newText }) => sum + newText.length, 0);
  }
  spec.repairBudget -= size;
  if (size > most) return undefined;
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  if (sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0))) return undefined;
  return { edits, patch: changes.flatMap((change) => patchOf(spec, change)) };
}

interface Part {
  readonly name: string;
  readonly range: TextRange;
}

function partsOf(node: PlacedNode): Part[] {
  return node.entries
    ? [...node.entries].map(([name, { key, value }]) => ({
        name,
        range: { start: key.start, end: Math.max(key.end, value.end) },
      }))
    : (node.items ?? []).map(({ start, end }, index) => ({ name: String(index), range: { start, end } }));
}

function blockEdits(
  spec: SpecText,
  writer: TreeWriter,
  node: PlacedNode,
  change: Change,
): TextEdit[] | undefined {
  const { remove = [], put = [] } = change;
  const { text } = spec.source;
  const parts = partsOf(node);
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const column = first.range.start - (text.lastIndexOf("\n", first.range.start - 1) + 1);
  const indent = " ".repeat(column);
  const gone = new Set([...remove, ...put.flatMap(({ over }) => over ?? [])]);
  if (put.length === 0 && parts.every(({ name }) => gone.has(name))) return undefined;
  const copied = put
    .flatMap(({ value }) => copiesIn(value))
    .map((pointer) => spec.placeOf(pointer).node)
    .map((one) => (one.block ? withTail(text, one) : one));
  let comments =
    put.length === 0
      ? []
      : parts.flatMap(({ name, range }) =>
          gone.has(name) ? commentsIn(text, withTail(text, range), spec.root, copied) : [],
        );
  const written = (some: readonly Put[]): string[] | undefined => {
    const lines = some.flatMap(({ name, value }) => writer.lines(node.entries ? name : undefined, value));
    const wanted = some.map(({ name, value }): [string, Json] => [name, dataOf(value, spec.data)]);
    const meant = node.entries ? Object.fromEntries(wanted) : (wanted[0]?.[1] ?? null);
    return reads(lines.join("\n"), meant) ? lines : undefined;
  };
  const edits: TextEdit[] = [];
  for (const [index, { name, range }] of parts.entries()) {
    const some = put.filter(({ over }) => over === name);
    const start = text.lastIndexOf("\n", range.start - 1) + 1;
    const alone = text.slice(start, range.start).trim() === "";
    const key = node.entries?.get(name)?.key;
    if (key !== undefined && isRename(change, name, some)) {
      edits.push(spec.edit(key, scalarText(some[0]?.name ?? name, "block")));
    } else if (some.length > 0) {
      const lines = written(some);
      if (lines === undefined) return undefined;
      const whole = alone ? [...comments, ...lines] : [...lines, ...comments];
      comments = [];
      edits.push(spec.edit(withTail(text, range), whole.join(newline + indent)));
    } else if (gone.has(name)) {
      const end = endOfLine(text, range.end);
      const next = parts[index + 1]?.range.start;
      if (alone) edits.push(spec.edit({ start, end }, ""));
      else if (next !== undefined) edits.push(spec.edit({ start: range.start, end: next }, ""));
      else return undefined;
    }
  }
  const more = put.filter(({ over }) => over === undefined);
  if (more.length > 0) {
    const lines = written(more);
    if (lines === undefined) return undefined;
    const at = endOfLine(text, last.range.end);
    const block = [...comments, ...lines].map((line) => indent + line).join(newline);
    const ends = text[at - 1] === "\n";
    edits.push(spec.edit({ start: at, end: at }, ends ? block + newline : newline + block));
  }
  return edits;
}

/** Whether a member only gets another name, so that nothing of its value has to be touched. */
function isRename({ holder }: Change, name: string, [one, ...others]: readonly Put[]): boolean {
  return (
    one?.value instanceof Copy && others.length === 0 && one.value.pointer === holder + toPointer([name])
  );
}

function flowEdits(
  spec: SpecText,
  writer: TreeWriter,
  node: PlacedNode,
  { holder, remove = [], put = [] }: Change,
): TextEdit[] | undefined {
  const { text } = spec.source;
  const parts = partsOf(node);
  if (node.entries === undefined && node.items === undefined) return undefined;
  const json = /^\s*\{/.test(text) || (parts[0] !== undefined && text[parts[0].range.start] === '"');
  const write = ({ name, value }: Put) =>
    node.entries ? writer.member(name, value, json) : writer.flow(value, json);
  // Each item by itself, so that several repairs of one list do not meet.
  if (
    node.items !== undefined &&
    remove.length === 0 &&
    new Set(put.map(({ over }) => over)).size === put.length
  ) {
    const edits = put.flatMap((one) => {
      const range = parts[Number(one.over)]?.range;
      const newText = write(one);
      return range === undefined || newText === undefined ? [] : [spec.edit(range, newText)];
    });
    if (edits.length === put.length) return edits;
  }
  if (commentsIn(text, node, spec.root, []).length > 0) return undefined;
  const texts = [
    ...parts.flatMap(({ name, range }) => {
      const some = put.filter(({ over }) => over === name);
      if (some.length > 0) return some.map(write);
      return remove.includes(name) ? [] : [text.slice(range.start, range.end)];
    }),
    ...put.filter(({ over }) => over === undefined).map(write),
  ];
  if (texts.includes(undefined)) return undefined;
  const between = separator(text, parts);
  const range = {
    start: parts[0]?.range.start ?? node.start + 1,
    end: parts.at(-1)?.range.end ?? node.end - 1,
  };
  const newText = texts.join(between);
  const whole = text.slice(node.start, range.start) + newText + text.slice(range.end, node.end);
  const meant = node.entries ? flowData(spec, spec.valueAt(holder), { remove, put }) : undefined;
  if (meant !== undefined && !reads(whole, meant)) return undefined;
  return [spec.edit(range, newText)];
}

function flowData(
  spec: SpecText,
  held: Json | undefined,
  { remove, put }: Required<Omit<Change, "holder">>,
): Json | undefined {
  if (!isObject(held)) return undefined;
  const members = Object.entries(held).flatMap(([name, value]): [string, Json][] => {
    const some = put.filter(({ over }) => over === name);
    if (some.length > 0) return some.map((one) => [one.name, dataOf(one.value, spec.data)]);
    return remove.includes(name) ? [] : [[name, value]];
  });
  const more = put.filter(({ over }) => over === undefined);
  return Object.fromEntries([
    ...members,
    ...more.map((one): [string, Json] => [one.name, dataOf(one.value, spec.data)]),
  ]);
}

/** Whether a text is YAML for exactly this. */
function reads(text: string, meant: Json): boolean {
  const found = readYaml(new SourceFile("", text), new Collector());
  return found !== undefined && JSON.stringify(found.data) === JSON.stringify(meant);
}

function separator(text: string, [first, second]: readonly Part[]): string {
  const found = first && second ? text.slice(first.range.end, second.range.start) : "";
  return /^\s*,\s*$/.test(found) ? found : ", ";
}

/** With a comment that ends its last line. */
function withTail(text: string, { start, end }: TextRange): TextRange {
  const tail = /^[ \t]*#[^\n]*/.exec(text.slice(end, end + 1000))?.[0] ?? "";
  return { start, end: end + tail.trimEnd().length };
}

function endOfLine(text: string, at: number): number {
  const lineBreak = text.indexOf("\n", at);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}

function patchOf(spec: SpecText, { holder, remove = [], put = [] }: Change): PatchOperation[] {
  const place = (name: string) => holder + toPointer([name]);
  const value = (one: Put) => dataOf(one.value, spec.data);
  const kept = new Set(put.filter(({ name, over }) => name === over).map(({ name }) => name));
  const gone = new Set([...remove, ...put.flatMap(({ over }) => over ?? [])]);
  return [
    ...[...gone]
      .filter((name) => !kept.has(name))
      .map((name) => ({ op: "remove", path: place(name) }) as const),
    ...put.map(
      (one) =>
        ({ op: kept.has(one.name) ? "replace" : "add", path: place(one.name), value: value(one) }) as const,
    ),
  ];
}
