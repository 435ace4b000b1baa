import { RuntimeError } from "../errors/runtime-error.ts";
import { openFolder, openMemory } from "./open-pglite.ts";
import { openPostgres } from "./open-postgres.ts";
import type { Store } from "./store.ts";
import type { StoreOptions } from "./store-options.ts";

/**
 * Opens the database and brings its tables to this version's. Throws `INVALID_OPTION`, `STORE_LOCKED` (another process
 * has the folder), `STORE_INCOMPATIBLE`, `STORE_MISCONFIGURED` or `STORE_UNAVAILABLE`; no message holds the connection
 * string.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { folder, memory, connectionString } = { ...options } as Record<string, unknown>;
  if ([folder, memory, connectionString].filter((one) => one !== undefined && one !== false).length > 1)
    throw new RuntimeError("INVALID_OPTION", "Two databases are named.", {
      help: "Give one of `folder`, `connectionString` and `memory`.",
    });
  // A variable of the environment that is not set must not become a database in memory, or the server on localhost.
  if ("connectionString" in options && isText(connectionString)) return openPostgres(options);
  if ("folder" in options && isText(folder)) return openFolder(options.folder);
  if (memory === true) return openMemory();
  throw new RuntimeError("INVALID_OPTION", "The database is not named.", {
    help: "Give `{ folder }`, `{ connectionString }` (is the variable set that it comes from?) or `{ memory: true }`.",
  });
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
