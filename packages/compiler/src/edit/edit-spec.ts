import {
  isArray,
  isObject,
  type Json,
  type JsonPointer,
  pointerTokens,
  toPointer,
  valueAt,
} from "@specwire/contract";
import { Collector } from "../diagnostics/collector.ts";
import { findPlace, type PlacedNode } from "../phases/1-parse/placed-node.ts";
import { readYaml } from "../phases/1-parse/read-yaml.ts";
import { SourceFile } from "../source/source-file.ts";
import { blockEdits } from "./block-edits.ts";
import { flowEdits } from "./flow-edits.ts";
import { applyPatch } from "./patch.ts";
import { type Replacement, replaceAll } from "./replacement.ts";
import type { ContainerEdit, SpecEdit } from "./spec-edit.ts";
import { scalarText } from "./value-text.ts";

export interface EditedSpec {
  readonly text: string;
  /** The offset in the text before that an offset in the new text comes from. */
  readonly origin: (offset: number) => number;
}

/**
 * The text of a spec with edits of its data, every other character left as it is: comments, order, quotes, line
 * ends. `replace` is for scalars, `add` for new members and, with `-`, for items at a list's end; what is added to
 * stands there already. YAML with indentation, with brackets, and JSON.
 */
export function editSpec(text: string, edits: readonly SpecEdit[]): EditedSpec {
  const scalars = edits.flatMap((edit) => (edit.op === "replace" ? [edit] : []));
  const structural = edits.filter((edit) => edit.op !== "replace");
  const passes: Pass[] = [
    (before, data, root) => scalars.map((edit) => scalarEdit(before, data, root, edit)),
    // What lies deeper first: brackets are written anew as a whole.
    ...byDepth(structural).map(
      (some): Pass =>
        (before, _, root) =>
          containersOf(some, root).flatMap((one) =>
            one.node.block ? blockEdits(before, one) : flowEdits(before, one),
          ),
    ),
  ];
  let result: EditedSpec = { text, origin: (offset) => offset };
  for (const pass of passes) {
    const { data, root } = read(result.text);
    const { text: after, origin } = replaceAll(result.text, pass(result.text, data, root));
    const { origin: earlier } = result;
    result = { text: after, origin: (offset) => earlier(origin(offset)) };
  }
  const wanted = JSON.stringify(sorted(applyPatch(read(text).data, edits)));
  if (JSON.stringify(sorted(read(result.text).data)) !== wanted)
    throw new Error("an edit of a spec did not do what it was to do");
  return result;
}

type Pass = (text: string, data: Json, root: PlacedNode) => readonly Replacement[];

function byDepth(edits: readonly SpecEdit[]): SpecEdit[][] {
  const found = Map.groupBy(edits, ({ path }) => pointerTokens(path).length);
  return [...found].sort(([a], [b]) => b - a).map(([, some]) => some);
}

function read(text: string): { readonly data: Json; readonly root: PlacedNode } {
  const found = readYaml(new SourceFile("", text), new Collector());
  if (found === undefined) throw new Error("a spec that is edited can't be read");
  return found;
}

function scalarEdit(
  text: string,
  data: Json,
  root: PlacedNode,
  { path, value }: { readonly path: JsonPointer; readonly value: Json },
): Replacement {
  const { node, exact } = findPlace(root, path);
  const before = valueAt(data, path);
  if (!exact || typeof value !== "string" || isObject(before) || isArray(before))
    throw new Error(`${path} is no text that can be replaced`);
  const { start, end } = node;
  const holder = findPlace(root, toPointer(pointerTokens(path).slice(0, -1))).node;
  const style = text[start] === '"' ? "json" : holder.block ? "block" : "flow";
  return { start, end, newText: scalarText(value, style) };
}

function containersOf(edits: readonly SpecEdit[], root: PlacedNode): ContainerEdit[] {
  const found = new Map<
    JsonPointer,
    { node: PlacedNode; removed: Set<string>; added: { name?: string; value: Json }[] }
  >();
  for (const edit of edits) {
    const tokens = pointerTokens(edit.path);
    const name = tokens.pop() ?? "";
    const pointer = toPointer(tokens);
    const { node, exact } = findPlace(root, pointer);
    if (!exact) throw new Error(`${pointer} is not in the spec`);
    const container = found.get(pointer) ?? { node, removed: new Set(), added: [] };
    found.set(pointer, container);
    if (edit.op === "remove") container.removed.add(name);
    else
      container.added.push(name === "-" && node.items ? { value: edit.value } : { name, value: edit.value });
  }
  return [...found.values()];
}

function sorted(value: Json): Json {
  if (isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}
