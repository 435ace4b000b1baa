import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { ProcessLocks } from "../refresh/process-locks.ts";
import type { Database } from "./database.ts";
import { lockFolder } from "./folder-lock.ts";
import { migrate } from "./migrate.ts";
import type { Store } from "./open-store.ts";
import * as schema from "./schema.ts";
import { guardDatabase } from "./transactions.ts";

export interface PgliteOptions {
  /** Without it the database lives in memory. */
  readonly folder?: string;
  /** A data directory as PGlite dumps it, to start a new database from. */
  readonly seed?: Blob;
}

/** PGlite does not defend its files against a second process, which would lose rows in silence: so we do. */
export async function openPglite({ folder, seed }: PgliteOptions): Promise<Store> {
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = folder === undefined ? undefined : lockFolder(folder);
  let client: PGlite | undefined;
  try {
    client = await PGlite.create({
      ...(folder === undefined ? {} : { dataDir: join(folder, "data") }),
      ...(seed === undefined ? {} : { loadDataDir: seed }),
    });
    const db = guardDatabase(drizzle(client, { schema }) as unknown as Database);
    await migrate(db);
    return { db, locks: new ProcessLocks(), close: once(client, lock) };
  } catch (error) {
    await client?.close();
    lock?.release();
    throw error;
  }
}

function once(client: PGlite, lock: { release(): void } | undefined): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => {
    closed ??= client.close().finally(() => lock?.release());
    return closed;
  };
}
