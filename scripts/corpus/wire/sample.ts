import { hashOf } from "../generate/random.ts";
import { isObject, type Json, nameOf, type OriginalOperation } from "../original.ts";

/**
 * The operations to check: all where there are few, else a choice that the same document always gives: by what
 * makes requests differ first, so that rare shapes are in, then by a hash of the name.
 */
export function sampleOf(operations: readonly OriginalOperation[], count: number): OriginalOperation[] {
  if (operations.length <= count) return [...operations];
  const groups = [...Map.groupBy(operations, shapeOf).values()]
    .map((group) => group.toSorted((a, b) => hashOf(nameOf(a)) - hashOf(nameOf(b))))
    .sort((a, b) => a.length - b.length);
  const rounds = Math.max(...groups.map((group) => group.length));
  const inTurn = Array.from({ length: rounds }, (_, round) =>
    groups.flatMap((group) => group.slice(round, round + 1)),
  );
  return inTurn.flat().slice(0, count);
}

function shapeOf(one: OriginalOperation): string {
  const body: Json | undefined = one.operation.requestBody;
  const content = isObject(body) && isObject(body.content) ? Object.keys(body.content).sort().join() : "";
  const styles = one.parameters.map(
    (parameter) =>
      `${String(parameter.in)}:${String(parameter.style ?? "")}:${String(parameter.explode ?? "")}`,
  );
  return `${one.method} ${content} ${[...new Set(styles)].sort().join()}`;
}
