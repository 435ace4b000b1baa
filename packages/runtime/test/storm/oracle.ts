import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { readSecrets } from "../../src/accounts/account-store.ts";
import type { Context } from "../../src/context.ts";
import { accounts, events } from "../../src/store/schema.ts";
import type { RotatingReport } from "../servers/rotating-server.ts";
import type { StormOptions } from "./storm-options.ts";
import type { Workers } from "./workers.ts";

/** An account of the storm, and the server's grants that it had, the last one being its own. */
export interface StormAccount {
  readonly id: string;
  readonly connectorId: string;
  readonly oauthClientId: string;
  readonly families: string[];
  disconnected: boolean;
}

/** What came of a storm; everything about tokens is counted by the server. */
export interface StormCounts {
  /** Calls that got a credential, and of those how many with an access token that had ended. */
  readonly given: number;
  readonly stale: number;
  readonly errors: Readonly<Record<string, number>>;
  /** Milliseconds of the calls that had to wait, of 100 of them the 50th and the 99th, and the longest. */
  readonly waits: { readonly p50: number; readonly p99: number; readonly longest: number };
  /** Refreshes that the server counted, and versions that were written of them. */
  readonly refreshes: number;
  readonly written: number;
  /** Answered once more within the grace. */
  readonly graced: number;
  readonly overlapped: number;
  readonly reuses: number;
  readonly grantsEnded: number;
  readonly lostBefore: number;
  readonly lostAfter: number;
  readonly unavailable: number;
  /** From the first token to the last question. */
  readonly seconds: number;
  readonly killed: Readonly<Record<string, number>>;
  readonly stops: number;
  readonly cuts: number;
  /** Tokens that were sent, and what came of them not written yet, when their process was killed, stopped or cut off. */
  readonly inWindow: { readonly killed: number; readonly stopped: number; readonly cut: number };
  readonly reconnectEvents: number;
  readonly disconnected: number;
  /** Of the disconnected: accounts that are there again, or whose tokens still live at the server. */
  readonly resurrected: number;
}

export interface Verdict {
  readonly counts: StormCounts;
  /** Promises that were broken, in words; empty: none. */
  readonly complaints: readonly string[];
}

interface Evidence {
  readonly options: StormOptions;
  readonly context: Context;
  readonly storm: readonly StormAccount[];
  readonly workers: Workers;
  readonly cuts: number;
  /** Seconds from the first token on. */
  readonly elapsed: number;
  readonly report: RotatingReport;
}

/** Compares what the server saw with what is stored. */
export async function judge(evidence: Evidence): Promise<Verdict> {
  const { options, context, storm, workers, report } = evidence;
  const rows = await context.db.select().from(accounts);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const reconnects = await eventsOf(context, "account.reconnect_required");
  const complaints: string[] = [];
  let resurrected = 0;
  const claim = (isTrue: boolean, otherwise: string): void => {
    if (!isTrue) complaints.push(otherwise);
  };

  for (const { id, families, disconnected } of storm) {
    const name = families.at(-1) ?? "";
    const row = byId.get(id);
    const family = report.families[name];
    const ended = families.filter((one) => report.families[one]?.state === "dead").length;
    if (disconnected) {
      if (row !== undefined || family?.state === "alive") resurrected += 1;
      claim(row === undefined, `${name}: the account came back from the dead`);
      claim(family?.state !== "alive", `${name}: disconnected, and its tokens still live at the server`);
      continue;
    }
    if (row === undefined) {
      complaints.push(`${name}: the account was deleted`);
      continue;
    }
    const secrets = await readSecrets(context, row);
    claim("refresh_token" in (secrets ?? {}), `${name}: its refresh token was deleted`);
    claim(
      (reconnects.get(id) ?? 0) === ended,
      `${name}: ${ended} grants ended, ${reconnects.get(id) ?? 0} events`,
    );
    if (family?.state !== "alive") continue;
    const stored = createHash("sha256")
      .update(secrets?.refresh_token ?? "")
      .digest("hex");
    claim(stored === family.newest, `${name}: what is stored is not the newest token`);
  }

  const { counts: seen } = report;
  const written = rows.reduce((sum, { version }) => sum + version - 1, 0);
  const reconnected = storm.reduce((sum, { families }) => sum + families.length - 1, 0);
  // A lock session that is cut is no cause: its owner lives, and writes what it got under a new one.
  const excuses = workers.inWindow.killed + workers.inWindow.stopped + seen.lostAfter;
  claim(seen.reused <= excuses, `${seen.reused} reuses, but only ${excuses} had a cause`);
  claim(seen.died <= excuses, `${seen.died} grants ended, but only ${excuses} had a cause`);
  claim(workers.counts.stale === 0, `${workers.counts.stale} calls got a token that had ended`);
  claim(workers.failures.length === 0, workers.failures.join("; "));
  // Of each token at least three quarters of its life were used, so only so many could be needed.
  const shortest = (0.75 * options.accessMilliseconds) / 1000;
  const most = storm.length * (1 + evidence.elapsed / shortest) + reconnected;
  claim(
    seen.refreshed <= most,
    `${seen.refreshed} refreshes, where at most ${Math.floor(most)} tokens could end`,
  );
  if (Object.keys(options.faults).length === 0) {
    claim(
      seen.reused + seen.overlapped === 0,
      `${seen.reused} reuses, ${seen.overlapped} at once, and no fault`,
    );
    claim(seen.refreshed === written, `${seen.refreshed} refreshes, but ${written} were written`);
    const errors = JSON.stringify(workers.counts.errors);
    claim(errors === "{}", `errors without a fault: ${errors}`);
  }
  const gone = storm.filter(({ disconnected }) => disconnected).length;
  const sorted = workers.counts.waits.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return {
    complaints,
    counts: {
      given: workers.counts.given,
      stale: workers.counts.stale,
      errors: workers.counts.errors,
      waits: { p50: at(0.5), p99: at(0.99), longest: at(1) },
      refreshes: seen.refreshed,
      written: written - reconnected,
      graced: seen.graced,
      overlapped: seen.overlapped,
      reuses: seen.reused,
      grantsEnded: seen.died,
      lostBefore: seen.lostBefore,
      lostAfter: seen.lostAfter,
      unavailable: seen.unavailable,
      seconds: Math.round(evidence.elapsed),
      killed: workers.died,
      stops: workers.stops,
      cuts: evidence.cuts,
      inWindow: { ...workers.inWindow },
      reconnectEvents: [...reconnects.values()].reduce((sum, times) => sum + times, 0),
      disconnected: gone,
      resurrected,
    },
  };
}

async function eventsOf({ db }: Context, type: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ accountId: events.accountId, times: sql<number>`count(*)::int` })
    .from(events)
    .where(eq(events.type, type))
    .groupBy(events.accountId);
  return new Map(rows.map(({ accountId, times }) => [accountId ?? "", times]));
}
