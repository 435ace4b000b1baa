import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A program and how it is started; the environment is these variables and no others. */
export interface Command {
  readonly words: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What one whole process took, its own children included. */
export interface Sample {
  readonly code: number;
  readonly wallMs: number;
  /** User and system time. */
  readonly cpuMs: number;
  /** Peak resident memory of its largest process, in MB (10^6 bytes). */
  readonly rssMb: number;
  /** The end of what it wrote. */
  readonly said: string;
}

const root: string = join(import.meta.dirname, "../..");
const bun = join(root, "node_modules/bun/bin/bun.exe");
const longestRunMs = 180_000;

/** Measures one process after the other. */
export class Measurer {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor() {
    this.#child = spawn(bun, [join(import.meta.dirname, "measuring.ts")], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const { stdout } = this.#child;
    if (stdout === null) throw new Error("the measuring process has no output");
    this.#answers = createInterface(stdout)[Symbol.asyncIterator]();
  }

  async measure({ words, cwd = root, env = {} }: Command): Promise<Sample> {
    const { PATH = "", HOME = "" } = process.env;
    const order = { words, cwd, env: { PATH, HOME, ...env }, timeoutMs: longestRunMs };
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error("the measuring process has ended");
    return JSON.parse(value) as Sample;
  }

  close(): void {
    this.#child.stdin?.end();
  }
}
