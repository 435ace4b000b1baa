import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process that runs `store-process.ts`, and what it has said so far. */
export class Child {
  readonly #process: ChildProcess;
  readonly #changes = new EventEmitter().setMaxListeners(0);
  readonly #gone: Promise<unknown>;
  #ended = false;
  #said = "";

  constructor(...args: readonly string[]) {
    const program = fileURLToPath(new URL("store-process.ts", import.meta.url));
    this.#process = spawn(process.execPath, ["--conditions=@specwire/source", program, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#process.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      this.#said += chunk;
      this.#changes.emit("change");
    });
    this.#gone = once(this.#process, "close").then(() => {
      this.#ended = true;
      this.#changes.emit("change");
    });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Complete lines. */
  get lines(): readonly string[] {
    return this.#said.split("\n").slice(0, -1);
  }

  /** Resolves with the first line that starts so; rejects if the process ends without it. */
  async says(start: string): Promise<string> {
    for (;;) {
      const line = this.lines.find((each) => each.startsWith(start));
      if (line !== undefined) return line;
      if (this.#ended) throw new Error(`it ended, saying: ${this.#said}`);
      await once(this.#changes, "change");
    }
  }

  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#process.kill(signal);
  }

  /** Resolves when it has ended by itself. */
  async ends(): Promise<void> {
    await this.#gone;
  }

  /** Ends it as a crash would, and waits until it is gone. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#gone;
  }
}
