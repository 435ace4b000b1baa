import { setTimeout } from "node:timers/promises";
import { type CliWorld, ClosedOutputError, runCli } from "@specwire/cli-kit";

export interface RanCommand {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether standard output held more than is kept. */
  readonly cut: boolean;
}

export interface RunOptions {
  readonly env: CliWorld["env"];
  readonly piped?: string;
  /** Ends the command where it next writes or waits: what has been sent can't be taken back. */
  readonly signal?: AbortSignal;
  /** Characters of standard output that are kept. */
  readonly most: number;
  /** Told of what goes to standard error, as it comes. */
  readonly onRemark?: (text: string) => void;
}

/** Runs the code of a generated tool in this process; what it prints comes back. Opens no terminal, asks nobody. */
export async function runWords(
  text: string,
  argv: readonly string[],
  options: RunOptions,
): Promise<RanCommand> {
  const { env, piped, signal, most, onRemark } = options;
  let [stdout, stderr, cut] = ["", "", false];
  const decoder = new TextDecoder();
  const goOn = () => {
    if (signal?.aborted) throw new ClosedOutputError();
  };
  const write = (take: (chunk: string) => void) => async (chunk: string | Uint8Array) => {
    goOn();
    take(typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
  };
  const output = { terminal: false, columns: 80 };
  const exit = await runCli({
    argv,
    env,
    stdin: {
      terminal: piped === undefined,
      async *read() {
        yield new TextEncoder().encode(piped ?? "");
      },
    },
    stdout: {
      ...output,
      write: write((chunk) => {
        // What has no end (a stream of events) ends here.
        if (cut) throw new ClosedOutputError();
        cut = stdout.length + chunk.length > most;
        stdout += chunk.slice(0, most - stdout.length);
      }),
    },
    stderr: {
      ...output,
      write: write((chunk) => {
        stderr += chunk.slice(0, Math.max(0, most - stderr.length));
        onRemark?.(chunk);
      }),
    },
    tableText: () => text,
    // Nobody waits for a person's decision any more, and nothing is sent after it.
    now: () => {
      goOn();
      return Date.now();
    },
    sleep: async (milliseconds) => {
      await setTimeout(milliseconds, undefined, { ...(signal && { signal }) }).catch(() => {});
      goOn();
    },
    random: Math.random,
  });
  return { exit, stdout, stderr, cut };
}
