import type { Connector, Operation } from "../../../packages/contract/src/index.ts";
import {
  isArray,
  isObject,
  type JsonObject,
  nameOf,
  type OriginalOperation,
  plainPath,
  queryInPath,
  spelled,
} from "../original.ts";

/**
 * Finds the compiled operation of an operation of the document: by method and path, and where several share
 * those (the document tells them apart by a fragment), the one whose parameters differ least.
 */
export function operationFinder(connector: Connector): (one: OriginalOperation) => Operation | undefined {
  const byName = Map.groupBy(Object.values(connector.operations), (one) => nameOf(spelled(one)));
  return (one) => {
    const plain = spelled({ ...one, path: plainPath(one.path) });
    const found = byName.get(nameOf(plain)) ?? byName.get(nameOf(spelled(one))) ?? [];
    if (found.length < 2) return found[0];
    const wanted = new Set(traitsOf(one));
    const distance = (operation: Operation) => {
      const traits = new Set(traitsIn(operation));
      const missing = [...wanted].filter((one) => !traits.has(one));
      return missing.length + [...traits].filter((one) => !wanted.has(one)).length;
    };
    return found.toSorted((a, b) => distance(a) - distance(b))[0];
  };
}

/** Names of parameters, and their value where there is only one: what tells operations on one path apart. */
function traitsOf(one: OriginalOperation): string[] {
  const stated = one.parameters.flatMap((parameter): string[] => {
    const values = isObject(parameter.schema) ? (parameter.schema as JsonObject).enum : undefined;
    const only =
      isArray(values) && values.length === 1 ? [`${String(parameter.name)}=${String(values[0])}`] : [];
    return [String(parameter.name), ...only];
  });
  const fixed = [...queryInPath(one.path)].flatMap(([name, value]) => [name, `${name}=${value}`]);
  return [...stated, ...fixed];
}

function traitsIn(operation: Operation): string[] {
  return operation.parameters.flatMap(({ name, fixed, type }) => {
    const only = type.kind === "string" && type.enum?.length === 1 ? type.enum[0] : undefined;
    const value = fixed ?? only;
    return value === undefined ? [name] : [name, `${name}=${String(value)}`];
  });
}
