import type { Context } from "../context.ts";
import type { audit } from "../store/broker-schema.ts";

/** A row as it is written; id and time are the database's. */
export type AuditRow = Omit<typeof audit.$inferInsert, "id" | "at">;

/**
 * Writes what was decided, and resolves when it is stored: nothing is sent before. Rows of the same moment are written
 * together. Rejects where it can't be written, and then nothing may be sent.
 */
export function writeDecided(_context: Pick<Context, "db">, _row: Omit<AuditRow, "kind">): Promise<void> {
  throw new Error("not built yet");
}

/** Writes what came of it, soon; a failure is logged, for the answer is on its way. */
export function writeAnswered(_context: Pick<Context, "db" | "log">, _row: Omit<AuditRow, "kind">): void {
  throw new Error("not built yet");
}
