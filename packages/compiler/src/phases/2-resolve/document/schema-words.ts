import type { Json, JsonObject } from "@specwire/contract";
import { isArray } from "@specwire/contract";
import type { Version } from "./version.ts";

type Writable = { [key: string]: Json };

/** Beside `$ref` these say more of a schema than a reference can carry. */
const weighty: readonly string[] = [
  ..."type properties allOf oneOf anyOf not items enum const additionalProperties format pattern".split(" "),
  ..."minimum maximum minLength maxLength minItems maxItems".split(" "),
];

/** Writes what older versions and JSON Schema's rarer words say in the words that everything after this reads. */
export function settleSchema(node: JsonObject, version: Version): void {
  const schema = node as Writable;
  // Their static meaning: a document is read as it stands, and nothing includes it.
  for (const word of ["$dynamicRef", "$recursiveRef"]) {
    const reference = schema[word];
    if (typeof reference !== "string" || typeof schema.$ref === "string") continue;
    schema.$ref = reference;
    delete schema[word];
  }
  if (typeof schema.discriminator === "string") schema.discriminator = { propertyName: schema.discriminator };
  if (version === "2.0") {
    if (schema["x-nullable"] === true) schema.nullable = true;
    return;
  }
  // Since 3.1 what stands beside a reference counts; before, it is to be ignored.
  if (version !== "3.0" && typeof schema.$ref === "string" && hasWeight(schema)) {
    const { $ref, allOf } = schema;
    schema.allOf = [{ $ref }, ...(isArray(allOf) ? allOf : [])];
    delete schema.$ref;
  }
}

function hasWeight(schema: JsonObject): boolean {
  return isArray(schema.required) || weighty.some((word) => word in schema);
}
