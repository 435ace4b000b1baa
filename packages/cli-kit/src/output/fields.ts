import { isArray, isObject, type Json, type JsonObject, plainName } from "@specwire/contract";
import { countOf } from "../text.ts";
import { isScalar, sayable } from "./telling.ts";

/** Which members are kept, by name; an empty map keeps everything below. */
interface FieldTree extends Map<string, FieldTree> {}

/**
 * Keeps the members that the dot paths name, in their place; lists on the way are passed through. A name is found in
 * another spelling too (`createdAt`, `created_at`), and kept in the answer's.
 */
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
      const found = nameIn(value, name);
      const member = found === undefined ? undefined : value[found];
      return found === undefined || member === undefined ? [] : [[found, selectTree(member, below)]];
    }),
  );
}

/** The name by which an object has a member. */
function nameIn(value: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(value, name)) return name;
  const plain = plainName(name);
  return plain === "" ? undefined : Object.keys(value).find((one) => plainName(one) === plain);
}

/** The values that a dot path leads to; several where it passes lists. */
export function valuesAt(value: Json, path: readonly string[]): Json[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const found = isObject(value) ? nameIn(value, name) : undefined;
  const member = found === undefined ? undefined : (value as JsonObject)[found];
  return member === undefined ? [] : valuesAt(member, rest);
}

/** Lists inside a thing end after so many items. */
const mostItems = 10;

/**
 * Long strings and lists cut, each with its size. `most`: in characters. Strings with the way to the rest, unless there
 * is no path.
 */
export function cutLong(value: Json, most: number, path: string | undefined): Json {
  if (typeof value === "string") return isCode(value) ? value : cutString(value, most, path);
  if (isArray(value)) {
    const kept = value.length <= mostItems + 2 ? value : value.slice(0, mostItems);
    return marked(
      kept.map((item) => cutLong(item, most, path)),
      value.length - kept.length,
    );
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      cutLong(member, most, path ? `${path}.${name}` : path === "" ? name : undefined),
    ]),
  );
}

/** Items with how many more there are, of their kind, so that a filter for them does not fail on it. */
export function marked(items: readonly Json[], more: number): Json {
  if (more === 0) return items;
  const words = countOf(more, "more item");
  return [...items, items.every(isScalar) ? `… ${words}` : { "…": words }];
}

/** An id, an address, a path: nobody reads it, and a part of it is of no use. */
export function isCode(text: string): boolean {
  return text.length <= 300 && /^[!-~]+$/.test(text);
}

/** A long text cut, with its size and the way to the rest, if there is one. */
export function cutString(text: string, most: number, path: string | undefined): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
  const more = countOf(text.length - kept.length, "more character");
  return `${kept}… [${more}${path === undefined ? "" : `; --fields ${sayable(path) || "all"}`}]`;
}
