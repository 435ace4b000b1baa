type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first operations of a document, with the components that they reach and no others. */
export function slice(document: JsonObject, count: number): JsonObject {
  const paths: Record<string, Json> = {};
  let left = count;
  for (const [path, item] of Object.entries(document.paths as JsonObject)) {
    if (left === 0) break;
    const entries = Object.entries(item as JsonObject).filter(([key]) => !methods.has(key) || left-- > 0);
    left = Math.max(0, left);
    paths[path] = Object.fromEntries(entries);
  }
  const { openapi, info, servers, tags, security } = document;
  const rest = Object.fromEntries(
    Object.entries({ openapi, info, servers, tags, security }).filter(([, value]) => value !== undefined),
  ) as JsonObject;
  const components = reachedFrom(document, paths, rest.security);
  return { ...rest, paths, components };
}

export function countOperations(document: JsonObject): number {
  const items = Object.values((document.paths ?? {}) as JsonObject);
  return items.flatMap((item) => Object.keys(item as JsonObject).filter((key) => methods.has(key))).length;
}

function reachedFrom(document: JsonObject, ...roots: (Json | undefined)[]): JsonObject {
  const all = (document.components ?? {}) as Record<string, JsonObject>;
  const reached: Record<string, Record<string, Json>> = {};
  if (all.securitySchemes) reached.securitySchemes = all.securitySchemes;
  const waiting: Json[] = roots.filter((root) => root !== undefined);
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (Array.isArray(value)) waiting.push(...value);
    if (!isObject(value)) continue;
    waiting.push(...Object.values(value));
    const [, kind = "", name = ""] = /^#\/components\/([^/]+)\/([^/]+)/.exec(String(value.$ref)) ?? [];
    const found = all[kind]?.[name];
    if (found === undefined || reached[kind]?.[name] !== undefined) continue;
    reached[kind] = { ...reached[kind], [name]: found };
    waiting.push(found);
  }
  return reached;
}
