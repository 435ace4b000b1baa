import { isArray, isObject, type Json, type JsonObject, resolved } from "../original.ts";

type Open = Record<string, Json | undefined>;

/** Members of these are names that the document chose, not keywords. */
const nameMaps = new Set(["properties", "patternProperties", "definitions", "$defs", "schemas", "mapping"]);
/** What no judge needs to judge a request; a wrong `default` would even be put into it. */
const dropped = ["example", "examples", "default", "x-examples", "externalDocs"];

const knownFormats = new Set(
  `date time date-time duration uri uri-reference uri-template url email hostname ipv4 ipv6 regex uuid
  json-pointer relative-json-pointer byte int32 int64 float double password binary`.split(/\s+/),
);

/**
 * A slice in the words that validators can read, with the same meaning for a request:
 * - no examples and defaults: validators register `id`s in the first and fill in the second;
 * - patterns that are valid only without the `u` flag, which Ajv sets, are written so that they are with it;
 *   what is no regular expression in either way is dropped;
 * - `nullable` without `type` says nothing (OpenAPI 3.0.3) and is refused by Ajv;
 * - `required: true` on a property, a leftover of draft 3, is dropped;
 * - `format`s that are registered nowhere are dropped: they say nothing to a validator, but a warning;
 * - the defaults of `style` and `explode` are written out (Parameter Object), which each judge asks for somewhere;
 * - `readOnly` is about properties alone (Schema Object): of a parameter or a body it is dropped;
 * - a parameter is never null: that it may be is dropped, which one judge can't read;
 * - a property that is `readOnly` is not required in a request (Schema Object, `readOnly`);
 * - a media type that is no JSON, form, multipart or plain text has no schema, and text only that of a string:
 *   no validator parses XML.
 */
export function readable(slice: JsonObject): JsonObject {
  const copy = structuredClone(slice) as Open;
  walk(copy, "", (object) => relax(object, copy));
  walk(copy, "", repair);
  return copy;
}

/** `place`: the keyword that the value stands behind; of a member of a map, that of the map. */
function walk(
  value: Json | undefined,
  place: string,
  visit: (object: Open, place: string) => void,
  isMap = false,
): void {
  if (isArray(value)) for (const one of value) walk(one, place, visit);
  if (!isObject(value)) return;
  const object = value as Open;
  if (!isMap) visit(object, place);
  for (const [key, member] of Object.entries(object)) {
    if (!isMap && (key === "enum" || key === "const")) continue;
    if (isMap) walk(member, place, visit);
    else walk(member, key, visit, nameMaps.has(key));
  }
}

/** What is read-only is not required in a request. */
function relax(object: Open, root: JsonObject): void {
  const { required, properties } = object;
  if (!isArray(required) || !isObject(properties)) return;
  const sent = required.filter((name) => {
    const property = resolved(root, properties[String(name)]);
    return !(isObject(property) && property.readOnly === true);
  });
  if (sent.length > 0) object.required = sent;
  else delete object.required;
}

function repair(object: Open, place: string): void {
  if (object.readOnly !== undefined && place !== "properties") delete object.readOnly;
  if ("in" in object && isObject(object.schema)) {
    const { nullable: _, type, ...schema } = object.schema;
    const types: readonly Json[] = isArray(type) ? type.filter((one) => one !== "null") : [];
    const kept = types.length === 1 ? types[0] : types.length === 0 ? type : types;
    object.schema = { ...schema, ...(kept !== undefined && { type: kept }) };
  }
  for (const key of dropped) delete object[key];
  if (typeof object.pattern === "string") {
    const pattern = unicodePattern(object.pattern);
    if (pattern === undefined) delete object.pattern;
    else object.pattern = pattern;
  }
  if (typeof object.format === "string" && !knownFormats.has(object.format)) delete object.format;
  if (/^(query|cookie)$/.test(String(object.in)) && (object.style ?? "form") === "form")
    object.explode ??= true;
  if (object.in === "header" && object.style === undefined) object.style = "simple";
  if (object.nullable !== undefined && object.type === undefined) delete object.nullable;
  if (typeof object.required === "boolean" && !("in" in object) && !("content" in object))
    delete object.required;
  if (isObject(object.content)) {
    for (const [type, media] of Object.entries(object.content))
      if (isObject(media) && !isReadable(type, media.schema)) delete (media as Open).schema;
  }
}

function isReadable(type: string, schema: Json | undefined): boolean {
  if (/^text\/plain/i.test(type)) return isObject(schema) && schema.type === "string";
  return /[/+]json\b|urlencoded|multipart|^\*\/\*/i.test(type);
}

/** The same pattern with the `u` flag: there a backslash may stand only before what has a meaning. */
export function unicodePattern(pattern: string): string | undefined {
  if (compiles(pattern, "u")) return pattern;
  if (!compiles(pattern, "")) return undefined;
  const plain = pattern
    .replace(/\\p\{XDigit\}/g, "[0-9A-Fa-f]")
    .replace(/\\([^\w\s^$\\.*+?()[\]{}|/-])/g, "$1")
    .replace(/\\([_aceghijlmoqyzACEFGHIJKLMNOQRTUVXYZ])/g, "$1");
  for (const one of [plain, plain.replaceAll("\\-", "-")]) if (compiles(one, "u")) return one;
  return undefined;
}

function compiles(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}
