import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { RuntimeErrorCode } from "../errors/error-codes.ts";
import type { Transaction } from "../store/database.ts";
import { events } from "../store/schema.ts";

export const eventTypes = [
  "account.connected",
  "account.reconnect_required",
  "account.disconnected",
  "approval.requested",
  "approval.decided",
] as const;

/**
 * What became of an account: it was connected, for the first time or again, and can be used; only its user can make it
 * usable again; it is gone. Of an approval: a person is asked for it; somebody approved or denied it.
 */
export type EventType = (typeof eventTypes)[number];

/** Something that a host should tell someone about. */
export interface RuntimeEvent {
  /** Grows from event to event, in the order in which they became visible. */
  readonly id: number;
  readonly type: EventType;
  readonly userId: string;
  readonly connectorId: string;
  readonly accountId: string | null;
  /** Of events of approvals. */
  readonly approvalId: string | null;
  readonly code: RuntimeErrorCode | null;
  readonly at: Date;
}

/**
 * Writes an event with the change that it tells of; the last thing that a transaction does. Writers of events wait
 * for each other's commits: otherwise a reader who remembers the last id could miss one that commits late.
 */
export async function writeEvent(
  tx: Transaction,
  event: Omit<RuntimeEvent, "id" | "approvalId"> & Partial<Pick<RuntimeEvent, "approvalId">>,
): Promise<void> {
  // "events" as a number.
  await tx.execute(sql`select pg_advisory_xact_lock(111559182283891)`);
  await tx.insert(events).values(event);
}

/** Events after the one with the id `after`, oldest first, 100 unless `limit` says otherwise. */
export async function readEvents(
  { db }: Pick<Context, "db">,
  {
    after = 0,
    userId,
    limit = 100,
  }: { readonly after?: number; readonly userId?: string; readonly limit?: number },
): Promise<RuntimeEvent[]> {
  const rows = await db
    .select()
    .from(events)
    .where(and(gt(events.id, after), userId === undefined ? undefined : eq(events.userId, userId)))
    .orderBy(asc(events.id))
    .limit(limit);
  return rows as RuntimeEvent[];
}
