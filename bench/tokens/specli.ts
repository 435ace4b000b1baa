import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { work } from "../lib/inputs.ts";
import { node, peerFile, quietEnv } from "../lib/peers.ts";
import { type Call, valuesOf } from "./calls.ts";

/** The tool that specli makes of a document. */
export interface Specli {
  /** All of them, with where they lead. */
  readonly commands: readonly SpecliCommand[];
  run(words: readonly string[]): Promise<string>;
  /** The command of a call, with its values. */
  words(call: Call): string[] | undefined;
}

export interface SpecliCommand {
  readonly resource: string;
  readonly action: string;
  readonly method: string;
  readonly path: string;
}

/**
 * Runs specli on a document as its compiled programs run: through its `main`, since `specli exec` prints its own
 * help where a command's is asked for.
 */
export async function openSpecli(document: string, url: string): Promise<Specli> {
  const entry = pathToFileURL(peerFile("specli", "dist/cli/main.js")).href;
  const code = `import { main } from ${JSON.stringify(entry)}; await main(["node", "api", ...process.argv.slice(1)], { cliName: "api" });`;
  const base = ["--input-type=module", "-e", code, "--", "--spec", document, "--server", url];
  const run = (words: readonly string[]) => printed([...base, ...words]);
  const commands = await commandsOf(document);
  return {
    commands,
    run,
    words(call) {
      const found = commands.find((one) => one.method === "GET" && one.path === call.path);
      if (found === undefined) return undefined;
      const query = Object.entries(call.query ?? {}).flatMap(([name, value]) => [`--${name}`, value]);
      return [...credentials, found.resource, found.action, ...valuesOf(call), ...query];
    },
  };
}

/** Of no worth; which of them a document asks for is its own affair. */
const credentials = ["--bearer-token", "x", "--username", "x", "--password", "x", "--api-key", "x"];

/** Where its commands lead, as the tool itself works it out; it prints that nowhere. */
async function commandsOf(document: string): Promise<SpecliCommand[]> {
  const entry = pathToFileURL(peerFile("specli", "dist/cli/runtime/context.js")).href;
  const code = `import { buildRuntimeContext } from ${JSON.stringify(entry)};
    const { commands } = await buildRuntimeContext({ spec: process.argv[1] });
    const all = commands.resources.flatMap(({ resource, actions }) =>
      actions.map(({ action, method, path }) => ({ resource, action, method: method.toUpperCase(), path })));
    console.log(JSON.stringify(all));`;
  const said = await printed(["--input-type=module", "-e", code, "--", document]);
  try {
    return JSON.parse(said) as SpecliCommand[];
  } catch {
    const reason = /heap out of memory/.test(said) ? "it runs out of memory" : said.trim().split("\n").at(-1);
    throw new Error(reason || `no start within ${longestRunMs / 1000} s`);
  }
}

/** A start that takes longer is a failure. */
const longestRunMs = 60_000;

function printed(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, {
      cwd: work,
      env: { PATH: process.env.PATH ?? "", HOME: join(work, "tmp"), ...quietEnv },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: longestRunMs,
      killSignal: "SIGKILL",
    });
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => chunks.push(String(chunk)));
    child.on("error", reject);
    child.on("close", () => resolve(chunks.join("")));
  });
}
