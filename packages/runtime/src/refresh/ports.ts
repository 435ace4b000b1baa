import type { Account } from "../accounts/account-store.ts";
import type { Logger } from "../log.ts";
import type { TokenSet } from "../oauth/token-set.ts";
import type { Locks } from "./locks.ts";

/** What a renewal notes in its account beside the secrets. */
export type RefreshNotes = Partial<
  Pick<Account, "refreshSentAt" | "refreshUncertain" | "refreshFailures" | "refreshRetryAt" | "lastError">
>;

/** A renewal whose secrets and client are at hand: nothing is left that could fail before it is sent. */
export interface PreparedRenewal {
  /** So long after a first use the server may still take the same refresh token (declared, or a guess). */
  readonly graceMilliseconds: number;
  /** The one token request. Throws `TokenRequestError`. */
  send(): Promise<TokenSet>;
  /** Gives tokens back that nobody will use (RFC 7009), as far as that is possible. */
  revoke(tokens: TokenSet): Promise<void>;
}

/**
 * The world as a renewal sees it. Each call is a step that a process can die before or after; the storm
 * (test/storm) kills it at each. Writes say `undefined` where the account is gone or its version has moved on.
 */
export interface RefreshPorts {
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly log: Logger;
  readonly withLock: Locks["withLock"];
  readonly read: (accountId: string) => Promise<Account | undefined>;
  readonly prepare: (account: Account) => Promise<PreparedRenewal | undefined>;
  /** Commits notes of a renewal; the version stays. */
  readonly note: (account: Account, notes: RefreshNotes) => Promise<Account | undefined>;
  /** Commits fresh tokens, and that all is well, as the next version. */
  readonly write: (
    account: Account,
    tokens: TokenSet,
    rejectedAt: Date | null,
  ) => Promise<Account | undefined>;
  /** Commits that only a person can renew the account, with its one event. */
  readonly requireReconnect: (account: Account) => Promise<Account | undefined>;
}
