/** What happens to whom, and for how long. */
export interface StormOptions {
  /** Of a migrated, empty database of the storm's own. */
  readonly connectionString: string;
  readonly processes: number;
  /** In each process, each asking again and again for the credential of an account. */
  readonly callers: number;
  readonly accounts: number;
  readonly seconds: number;
  /** Life of an access token in milliseconds. */
  readonly accessMilliseconds: number;
  /** How long the server takes the token before the newest once more. */
  readonly graceMilliseconds: number;
  /** How long a refresh takes before and after the server counts it, in milliseconds. */
  readonly delayBefore: number;
  readonly delayAfter: number;
  readonly faults: StormFaults;
  /** Go on until a process has died at each step; for at most ten times as long. Default: false. */
  readonly untilAllDied?: boolean;
  /** Processes refresh without the lock: shows that the judge sees what he should. Default: false. */
  readonly unlocked?: boolean;
}

export interface StormFaults {
  /** Processes that kill themselves (SIGKILL) at the numbered steps of a refresh, one after the other. */
  readonly deaths?: boolean;
  /** A process is killed from outside every so many milliseconds, wherever it is. */
  readonly killEvery?: number;
  /** Every so many milliseconds a process that refreshes is stopped (SIGSTOP), for so long. */
  readonly stopEvery?: number;
  readonly stopFor?: number;
  /** Shares of token requests, from 0 to 1: lost before the server counted them, after, and answered with 503. */
  readonly loseBefore?: number;
  readonly loseAfter?: number;
  readonly unavailable?: number;
  /** Connections of the locks are cut at the database every so many milliseconds. */
  readonly cutLocksEvery?: number;
  /** So many accounts are disconnected, each in the middle of a refresh. */
  readonly disconnects?: number;
}

/**
 * The steps of a refresh, numbered, and when a process dies there.
 * The server may have counted what nobody has written from step 5 (sent) to step 6 (answered): the commit window.
 */
export const deaths = [
  { number: 1, at: "locked", text: "the lock is held" },
  { number: 2, at: "read", text: "the account is read again" },
  { number: 3, at: "prepared", text: "secrets and client are at hand" },
  { number: 4, at: "journalled", text: "the journal is committed" },
  { number: 5, at: "sent", text: "the token is sent, no answer yet" },
  { number: 6, at: "answered", text: "the answer is here, nothing written" },
  { number: 7, at: "written", text: "the fresh tokens are committed" },
  { number: 8, at: "released", text: "the lock is released" },
] as const;

export type Death = (typeof deaths)[number]["at"];

/** What a process of the storm is given, as JSON in its first argument. */
export interface WorkerOptions {
  readonly connectionString: string;
  readonly keys: { readonly primary: string; readonly keys: Readonly<Record<string, string>> };
  readonly allowHosts: readonly string[];
  readonly accountIds: readonly string[];
  readonly callers: number;
  readonly connections: number;
  /** Where it notes what a refresh of it has begun and ended: it may be killed at any moment. */
  readonly journalFile: string;
  readonly dies?: Death;
  readonly unlocked?: boolean;
}

/** What a process has seen since it last said so, ten times a second. */
export interface WorkerCounts {
  /** Calls that got a credential. */
  given: number;
  /** Of those, with an access token that had ended by then. */
  stale: number;
  /** By code of the error. */
  errors: Record<string, number>;
  /** Milliseconds that each call took which had to wait for a refresh. */
  waits: number[];
}

/** A line of a process's journal file. */
export interface WindowNote {
  readonly event: "sent" | "settled" | "died";
  readonly accountId: string;
  readonly at?: Death;
}
