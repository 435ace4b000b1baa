import { type Operation, resolveType, stemOf, wordsOf } from "@specwire/contract";
import { type Table, typesOf } from "../table.ts";

/** By so much a command is likelier of which two words that were asked for name one member: `default_branch`. */
const bonus = 1.6;

/**
 * How much likelier a command is for what its parameters and the members of its body are called.
 *
 * @param unsaid - what was asked for and its name does not say, in stems
 */
export function namedMembers(table: Table, id: string, unsaid: ReadonlySet<string>): number {
  if (unsaid.size < 2) return 1;
  const operation = table.operation(id);
  const isAsked = (name: string) => {
    const stems = wordsOf(name).map((word) => stemOf(word.toLowerCase()));
    return stems.length > 1 && stems.every((stem) => unsaid.has(stem));
  };
  return operation !== undefined && memberNames(operation, table).some(isAsked) ? bonus : 1;
}

function memberNames(operation: Operation, table: Table): string[] {
  const { body, parameters } = operation;
  const optional = parameters.filter((one) => !one.required).map((one) => one.name);
  const type = body && resolveType(body.type, typesOf(table, operation));
  return type?.kind === "object" ? [...optional, ...type.properties.map((one) => one.name)] : optional;
}
