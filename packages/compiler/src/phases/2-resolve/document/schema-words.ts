import type { Json, JsonObject } from "@specwire/contract";
import type { Version } from "./version.ts";

type Writable = { [key: string]: Json };

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
  if (version === "2.0" && schema["x-nullable"] === true) schema.nullable = true;
}
