import type { Json, JsonObject } from "@specwire/contract";
import { bareType, isJsonType, isObject } from "@specwire/contract";
import { resolveObject } from "./document/resolve-object.ts";
import { isMediaType, readEncodings } from "./encodings.ts";
import type { JsonSchema, SchemaLookup } from "./json-schema.ts";

/** One entry of a `content` map, with a media type that can be sent, or a range of them. */
export interface MediaContent {
  readonly contentType: string;
  readonly schema: JsonSchema;
  /** The schema is of each of the values that arrive one by one (OpenAPI 3.2, `itemSchema`). */
  readonly isItem?: true;
  /** Encoding Objects by property, as far as a request can follow them. */
  readonly encoding?: JsonObject;
  readonly sample?: Json;
}

/** The entries of a `content` map, the one that a command line can say best in front; the same in any order of keys. */
export function mediaContents(content: Json | undefined, lookup: SchemaLookup): MediaContent[] {
  const entries = Object.entries(isObject(content) ? content : {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const read = entries.flatMap(([name, entry]): MediaContent[] => {
    const media = resolveObject(entry, lookup);
    const isItem = media?.schema === undefined && media?.itemSchema !== undefined;
    const schema = asSchema(isItem ? media.itemSchema : media?.schema);
    const contentType = sendable(name, schema, lookup);
    if (contentType === undefined) return [];
    const encoding = isObject(media?.encoding) ? readEncodings(media.encoding, lookup) : undefined;
    const sample = isItem ? undefined : sampleOf(media, lookup);
    return [
      {
        contentType,
        schema,
        ...(isItem && { isItem }),
        ...(encoding && { encoding }),
        ...(sample !== undefined && { sample }),
      },
    ];
  });
  return read.toSorted((a, b) => rank(a.contentType) - rank(b.contentType));
}

/** The example of a Parameter or Media Type Object: `example`, or the first of `examples` that states its value. */
export function sampleOf(stated: JsonObject | undefined, lookup: SchemaLookup): Json | undefined {
  if (stated?.example !== undefined) return stated.example;
  for (const one of Object.values(isObject(stated?.examples) ? stated.examples : {})) {
    const example = resolveObject(one, lookup);
    const value = example?.value ?? example?.dataValue;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What documents write for JSON, each in its way. */
function sendable(name: string, schema: JsonSchema, lookup: SchemaLookup): string | undefined {
  if (isMediaType(name) && !/^(\*|application)\/\*/.test(name)) return name;
  if (isMediaType(name))
    return name.includes("json") || isStructured(schema, lookup) ? "application/json" : name;
  // `applicationjson`, `json`, nothing at all: JSON is meant where anything is.
  return /json/i.test(name) || (name.trim() === "" && isStructured(schema, lookup))
    ? "application/json"
    : undefined;
}

function isStructured(schema: JsonSchema, lookup: SchemaLookup): boolean {
  const target = resolveObject(isObject(schema) ? schema : undefined, lookup);
  if (target === undefined) return false;
  const { type } = target;
  const composed = ["properties", "items", "allOf", "oneOf", "anyOf"].some((key) => key in target);
  return type === undefined ? composed : type !== "string" && type !== "file";
}

function rank(contentType: string): number {
  const type = bareType(contentType);
  if (type === "application/json") return 0;
  // A patch is a list of steps, which flags can't say.
  if (isJsonType(type)) return type === "text/json" ? 1 : type === "application/json-patch+json" ? 2.5 : 2;
  if (type === "application/x-www-form-urlencoded") return 3;
  if (type === "multipart/form-data") return 4;
  if (type.startsWith("multipart/")) return 5;
  return type.startsWith("text/") ? 6 : 7;
}

function asSchema(value: Json | undefined): JsonSchema {
  return isObject(value) || typeof value === "boolean" ? value : true;
}
