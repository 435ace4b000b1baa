import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { RuntimeError } from "../errors/runtime-error.ts";
import { sqlite } from "./sqlite.ts";

export interface FolderLock {
  readonly release: () => void;
}

/** Only to tell people who it is: the lock is the operating system's. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601, of the process. */
  readonly startedAt: string;
}

// A lock that is not referred to is collected, and its file closed: then it is nobody's.
const held = new Set<DatabaseSync>();

/**
 * Takes a folder for this process, until it releases it or ends, however it ends. The operating system holds the
 * lock (SQLite asks it for one, in the same way on every platform): nothing is left behind to be guessed stale or to
 * be stolen, and a process that is stopped keeps it. Throws `STORE_LOCKED` at once if somebody has it.
 */
export function lockFolder(folder: string): FolderLock {
  const holderFile = join(folder, "holder.json");
  const lock = takeExclusively(join(folder, "lock"));
  if (lock === undefined) throw lockedBy(folder, readHolder(holderFile));
  held.add(lock);
  const holder: Holder = { pid: process.pid, host: hostname(), startedAt: startOfProcess().toISOString() };
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return {
    release() {
      if (!held.delete(lock)) return;
      rmSync(holderFile, { force: true });
      lock.close();
    },
  };
}

function takeExclusively(file: string): DatabaseSync | undefined {
  const { DatabaseSync } = sqlite();
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // A journal in memory, so that there is one file, which stays empty.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown): boolean => (error as { errcode?: unknown }).errcode === SQLITE_BUSY;

/** Undefined where its writer has not come to it yet. */
function readHolder(file: string): Holder | undefined {
  try {
    const { pid, host, startedAt } = JSON.parse(readFileSync(file, "utf8"));
    return { pid: Number(pid), host: String(host), startedAt: String(startedAt) };
  } catch {
    return undefined;
  }
}

function lockedBy(folder: string, holder: Holder | undefined): RuntimeError {
  const message = `The database in ${folder} is in use by ${nameOf(holder)}.`;
  return new RuntimeError("STORE_LOCKED", message, {
    help: "An embedded database serves one process: stop that one, or use PostgreSQL (`connectionString`), which serves many.",
  });
}

function nameOf(holder: Holder | undefined): string {
  if (holder === undefined) return "another process";
  const { pid, host, startedAt } = holder;
  if (pid === process.pid && host === hostname()) return "this very process, which has opened it before";
  return `process ${pid} on ${host}, running since ${startedAt}`;
}

const startOfProcess = (): Date => new Date(Date.now() - process.uptime() * 1000);
