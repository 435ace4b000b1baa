import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connector, encodeTable } from "@specwire/contract";
import { bundleKit } from "../../../compiler/scripts/bundle-kit.ts";

const root = join(import.meta.dirname, "../../../..");

/** How the generated file is started; the program and the words before the file. */
export const runtimes: Readonly<Record<string, readonly string[]>> = {
  "Node.js": [process.execPath],
  Bun: [join(root, "node_modules/.bin/bun"), "run"],
  Deno: [join(root, "node_modules/.bin/deno"), "run", "-A"],
};

/** Writes the generated files of a connector from the sources as they are now; gives the path without extension. */
export function writePrograms(connector: Connector): string {
  const kit = bundleKit(root, "packages/cli-kit/src/start-cli.ts", "startCli");
  const path = join(mkdtempSync(join(tmpdir(), "kit-program-")), `custom-${connector.slug}`);
  const table = encodeTable(connector, `sha256:${"0".repeat(64)}`);
  writeFileSync(`${path}.ts`, `#!/usr/bin/env node\n${kit.typescript}\n${table}`);
  writeFileSync(`${path}.mjs`, `#!/usr/bin/env node\n${kit.javascript}\n${table}`);
  return path;
}

export interface Ended {
  readonly exit: number | null;
  readonly out: Buffer;
  readonly err: string;
}

/** Runs a program to its end with a bare environment. `input` is piped in; absent: standard input is closed. */
export function runProgram(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: string | Buffer,
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
      resolve({ exit, out: Buffer.concat(out), err: Buffer.concat(err).toString() }),
    );
  });
}
