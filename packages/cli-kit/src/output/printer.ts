import { redact } from "@specwire/contract";
import { stripControls } from "../text.ts";
import type { CliWorld } from "../world.ts";

/** Where results and remarks go. No secret of the connector passes, whoever put it there. */
export interface Printer {
  /** Results, to standard output. */
  out(text: string): Promise<void>;
  /** Help: the document's words and no commands to a terminal, into a pipe neither. */
  help(text: string): Promise<void>;
  /** Bytes of a file, to standard output, as they are. */
  bytes(chunk: Uint8Array): Promise<void>;
  /** A remark on one line, to standard error. */
  note(text: string): Promise<void>;
  /** A remark whose blanks count, since there is a command in it; line ends stay inside quotes. */
  line(text: string): Promise<void>;
  readonly terminal: boolean;
  readonly columns: number;
}

export function openPrinter({ stdout, stderr }: CliWorld, secrets: readonly string[]): Printer {
  return {
    out: (text) => stdout.write(redact(text, secrets)),
    help: (text) => stdout.write(redact(stripControls(text), secrets)),
    bytes: (chunk) => stdout.write(chunk),
    note: (text) => stderr.write(`${redact(stripControls(text.replace(/\s+/g, " ")), secrets)}\n`),
    line: (text) => stderr.write(`${redact(stripControls(text), secrets)}\n`),
    terminal: stdout.terminal,
    columns: stdout.columns,
  };
}
