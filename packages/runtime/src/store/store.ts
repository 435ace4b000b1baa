import type { Locks } from "../refresh/locks.ts";
import type { Database } from "./database.ts";

export interface Store {
  readonly db: Database;
  readonly locks: Locks;
  /** Ends what uses the database; then whatever is left to do throws `CLOSED`. */
  readonly close: () => Promise<void>;
}
