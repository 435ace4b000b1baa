import { spawn } from "node:child_process";

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export function heading(text: string): void {
  console.log(`\n${paint(1, text)}`);
}

export function note(text: string): void {
  console.log(paint(2, text));
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
}

/** Prints a command as it would be typed, runs it, and prints what it answers. */
export async function show(
  words: readonly [command: string, ...args: string[]],
  run: { readonly program: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ran> {
  const quoted = words.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  console.log(`\n${paint(36, `$ ${quoted.join(" ")}`)}`);
  const env = { PATH: process.env.PATH ?? "", ...run.env };
  const child = spawn(process.execPath, [run.program, ...words.slice(1)], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit) => resolve(exit ?? 1));
  });
  const text = Buffer.concat(stdout).toString().trimEnd();
  if (text !== "") console.log(cut(text));
  const said = Buffer.concat(stderr).toString().trimEnd();
  if (said !== "") console.log(paint(33, said));
  if (code !== 0) note(`exit ${code}`);
  return { code, stdout: text };
}

const longest = 3_500;

function cut(text: string): string {
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}… ${paint(2, `(${text.length} characters)`)}`;
}
