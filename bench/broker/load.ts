import { spawn } from "node:child_process";
import { join } from "node:path";
import type { OperationEnvelope } from "../../packages/contract/src/index.ts";
import { node } from "../lib/peers.ts";

export interface LoadOptions {
  readonly url: string;
  readonly path: string;
  /** Asked of a broker; with another `requestId` each time. */
  readonly envelope?: OperationEnvelope;
  readonly grant?: string;
  readonly connections: number;
  readonly milliseconds: number;
  /** At most so many. */
  readonly requests?: number;
}

export interface LoadResult {
  readonly seconds: number;
  /** In milliseconds, one for each answer. */
  readonly latencies: readonly number[];
  /** Of bodies, as they came. */
  readonly bytes: number;
}

/** Lets a process of its own ask. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const program = join(import.meta.dirname, "load-process.ts");
  const child = spawn(node, ["--conditions=@specwire/source", program, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const chunk of child.stdout) said += chunk;
  if (said === "") throw new Error(`nothing was measured at ${options.url}`);
  return JSON.parse(said);
}
