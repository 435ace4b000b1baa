import { isArray, isObject, type Json, type JsonObject } from "@specwire/contract";
import { Ajv } from "ajv";

export interface JudgedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
}

export type Judge = (request: JudgedRequest) => string[];

/**
 * Judges requests by an OpenAPI 3.0 document with a JSON Schema validator. It shares nothing with the compiler,
 * so that a mistake in reading the document can't hide itself. `deep` are the path parameters that take slashes.
 */
export function openApiJudge(text: string, deep: readonly string[]): Judge {
  const document = inJsonSchema(JSON.parse(text) as Json) as JsonObject;
  const ajv = new Ajv({ strict: false, validateFormats: false, coerceTypes: "array" });
  const strict = new Ajv({ strict: false, validateFormats: false });
  for (const one of [ajv, strict]) one.addSchema({ $id: "document", components: document.components });
  const follow = (value: Json | undefined): JsonObject => {
    if (!isObject(value)) return {};
    if (typeof value.$ref !== "string") return value;
    const steps = value.$ref.split("/").slice(1);
    return follow(
      steps.reduce<Json | undefined>((at, step) => (isObject(at) ? at[step] : undefined), document),
    );
  };
  /** What is wrong with a text of a URL; texts count as the numbers and booleans that they spell. */
  const textProblem = (schema: Json | undefined, value: string | undefined) => {
    const validate = ajv.compile({ type: "object", properties: { value: schema ?? true } });
    return validate({ value }) ? [] : [ajv.errorsText(validate.errors)];
  };

  return ({ method, url, headers, body }) => {
    const [path = "", query = ""] = url.split("?");
    const found = findPath(Object.keys(object(document.paths)), path, deep);
    const pathItem = object(object(document.paths)[found?.template ?? ""]);
    const operation = object(pathItem[method.toLowerCase()]);
    if (found === undefined || Object.keys(operation).length === 0)
      return [`no ${method} ${path} in the document`];
    const parameters = [...list(pathItem.parameters), ...list(operation.parameters)].map(follow);
    const declared = (place: string) => parameters.filter((one) => one.in === place);
    const given = new URLSearchParams(query);
    const named = (name: string) => declared("query").find((one) => one.name === name);
    return [
      ...declared("path").flatMap((one) => textProblem(one.schema, found.values[String(one.name)])),
      ...[...given].flatMap(([name, value]) =>
        named(name) ? textProblem(named(name)?.schema, value) : [`no query parameter ${name}`],
      ),
      ...declared("query").flatMap(({ name, required }) =>
        required === true && !given.has(String(name)) ? [`${name} is required`] : [],
      ),
      ...bodyProblems(follow(operation.requestBody), headers["content-type"], body),
    ];
  };

  function bodyProblems(
    declared: JsonObject,
    contentType: string | undefined,
    body: Json | undefined,
  ): string[] {
    if (body === undefined) return declared.required === true ? ["a body is required"] : [];
    const media = object(object(declared.content)[contentType?.split(";")[0] ?? ""]);
    if (Object.keys(media).length === 0) return [`no body of ${contentType} in the document`];
    const validate = strict.compile(media.schema as JsonObject);
    return validate(body) ? [] : [strict.errorsText(validate.errors)];
  }
}

interface FoundPath {
  readonly template: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The template with the most literal segments. */
function findPath(
  templates: readonly string[],
  path: string,
  deep: readonly string[],
): FoundPath | undefined {
  const literals = (template: string) => template.split("/").filter((one) => !one.startsWith("{")).length;
  for (const template of templates.toSorted((a, b) => literals(b) - literals(a))) {
    const names: string[] = [];
    const pattern = template.replace(/\{([^{}]+)\}|[.*+?^${}()|[\]\\]/g, (found, name?: string) => {
      if (name === undefined) return `\\${found}`;
      names.push(name);
      return deep.includes(name) ? "(.+)" : "([^/]+)";
    });
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match === null) continue;
    const pairs = names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]);
    return { template, values: Object.fromEntries(pairs) as Record<string, string> };
  }
  return undefined;
}

/** OpenAPI 3.0's `nullable` in JSON Schema's words, and references into the document by its name. */
function inJsonSchema(value: Json): Json {
  if (isArray(value)) return value.map(inJsonSchema);
  if (!isObject(value)) return value;
  const { nullable, ...rest } = value;
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, one]) => [
      key,
      key === "$ref" && typeof one === "string" ? `document${one}` : inJsonSchema(one),
    ]),
  );
  return nullable === true ? { anyOf: [copy, { type: "null" }] } : copy;
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function list(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}
