import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "../phases/2-resolve/json-schema.ts";

/** A schema with its references followed; undefined where there is none, or it is `true` or `false`. */
export function followed(schema: Json | undefined, lookup: SchemaLookup): JsonObject | undefined {
  let current: JsonSchema | undefined = isObject(schema) ? schema : undefined;
  for (let hops = 0; hops < 20 && isObject(current) && typeof current.$ref === "string"; hops++)
    current = lookup(current.$ref);
  return isObject(current) ? current : undefined;
}

/** The members of an object schema, those of its `allOf`, `oneOf` and `anyOf` among them. */
export function membersOf(
  schema: Json | undefined,
  lookup: SchemaLookup,
  seen: Set<JsonObject> = new Set(),
): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const target = followed(schema, lookup);
  if (target === undefined || seen.has(target) || seen.size > 50) return found;
  seen.add(target);
  for (const keyword of ["allOf", "oneOf", "anyOf"]) {
    const parts = target[keyword];
    for (const part of isArray(parts) ? parts : [])
      for (const [name, one] of membersOf(part, lookup, seen)) found.set(name, one);
  }
  for (const [name, one] of Object.entries(isObject(target.properties) ? target.properties : {})) {
    const member = followed(one, lookup);
    if (member) found.set(name, member);
  }
  return found;
}

export function hasType(schema: JsonObject | undefined, type: string): boolean {
  return schema?.type === type || (isArray(schema?.type) && schema.type.includes(type));
}
