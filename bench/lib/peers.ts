import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Input, work } from "./inputs.ts";
import type { Runner } from "./race.ts";

const home: string = join(import.meta.dirname, "..");
const root: string = join(home, "..");

/** The type checker of this workspace. */
export const tsc: string = join(root, "node_modules/typescript/bin/tsc");

export const node: string = process.execPath;

/** Where the records of earlier compilations go, so that the benches leave none of the user's. */
export const quietEnv: Readonly<Record<string, string>> = {
  TMPDIR: join(work, "tmp"),
  NO_COLOR: "1",
  CI: "true",
};

/** A peer as tables name it: `orval 8.38.0`. */
export function withVersion(name: string): string {
  const file = join(home, "node_modules", name, "package.json");
  return `${name} ${(JSON.parse(readFileSync(file, "utf8")) as { version: string }).version}`;
}

/** The file behind a peer's command, so that it starts without a shell and without a package manager. */
export function peerFile(name: string, path?: string): string {
  const folder = join(home, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    bin?: string | Record<string, string>;
  };
  const first = typeof bin === "string" ? bin : Object.values(bin ?? {})[0];
  const file = join(folder, path ?? first ?? "");
  if (!existsSync(file)) throw new Error(`${name} has no ${path ?? "command"}`);
  return file;
}

/** Runs from nothing: what the run before has written is removed first. */
function fresh(output: string): () => void {
  return () => rmSync(output, { recursive: true, force: true });
}

export function nothing(): Runner {
  return { name: "node -e 0", command: { words: [node, "-e", "0"] } };
}

export function jsonParse({ document }: Input): Runner {
  const code = "JSON.parse(require('node:fs').readFileSync(process.argv[1], 'utf8'))";
  return { name: "read + JSON.parse", command: { words: [node, "-e", code, document] } };
}

export function floor({ document, slug }: Input): Runner {
  const output = join(work, `${slug}-floor.ts`);
  const words = [node, join(home, "lib/floor.mjs"), document, output];
  return { name: "floor", command: { words }, prepare: fresh(output) };
}

/** The folder that Specwire writes for an input. */
export const outputOf = ({ slug }: Input): string => join(work, "out", slug);

export function ours(input: Input, specwire: readonly string[]): Runner {
  const words = [...specwire, "compile", input.connector, "-o", dirname(outputOf(input))];
  return { name: "specwire", command: { words, env: quietEnv }, prepare: fresh(outputOf(input)) };
}

/** The peers that make code for calling an API from its document. */
export function peers({ document, slug }: Input): Runner[] {
  const out = (peer: string): string => join(work, "peers", `${slug}-${peer}`);
  const runner = (name: string, words: readonly string[], output: string): Runner => ({
    name: withVersion(name),
    command: { words: [node, peerFile(name), ...words], cwd: home, env: quietEnv },
    prepare: fresh(output),
  });
  const config = join(work, `${slug}-orval.config.mjs`);
  const target = join(out("orval"), "index.ts");
  const orval = {
    bench: { input: { target: document }, output: { target, mode: "split", client: "fetch" } },
  };
  writeFileSync(config, `export default ${JSON.stringify(orval)};\n`);
  const plugins = ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"];
  return [
    runner("openapi-mcp-generator", ["-i", document, "-o", out("mcp"), "--force"], out("mcp")),
    runner("openapi-typescript", [document, "-o", `${out("types")}.ts`], `${out("types")}.ts`),
    runner("@hey-api/openapi-ts", ["-i", document, "-o", out("hey-api"), "-p", ...plugins], out("hey-api")),
    runner("orval", ["--config", config], out("orval")),
  ];
}
