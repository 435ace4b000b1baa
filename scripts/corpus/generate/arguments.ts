import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type OriginalOperation,
  resolved,
} from "../original.ts";
import type { Random } from "./random.ts";
import type { Alphabet } from "./text.ts";
import { makeValue } from "./value.ts";

/** Arguments by place, as the contract has them; a file is `{ $file: <path> }`. */
export interface MadeArguments {
  path?: Record<string, Json>;
  query?: Record<string, Json>;
  header?: Record<string, Json>;
  cookie?: Record<string, Json>;
  body?: Json;
  /** Asked for with `--content-type`. */
  contentType?: string;
}

export interface MakeOptions {
  readonly document: JsonObject;
  readonly random: Random;
  /** How likely an optional parameter or member is stated: 0 for the least that is valid. */
  readonly optional: number;
  /** Of the body; undefined: no body. */
  readonly mediaType: string | undefined;
  readonly file: () => Json;
  /** `query api_key`: parameters that the credential fills. */
  readonly credentials: ReadonlySet<string>;
}

/** OpenAPI says to ignore these as header parameters. */
const ignoredHeaders = /^(accept|content-type|authorization)$/i;
/** What carries the request is the client's to say, whatever a document lists as parameters. */
const connectionHeaders =
  /^(accept-encoding|content-(encoding|length)|host|connection|transfer-encoding|te|expect|upgrade|cookie)$/i;

/** Arguments that the original document says are valid. */
export function makeArguments(one: OriginalOperation, options: MakeOptions): MadeArguments {
  const { document, random, optional } = options;
  const made: MadeArguments = {};
  for (const parameter of one.parameters) {
    const { name } = parameter;
    const place = parameter.in;
    if (typeof name !== "string" || !isPlace(place)) continue;
    if (place === "header" && (ignoredHeaders.test(name) || connectionHeaders.test(name))) continue;
    if (options.credentials.has(`${place} ${place === "header" ? name.toLowerCase() : name}`)) continue;
    if (place === "path" && !one.path.includes(`{${name}}`)) continue;
    if (parameter.required !== true && place !== "path" && random() >= optional) continue;
    const value = makeValue(schemaOf(parameter, document), {
      ...options,
      alphabet: alphabetOf(parameter, document),
    });
    // No parameter can say null.
    if (value === null && parameter.required !== true) continue;
    made[place] ??= {};
    made[place][name] = value;
  }
  const body = resolved(document, one.operation.requestBody);
  const media = isObject(body) && isObject(body.content) ? body.content[options.mediaType ?? ""] : undefined;
  if (options.mediaType !== undefined && isObject(body) && (body.required === true || optional > 0)) {
    const schema = isObject(media) ? media.schema : undefined;
    const raw =
      !/([/+]|^application)json\b|form/i.test(options.mediaType) &&
      !isJsonAnyway(options.mediaType, schema, document);
    made.body = raw ? rawBody(schema, options) : makeValue(schema ?? {}, { ...options, alphabet: "any" });
  }
  return made;
}

/** Any media type will do, and the schema is of an object or a list: JSON says it. */
function isJsonAnyway(mediaType: string, schema: Json | undefined, document: JsonObject): boolean {
  const target = resolved(document, schema);
  return (
    mediaType === "*/*" &&
    isObject(target) &&
    (target.type === "object" || target.type === "array" || "properties" in target)
  );
}

function rawBody(schema: Json | undefined, options: MakeOptions): Json {
  const target = resolved(options.document, schema);
  const isString = isObject(target) && target.type === "string" && target.format !== "binary";
  const isText = isString && /^text\//i.test(options.mediaType ?? "");
  return isText ? makeValue(schema, { ...options, alphabet: "any" }) : options.file();
}

export function schemaOf(parameter: JsonObject, document: JsonObject): Json | undefined {
  const [media] = isObject(parameter.content) ? Object.values(parameter.content) : [];
  const content = resolved(document, media);
  return isObject(content) ? content.schema : parameter.schema;
}

function alphabetOf(parameter: JsonObject, document: JsonObject): Alphabet {
  if (parameter.in === "header") return "header";
  if (parameter.in === "cookie") return "plain";
  const schema = resolved(document, schemaOf(parameter, document));
  const type = isObject(schema) ? schema.type : undefined;
  const compound = type === "array" || type === "object" || !type || isArray(type);
  // Between delimiters an encoded delimiter is one to most readers; OpenAPI leaves open what it is.
  return compound && (parameter.explode === false || parameter.in === "path") ? "plain" : "any";
}

const isPlace = (place: unknown): place is "path" | "query" | "header" | "cookie" =>
  place === "path" || place === "query" || place === "header" || place === "cookie";
