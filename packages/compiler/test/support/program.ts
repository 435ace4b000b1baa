import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

const bin = join(import.meta.dirname, "../../../../node_modules/.bin");

/** How a generated file is started, by the runtime. */
export const starters: Readonly<
  Record<string, { readonly file: string; readonly words: readonly string[] }>
> = {
  "Node.js": { file: "cli.ts", words: [process.execPath] },
  "Node.js without types": { file: "cli.mjs", words: [process.execPath] },
  Bun: { file: "cli.ts", words: [join(bin, "bun"), "run"] },
  Deno: { file: "cli.ts", words: [join(bin, "deno"), "run", "-A"] },
};

export interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end, with nothing of this process's environment but the path. */
export function runProgram(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<Ended> {
  const [program = "", ...args] = words;
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH ?? "", HOME: tmpdir(), DENO_NO_UPDATE_CHECK: "1", ...env },
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit) =>
      resolve({ exit, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
}
