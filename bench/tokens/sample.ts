import { createRequire } from "node:module";
import { join } from "node:path";
import { isObject, type Json, type JsonMembers, type JsonObject } from "./json.ts";

/** Items of a list, as most APIs send them where nobody says how many. */
export const pageSize = 30;
/** How many there are in all, where the answer has a place to say it. */
export const totalSize = 42;

/** Of values made from a schema: what lies deeper is empty, since schemas name more than APIs send. */
const deepest = 5;

export interface Sample {
  readonly body: Json;
  /** Headers that the document gives the answer, with their examples. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whose values these are: the document's own, or made from the schema. */
  readonly from: "example" | "schema";
}

/** What the document says that a GET of a path answers; a list has as many items as a page. */
export function sampleOf(document: JsonObject, path: string, kind: "list" | "detail"): Sample {
  const get = member(member(member(document, "paths", document), path, document), "get", document);
  const responses = member(get, "responses", document);
  const status = ["200", "2XX", "default"].find((one) => isObject(responses) && responses[one] !== undefined);
  const response = member(responses, status ?? "", document);
  const content = member(response, "content", document);
  const type = isObject(content) ? Object.keys(content).find((one) => /[/+]json/.test(one)) : undefined;
  const media = member(content, type ?? "", document);
  if (!isObject(media)) throw new Error(`GET ${path} has no answer in JSON`);
  const example = exampleOf(media, document);
  const body = example ?? sampled(media.schema ?? {}, document);
  return {
    body: kind === "list" ? grown(body, media.schema, document) : body,
    headers: headersOf(member(response, "headers", document), document),
    from: example === undefined ? "schema" : "example",
  };
}

/** A member, with what its reference names in its place. */
function member(value: Json | undefined, name: string, document: JsonObject): Json | undefined {
  return isObject(value) ? resolved(value[name], document) : undefined;
}

function resolved(value: Json | undefined, document: JsonObject): Json | undefined {
  if (!isObject(value) || typeof value.$ref !== "string") return value;
  const names = value.$ref.replace(/^#\//, "").split("/");
  let found: Json | undefined = document;
  for (const name of names)
    found = isObject(found) ? found[name.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  return resolved(found, document);
}

function exampleOf(media: JsonObject, document: JsonObject): Json | undefined {
  if (media.example !== undefined) return media.example;
  const examples = resolved(media.examples, document);
  const [first] = isObject(examples) ? Object.values(examples) : [];
  const value = member(resolved(first, document), "value", document);
  const schema = resolved(media.schema, document);
  return value ?? (isObject(schema) ? schema.example : undefined);
}

/** Values made from a schema, with the examples that its members have. */
function sampled(schema: Json, document: JsonObject): Json {
  const require = createRequire(join(import.meta.dirname, "../package.json"));
  const sampler = require("openapi-sampler") as {
    sample(schema: Json, options: object, document: JsonObject): Json;
  };
  return sampler.sample(schema, { quiet: true, maxSampleDepth: deepest }, document);
}

function headersOf(headers: Json | undefined, document: JsonObject): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of isObject(headers) ? Object.keys(headers) : []) {
    const header = member(headers, name, document);
    const schema = member(header, "schema", document);
    const example = isObject(header)
      ? (header.example ?? (isObject(schema) ? schema.example : undefined))
      : undefined;
    if (typeof example === "string" || typeof example === "number")
      found[name.toLowerCase()] = String(example);
  }
  return found;
}

/** A list of as many items as a page has, each with a number of its own; what is no list stays. */
function grown(body: Json, schema: Json | undefined, document: JsonObject): Json {
  if (Array.isArray(body)) return page(items(body, schema, document));
  if (!isObject(body)) return body;
  // Beside the list some answers say how it is sorted: the items of the list have more to say.
  const [list] = Object.entries(body)
    .flatMap(([name, value]) => (isList(value) ? [[name, value] as const] : []))
    .toSorted(([, a], [, b]) => width(b) - width(a));
  if (list === undefined) return body;
  const [name, value] = list;
  const found = items(
    value,
    member(member(resolved(schema, document), "properties", document), name, document),
    document,
  );
  if (found.length === 0) return body;
  const totals = Object.keys(body).filter((key) => /^(total|total_?count|count_total)$/i.test(key));
  return {
    ...body,
    ...Object.fromEntries(totals.map((key) => [key, totalSize])),
    [name]: page(found),
  };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value) && (value.length === 0 || isObject(value[0]));
}

function width([first]: readonly Json[]): number {
  return isObject(first) ? Object.keys(first).length : 0;
}

function items(examples: readonly Json[], schema: Json | undefined, document: JsonObject): readonly Json[] {
  if (examples.length > 0) return examples;
  const item = member(resolved(schema, document), "items", document);
  return item === undefined ? [] : [sampled(item, document)];
}

function page(examples: readonly Json[]): Json {
  return Array.from({ length: pageSize }, (_, index) =>
    numbered(examples[index % examples.length] ?? null, index),
  );
}

/** The item with other identities: numbers and texts of the same length. */
function numbered(item: Json, index: number): Json {
  if (!isObject(item)) return item;
  const result: JsonMembers = {};
  for (const [key, value] of Object.entries(item))
    result[key] = isIdentity(key) ? shifted(value, index) : value;
  return result;
}

const isIdentity = (key: string): boolean => /^(id|iid|uuid|sid|number|node_id)$/i.test(key);

function shifted(value: Json, index: number): Json {
  // So far apart that no two examples meet.
  if (typeof value === "number") return value + 97 * index;
  if (typeof value !== "string") return value;
  const end = String(index).padStart(2, "0");
  return value.slice(0, -2) + end;
}
