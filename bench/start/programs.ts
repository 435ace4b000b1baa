import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Input, work } from "../lib/inputs.ts";
import type { Command } from "../lib/measure.ts";
import { node, outputOf, peerFile, withVersion } from "../lib/peers.ts";
import { writeCommander, writeOclif } from "./frameworks.ts";

/** A command-line tool and what is asked of it; undefined where it has no such thing. */
export interface Program {
  readonly name: string;
  readonly top: Command | undefined;
  readonly help: Command | undefined;
  readonly commandHelp: Command | undefined;
  readonly get: Command;
}

interface CompiledOperation {
  readonly id: string;
  readonly summary: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[];
}

export interface Tool {
  readonly input: Input;
  readonly operations: readonly CompiledOperation[];
  /** An operation that needs no arguments. */
  readonly plain: CompiledOperation;
}

/** What was compiled, as the other programs need it. */
export function toolOf(input: Input): Tool {
  const file = join(outputOf(input), "connector.json");
  const { operations } = JSON.parse(readFileSync(file, "utf8")) as {
    operations: Record<string, CompiledOperation>;
  };
  const all = Object.values(operations);
  const plain = all.find(
    (one) => one.method === "GET" && !one.path.includes("{") && !one.parameters.some((two) => two.required),
  );
  if (plain === undefined) throw new Error(`${input.name} has no GET without arguments`);
  return { input, operations: all, plain };
}

const root: string = join(import.meta.dirname, "../..");
export const runtimes: Readonly<Record<string, readonly string[]>> = {
  "Node.js": [node],
  Bun: [join(root, "node_modules/bun/bin/bun.exe"), "run"],
  Deno: [join(root, "node_modules/deno/deno"), "run", "-A"],
};

/** The generated tool: `cli.mjs` on Node.js, `cli.ts` where types cost nothing. */
export function generated(runtime: string, { input, plain }: Tool, url: string): Program {
  const file = join(outputOf(input), runtime === "Node.js" ? "cli.mjs" : "cli.ts");
  const prefix = input.slug.toUpperCase().replaceAll("-", "_");
  const env = {
    [`${prefix}_BASE_URL`]: url,
    [`${prefix}_API_KEY`]: "a-token-of-no-worth",
    DENO_DIR: join(work, "deno"),
    DENO_NO_UPDATE_CHECK: "1",
  };
  const words = plain.id.split(".");
  const start = (...args: string[]): Command => ({
    words: [...(runtimes[runtime] ?? []), file, ...args],
    env,
  });
  return {
    name: `specwire, ${input.operations} operations${runtime === "Node.js" ? "" : `, ${runtime}`}`,
    top: start(),
    help: start("--help"),
    commandHelp: start(...words, "--help"),
    get: start(...words),
  };
}

/** Every command registered at the start, as programs with this library are written; `fetch` for the call. */
export function commander({ input, operations, plain }: Tool, url: string): Program {
  const file = writeCommander(input, operations);
  const [group = "", ...rest] = plain.id.split(".");
  const words = [group, rest.join("-") || group];
  const start = (...args: string[]): Command => ({ words: [node, file, ...args], env: { BASE_URL: url } });
  return {
    name: `${withVersion("commander")}, ${operations.length} operations`,
    top: undefined,
    help: start("--help"),
    commandHelp: start(...words, "--help"),
    get: start(...words),
  };
}

export function oclif(url: string): Program {
  const file = writeOclif();
  const start = (...args: string[]): Command => ({ words: [node, file, ...args], env: { BASE_URL: url } });
  return {
    name: `${withVersion("@oclif/core")}, 1 command`,
    top: start(),
    help: start("--help"),
    commandHelp: start("hello", "--help"),
    get: start("hello"),
  };
}

/** Reads the document at every start; without words it prints its top level. */
export function specli({ input }: Tool, url: string, words: readonly string[]): Program {
  const base = [node, peerFile("specli", "dist/cli.js"), "exec", input.document, "--server", url];
  const start = (...args: string[]): Command => ({ words: [...base, "--bearer-token", "none", ...args] });
  return {
    name: `${withVersion("specli")}, ${input.operations} operations`,
    top: start(),
    help: undefined,
    commandHelp: undefined,
    get: start(...words),
  };
}
