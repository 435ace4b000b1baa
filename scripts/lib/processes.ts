import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root: string = join(import.meta.dirname, "..", "..");

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program and gives its standard output. If it fails, the error holds all that it said. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, ...options, stdio: ["ignore", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const all: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => {
      out.push(chunk);
      all.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => all.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(`${[file, ...args].join(" ")} ended with ${code}\n${Buffer.concat(all)}`));
    });
  });
}

/** The file behind a command of a package at the root, so that it starts without a shell. */
export function binOf(packageName: string, command: string): string {
  const folder = join(root, "node_modules", packageName);
  const file = join(folder, "package.json");
  if (!existsSync(file)) throw new Error(`${packageName} is not installed`);
  const { bin } = JSON.parse(readFileSync(file, "utf8")) as { bin: string | Record<string, string> };
  return join(dirname(file), typeof bin === "string" ? bin : (bin[command] ?? ""));
}

export const runBin = (
  packageName: string,
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> => run(process.execPath, [binOf(packageName, command), ...args], options);

/** Does everything, then throws all that went wrong. */
export async function allOf(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const results = await Promise.allSettled(tasks.map((task) => task()));
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  if (errors.length > 0) throw new AggregateError(errors);
}
