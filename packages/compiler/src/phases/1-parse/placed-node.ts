import { type JsonPointer, pointerTokens } from "@specwire/contract";
import type { Location } from "../../source/location.ts";
import type { SourceFile, TextRange } from "../../source/source-file.ts";

/** Where a value stands in the text; the data itself is kept apart. */
export type PlacedNode = TextRange & {
  /** Of maps. */
  readonly entries?: ReadonlyMap<string, PlacedEntry>;
  /** Of lists. */
  readonly items?: readonly PlacedNode[];
  /** Written without quotes. */
  readonly plain?: true;
  /** Written with indentation, not with brackets. */
  readonly block?: true;
};

export interface PlacedEntry {
  readonly key: TextRange;
  readonly value: PlacedNode;
}

export interface Place {
  readonly key?: TextRange;
  readonly node: PlacedNode;
}

/** The place of the value at a pointer; where it does not exist, of the nearest value that holds it. */
export function findPlace(root: PlacedNode, pointer: JsonPointer): Place & { readonly exact: boolean } {
  let place: Place = { node: root };
  for (const token of pointerTokens(pointer)) {
    const entry = place.node.entries?.get(token);
    const item = place.node.items?.[Number(token)];
    if (entry !== undefined) place = { key: entry.key, node: entry.value };
    else if (item !== undefined) place = { node: item };
    else return { ...place, exact: false };
  }
  return { ...place, exact: true };
}

/** Finds locations in one file. */
export function locator(
  source: SourceFile,
  root: PlacedNode | undefined,
): (pointer: JsonPointer, on?: "key" | "value") => Location {
  return (pointer, on = "value") => {
    if (root === undefined) return { source, pointer, on };
    const { key, node, exact } = findPlace(root, pointer);
    // An indented block is shown by its name: its own first line says little.
    const byKey =
      key !== undefined && (on === "key" || !exact || node.block === true || node.end === node.start);
    const range = byKey ? key : firstLine(source, node);
    return { source, pointer, on, range };
  };
}

function firstLine(source: SourceFile, { start, end }: TextRange): TextRange {
  const lineBreak = source.text.indexOf("\n", start);
  return { start, end: lineBreak === -1 || lineBreak > end ? end : Math.max(start, lineBreak) };
}
