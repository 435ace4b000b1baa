import type { ArgumentType } from "./argument-type.ts";
import type { Operation } from "./connector.ts";

/** The named types that operations reach, by name; `typeNamed` gives what a name stands for. */
export function reachableTypes(
  operations: Iterable<Operation>,
  typeNamed: (name: string) => ArgumentType | undefined,
): Map<string, ArgumentType> {
  const reached = new Map<string, ArgumentType>();
  // Names wait their turn: a chain of them may be longer than a stack is high.
  const waiting: ArgumentType[] = [];
  const visit = (type: ArgumentType): void => {
    if (type.kind === "array") visit(type.items);
    else if (type.kind === "union") type.variants.forEach(visit);
    else if (type.kind === "object") {
      for (const field of type.properties) visit(field.type);
      if (type.additional) visit(type.additional);
    } else if (type.kind === "reference" && !reached.has(type.name)) {
      const named = typeNamed(type.name);
      if (named === undefined) return;
      reached.set(type.name, named);
      waiting.push(named);
    }
  };
  for (const operation of operations) {
    for (const parameter of operation.parameters) visit(parameter.type);
    for (const body of [operation.body, ...(operation.otherBodies ?? [])]) if (body) visit(body.type);
  }
  for (let type = waiting.pop(); type; type = waiting.pop()) visit(type);
  return reached;
}
