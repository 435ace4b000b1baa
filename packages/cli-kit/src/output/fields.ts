import { isArray, isObject, type Json } from "@specwire/contract";
import { countOf } from "../text.ts";

/** Longer strings are cut in lists. */
const longestCell = 500;

/** Which members are kept, by name; an empty map keeps everything below. */
interface FieldTree extends Map<string, FieldTree> {}

/** Keeps the members that the dot paths name, in their place; lists on the way are passed through. */
export function selectFields(value: Json, fields: readonly string[]): Json {
  return fields.length === 0 ? value : selectTree(value, fieldTree(fields));
}

function fieldTree(fields: readonly string[]): FieldTree {
  const root: FieldTree = new Map();
  for (const field of fields) {
    let tree = root;
    const names = field.split(".");
    for (const [index, name] of names.entries()) {
      const known = tree.get(name);
      // `user,user.login`: the whole was asked for.
      if (known?.size === 0) break;
      const below: FieldTree = index === names.length - 1 ? new Map() : (known ?? new Map());
      tree.set(name, below);
      tree = below;
    }
  }
  return root;
}

function selectTree(value: Json, tree: FieldTree): Json {
  if (tree.size === 0) return value;
  if (isArray(value)) return value.map((item) => selectTree(item, tree));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    [...tree].flatMap(([name, below]): [string, Json][] => {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      return member === undefined ? [] : [[name, selectTree(member, below)]];
    }),
  );
}

/** The values that a dot path leads to; several where it passes lists. */
export function valuesAt(value: Json, path: readonly string[]): Json[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  if (!isObject(value) || !Object.hasOwn(value, name)) return [];
  const member = value[name];
  return member === undefined ? [] : valuesAt(member, rest);
}

/** Long strings cut, each with its size and the way to the rest. */
export function cutStrings(value: Json, path = ""): Json {
  if (typeof value === "string") {
    if (value.length <= longestCell) return value;
    const kept = value.slice(0, longestCell).replace(/[\uD800-\uDBFF]$/, "");
    const more = countOf(value.length - kept.length, "more character");
    return `${kept}… [${more}; --fields ${path || "all"}]`;
  }
  if (isArray(value)) return value.map((item) => cutStrings(item, path));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      cutStrings(member, path === "" ? name : `${path}.${name}`),
    ]),
  );
}

/** Names that none of the items has, in words; undefined where each is found. */
export function unknownFields(items: readonly Json[], fields: readonly string[]): string | undefined {
  const unknown = fields.filter((field) =>
    items.every((item) => valuesAt(item, field.split(".")).length === 0),
  );
  if (items.length === 0 || unknown.length === 0) return undefined;
  const names = new Set(items.slice(0, 20).flatMap((item) => (isObject(item) ? Object.keys(item) : [])));
  const what = items.length === 1 ? "The answer" : "No item";
  return `${what} has ${items.length === 1 ? "no " : ""}${unknown.join(", ")}. Fields: ${[...names].slice(0, 60).join(", ")}`;
}
