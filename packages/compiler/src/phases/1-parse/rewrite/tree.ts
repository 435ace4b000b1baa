import { isArray, isObject, type Json, type JsonPointer, valueAt } from "@specwire/contract";

/** A value to be written: data as it is, something that stands in the spec already, or maps and lists of both. */
export type Tree = Json | Copy | Members | Items;

/** What stands at a place of the spec, with the text and the comments that it has there. */
export class Copy {
  readonly pointer: JsonPointer;
  constructor(pointer: JsonPointer) {
    this.pointer = pointer;
  }
}

/** A map in the order in which it is written. */
export class Members {
  readonly entries: readonly (readonly [name: string, value: Tree])[];
  constructor(entries: readonly (readonly [name: string, value: Tree | undefined])[]) {
    this.entries = entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  }
}

export class Items {
  readonly items: readonly Tree[];
  constructor(items: readonly Tree[]) {
    this.items = items;
  }
}

/** Plain data as a tree whose maps and lists may stand on lines of their own. */
export function treeOf(value: Json): Tree {
  if (isArray(value)) return new Items(value.map(treeOf));
  if (isObject(value)) return new Members(Object.entries(value).map(([name, one]) => [name, treeOf(one)]));
  return value;
}

/** The data that a tree stands for. */
export function dataOf(tree: Tree, source: Json): Json {
  if (tree instanceof Copy) return valueAt(source, tree.pointer) ?? null;
  if (tree instanceof Items) return tree.items.map((one) => dataOf(one, source));
  if (tree instanceof Members)
    return Object.fromEntries(tree.entries.map(([name, one]) => [name, dataOf(one, source)]));
  return tree;
}

/** The places that a tree takes its text from. */
export function copiesIn(tree: Tree): JsonPointer[] {
  if (tree instanceof Copy) return [tree.pointer];
  if (tree instanceof Items) return tree.items.flatMap(copiesIn);
  return tree instanceof Members ? tree.entries.flatMap(([, one]) => copiesIn(one)) : [];
}
