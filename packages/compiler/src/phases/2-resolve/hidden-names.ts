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
  const visit = (value: Json | undefined): void => {
    const schema = isObject(value) && typeof value.$ref === "string" ? lookup(value.$ref) : value;
    if (!isObject(schema) || seen.has(schema)) return;
    seen.add(schema);
    for (const [name, member] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      names.push(name);
      visit(member);
    }
    for (const key of ["items", "additionalProperties"]) visit(schema[key]);
    for (const key of ["allOf", "oneOf", "anyOf"]) {
      const parts = schema[key];
      if (isArray(parts)) parts.forEach(visit);
    }
  };
  for (const { schema } of parameters) visit(schema);
  for (const one of [body, ...otherBodies]) visit(one?.schema);
  return names.filter((name) => visible(name) !== name);
}
