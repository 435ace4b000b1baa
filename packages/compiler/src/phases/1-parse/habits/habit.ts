import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type JsonPointer,
  own,
  toPointer,
} from "@specwire/contract";
import { type Change, fixOf } from "../rewrite/change.ts";
import type { Tree } from "../rewrite/tree.ts";
import { Copy, Members } from "../rewrite/tree.ts";
import type { Rule } from "../schema-at.ts";
import type { SpecText } from "../spec-text.ts";

/** A value while it is looked at for what other formats would have there. */
export interface Looked {
  readonly spec: SpecText;
  readonly pointer: JsonPointer;
  /** The key or index under which it stands. */
  readonly name: string;
  readonly value: Json;
  readonly rule: Rule;
  /** Pointer of the map or list that holds it. */
  readonly holder: JsonPointer;
}

/** Something written as another format has it: what it is, how it is said here, and what it becomes. */
export interface Habit {
  /** The member of the value that it is; without, the value itself. */
  readonly member?: string | number;
  /** Where it is, if that is neither. */
  readonly at?: JsonPointer;
  readonly on?: "key" | "value";
  readonly what?: string;
  /** In place of `what`: the form that a text or the name of a member is not of, where it is no more than that. */
  readonly wanted?: string | undefined;
  readonly how: string;
  /** What takes its place, under `named` where the member's name changes too. Only where nothing else can be meant. */
  readonly meant?: Tree | undefined;
  readonly named?: string;
  /** As `meant`, where it is more than one value in its place. */
  readonly changes?: readonly Change[] | undefined;
  /** The places whose further complaints this explains, those there and below; by default where it is. */
  readonly claims?: readonly JsonPointer[];
  /** The members of which only the name is explained. */
  readonly names?: readonly JsonPointer[];
}

/** Recognises habits at a value of one kind; answers nothing where there are none. */
export type Recognise = (looked: Looked) => Habit | readonly Habit[] | undefined;

/** Reports a habit, and answers the places that it explains. */
export function reportHabit(looked: Looked, habit: Habit): readonly JsonPointer[] {
  const { spec, pointer } = looked;
  const { member, on = "key", what = "", wanted, how, meant, named } = habit;
  const { at = member === undefined ? pointer : under(pointer, member) } = habit;
  const place = member === undefined ? looked : { holder: pointer, name: String(member) };
  const changes = isDoubtful(looked)
    ? undefined
    : meant === undefined
      ? habit.changes
      : [instead(place, meant, named)];
  const fix = changes && fixOf(spec, changes);
  const extras = { help: how, ...(fix && { fix }) };
  const found = spec.locate(at, on);
  if (wanted === undefined) spec.report.add("schema/other-shape", { what, how }, found, extras);
  else if (member === undefined)
    spec.report.add("schema/bad-format", { value: String(looked.value), wanted, example: "" }, found, extras);
  else spec.report.add("schema/bad-name", { value: String(member), wanted, example: "" }, found, extras);
  return habit.claims ?? [at];
}

/** Among members, a keyword of JSON Schema with a value as the keyword has: it may have slipped one level in. */
function isDoubtful({ holder, name, value }: Looked): boolean {
  if (!holder.endsWith("/properties")) return false;
  if (name === "type" || name === "items") return typeof value === "string";
  if (name === "properties") return isObject(value);
  return ["required", "enum", "oneOf", "anyOf", "allOf"].includes(name) && isArray(value);
}

/** The pointer of a member. */
export function under(pointer: JsonPointer, ...names: readonly (string | number)[]): JsonPointer {
  return pointer + toPointer(names);
}

export function copyOf(pointer: JsonPointer, ...names: readonly (string | number)[]): Copy {
  return new Copy(under(pointer, ...names));
}

export function textOf(value: Json | undefined, name: string): string | undefined {
  const found = isObject(value) ? own(value, name) : undefined;
  return typeof found === "string" ? found : undefined;
}

export function mapOf(value: Json | undefined, name?: string): JsonObject | undefined {
  const found = name === undefined ? value : isObject(value) ? own(value, name) : undefined;
  return isObject(found) ? found : undefined;
}

/** The change that puts a value in the place of one that stands in a map or list. */
export function instead({ holder, name }: Pick<Looked, "holder" | "name">, value: Tree, as = name): Change {
  return { holder, put: [{ name: as, value, over: name }] };
}

/** The names in a text such as `a, b c`. */
export function namesIn(text: string): string[] {
  return text.split(/[\s,|]+/).filter((one) => one !== "");
}

/** The first of these members, blanks between their names, that a map has, with such a value. */
export function keyOf(
  map: JsonObject | undefined,
  names: string,
  is: (value: Json) => boolean = () => true,
): string | undefined {
  return names.split(" ").find((name) => {
    const value = map && own(map, name);
    return value !== undefined && is(value);
  });
}

/** Whether a value is a map that has a map under this name. */
export const isObjectWith =
  (name: string) =>
  (value: Json): boolean =>
    mapOf(value, name) !== undefined;

export const isText = (value: Json): value is string => typeof value === "string";
export const isSwitch = (value: Json): value is boolean => typeof value === "boolean";

/** A map of pairs; undefined where one is not known, or of the same name as another. */
export function distinct(pairs: readonly (readonly [string, Tree] | undefined)[]): Members | undefined {
  const known = pairs.filter((one) => one !== undefined);
  const isWhole = known.length === pairs.length && new Set(known.map(([name]) => name)).size === pairs.length;
  return isWhole ? new Members(known) : undefined;
}

/** The maps of a list by the name that each has inside, in one of `keys`; undefined where it has none. */
export function byName(
  pointer: JsonPointer,
  list: readonly Json[],
  keys: string,
): (readonly [string, Tree] | undefined)[] {
  return list.map((one, index) => {
    const map = mapOf(one);
    const key = keyOf(map, keys, isText);
    if (map === undefined || key === undefined) return undefined;
    const rest = Object.keys(map).filter((member) => member !== key);
    return [String(map[key]), new Members(rest.map((member) => [member, copyOf(pointer, index, member)]))];
  });
}
