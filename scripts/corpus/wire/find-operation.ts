import type { Connector, Operation } from "../../../packages/contract/src/index.ts";
import {
  isArray,
  isObject,
  type JsonObject,
  nameOf,
  type OriginalOperation,
  plainPath,
  queryInPath,
} from "../original.ts";

/**
 * Finds the compiled operation of an operation of the document: by method and path, and where several share
 * those, by the values that tell them apart in a request: a fixed query, parameters that have only one value.
 */
export function operationFinder(connector: Connector): (one: OriginalOperation) => Operation | undefined {
  const byName = Map.groupBy(Object.values(connector.operations), nameOf);
  return (one) => {
    const found = byName.get(nameOf(one)) ?? byName.get(`${one.method} ${plainPath(one.path)}`) ?? [];
    if (found.length < 2) return found[0];
    const only = onlyValues(one);
    return found.find((operation) => only.every(([name, value]) => valueIn(operation, name) === value));
  };
}

function onlyValues(one: OriginalOperation): [name: string, value: string][] {
  const listed = one.parameters.flatMap((parameter): [string, string][] => {
    const values = isObject(parameter.schema) ? (parameter.schema as JsonObject).enum : undefined;
    return isArray(values) && values.length === 1 ? [[String(parameter.name), String(values[0])]] : [];
  });
  return [...listed, ...queryInPath(one.path)];
}

function valueIn(operation: Operation, name: string): string | undefined {
  const parameter = operation.parameters.find((one) => one.name === name);
  if (parameter?.fixed !== undefined) return String(parameter.fixed);
  const type = parameter?.type;
  return type?.kind === "string" && type.enum?.length === 1 ? type.enum[0] : undefined;
}
