import type { TableText } from "./table-lines.ts";

/** A stream that is written to: standard output or standard error. */
export interface OutputStream {
  /** Resolves when more may be written; rejects with `ClosedOutputError` when nobody reads any more. */
  write(chunk: string | Uint8Array): Promise<void>;
  readonly terminal: boolean;
  /** Width of the terminal in characters. */
  readonly columns: number;
}

export interface InputStream {
  readonly terminal: boolean;
  read(): AsyncIterable<Uint8Array>;
}

/** Everything that a CLI takes from outside, so that a test can be its outside. */
export interface CliWorld {
  /** The words after the command's own name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** The generated file's text, or the table alone. */
  readonly tableText: () => string | TableText;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Told of each file that the line names, before it is looked at; what it throws keeps it closed. */
  readonly onFile?: (path: string) => void;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
}

/** The reader of standard output has gone (`| head`): the command ends without a word. */
export class ClosedOutputError extends Error {
  constructor() {
    super("nobody reads the output");
    this.name = "ClosedOutputError";
  }
}
