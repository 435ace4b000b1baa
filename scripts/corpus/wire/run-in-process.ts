import { runCli } from "../../../packages/cli-kit/src/index.ts";

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a generated CLI in this process from its own text; standard input is a terminal, so that nothing waits. */
export async function runInProcess(
  tableText: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const stream = (chunks: string[]) => ({
    async write(chunk: string | Uint8Array) {
      chunks.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    },
    terminal: false,
    columns: 100,
  });
  const exit = await runCli({
    argv,
    env,
    stdin: {
      terminal: true,
      // biome-ignore lint/correctness/useYield: nothing is ever read
      async *read() {
        throw new Error("standard input was read although nobody asked for it");
      },
    },
    stdout: stream(out),
    stderr: stream(err),
    // Read in pieces, as from a file: a table of 20,000 operations is not searched as a whole.
    tableText: () => ({ size: tableText.length, read: (start, end) => tableText.slice(start, end) }),
    now: () => Date.UTC(2026, 10, 23),
    sleep: async () => {},
    random: () => 0.5,
  });
  return { exit, out: out.join(""), err: err.join("") };
}
