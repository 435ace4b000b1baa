import { type ArgumentType, exactNumber, isArray, isObject, type Json } from "@specwire/contract";
import type { SchemaLowering } from "./schema.ts";

/** A value with what is text of digits as a number, where JavaScript would round it and a number is wanted. */
export function exactValue(value: Json, declared: ArgumentType, schemas: SchemaLowering): Json {
  const type = schemas.behind(declared);
  if (type.kind === "union") {
    if (type.variants.some((one) => schemas.behind(one).kind === "string")) return value;
    return type.variants.reduce<Json>((sum, one) => exactValue(sum, one, schemas), value);
  }
  if (typeof value === "string" && (type.kind === "integer" || type.kind === "number")) {
    const number = /^-?\d+$/.test(value) ? (exactNumber(value) as Json | undefined) : undefined;
    return isObject(number) ? number : value;
  }
  if (isArray(value) && type.kind === "array")
    return value.map((one) => exactValue(one, type.items, schemas));
  if (!isObject(value) || type.kind !== "object") return value;
  const members = new Map(type.properties.map((field) => [field.name, field.type]));
  const entries = Object.entries(value).map(([name, one]) => {
    const member = members.get(name);
    return [name, member === undefined ? one : exactValue(one, member, schemas)] as const;
  });
  return Object.fromEntries(entries);
}
