import { commandName, flagsOf, neededFlags, type Operation, quoteWord } from "@specwire/contract";
import { isFileBody } from "../arguments/collect-arguments.ts";
import { flagLookup } from "../arguments/flag-lookup.ts";
import { CliError } from "../errors.ts";
import { type Table, typesOf } from "../table.ts";
import { givenFlags } from "./meant-command.ts";

/**
 * A line with a flag that its command has not: the one command beside it that does the same elsewhere (`issues list`,
 * `issues list-for-repo`) and takes all that was given and needs no more, where there is one; else the error as it is.
 */
export function siblingError(
  table: Table,
  { id, access }: Operation,
  argv: readonly string[],
  used: readonly number[],
  error: CliError,
): CliError {
  const [group = ""] = id.split(".");
  const fits = (table.group(group) ?? []).flatMap(([other]) => {
    const operation = other.startsWith(`${id}-`) ? table.operation(other) : undefined;
    if (operation === undefined || operation.destructive || operation.access !== access) return [];
    const flags = flagsOf(operation, typesOf(table, operation));
    const given = givenFlags(argv, flagLookup(flags, isFileBody(operation)));
    return given && neededFlags(operation, flags).every((flag) => given.includes(flag)) ? [other] : [];
  });
  const [only, second] = fits;
  if (only === undefined || second !== undefined) return error;
  const name = commandName(table.connector().slug, only);
  const rest = argv.filter((_, index) => !used.includes(index)).map(quoteWord);
  const [message] = error.message.split(";");
  return new CliError("USAGE", `${message}; ${only.replaceAll(".", " ")} takes it`, {
    ...error.details,
    help: `try: ${[name, ...rest].join(" ")}`,
  });
}
