import { setTimeout as sleep } from "node:timers/promises";
import { RuntimeError } from "../../src/errors/runtime-error.ts";
import { portsOf } from "../../src/refresh/context-ports.ts";
import { Refresher } from "../../src/refresh/valid-secrets.ts";
import { dyingPorts } from "./dying-ports.ts";
import { openStormContext } from "./storm-context.ts";
import type { WorkerCounts, WorkerOptions } from "./storm-options.ts";

// One process of the storm: options as JSON in the first argument; counts go to the parent, whose word "stop" ends it.
const options = JSON.parse(process.argv[2] ?? "{}") as WorkerOptions;
let stopping = false;
process.on("message", () => {
  stopping = true;
});
// The parent is gone.
process.on("disconnect", () => process.exit());
// A session that is cut while it is being opened is a failure that may be tried again; hosts do.
const context = await openStormContext(options).catch((error: unknown) => {
  if (error instanceof RuntimeError && error.retryable) return openStormContext(options);
  throw error;
});
const locked = portsOf(context);
const noLock: typeof locked.withLock = (_name, _wait, work) => work(new AbortController().signal);
const real = options.unlocked ? { ...locked, withLock: noLock } : locked;
const ports = dyingPorts(real, options.journalFile, options.dies);
const refresher = new Refresher(context, ports);
const gone = new Set<string>();
let counts: WorkerCounts = { given: 0, stale: 0, errors: {}, waits: [] };

async function call(accountId: string): Promise<void> {
  const began = performance.now();
  try {
    const { account } = await refresher.validSecrets(accountId, {});
    counts.given += 1;
    if (account.expiresAt !== null && account.expiresAt.getTime() < Date.now()) counts.stale += 1;
    const took = performance.now() - began;
    if (took > 20) counts.waits.push(Math.round(took));
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    counts.errors[error.code] = (counts.errors[error.code] ?? 0) + 1;
    if (error.code === "ACCOUNT_NOT_FOUND") gone.add(accountId);
    await sleep(100);
  }
}

async function caller(): Promise<void> {
  while (!stopping) {
    const ids = options.accountIds.filter((id) => !gone.has(id));
    const id = ids[Math.floor(Math.random() * ids.length)];
    if (id === undefined) return;
    await call(id);
    await sleep(20 + 60 * Math.random());
  }
}

function report(): void {
  process.send?.(counts);
  counts = { given: 0, stale: 0, errors: {}, waits: [] };
}

const reporting = setInterval(report, 100);
await Promise.all(Array.from({ length: options.callers }, caller));
await refresher.landed();
clearInterval(reporting);
report();
await context.close();
process.exit();
