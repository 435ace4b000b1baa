import type { Locks } from "../refresh/locks.ts";
import type { Database } from "./database.ts";
import { openFolder, openMemory } from "./open-pglite.ts";
import { openPostgres } from "./open-postgres.ts";
import type { StoreOptions } from "./store-options.ts";

export interface Store {
  readonly db: Database;
  readonly locks: Locks;
  /** Ends what uses the database; then whatever is left to do throws `CLOSED`. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the database and brings its tables to this version's. Throws `STORE_LOCKED` (another process has the
 * folder), `STORE_INCOMPATIBLE`, `STORE_MISCONFIGURED` or `STORE_UNAVAILABLE`; no message holds the connection string.
 */
export function openStore(options: StoreOptions): Promise<Store> {
  if ("connectionString" in options) return openPostgres(options);
  return "folder" in options ? openFolder(options.folder) : openMemory();
}
