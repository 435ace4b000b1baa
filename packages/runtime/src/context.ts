import type { ApprovalOptions } from "./approvals/approval-options.ts";
import type { HttpClient } from "./http/http-client.ts";
import type { Logger } from "./log.ts";
import type { Locks } from "./refresh/locks.ts";
import type { Database } from "./store/database.ts";
import type { Vault } from "./vault/vault.ts";

/** What the parts of one runtime share. */
export interface Context {
  readonly db: Database;
  readonly vault: Vault;
  readonly locks: Locks;
  readonly http: HttpClient;
  readonly log: Logger;
  /** Milliseconds since the epoch; a test's own clock. */
  readonly now: () => number;
  /** Where the host serves `oauth/callback/<connector-id>`, with a slash at its end. */
  readonly publicUrl: string;
  /** How long approvals hold, and how many may be waiting. */
  readonly approvals?: ApprovalOptions;
}
