import {
  type Arguments,
  checkArguments,
  flagsOf,
  type Operation,
  resolvedArguments,
} from "@specwire/contract";
import { collectArguments } from "./arguments/collect-arguments.ts";
import { flagLookup } from "./arguments/flag-lookup.ts";
import { leadingWords } from "./arguments/read-command-line.ts";
import { CliError } from "./errors.ts";
import { type FoundCommandWords, findCommand } from "./find/named-command.ts";
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
      /** A file that it reads, as it is named; the first of several. */
      readonly reads?: string;
      /** The file that the answer is written to. */
      readonly saves?: string;
    }
  /** Help, a search, `--dry-run`: nothing is sent. A dry run reads files as the call would. */
  | { readonly kind: "nothing"; readonly reads?: string }
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
  if (options.help || options.schema || options.version || options.find !== undefined)
    return { kind: "nothing" };
  const { account, save } = options;
  const known = {
    kind: "operation" as const,
    operation,
    ...(account !== undefined && { account }),
    ...(save !== undefined && { saves: save }),
  };
  const named = await collect(read, argv);
  const reads = "outside" in named && named.outside !== undefined ? { reads: named.outside } : {};
  if (options.dryRun) return { kind: "nothing", ...reads };
  if ("outside" in named) return { ...known, ...reads };
  const [problem] = checkArguments(operation, types, named.arguments);
  if (problem !== undefined)
    return { kind: "refused", message: `${problem.path.join(".")} ${problem.message}` };
  return { ...known, arguments: resolvedArguments(operation, named.arguments) };
}

/**
 * The arguments, or that a part of them is outside the line, in a file of that path or in what is piped in: what
 * they hold is known only to who sends it.
 */
async function collect(
  { operation, types, line }: OperationLine,
  argv: readonly string[],
): Promise<{ readonly arguments: Arguments } | { readonly outside: string | undefined }> {
  try {
    const flags = flagsOf(operation, types);
    const found = await collectArguments(operation, types, flags, line, nowhere(argv));
    return found.files.size > 0 ? { outside: undefined } : { arguments: found.arguments };
  } catch (error) {
    if (error instanceof OutsideError) return { outside: error.path };
    throw error;
  }
}

/** Thrown where the CLI would read something that is not in the line. */
class OutsideError extends Error {
  readonly path: string | undefined;

  constructor(path?: string) {
    super("a part of the arguments is not in the line");
    this.name = "OutsideError";
    this.path = path;
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
    stdin: {
      terminal: false,
      read: () => {
        throw new OutsideError();
      },
    },
    onFile: (path) => {
      throw new OutsideError(path);
    },
    stdout: output,
    stderr: output,
    tableText: refuse,
    now: refuse,
    sleep: refuse,
    random: refuse,
  };
}
