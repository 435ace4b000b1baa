import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { RuntimeError } from "../errors/runtime-error.ts";
import { ProcessLocks } from "../refresh/process-locks.ts";
import type { Database } from "./database.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { migrate } from "./migrate.ts";
import * as schema from "./schema.ts";
import type { Store } from "./store.ts";
import { guardDatabase } from "./transactions.ts";

/** A database in memory, empty or from a data directory as PGlite dumps it. */
export async function openMemory(seed?: Blob): Promise<Store> {
  return started(await start(seed === undefined ? {} : { loadDataDir: seed }));
}

/**
 * A database in a folder. PGlite does not defend its files against a second process, and loses rows of one of the two
 * in silence; so the folder is locked for as long as the store is open.
 */
export async function openFolder(folder: string): Promise<Store> {
  const lock = usable(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return lockFolder(folder);
  });
  try {
    return await started(await openData(folder), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A database that is only half made when its process dies can't be opened again: it gets its name when it is whole. */
async function openData(folder: string): Promise<PGlite> {
  const data = join(folder, "data");
  if (!existsSync(data)) {
    const half = join(folder, "data.new");
    rmSync(half, { recursive: true, force: true });
    const made = await start({ dataDir: half });
    await made.close();
    renameSync(half, data);
  }
  try {
    return await start({ dataDir: data });
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    // What PGlite says is "Aborted()".
    throw new RuntimeError("STORE_INCOMPATIBLE", `The database in ${folder} can't be opened.`, {
      help: `It is damaged, or was made by another version than the one that is installed (here: PostgreSQL ${madeBy(data)}).`,
    });
  }
}

/** Throws `STORE_MISCONFIGURED` where a bundler took PGlite's code and left the files that it reads beside it. */
async function start(options: PGliteOptions): Promise<PGlite> {
  try {
    return await PGlite.create(options);
  } catch (error) {
    const { code, path } = error as { code?: string; path?: string };
    if (code !== "ENOENT" || !/\.(?:data|wasm)$/.test(path ?? "")) throw error;
    throw new RuntimeError("STORE_MISCONFIGURED", `PGlite's file ${basename(path ?? "")} is missing.`, {
      help: "If the host is bundled, leave @electric-sql/pglite out of the bundle (external), and install it beside it.",
    });
  }
}

function madeBy(data: string): string {
  try {
    return readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  } catch {
    return "unknown";
  }
}

async function started(client: PGlite, lock?: FolderLock): Promise<Store> {
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= client.close().finally(() => lock?.release());
    return closed;
  };
  try {
    const db = guardDatabase(drizzle(client, { schema }) as unknown as Database);
    await migrate(db);
    return { db, locks: new ProcessLocks(), close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

/** Throws `STORE_MISCONFIGURED` for a folder that can't be made or written. */
function usable<Result>(folder: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    const { code, errstr } = error as { code?: string; errstr?: string };
    throw new RuntimeError(
      "STORE_MISCONFIGURED",
      `The folder ${folder} can't be used (${errstr ?? code ?? "unknown"}).`,
      {
        help: "It has to be a folder on a local disk in which this process may write.",
      },
    );
  }
}
