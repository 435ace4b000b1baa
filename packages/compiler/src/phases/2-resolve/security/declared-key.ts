import type { JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import { resolveObject } from "../document/resolve-object.ts";
import type { SchemaLookup } from "../json-schema.ts";

export interface OperationsWithParameters {
  readonly operations: readonly { readonly operation: JsonObject; readonly pathItem: JsonObject }[];
  readonly lookup: SchemaLookup;
}

const keyNames =
  /^(x[-_])?((api|app|auth|access|subscription|secret|private|user|client)[-_]?)?(key|token)$|^(x[-_])?(apikey|api[-_]?token|authorization|ocp-apim-subscription-key)$/i;

/**
 * A credential that is declared as a parameter of most operations, in place of a security scheme: some documents
 * know no other way. Undefined where there is none.
 */
export function declaredKey({ operations, lookup }: OperationsWithParameters): JsonObject | undefined {
  const counts = new Map<string, { count: number; place: string; name: string }>();
  for (const { operation, pathItem } of operations) {
    const lists = [operation.parameters, pathItem.parameters].flatMap((list) => (isArray(list) ? list : []));
    const keys = lists.flatMap((one) => {
      const parameter = isObject(one) ? resolveObject(one, lookup) : undefined;
      const { in: place, name } = parameter ?? {};
      const isKey =
        typeof name === "string" && keyNames.test(name) && /^(header|query|cookie)$/.test(String(place));
      return isKey ? [{ place: String(place), name }] : [];
    });
    for (const { place, name } of new Map(keys.map((one) => [`${one.place} ${one.name}`, one])).values()) {
      const entry = counts.get(`${place} ${name}`) ?? { count: 0, place, name };
      entry.count++;
      counts.set(`${place} ${name}`, entry);
    }
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  if (most === undefined || most.count * 3 < operations.length * 2) return undefined;
  return most.place === "header" && most.name.toLowerCase() === "authorization"
    ? { type: "bearer_token" }
    : { type: "api_key", in: most.place, name: most.name };
}
