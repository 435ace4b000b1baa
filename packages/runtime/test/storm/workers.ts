import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Death,
  deaths,
  type WindowNote,
  type WorkerCounts,
  type WorkerOptions,
} from "./storm-options.ts";

interface Worker {
  readonly child: ChildProcess;
  readonly journalFile: string;
  stopped: boolean;
}

/** The processes of a storm: as many as there should be, however many die, and what they were doing when they did. */
export class Workers {
  readonly counts: WorkerCounts = { given: 0, stale: 0, errors: {}, waits: [] };
  /** Processes that died, by step, or `outside`. */
  readonly died: Record<string, number> = {};
  /** Tokens that were sent, and what came of them not written yet, when their process was killed, stopped or cut off. */
  readonly inWindow = { killed: 0, stopped: 0, cut: 0 };
  stops = 0;
  /** Ends other than by a kill of ours: mistakes. */
  readonly failures: string[] = [];
  readonly #options: Omit<WorkerOptions, "journalFile" | "dies">;
  readonly #folder: string;
  readonly #mortal: number;
  readonly #workers = new Set<Worker>();
  #started = 0;
  #turn = 0;
  #ending = false;

  /** `mortal`: how many at a time kill themselves. */
  constructor(options: Omit<WorkerOptions, "journalFile" | "dies">, folder: string, mortal: number) {
    this.#options = options;
    this.#folder = folder;
    this.#mortal = mortal;
  }

  async start(count: number): Promise<void> {
    // Not all at once: reading the sources takes a second of processor time each.
    for (let index = 0; index < count; index += 1) {
      this.#spawn(index < this.#mortal);
      await sleep(50);
    }
    await Promise.all(
      [...this.#workers].map(({ child }) => Promise.race([once(child, "message"), once(child, "exit")])),
    );
  }

  #spawn(mortal: boolean): void {
    this.#started += 1;
    const journalFile = join(this.#folder, `journal-${this.#started}.ndjson`);
    const dies = mortal ? this.#nextDeath() : undefined;
    const options: WorkerOptions = { ...this.#options, journalFile, ...(dies && { dies }) };
    const child = fork(join(import.meta.dirname, "storm-process.ts"), [JSON.stringify(options)], {
      execArgv: ["--conditions=@specwire/source", "--disable-warning=ExperimentalWarning"],
      // Many of them start one after the other, and all read the same sources.
      env: { ...process.env, NODE_COMPILE_CACHE: join(this.#folder, "cache") },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const worker: Worker = { child, journalFile, stopped: false };
    this.#workers.add(worker);
    child.on("message", (counts) => this.#add(counts as WorkerCounts));
    child.on("exit", (code, signal) => {
      this.#workers.delete(worker);
      if (signal === "SIGKILL") this.#bury(worker);
      else if (code !== 0) this.failures.push(`a process ended with ${code ?? signal}`);
      if (!this.#ending) this.#spawn(mortal);
    });
  }

  /** In turn, and those first that nobody has died yet: whoever was to may have been killed from outside. */
  #nextDeath(): Death | undefined {
    const owed = deaths.filter(({ at }) => this.died[at] === undefined);
    const among = owed.length > 0 ? owed : deaths;
    return among[this.#turn++ % among.length]?.at;
  }

  #add({ given, stale, errors, waits }: WorkerCounts): void {
    this.counts.given += given;
    this.counts.stale += stale;
    this.counts.waits.push(...waits);
    for (const [code, times] of Object.entries(errors)) {
      this.counts.errors[code] = (this.counts.errors[code] ?? 0) + times;
    }
  }

  #bury(worker: Worker): void {
    const at: Death | "outside" = notesOf(worker).findLast(({ event }) => event === "died")?.at ?? "outside";
    this.died[at] = (this.died[at] ?? 0) + 1;
    this.inWindow.killed += openWindows(worker);
  }

  killOne(): void {
    this.#any()?.child.kill("SIGKILL");
  }

  /** Stops a process that has sent a token and not yet written what came of it. */
  async stopOne(milliseconds: number, isOver: () => boolean): Promise<void> {
    for (; !isOver(); await sleep(2)) {
      const worker = [...this.#workers].find((one) => !one.stopped && openWindows(one) > 0);
      if (worker === undefined) continue;
      worker.child.kill("SIGSTOP");
      worker.stopped = true;
      this.stops += 1;
      this.inWindow.stopped += openWindows(worker);
      await sleep(milliseconds);
      worker.child.kill("SIGCONT");
      worker.stopped = false;
      return;
    }
  }

  /** Whether each numbered step has had its death. */
  haveAllDied(): boolean {
    return deaths.every(({ at }) => (this.died[at] ?? 0) > 0);
  }

  /** Every lock session is about to be cut. */
  noteCut(): void {
    for (const worker of this.#workers) this.inWindow.cut += openWindows(worker);
  }

  async end(): Promise<void> {
    this.#ending = true;
    const ended = [...this.#workers].map(({ child }) => once(child, "exit"));
    for (const { child } of this.#workers) if (child.connected) child.send("stop");
    await Promise.all(ended);
  }

  #any(): Worker | undefined {
    const able = [...this.#workers].filter(({ stopped }) => !stopped);
    return able[Math.floor(Math.random() * able.length)];
  }
}

function notesOf({ journalFile }: Worker): WindowNote[] {
  if (!existsSync(journalFile)) return [];
  const lines = readFileSync(journalFile, "utf8").split("\n");
  return lines.filter((line) => line.endsWith("}")).map((line) => JSON.parse(line) as WindowNote);
}

/** Accounts whose token a process has sent without a note of what came of it. */
function openWindows(worker: Worker): number {
  const open = new Set<string>();
  for (const { event, accountId } of notesOf(worker)) {
    if (event === "sent") open.add(accountId);
    if (event === "settled") open.delete(accountId);
  }
  return open.size;
}
