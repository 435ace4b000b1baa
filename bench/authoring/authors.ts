import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { authoringPrompt, compile, memoryHost, renderJson } from "../../packages/compiler/src/index.ts";
import type { Service } from "./services.ts";

/** What came of one author's work on one service. */
export interface Authored {
  /** The last version. */
  readonly spec: string;
  /** Errors after the first version and after each round of repairs, until there were none. */
  readonly errors: readonly number[];
}

/** How often an author hears what `specwire check --json` found. */
export const rounds = 3;

const order =
  "Write connector.yaml for the service below. Answer with the YAML of the file alone, without any other word.";

/** What an author is given at first. */
export function taskOf({ brief, docs }: Service): string {
  const parts = ["# Your task", order, "## What is wanted", brief, "## The documentation", docs];
  return [authoringPrompt(), ...parts].join("\n\n");
}

/**
 * Has a program write a spec: it gets everything on standard input, the prompt, the documentation and what is wanted,
 * and prints the file. What the check finds is given back with the last version, at most three times.
 */
export async function author(command: string, service: Service, folder: string): Promise<Authored> {
  const task = taskOf(service);
  const errors: number[] = [];
  let asked = task;
  for (;;) {
    const spec = yamlIn(await answerOf(command, asked));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${service.name}.${errors.length}.yaml`), spec);
    const found = compile("connector.yaml", memoryHost({ "connector.yaml": spec })).diagnostics;
    errors.push(found.filter(({ severity }) => severity === "error").length);
    if (errors.at(-1) === 0 || errors.length > rounds) {
      writeFileSync(join(folder, `${service.name}.yaml`), spec);
      return { spec, errors };
    }
    const findings = JSON.stringify(renderJson(found), null, 1);
    asked = [
      task,
      "## Your last version",
      `\`\`\`yaml\n${spec}\`\`\``,
      "## What `specwire check --json` found in it",
      findings,
      "Answer with the whole file, repaired.",
    ].join("\n\n");
  }
}

/** The file in an answer: what stands in its first code fence, or all of it. */
export function yamlIn(answer: string): string {
  const fenced = /^```[a-z]*\n([\s\S]*?)^```/m.exec(answer)?.[1];
  return `${(fenced ?? answer).trimEnd()}\n`;
}

function answerOf(command: string, asked: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ["pipe", "pipe", "inherit"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString());
      else reject(new Error(`the author ended with ${code}`));
    });
    // An author may answer without reading all of it.
    child.stdin.on("error", () => {});
    child.stdin.end(asked);
  });
}
