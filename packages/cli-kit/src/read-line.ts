import {
  type ArgumentType,
  commandName,
  flagsOf,
  type Operation,
  quoteWord,
  withBody,
} from "@specwire/contract";
import { isFileBody } from "./arguments/collect-arguments.ts";
import { type FlagLookup, flagLookup } from "./arguments/flag-lookup.ts";
import { type CommandLine, readCommandLine } from "./arguments/read-command-line.ts";
import { siblingError } from "./correct/sibling-command.ts";
import { CliError } from "./errors.ts";
import type { FoundCommandWords } from "./find/named-command.ts";
import { type Table, typesOf } from "./table.ts";

/** A command line that names an operation, its flags read. */
export interface OperationLine {
  readonly operation: Operation;
  readonly types: Readonly<Record<string, ArgumentType>>;
  readonly line: CommandLine;
}

/** Reads the flags and words of a line whose command is known. Throws `CliError`. */
export function readOperationLine(
  table: Table,
  argv: readonly string[],
  found: Extract<FoundCommandWords, { kind: "operation" }>,
): OperationLine {
  const operation = withBody(found.operation, statedType(argv));
  const types = typesOf(table, operation);
  const lookup = flagLookup(flagsOf(operation, types), isFileBody(operation));
  try {
    return { operation, types, line: readWords(table.connector().slug, argv, found.used, lookup) };
  } catch (error) {
    if (!(error instanceof CliError && error.message.startsWith("there is no flag"))) throw error;
    throw siblingError(table, operation, argv, found.used, error);
  }
}

/** Reads a line without the words at the positions `used`, which are the command's own. */
export function readWords(
  slug: string,
  argv: readonly string[],
  used: readonly number[],
  lookup: FlagLookup,
): CommandLine {
  const rest = argv.flatMap((word, index) => (used.includes(index) ? [] : [{ word, index }]));
  return readCommandLine(
    rest.map((one) => one.word),
    lookup,
    (corrected) => {
      const at = new Map(rest.map(({ index }, position) => [index, corrected[position]]));
      const whole = argv.flatMap((word, index) => at.get(index) ?? word);
      return [commandName(slug), ...whole.map(quoteWord)].join(" ");
    },
  );
}

/** The media type that a line asks for, before it is read: which flags there are depends on it. */
function statedType(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => /^--content-type(=|$)/.test(word));
  return at === -1 ? undefined : (argv[at]?.split("=")[1] ?? argv[at + 1]);
}
