import {
  type Arguments,
  type ArgumentType,
  checkArguments,
  flagsOf,
  type Operation,
  resolvedArguments,
  resolveType,
} from "@specwire/contract";
import { collectArguments, givenType } from "./arguments/collect-arguments.ts";
import { flagLookup } from "./arguments/flag-lookup.ts";
import { leadingWords } from "./arguments/read-command-line.ts";
import { CliError } from "./errors.ts";
import { type FoundCommandWords, findCommand } from "./find-command.ts";
import { type OperationLine, readOperationLine, readWords } from "./read-line.ts";
import type { Table } from "./table.ts";
import type { CliWorld } from "./world.ts";

/** What running a command line would do, found out by the code that would run it. */
export type InterpretedLine =
  | {
      readonly kind: "operation";
      readonly operation: Operation;
      readonly account?: string;
      /**
       * As they would be sent: defaults and fixed values included. Absent where files or standard input hold a
       * part of them, which may be others by then.
       */
      readonly arguments?: Arguments;
    }
  /** Help, a search, `--dry-run`: nothing is sent. */
  | { readonly kind: "nothing" }
  /** The line can't be run; the message is what the CLI would say. */
  | { readonly kind: "refused"; readonly message: string };

/** Reads a command line (without the CLI's own name) as the CLI would, and sends nothing. Opens no file. */
export async function interpretLine(table: Table, argv: readonly string[]): Promise<InterpretedLine> {
  try {
    const found = findCommand(table, leadingWords(argv));
    if (found.kind !== "operation") return ofNoOperation(table, argv, found);
    return await ofOperation(readOperationLine(table, argv, found), argv);
  } catch (error) {
    if (error instanceof CliError) return { kind: "refused", message: error.message };
    throw error;
  }
}

/** Help or a search, where that is all that the line asks for. */
function ofNoOperation(table: Table, argv: readonly string[], found: FoundCommandWords): InterpretedLine {
  const used = found.kind === "group" ? found.used : [];
  const { options, words } = readWords(table.connector().slug, argv, used, flagLookup([]));
  if (words.length === 0 || options.find !== undefined) return { kind: "nothing" };
  return { kind: "refused", message: "it names no command" };
}

async function ofOperation(read: OperationLine, argv: readonly string[]): Promise<InterpretedLine> {
  const { operation, types, line } = read;
  const { options } = line;
  if (options.help || options.schema || options.version || options.find !== undefined || options.dryRun)
    return { kind: "nothing" };
  const { account } = options;
  const known = { kind: "operation" as const, operation, ...(account !== undefined && { account }) };
  const flags = flagsOf(operation, types);
  if (namesFiles(read)) return known;
  const { arguments: args } = await collectArguments(operation, types, flags, line, nowhere(argv));
  const [problem] = checkArguments(operation, types, args);
  if (problem !== undefined)
    return { kind: "refused", message: `${problem.path.join(".")} ${problem.message}` };
  return { ...known, arguments: resolvedArguments(operation, args) };
}

/** Whether a file or a pipe may hold a part of the arguments; what it holds is known only to who sends it. */
function namesFiles({ operation, types, line }: OperationLine): boolean {
  const { input } = line.options;
  const isBytes = operation.body?.encoding === "raw" || operation.body?.encoding === "multipart";
  if (input !== undefined && (isBytes || /^@|^-$/.test(input))) return true;
  // A word is a part of the path, and no file is read for it.
  return line.given.some((given) => readsFile(givenType(given, types), types, given.text ?? ""));
}

/** Whether a text that is typed for the type may be taken for the path of a file. */
function readsFile(
  type: ArgumentType,
  types: Readonly<Record<string, ArgumentType>>,
  text: string,
  depth = 0,
): boolean {
  const target = resolveType(type, types);
  if (depth > 8) return true;
  switch (target.kind) {
    case "file":
      return true;
    case "string":
      return target.encoding !== undefined && text.startsWith("@");
    case "array":
      return readsFile(target.items, types, text, depth + 1);
    case "union":
      return target.variants.some((one) => readsFile(one, types, text, depth + 1));
    default:
      return false;
  }
}

/** A world that nothing is read from and nothing is written to. */
function nowhere(argv: readonly string[]): CliWorld {
  const refuse = (): never => {
    throw new Error("a line is interpreted without a world around it");
  };
  const output = { write: refuse, terminal: false, columns: 80 };
  return {
    argv,
    env: {},
    stdin: { terminal: true, read: refuse },
    stdout: output,
    stderr: output,
    tableText: refuse,
    now: refuse,
    sleep: refuse,
    random: refuse,
  };
}
