import type { Json, JsonObject, ParameterLocation, ParameterStyle } from "@specwire/contract";
import { isArray, isObject, own } from "@specwire/contract";
import type { DocumentOperation } from "./document/openapi-document.ts";
import { resolveObject } from "./document/resolve-object.ts";
import type { JsonSchema, SchemaLookup } from "./json-schema.ts";
import { type MediaContent, mediaContents, sampleOf } from "./media-contents.ts";
import type { ResolvedAnswer, ResolvedBody, ResolvedParameter } from "./resolved-connector.ts";

/** OpenAPI says to ignore these as header parameters: they have places of their own. */
const ignoredHeaders = ["accept", "content-type", "authorization"];

export function documentParameters(one: DocumentOperation, lookup: SchemaLookup): ResolvedParameter[] {
  const found = new Map<string, ResolvedParameter>();
  for (const list of [one.pathItem.parameters, one.operation.parameters]) {
    for (const entry of isArray(list) ? list : []) {
      for (const parameter of readParameters(resolveObject(entry, lookup), lookup))
        found.set(`${parameter.in} ${parameter.name}`, parameter);
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

/** The names of the headers that an operation declares as parameters, those of its own among them. */
export function declaredHeaders(one: DocumentOperation, lookup: SchemaLookup): string[] {
  const lists = [one.pathItem.parameters, one.operation.parameters];
  const all = lists
    .flatMap((list) => (isArray(list) ? list : []))
    .map((entry) => resolveObject(entry, lookup));
  return all.flatMap((object) => {
    const name = object?.in === "header" ? object.name : undefined;
    return typeof name === "string" && !ignoredHeaders.includes(name.toLowerCase()) ? [name] : [];
  });
}

function readParameters(object: JsonObject | undefined, lookup: SchemaLookup): ResolvedParameter[] {
  const name = object?.name;
  if (object === undefined || typeof name !== "string") return [];
  const [media] = mediaContents(object.content, lookup);
  const words = {
    ...(typeof object.description === "string" && { description: object.description }),
    ...(object.deprecated === true && { deprecated: true as const }),
  };
  const required = object.required === true;
  if (object.in === "querystring") return media ? queryString(name, media, required, words, lookup) : [];
  const place = object.in;
  if (!isLocation(place)) return [];
  if (place === "header" && ignoredHeaders.includes(name.toLowerCase())) return [];
  const { style, explode } = object;
  const sample = media?.sample ?? sampleOf(object, lookup);
  const parameter: ResolvedParameter = {
    name,
    in: place,
    required: place === "path" || required,
    schema: media?.schema ?? asSchema(object.schema),
    ...words,
    ...(isStyle(style, place) && { style }),
    ...(typeof explode === "boolean" && { explode }),
    ...(object.allowReserved === true && { allowReserved: true as const }),
    ...(object.allowEmptyValue === true && place === "query" && { allowEmptyValue: true as const }),
    ...(media && { contentType: media.contentType }),
    ...(sample !== undefined && { sample }),
  };
  return [parameter];
}

/** OpenAPI 3.2: the whole query string as one value; of a form each member is a parameter of its own. */
function queryString(
  name: string,
  { contentType, schema, encoding = {} }: MediaContent,
  required: boolean,
  words: Pick<ResolvedParameter, "description" | "deprecated">,
  lookup: SchemaLookup,
): ResolvedParameter[] {
  const form = isObject(schema) ? resolveObject(schema, lookup) : undefined;
  const properties = isObject(form?.properties) ? Object.entries(form.properties) : [];
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType) || properties.length === 0)
    return [{ name, in: "query", required, schema, contentType, bare: true, ...words }];
  const needed = isArray(form?.required) ? form.required : [];
  return properties.map(([member, one]) => {
    const { contentType: media, style, explode, allowReserved } = (own(encoding, member) ?? {}) as JsonObject;
    const isJson = /^(object|array)$/.test(String(resolveObject(one, lookup)?.type))
      ? "application/json"
      : undefined;
    const styled = isStyle(style, "query") || typeof explode === "boolean" || allowReserved === true;
    const written = typeof media === "string" ? media : isListOfScalars(one, lookup) ? undefined : isJson;
    return {
      name: member,
      in: "query",
      required: required && needed.includes(member),
      schema: asSchema(one),
      ...(isStyle(style, "query") && { style }),
      ...(typeof explode === "boolean" && { explode }),
      ...(allowReserved === true && { allowReserved: true as const }),
      ...(!styled && written !== undefined && { contentType: written }),
    };
  });
}

function isListOfScalars(schema: Json, lookup: SchemaLookup): boolean {
  const list = resolveObject(schema, lookup);
  const items = list?.type === "array" ? resolveObject(list.items, lookup) : undefined;
  return (
    items !== undefined && !/^(object|array)$/.test(String(items.type)) && items.properties === undefined
  );
}

/**
 * The body in each media type that the document states, the one that a command line can say best in front; in the
 * one asked for alone.
 */
export function documentBodies(
  one: DocumentOperation,
  lookup: SchemaLookup,
  asked: string | undefined,
): ResolvedBody[] {
  const body = resolveObject(one.operation.requestBody, lookup);
  if (body === undefined) return [];
  const required = body.required === true;
  const all = mediaContents(body.content, lookup).map((media): ResolvedBody => ({ ...media, required }));
  if (asked === undefined) return all;
  const found = all.find(({ contentType }) => contentType.toLowerCase() === asked.toLowerCase());
  return [found ?? { contentType: asked, schema: true, required }];
}

/** The first answer of success that the document describes, and what it says of errors. */
export function documentAnswer(one: DocumentOperation, lookup: SchemaLookup): ResolvedAnswer | undefined {
  const responses = isObject(one.operation.responses) ? one.operation.responses : {};
  const described = (pattern: RegExp) =>
    Object.keys(responses)
      .filter((status) => pattern.test(status))
      .sort()
      .map((status) => resolveObject(responses[status], lookup));
  const good = described(/^2(\d\d|XX)$/i);
  const redirects = described(/^3(\d\d|XX)$/i);
  const other = described(/^default$/);
  const answers = good.length > 0 ? good : redirects.length > 0 ? [] : other;
  const failed = [...described(/^[45](\d\d|XX)$/i), ...(good.length > 0 ? other : [])];
  const errors = failed.flatMap((response) =>
    mediaContents(response?.content, lookup).flatMap(({ schema }) => (isObject(schema) ? [schema] : [])),
  );
  const links = good.flatMap((response): JsonObject[] =>
    Object.values(isObject(response?.links) ? response.links : {}).flatMap((one): JsonObject[] => {
      const link = resolveObject(one, lookup);
      return link === undefined ? [] : [link];
    }),
  );
  const rest = {
    ...(links.length > 0 && { links }),
    ...(errors.length > 0 && { errors }),
    ...(good.length === 0 && redirects.length > 0 && { redirect: true as const }),
    ...(responses["401"] !== undefined && { asksWhoCalls: true as const }),
  };
  const contents = answers.map((response) => mediaContents(response?.content, lookup));
  const [preferred, ...others] = contents.find((list) => list.length > 0) ?? [];
  if (preferred === undefined)
    return good.length + redirects.length > 0 ? { contentTypes: [], ...rest } : undefined;
  const { contentType, schema, isItem, sample } = preferred;
  return {
    contentTypes: [contentType, ...others.map((media) => media.contentType)],
    ...(isObject(schema) && { schema }),
    ...(isItem && { isItem }),
    ...(sample !== undefined && { sample }),
    ...rest,
  };
}

function asSchema(value: Json | undefined): JsonSchema {
  return isObject(value) || typeof value === "boolean" ? value : true;
}

function isLocation(value: Json | undefined): value is ParameterLocation {
  return value === "path" || value === "query" || value === "header" || value === "cookie";
}

/** OpenAPI 3.2, Style Values: the styles that each place has. */
const styles: Readonly<Record<ParameterLocation, readonly Json[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

function isStyle(value: Json | undefined, place: ParameterLocation): value is ParameterStyle {
  return value !== undefined && styles[place].includes(value);
}
