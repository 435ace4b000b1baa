import type { Json, JsonObject } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "../json-schema.ts";

/** The object behind a chain of references; undefined where it leads to nothing of that shape. */
export function resolveObject(value: Json | undefined, lookup: SchemaLookup): JsonObject | undefined {
  let current: JsonSchema | undefined = isObject(value) ? value : undefined;
  for (let hops = 0; hops < 20 && isObject(current) && typeof current.$ref === "string"; hops++) {
    current = lookup(current.$ref);
  }
  return isObject(current) && typeof current.$ref !== "string" ? current : undefined;
}
