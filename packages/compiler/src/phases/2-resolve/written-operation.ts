import type { Json, JsonObject, Method, ParameterLocation } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import type { JsonSchema } from "./json-schema.ts";
import type { OperationSource, ResolvedBody, ResolvedParameter } from "./resolved-connector.ts";

export const locations: readonly ParameterLocation[] = ["path", "query", "header", "cookie"];

/** `GET /boards/{id}` as its two parts. */
export function parseRequest(request: string): { method: Method; path: string } {
  const [method = "GET", path = "/"] = request.split(" ", 2);
  return { method: method as Method, path };
}

/** The parameters that a spec writes out, with the names of the template that it leaves unsaid. */
export function writtenParameters(id: string, written: OperationSource, path: string): ResolvedParameter[] {
  const parameters = locations.flatMap((place) => {
    const object = written[place];
    const required = new Set(object?.required ?? []);
    return Object.entries(object?.properties ?? {}).map(([name, schema]): ResolvedParameter => {
      const rooted = rootReferences(schema as Json, `${id}/${place}`);
      return {
        name,
        in: place,
        required: place === "path" || required.has(name),
        schema: rooted as JsonSchema,
      };
    });
  });
  for (const [, name = ""] of path.matchAll(/\{([^{}]+)\}/g)) {
    if (!parameters.some((one) => one.in === "path" && one.name === name))
      parameters.push({ name, in: "path", required: true, schema: { type: "string", minLength: 1 } });
  }
  return parameters;
}

export function writtenBody(id: string, written: OperationSource): ResolvedBody | undefined {
  if (written.body === undefined && written.contentType === undefined) return undefined;
  const schema = rootReferences((written.body ?? true) as Json, `${id}/body`) as JsonSchema;
  const contentType = written.contentType ?? "application/json";
  return { contentType, schema, required: bodyRequired(schema) };
}

/** An object of optional members may be left out; anything else that is asked for is needed. */
function bodyRequired(schema: JsonSchema): boolean {
  if (!isObject(schema)) return false;
  return isArray(schema.required)
    ? schema.required.length > 0
    : schema.type !== undefined && schema.type !== "object";
}

/**
 * `#/$defs/Node` is said relative to the schema it stands in; connector-wide it gets that schema's place in
 * front: `#/operations/<id>/body/$defs/Node`.
 */
function rootReferences(schema: Json, place: string): Json {
  if (isArray(schema)) return schema.map((one) => rootReferences(one, place));
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string" && value.startsWith("#/")
        ? `#/operations/${place}${value.slice(1)}`
        : key === "enum" || key === "const" || key === "default" || key === "examples"
          ? value
          : rootReferences(value, place),
    ]),
  );
}

/** What such a rooted reference names. */
export function writtenDefinition(
  operations: Readonly<Record<string, OperationSource>>,
  reference: string,
): JsonSchema | undefined {
  const [, id, place, name] = /^#\/operations\/([^/]+)\/([^/]+)\/\$defs\/([^/]+)$/.exec(reference) ?? [];
  if (id === undefined || place === undefined || name === undefined || !Object.hasOwn(operations, id))
    return undefined;
  const holder = operations[id]?.[place as ParameterLocation | "body"] as JsonObject | undefined;
  const definitions = isObject(holder?.$defs) ? holder.$defs : {};
  const found = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  return found === undefined ? undefined : (rootReferences(found, `${id}/${place}`) as JsonSchema);
}
