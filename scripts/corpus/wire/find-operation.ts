import type { Connector, Operation } from "../../../packages/contract/src/index.ts";
import {
  isArray,
  isObject,
  type JsonObject,
  nameOf,
  type OriginalOperation,
  plainPath,
  queryInPath,
  resolved,
  spelled,
} from "../original.ts";

/**
 * Finds the compiled operation of an operation of the document: by method and path, and where several share
 * those (the document tells them apart by a fragment), the one whose parameters differ least.
 */
export function operationFinder(
  document: JsonObject,
  connector: Connector,
): (one: OriginalOperation) => Operation | undefined {
  const byName = Map.groupBy(Object.values(connector.operations), (one) => nameOf(spelled(one)));
  return (one) => {
    const plain = spelled({ ...one, path: plainPath(one.path) });
    const found = byName.get(nameOf(plain)) ?? byName.get(nameOf(spelled(one))) ?? [];
    if (found.length < 2) return found[0];
    const wanted = new Set(traitsOf(document, one));
    const distance = (operation: Operation) => {
      const traits = new Set(traitsIn(operation));
      const missing = [...wanted].filter((one) => !traits.has(one));
      return missing.length + [...traits].filter((one) => !wanted.has(one)).length;
    };
    return found.toSorted((a, b) => distance(a) - distance(b))[0];
  };
}

/** Names of parameters, their value where there is only one, and media types: what tells operations on one path apart. */
function traitsOf(document: JsonObject, one: OriginalOperation): string[] {
  const stated = one.parameters.flatMap((parameter): string[] => {
    const values = isObject(parameter.schema) ? (parameter.schema as JsonObject).enum : undefined;
    const only =
      isArray(values) && values.length === 1 ? [`${String(parameter.name)}=${String(values[0])}`] : [];
    return [String(parameter.name), ...only];
  });
  const fixed = [...queryInPath(one.path)].flatMap(([name, value]) => [name, `${name}=${value}`]);
  const requestBody = resolved(document, one.operation.requestBody);
  const body = isObject(requestBody) ? requestBody.content : undefined;
  return [...stated, ...fixed, ...Object.keys(isObject(body) ? body : {})];
}

function traitsIn(operation: Operation): string[] {
  const bodies = [operation.body, ...(operation.otherBodies ?? [])].flatMap((one) => one?.contentType ?? []);
  const traits = operation.parameters.flatMap(({ name, fixed, type }) => {
    const only = type.kind === "string" && type.enum?.length === 1 ? type.enum[0] : undefined;
    const value = fixed ?? only;
    return value === undefined ? [name] : [name, `${name}=${String(value)}`];
  });
  return [...traits, ...bodies];
}
