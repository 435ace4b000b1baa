/**
 * The original document, read by nothing of ours: what the corpus run compares with. Only what it needs is
 * here, and none of the compiler's code, so that one mistake can't be on both sides.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export interface OriginalOperation {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operation: JsonObject;
  /** Those of the Path Item and of the operation, resolved; the operation's own win. */
  readonly parameters: readonly JsonObject[];
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isArray = (value: unknown): value is readonly Json[] => Array.isArray(value);

/** What a `#/…` reference names, through chains of them; undefined where it leads nowhere. */
export function resolved(document: JsonObject, value: Json | undefined): Json | undefined {
  let current = value;
  for (let hops = 0; hops < 50 && isObject(current) && typeof current.$ref === "string"; hops++)
    current = atPointer(document, current.$ref);
  return current;
}

export function atPointer(document: JsonObject, reference: string): Json | undefined {
  if (!reference.startsWith("#/")) return undefined;
  let current: Json | undefined = document;
  for (const token of reference.slice(2).split("/")) {
    const key = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
    if (isArray(current)) current = current[Number(key)];
    else current = isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

/** Every operation that the document has, in its own order. */
export function operationsOf(document: JsonObject): OriginalOperation[] {
  const { paths } = document;
  if (!isObject(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]) => {
    const pathItem = resolved(document, item);
    if (!isObject(pathItem) || path.startsWith("x-")) return [];
    return methods.flatMap((method): OriginalOperation[] => {
      const operation = resolved(document, pathItem[method]);
      if (!isObject(operation)) return [];
      const byPlace = new Map<string, JsonObject>();
      for (const list of [pathItem.parameters, operation.parameters]) {
        for (const one of isArray(list) ? list : []) {
          const parameter = resolved(document, one);
          if (isObject(parameter))
            byPlace.set(`${String(parameter.in)} ${String(parameter.name)}`, parameter);
        }
      }
      return [
        {
          method: method.toUpperCase(),
          path,
          operation,
          parameters: inTheirPlaces([...byPlace.values()], path),
        },
      ];
    });
  });
}

/** `/icons?term={term}`: what the path's query asks for is sent in the query, declared or not. */
function inTheirPlaces(declared: readonly JsonObject[], path: string): JsonObject[] {
  const asked = [...queryInPath(path)].filter(([, value]) => /^\{.*\}$/.test(value));
  const nameOfPart = (value: string) => value.slice(1, -1);
  const moved = asked.map(([name, value]): JsonObject => {
    const parameter = declared.find((one) => one.in !== "header" && one.name === nameOfPart(value));
    return { schema: { type: "string" }, ...parameter, name, in: "query", required: true };
  });
  const names = new Set(asked.flatMap(([name, value]) => [name, nameOfPart(value)]));
  return [...declared.filter((one) => one.in === "header" || !names.has(String(one.name))), ...moved];
}

/** A path without what some documents put behind it to tell operations apart: `/token#refresh`, `/x?action=y`. */
export const plainPath = (path: string): string => path.replace(/[?#].*$/, "");

/** What a query in the path fixes. */
export const queryInPath = (path: string): URLSearchParams =>
  new URLSearchParams(/\?([^#]*)/.exec(path)?.[1] ?? "");

/** One spelling of a path, whether or not blanks and doubled slashes in it were made sendable. */
export const spelled = <T extends { readonly path: string }>(one: T): T => ({
  ...one,
  path: one.path.replace(/%20/g, " ").replace(/\/{2,}/g, "/"),
});

export const nameOf = (one: { readonly method: string; readonly path: string }): string =>
  `${one.method} ${one.path}`;
