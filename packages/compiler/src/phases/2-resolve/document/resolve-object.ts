import type { Json, JsonObject } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import type { JsonSchema, SchemaLookup } from "../json-schema.ts";

/** More links than a chain has whose references this folder has made canonical. */
const mostLinks = 50;

/** The object behind a chain of references; undefined where it leads to nothing of that shape. */
export function resolveObject(value: Json | undefined, lookup: SchemaLookup): JsonObject | undefined {
  let current: JsonSchema | undefined = isObject(value) ? value : undefined;
  for (let links = 0; links < mostLinks && isObject(current) && typeof current.$ref === "string"; links++) {
    current = lookup(current.$ref);
  }
  return isObject(current) && typeof current.$ref !== "string" ? current : undefined;
}
