import { isArray, isObject, type JsonObject } from "../original.ts";

/**
 * Complaints of express-openapi-validator 5.6 that are about itself; the other judge still judges the request.
 * Each was found with a request that the document allows.
 */
export function isOwnFault(status: number, reason: string, slice: JsonObject, isForm: boolean): boolean {
  // A schema that Ajv can't compile, a path whose names path-to-regexp can't read: it has judged nothing.
  if (status >= 500 || status === 404) return true;
  const [, unknown] = /^Unknown query parameter '([^']*)'/.exec(reason) ?? [];
  // It takes brackets in a parameter's own name, and behind a name with a dot, for those of deepObject.
  if (
    unknown !== undefined &&
    queryNames(slice).some((name) => name === unknown || name.startsWith(`${unknown}[`))
  )
    return true;
  // In a form a list of one is one value, and it reads JSON in a part only where the schema says so directly.
  if (isForm && /^request\/body\/\S+ must be (array|object)/.test(reason)) return true;
  // A parameter with text around it in its segment: `{date}_PI.xml`.
  if (/^request\/params must have required property/.test(reason)) return true;
  // It leaves an object in a header as text, and lists of lists or objects in a query, which OpenAPI leaves open.
  return /^request\/(headers\/\S+ must be object|query\/\S+\/\d+ must be (object|array))/.test(reason);
}

function queryNames(slice: JsonObject): string[] {
  const paths = isObject(slice.paths) ? slice.paths : {};
  return Object.values(paths)
    .flatMap((item) => (isObject(item) ? Object.values(item) : []))
    .flatMap((operation) =>
      isObject(operation) && isArray(operation.parameters) ? operation.parameters : [],
    )
    .flatMap((one) => (isObject(one) && one.in === "query" ? [String(one.name)] : []));
}
