import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import { stringsOf } from "./read.ts";

// What single keywords of a schema say, whatever shape a document gives them.

export function typesOf(schema: JsonObject): string[] {
  return isArray(schema.type) ? stringsOf(schema.type) : typeof schema.type === "string" ? [schema.type] : [];
}

/** The values that are accepted; none where nothing is said. */
export function enumOf(schema: JsonObject): readonly Json[] {
  if (schema.const !== undefined) return [schema.const];
  return isArray(schema.enum) ? schema.enum : [];
}

export function schemasOf(value: Json | undefined): JsonSchema[] {
  return isArray(value)
    ? value.filter((one): one is JsonObject | boolean => isObject(one) || typeof one === "boolean")
    : [];
}

/** A variant that only asks for members, or forbids something. */
export function isRequirement(schema: JsonSchema): boolean {
  const keys = isObject(schema) ? Object.keys(schema) : [];
  return keys.length > 0 && keys.every((key) => key === "required" || key === "not");
}

/** A variant that null alone is. */
export function isNullSchema(schema: JsonSchema): boolean {
  if (!isObject(schema)) return false;
  const types = typesOf(schema);
  const values = enumOf(schema);
  return (
    (types.length > 0 && types.every((type) => type === "null")) ||
    (values.length > 0 && values.every((value) => value === null))
  );
}

/** The members that a schema requires, beside those of its own properties: in its `allOf` among them. */
export function requiredOf(schema: JsonObject): string[] {
  const parts = schemasOf(schema.allOf).flatMap((part) =>
    isObject(part) && part.$ref === undefined ? requiredOf(part) : [],
  );
  return [...stringsOf(schema.required), ...parts];
}

/** A schema without `type` still says what it is about by its other keywords. */
export function inferKind(schema: JsonObject): string {
  const has = (...keywords: readonly string[]) => keywords.some((keyword) => keyword in schema);
  if (has("properties", "additionalProperties", "patternProperties", "unevaluatedProperties"))
    return "object";
  if (has("items", "prefixItems")) return "array";
  // Keywords of numbers and of texts together say that it may be either.
  if (has("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")) return "any";
  if (
    schema.format === "binary" ||
    has("minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType")
  )
    return "string";
  return "any";
}

/** The kinds that a schema names; those that none of its listed values has are not meant. */
export function kindsOf(types: readonly string[], values: readonly Json[]): string[] | undefined {
  const kinds = types.filter((type) => type !== "null");
  const kindOf = (value: Json): string => (isArray(value) ? "array" : value === null ? "null" : typeof value);
  const listed = new Set(values.map(kindOf));
  listed.delete("null");
  if (kinds.length === 0) {
    const plain = [...listed].filter((kind) => kind === "string" || kind === "number" || kind === "boolean");
    return plain.length > 0 && plain.length === listed.size ? plain.sort() : undefined;
  }
  if (kinds.length === 1 || listed.size === 0) return kinds;
  const meant = kinds.filter((kind) => listed.has(kind === "integer" ? "number" : kind));
  return meant.length > 0 ? meant : kinds;
}
