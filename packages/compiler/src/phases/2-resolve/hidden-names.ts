import type { Json } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import { visible } from "../../diagnostics/display.ts";
import type { JsonSchema, SchemaLookup } from "./json-schema.ts";
import type { ResolvedOperation } from "./resolved-connector.ts";

/**
 * The names of an operation that hold characters nobody sees: its path, its parameters, and the members of what
 * it sends. Schemas in `seen` are not looked at again.
 */
export function hiddenNames(
  operation: ResolvedOperation,
  lookup: SchemaLookup,
  seen: Set<JsonSchema>,
): string[] {
  const { path, parameters, body, otherBodies = [] } = operation;
  const names = [path, ...parameters.map(({ name }) => name)];
  // A list in place of recursion: chains of references may be longer than a stack is high.
  const waiting: (Json | undefined)[] = [...parameters, body, ...otherBodies].map((one) => one?.schema);
  for (let value = waiting.pop(); value !== undefined || waiting.length > 0; value = waiting.pop()) {
    const schema = isObject(value) && typeof value.$ref === "string" ? lookup(value.$ref) : value;
    if (!isObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    for (const [name, member] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      names.push(name);
      waiting.push(member);
    }
    waiting.push(schema.items, schema.additionalProperties);
    for (const key of ["allOf", "oneOf", "anyOf"]) {
      const parts = schema[key];
      if (isArray(parts)) waiting.push(...parts);
    }
  }
  return names.filter((name) => visible(name) !== name);
}
