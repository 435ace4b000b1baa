import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import type { SchemaLookup } from "../json-schema.ts";
import { resolveObject } from "./resolve-object.ts";

/** What a document of Swagger 2.0 says once for all its operations. */
export interface Swagger2 {
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  readonly lookup: SchemaLookup;
}

export function swagger2(root: JsonObject, lookup: SchemaLookup): Swagger2 {
  return { consumes: strings(root.consumes), produces: strings(root.produces), lookup };
}

/**
 * An Operation Object of Swagger 2.0, with the parameters of its path item, in the words of OpenAPI 3. Schemas
 * and the references in them stay what they are.
 */
export function operationFrom2(operation: JsonObject, pathItem: JsonObject, whole: Swagger2): JsonObject {
  const { consumes, produces, schemes, parameters, responses, ...rest } = operation;
  const declared = new Map<string, JsonObject>();
  for (const list of [pathItem.parameters, parameters]) {
    for (const entry of isArray(list) ? list : []) {
      const one = resolveObject(entry, whole.lookup);
      if (one) declared.set(`${String(one.in)} ${one.in === "body" ? "" : String(one.name)}`, one);
    }
  }
  const all = [...declared.values()];
  const accepted = isArray(consumes) ? strings(consumes) : whole.consumes;
  const given = isArray(produces) ? strings(produces) : whole.produces;
  const body = bodyFrom2(all, accepted);
  return {
    ...rest,
    parameters: all.filter((one) => one.in !== "body" && one.in !== "formData").map(parameterFrom2),
    ...(body && { requestBody: body }),
    ...(isObject(responses) && { responses: responsesFrom2(responses, given, whole.lookup) }),
  };
}

function bodyFrom2(parameters: readonly JsonObject[], consumes: readonly string[]): JsonObject | undefined {
  const body = parameters.find((one) => one.in === "body");
  if (body) {
    const { description, required = false, schema = true } = body;
    const types = consumes.filter((type) => !isForm(type));
    const content = Object.fromEntries(
      (types.length > 0 ? types : ["application/json"]).map((type) => [type, { schema }]),
    );
    return { content, required, ...(description !== undefined && { description }) };
  }
  const fields = parameters.filter((one) => one.in === "formData" && typeof one.name === "string");
  if (fields.length === 0) return undefined;
  const types = consumes.filter(isForm);
  const files = fields.some((one) => one.type === "file");
  const fallback = files ? "multipart/form-data" : "application/x-www-form-urlencoded";
  const fitting = files ? types.filter((type) => type.startsWith("multipart/")) : types;
  const encoding = Object.fromEntries(
    fields.flatMap((one) => {
      const { style, explode } = listStyle(one);
      return style === undefined || style === "simple" ? [] : [[one.name as string, { style, explode }]];
    }),
  );
  const required = fields.filter((one) => one.required === true).map((one) => one.name as string);
  const schema = {
    type: "object",
    properties: Object.fromEntries(fields.map((one) => [one.name as string, schemaOf(one)])),
    ...(required.length > 0 && { required }),
  };
  const content = Object.fromEntries(
    (fitting.length > 0 ? fitting : [fallback]).map((type) => [
      type,
      { schema, ...(Object.keys(encoding).length > 0 && { encoding: encoding as JsonObject }) },
    ]),
  );
  return { content, required: required.length > 0 };
}

function parameterFrom2(one: JsonObject): JsonObject {
  const { style, explode } = listStyle(one);
  const { name = "", in: place = "", description, required, allowEmptyValue, deprecated } = one;
  return {
    name,
    in: place,
    schema: schemaOf(one),
    ...(description !== undefined && { description }),
    ...(required === true && { required }),
    ...(allowEmptyValue === true && { allowEmptyValue }),
    ...(deprecated === true && { deprecated }),
    ...(style !== undefined && { style, explode: explode ?? false }),
  };
}

const notSchema: ReadonlySet<string> = new Set([
  ..."name in description required collectionFormat allowEmptyValue deprecated".split(" "),
]);

/** What a parameter says of its value. A few documents put a schema there, as if it were OpenAPI 3. */
function schemaOf(one: JsonObject): Json {
  if (one.schema !== undefined && one.type === undefined) return one.schema;
  if (listStyle(one).asText) return { type: "string", description: textOf(one.description) };
  const schema = Object.fromEntries(
    Object.entries(one).filter(([key]) => !notSchema.has(key) && !key.startsWith("x-")),
  );
  const nullable = one["x-nullable"] === true ? { nullable: true } : {};
  const described = one.in === "formData" ? { description: textOf(one.description) } : {};
  return one.type === "file"
    ? { ...described, type: "string", format: "binary" }
    : { ...schema, ...nullable, ...described };
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

interface ListStyle {
  readonly style?: string;
  readonly explode?: boolean;
  /** A separator that OpenAPI 3 has no word for: the list is given as one text. */
  readonly asText?: true;
}

function listStyle({ in: place, type, collectionFormat = "csv" }: JsonObject): ListStyle {
  if (type !== "array") return {};
  const inQuery = place === "query" || place === "formData";
  if (collectionFormat === "multi" && inQuery) return { style: "form", explode: true };
  if (collectionFormat === "ssv" && inQuery) return { style: "spaceDelimited", explode: false };
  if (collectionFormat === "pipes" && inQuery) return { style: "pipeDelimited", explode: false };
  if (collectionFormat === "tsv" || collectionFormat === "ssv" || collectionFormat === "pipes")
    return { asText: true };
  return { style: inQuery ? "form" : "simple", explode: false };
}

function responsesFrom2(
  responses: JsonObject,
  produces: readonly string[],
  lookup: SchemaLookup,
): JsonObject {
  return Object.fromEntries(
    Object.entries(responses).flatMap(([status, entry]): [string, JsonObject][] => {
      const one = resolveObject(entry, lookup);
      if (one === undefined) return [];
      const { schema, headers, examples, ...rest } = one;
      const target = resolveObject(schema, lookup);
      const written: Json = target?.type === "file" ? { type: "string", format: "binary" } : (schema ?? true);
      const types = produces.length > 0 ? produces : ["application/json"];
      const content = Object.fromEntries(types.map((type) => [type, { schema: written }]));
      return [[status, { ...rest, ...(schema !== undefined && { content }) }]];
    }),
  );
}

function isForm(type: string): boolean {
  return type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded");
}

/** Server Objects from `schemes`, `host` and `basePath`; encrypted ones first. */
export function serversFrom2({ schemes, host, basePath }: JsonObject): JsonObject[] {
  const path = typeof basePath === "string" ? basePath.replace(/^(?!\/)/, "/").replace(/\/$/, "") : "";
  if (typeof host !== "string" || host === "") return path === "" ? [] : [{ url: path }];
  const stated = strings(schemes).filter((scheme) => scheme === "https" || scheme === "http");
  const bare = host.replace(/^[a-z]+:\/\//, "").replace(/\/$/, "");
  return (stated.length > 0 ? stated.toSorted().reverse() : ["https"]).map((scheme) => ({
    url: `${scheme}://${bare}${path}`,
  }));
}

const flows: Readonly<Record<string, string>> = {
  implicit: "implicit",
  password: "password",
  application: "clientCredentials",
  accessCode: "authorizationCode",
};

/** A Security Scheme Object in the words of OpenAPI 3. */
export function schemeFrom2(scheme: JsonObject): JsonObject {
  const { type, flow, authorizationUrl, tokenUrl, scopes, ...rest } = scheme;
  if (type === "basic") return { ...rest, type: "http", scheme: "basic" };
  if (type !== "oauth2") return scheme;
  const name = typeof flow === "string" && Object.hasOwn(flows, flow) ? flows[flow] : undefined;
  const said = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
    scopes: scopes ?? {},
  };
  return { ...rest, type, flows: name === undefined ? {} : { [name]: said } };
}

function strings(value: Json | undefined): string[] {
  return isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
