import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { RuntimeError } from "../errors/runtime-error.ts";
import { runningProcess } from "./running-process.ts";
import { sqlite } from "./sqlite.ts";

export interface FolderLock {
  readonly release: () => void;
}

/** Who has the lock, for people, and for whoever gets a lock that its holder lost without knowing. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601, of the process. */
  readonly startedAt: string;
  /** As `runningProcess` names it; absent where it can't be told. */
  readonly process?: string;
  /** The lock's file: in a copy of the folder it is another one. */
  readonly file: string;
}

// A lock that is not referred to is collected, and its file closed: then it is nobody's.
const held = new Set<DatabaseSync>();

/**
 * Takes a folder for this process, until it releases it or ends, however it ends. The operating system holds the
 * lock (SQLite asks it for one, in the same way on every platform): nothing is left behind to be guessed stale or to
 * be stolen, and a process that is stopped keeps it. Throws `STORE_LOCKED` at once if somebody has it.
 *
 * On POSIX a process loses its locks on a file as soon as it closes that file anywhere, as it does when it copies the
 * folder (fcntl(2)). A lock that is free counts as held, therefore, while the process that took it runs on this machine.
 */
export function lockFolder(folder: string): FolderLock {
  const holderFile = join(folder, "holder.json");
  const lockFile = join(folder, "lock");
  const lock = takeExclusively(lockFile);
  const before = readHolder(holderFile);
  if (lock === undefined) throw lockedBy(folder, before);
  const holder = thisProcess(lockFile);
  if (before !== undefined && stillRuns(before, holder)) {
    lock.close();
    throw lockedBy(folder, before);
  }
  held.add(lock);
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
    const holder = JSON.parse(readFileSync(file, "utf8"));
    const { pid, host, startedAt, process } = holder;
    return {
      ...{ pid: Number(pid), host: String(host), startedAt: String(startedAt), file: String(holder.file) },
      ...(typeof process === "string" && { process }),
    };
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

function thisProcess(lockFile: string): Holder {
  const { pid } = process;
  const { dev, ino } = statSync(lockFile, { bigint: true });
  const running = runningProcess(pid);
  return {
    ...{ pid, host: hostname(), file: `${dev}:${ino}` },
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    ...(running !== undefined && { process: running }),
  };
}

/** Not this one: SQLite knows what its own process has. */
function stillRuns(before: Holder, { process: own, file }: Holder): boolean {
  if (before.process === undefined || before.process === own || before.file !== file) return false;
  return before.process === runningProcess(before.pid);
}
