import { sql } from "drizzle-orm";
import type { RuntimeErrorCode } from "../errors/error-codes.ts";
import type { Transaction } from "../store/database.ts";
import { events } from "../store/schema.ts";

export type EventType =
  /** A credential was stored or replaced, and is proven. */
  | "account.connected"
  /** Only its user can make the account work again; `code` says why. */
  | "account.reconnect_required"
  | "account.disconnected";

export interface NewEvent {
  readonly type: EventType;
  readonly userId: string;
  readonly connectorId: string;
  readonly accountId: string;
  readonly code?: RuntimeErrorCode;
  readonly at: Date;
}

/**
 * Writes an event in the transaction of what it tells of; last of all, since from here to the commit no other
 * transaction can write one. Ids are thus in the order of the commits: a reader that has seen one will never find
 * a smaller one that it has not.
 */
export async function recordEvent(tx: Transaction, event: NewEvent): Promise<void> {
  // "events" as a number; held until the transaction ends.
  await tx.execute(sql`select pg_advisory_xact_lock(111559182283891)`);
  await tx.insert(events).values(event);
}
