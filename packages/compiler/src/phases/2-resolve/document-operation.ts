import type { Json, JsonObject, ParameterLocation, ParameterStyle } from "@specwire/contract";
import { isArray, isObject, own } from "@specwire/contract";
import type { DocumentOperation } from "./document/openapi-document.ts";
import { resolveObject } from "./document/resolve-object.ts";
import { isMediaType, readEncodings } from "./encodings.ts";
import type { JsonSchema, SchemaLookup } from "./json-schema.ts";
import type { ResolvedAnswer, ResolvedBody, ResolvedParameter } from "./resolved-connector.ts";

/** OpenAPI says to ignore these as header parameters: they have places of their own. */
const ignoredHeaders = ["accept", "content-type", "authorization"];

export function documentParameters(one: DocumentOperation, lookup: SchemaLookup): ResolvedParameter[] {
  const found = new Map<string, ResolvedParameter>();
  for (const list of [one.pathItem.parameters, one.operation.parameters]) {
    for (const entry of isArray(list) ? list : []) {
      const parameter = readParameter(resolveObject(entry, lookup));
      if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  // A name of the template that nobody declares is still needed to fill it.
  for (const [, name] of one.path.matchAll(/\{([^{}]+)\}/g)) {
    if (name !== undefined && !found.has(`path ${name}`))
      found.set(`path ${name}`, { name, in: "path", required: true, schema: { type: "string" } });
  }
  return [...found.values()].filter(
    (parameter) => parameter.in !== "path" || one.path.includes(`{${parameter.name}}`),
  );
}

function readParameter(object: JsonObject | undefined): ResolvedParameter | undefined {
  const name = object?.name;
  const place = object?.in;
  if (object === undefined || typeof name !== "string" || !isLocation(place)) return undefined;
  if (place === "header" && ignoredHeaders.includes(name.toLowerCase())) return undefined;
  const content = isObject(object.content) ? object.content : undefined;
  const contentType = preferredMedia(content);
  const media = contentType === undefined ? undefined : own(content, contentType);
  const schema = contentType === undefined ? object.schema : isObject(media) ? media.schema : undefined;
  const { description, style, explode } = object;
  return {
    name,
    in: place,
    required: place === "path" || object.required === true,
    schema: asSchema(schema),
    ...(typeof description === "string" && { description }),
    ...(object.deprecated === true && { deprecated: true as const }),
    ...(isStyle(style) && { style }),
    ...(typeof explode === "boolean" && { explode }),
    ...(object.allowReserved === true && { allowReserved: true as const }),
    ...(contentType !== undefined && { contentType }),
  };
}

/** The body in the media type asked for, else in the one that a command line can say best. */
export function documentBody(
  one: DocumentOperation,
  lookup: SchemaLookup,
  asked: string | undefined,
): ResolvedBody | undefined {
  const body = resolveObject(one.operation.requestBody, lookup);
  const content = isObject(body?.content) ? body.content : undefined;
  const contentType = asked ?? preferredMedia(content);
  if (body === undefined || contentType === undefined) return undefined;
  const media = own(content, contentType);
  const encoding = isObject(media) && isObject(media.encoding) ? readEncodings(media.encoding) : undefined;
  return {
    contentType: contentType === "*/*" ? "application/octet-stream" : contentType,
    schema: asSchema(isObject(media) ? media.schema : undefined),
    required: body.required === true,
    ...(encoding && { encoding }),
  };
}

const mediaOrder = [
  /^application\/json\b/i,
  /\+json\b/i,
  /^application\/x-www-form-urlencoded\b/i,
  /^multipart\/form-data\b/i,
];

/** The same whatever the order of the document's keys. */
function preferredMedia(content: JsonObject | undefined): string | undefined {
  const types = Object.keys(content ?? {})
    .filter(isMediaType)
    .sort();
  for (const pattern of mediaOrder) {
    const found = types.find((type) => pattern.test(type));
    if (found !== undefined) return found;
  }
  return types[0];
}

/** The first answer of success that the document describes. */
export function documentAnswer(one: DocumentOperation, lookup: SchemaLookup): ResolvedAnswer | undefined {
  const responses = isObject(one.operation.responses) ? one.operation.responses : {};
  const statuses = Object.keys(responses).filter((status) => /^2(\d\d|XX)$/i.test(status));
  const described = statuses.sort().map((status) => resolveObject(responses[status], lookup));
  const withContent = described.find((one) => isObject(one?.content) && Object.keys(one.content).length > 0);
  if (withContent === undefined) return described.length > 0 ? { contentTypes: [] } : undefined;
  const content = withContent.content as JsonObject;
  const contentTypes = Object.keys(content);
  const preferred = preferredMedia(content) ?? "";
  const media = /^application\/json\b|\+json\b|^\*\/\*/i.test(preferred) ? content[preferred] : undefined;
  const schema = isObject(media) ? media.schema : undefined;
  return { contentTypes, ...(isObject(schema) && { schema }) };
}

function asSchema(value: Json | undefined): JsonSchema {
  return isObject(value) || typeof value === "boolean" ? value : true;
}

function isLocation(value: Json | undefined): value is ParameterLocation {
  return value === "path" || value === "query" || value === "header" || value === "cookie";
}

const styles = ["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject"];

function isStyle(value: Json | undefined): value is ParameterStyle {
  return typeof value === "string" && styles.includes(value);
}
