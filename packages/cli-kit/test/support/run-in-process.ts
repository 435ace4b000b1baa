import { type Connector, type ErrorObject, encodeTable } from "@specwire/contract";
import { type CliWorld, ClosedOutputError, type OutputStream, runCli } from "../../src/index.ts";

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly bytes: Buffer;
  readonly err: string;
  /** The error object, where standard error ends with one. */
  readonly error: ErrorObject["error"] | undefined;
  /** How long it waited between tries, in milliseconds. */
  readonly pauses: readonly number[];
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What is piped in; absent: standard input is a terminal. */
  readonly stdin?: string;
  readonly terminal?: boolean;
  readonly now?: number;
  /** Closes standard output after this many writes. */
  readonly closeAfter?: number;
  readonly table?: string;
}

/** Runs the CLI of a connector in this process, the world around it made of memory. */
export async function runConnector(
  connector: Connector,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const pauses: number[] = [];
  const stream = (chunks: Buffer[], closeAfter = Number.POSITIVE_INFINITY): OutputStream => ({
    async write(chunk) {
      if (chunks.length >= closeAfter) throw new ClosedOutputError();
      chunks.push(Buffer.from(chunk));
    },
    terminal: options.terminal ?? false,
    columns: 100,
  });
  const world: CliWorld = {
    argv,
    env: options.env ?? {},
    stdin: {
      terminal: options.stdin === undefined,
      async *read() {
        if (options.stdin === undefined)
          throw new Error("standard input was read although nobody asked for it");
        yield Buffer.from(options.stdin);
      },
    },
    stdout: stream(out, options.closeAfter),
    stderr: stream(err),
    tableText: () => options.table ?? encodeTable(connector, `sha256:${"0".repeat(64)}`),
    // Time passes while it sleeps.
    now: () => (options.now ?? Date.UTC(2026, 10, 23)) + pauses.reduce((sum, pause) => sum + pause, 0),
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    random: () => 0.5,
  };
  const exit = await runCli(world);
  const text = Buffer.concat(err).toString();
  const bytes = Buffer.concat(out);
  return { exit, out: bytes.toString(), bytes, err: text, error: errorIn(text), pauses };
}

function errorIn(text: string): ErrorObject["error"] | undefined {
  const line = text.split("\n").find((one) => one.startsWith('{"error":'));
  return line === undefined ? undefined : (JSON.parse(line) as ErrorObject).error;
}
