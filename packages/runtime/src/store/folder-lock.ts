import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { RuntimeError } from "../errors/runtime-error.ts";

export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly startedAt: string;
}

/**
 * Takes a folder for this process, until it releases it or ends, however it ends. The operating system holds the
 * lock (SQLite asks it for one, in the same way on every platform), so there is none to be left behind, to be
 * guessed stale or to be stolen. Throws `STORE_LOCKED` at once if somebody has it.
 */
export function lockFolder(folder: string): FolderLock {
  const holderFile = join(folder, "holder.json");
  const lock = exclusiveLock(join(folder, "lock"));
  if (lock === undefined) throw lockedBy(folder, readHolder(holderFile));
  const holder: Holder = { pid: process.pid, host: hostname(), startedAt: startOfProcess().toISOString() };
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return {
    release() {
      rmSync(holderFile, { force: true });
      lock.close();
    },
  };
}

function exclusiveLock(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
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

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function lockedBy(folder: string, holder: Holder | undefined): RuntimeError {
  const who =
    holder === undefined
      ? "another process"
      : holder.pid === process.pid && holder.host === hostname()
        ? "this very process, which opened it before"
        : `process ${holder.pid} on ${holder.host}, running since ${holder.startedAt}`;
  return new RuntimeError("STORE_LOCKED", `The database in ${folder} is in use by ${who}.`, {
    help: "An embedded database serves one process: stop that one, or give all of them a PostgreSQL connection string.",
  });
}

const startOfProcess = (): Date => new Date(Date.now() - process.uptime() * 1000);
