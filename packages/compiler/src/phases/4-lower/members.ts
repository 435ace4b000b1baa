import type { Json } from "@specwire/contract";
import { isArray, isObject, plainName, pointerTokens } from "@specwire/contract";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import { enumOf, isNullSchema, schemasOf, typesOf } from "./keywords.ts";
import { compareText } from "./order.ts";
import type { SchemaLowering } from "./schema.ts";

/** The members of an answer's object, by name. */
export type Members = ReadonlyMap<string, JsonSchema>;

const byPlainName = new WeakMap<Members, ReadonlyMap<string, readonly string[]>>();

/** The names of members that are one name but for how it is written, in ascending order. */
export function membersNamed(plain: string, members: Members): readonly string[] {
  let known = byPlainName.get(members);
  if (known === undefined) {
    const made = new Map<string, string[]>();
    for (const name of members.keys()) {
      const key = plainName(name);
      const same = made.get(key);
      if (same === undefined) made.set(key, [name]);
      else same.push(name);
    }
    for (const names of made.values()) if (names.length > 1) names.sort(compareText);
    known = made;
    byPlainName.set(members, known);
  }
  return known.get(plain) ?? [];
}

/** What a member holds, as far as its schema says. */
export type MemberKind = "text" | "whole" | "number" | "boolean" | "object" | "list" | "unknown";

const kinds: Readonly<Record<string, MemberKind>> = {
  string: "text",
  integer: "whole",
  number: "number",
  boolean: "boolean",
  object: "object",
  array: "list",
};

/** A kind of a union is that of its first variant that says one: what may be expanded is an id by itself. */
export function memberKind(schema: JsonSchema | undefined, schemas: SchemaLowering, depth = 0): MemberKind {
  const target = schemas.follow(schema as Json);
  if (!isObject(target) || depth > 5) return "unknown";
  const stated = typesOf(target).find((type) => type !== "null");
  if (stated !== undefined) return kinds[stated] ?? "unknown";
  const [value] = enumOf(target).filter((one) => one !== null);
  if (value !== undefined)
    return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "unknown";
  if (isObject(target.properties)) return "object";
  if (target.items !== undefined) return "list";
  const variants = [target.oneOf, target.anyOf, target.allOf].flatMap(schemasOf);
  const found = variants
    .filter((one) => !isNullSchema(one))
    .map((one) => memberKind(one, schemas, depth + 1))
    .filter((kind) => kind !== "unknown");
  return found[0] ?? "unknown";
}

export function isScalar(kind: MemberKind): boolean {
  return kind === "text" || kind === "whole" || kind === "number" || kind === "boolean";
}

/** The schema at a pointer into an answer, references followed. */
export function schemaAt(
  schema: JsonSchema,
  pointer: string,
  schemas: SchemaLowering,
): JsonSchema | undefined {
  let current: JsonSchema | undefined = schema;
  for (const token of pointerTokens(pointer)) {
    current = propertiesOf(current, schemas).get(token);
    if (current === undefined) return undefined;
  }
  return schemas.follow(current as Json);
}

/** The schema of the items of the list at a pointer. */
export function itemSchema(
  schema: JsonSchema | undefined,
  pointer: string,
  schemas: SchemaLowering,
): JsonSchema | undefined {
  const list = schema === undefined ? undefined : schemaAt(schema, pointer, schemas);
  return isObject(list) && (isObject(list.items) || typeof list.items === "boolean") ? list.items : undefined;
}

/** The members that an answer shows: those that are not only written. */
export function shownMembers(schema: JsonSchema | undefined, schemas: SchemaLowering): Members {
  const known = schemas.shown.get(isObject(schema) ? schema : noSchema);
  if (known !== undefined) return known;
  const isShown = (one: JsonSchema) => {
    const target = schemas.follow(one as Json);
    return !(isObject(one) && one.writeOnly === true) && !(isObject(target) && target.writeOnly === true);
  };
  const members = new Map([...propertiesOf(schema, schemas)].filter(([, one]) => isShown(one)));
  if (isObject(schema)) schemas.shown.set(schema, members);
  return members;
}

const noSchema = {};

/** The properties of an object schema, those of its `allOf`, `oneOf` and `anyOf` among them; its own win. */
export function propertiesOf(
  schema: JsonSchema | undefined,
  schemas: SchemaLowering,
): Map<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const seen = new Set<JsonSchema>();
  // A list in place of recursion: chains of parts may be longer than a stack is high.
  const waiting: { schema: Json | undefined; partsAreDone?: true }[] = [{ schema }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const target = schemas.follow(next.schema);
    if (!isObject(target) || (seen.has(target) && !next.partsAreDone)) continue;
    if (next.partsAreDone) {
      for (const [name, one] of Object.entries(isObject(target.properties) ? target.properties : {}))
        if (isObject(one) || typeof one === "boolean") found.set(name, one);
      continue;
    }
    seen.add(target);
    waiting.push({ schema: target, partsAreDone: true });
    const parts = [target.oneOf, target.anyOf, target.allOf].flatMap((one) => (isArray(one) ? one : []));
    for (const part of parts.toReversed()) waiting.push({ schema: part });
  }
  return found;
}
