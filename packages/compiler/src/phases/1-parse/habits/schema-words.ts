import { isObject, type Json, type JsonObject, own } from "@specwire/contract";
import { fold, valueNearMiss } from "../near-misses.ts";

export const types = ["string", "integer", "number", "boolean", "array", "object", "null"];

/** Words that other formats have as types, and JSON Schema as formats of text. */
const formats: Readonly<Record<string, string>> = {
  date: "date",
  datetime: "date-time",
  timestamp: "date-time",
  time: "time",
  uuid: "uuid",
  guid: "uuid",
  email: "email",
  uri: "uri",
  url: "uri",
  file: "binary",
  binary: "binary",
  bytes: "binary",
  upload: "binary",
  byte: "byte",
  base64: "byte",
  password: "password",
};

/** The schema that a type's name stands for in other languages: `str`, `datetime`, `string[]`, `a|b`, `number | null`. */
export function schemaOfWord(written: string): JsonObject | undefined {
  const word = written.trim();
  const list =
    /^(.+)\[\]$/.exec(word)?.[1] ??
    /^(?:array|list|set)\s*(?:of\s+|<|\[)\s*([\w-]+)\s*[>\]]?$/i.exec(word)?.[1];
  if (list !== undefined) {
    const items = schemaOfWord(list);
    return items && { type: "array", items };
  }
  if (word.includes("|"))
    return alternatives(word.split("|").map((one) => one.trim().replace(/^["']|["']$/g, "")));
  const folded = fold(word);
  const format = Object.hasOwn(formats, folded) ? formats[folded] : undefined;
  if (format !== undefined) return { type: "string", format };
  const type = valueNearMiss(word, types) ?? (folded === "none" || folded === "nil" ? "null" : undefined);
  return type === undefined ? undefined : { type };
}

function alternatives(words: readonly string[]): JsonObject | undefined {
  if (words.some((one) => one === "")) return undefined;
  const named = words.map(
    (one) => valueNearMiss(one, types) ?? (/^(none|nil)$/i.test(one) ? "null" : undefined),
  );
  if (named.every((one) => one !== undefined)) return { type: [...new Set(named)] };
  return named.every((one) => one === undefined || one === "null") &&
    words.every((one) => /^[\w.-]+$/.test(one))
    ? { type: "string", enum: [...words] }
    : undefined;
}

const keywords = new Set([
  "type",
  "enum",
  "description",
  "format",
  "default",
  "items",
  "properties",
  "minimum",
  "maximum",
  "$ref",
  "oneOf",
  "anyOf",
  "allOf",
  "const",
  "pattern",
  "example",
  "examples",
  "required",
  "title",
  "schema",
  "nullable",
  "in",
  "minLength",
  "maxLength",
]);

/** Whether a map is a schema of something, rather than a map of things by name. */
export function looksLikeSchema(value: Json): boolean {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  if (keys.length === 0) return true;
  const type = own(value, "type");
  return (
    keys.every((key) => keywords.has(key)) ||
    typeof type === "string" ||
    typeof own(value, "$ref") === "string"
  );
}
