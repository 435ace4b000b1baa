import type { ArgumentType, Operation, TableHead } from "@specwire/contract";
import type { GlobalOptions } from "./arguments/global-options.ts";
import type { Brought } from "./brought.ts";
import type { FoundCommand } from "./find/find-commands.ts";
import type { IsOwnUrl } from "./output/left-out.ts";
import type { Printer } from "./output/printer.ts";
import type { Transport } from "./transport.ts";

/** What the steps of one command share. */
export interface Session {
  readonly connector: TableHead;
  readonly operation: Operation;
  readonly options: GlobalOptions;
  /** Global flags of the line, to be kept in lines that are proposed. */
  readonly globals: readonly string[];
  /** What of the arguments no line may show. */
  readonly brought: Brought;
  readonly transport: Transport;
  readonly printer: Printer;
  /** An operation of the connector, to name the command that comes next; read when it is asked for. */
  readonly operationNamed: (id: string) => Operation | undefined;
  /** What a search for these words finds; it takes some time. */
  readonly foundFor: (words: string) => readonly FoundCommand[];
  /** Types that an operation reaches, for command lines that are shown. */
  readonly typesOf: (operation: Operation) => Readonly<Record<string, ArgumentType>>;
  /** Whatever the API sends back is read without them. */
  readonly secrets: readonly string[];
  /** Of an answer's members. */
  readonly isOwnUrl: IsOwnUrl;
  readonly now: () => number;
}
