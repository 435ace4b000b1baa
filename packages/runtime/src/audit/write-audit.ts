import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { isPassing } from "../store/store-errors.ts";
import { isUuid } from "../store/uuid.ts";
import type { AuditRow } from "./audit-rows.ts";
import { AuditWriter } from "./audit-writer.ts";

/** Milliseconds between the tries to write what came of an operation. */
const pauses = [200, 1000, 5000];

/** Milliseconds that the end of an answer waits for its row. */
const longestWait = 2000;

interface Audit {
  readonly writer: AuditWriter;
  /** Answers whose rows are not written yet. */
  readonly answers: Set<Promise<void>>;
  /** Set when the runtime ends: nothing waits for a database that is away. */
  ending: boolean;
}

const audits = new WeakMap<Context["db"], Audit>();

function auditOf({ db }: Pick<Context, "db">): Audit {
  const known = audits.get(db);
  if (known !== undefined) return known;
  const made: Audit = { writer: new AuditWriter({ db }), answers: new Set(), ending: false };
  audits.set(db, made);
  return made;
}

/**
 * Writes what was decided, and resolves when it is stored: nothing is sent before. Rows of the same moment are written
 * together. Rejects where it can't be written, and then nothing may be sent: with `REQUEST_REPEATED` where the session
 * has used the request's id before, so that every pair of rows is about one operation.
 */
export async function writeDecided(context: Pick<Context, "db">, row: Omit<AuditRow, "kind">): Promise<void> {
  if (!isUuid(row.requestId))
    throw new RuntimeError("INVALID_OPTION", "The id of a request is a UUID in small letters.");
  await auditOf(context).writer.now({ ...row, kind: "decided" });
}

/**
 * Writes what came of it, and resolves when it is stored: so that whoever has seen the end of an answer finds it here.
 * Never rejects: a failure is logged, for the answer is on its way. Where the database is away, it resolves after
 * two seconds all the same, and writing goes on.
 */
export async function writeAnswered(
  context: Pick<Context, "db" | "log">,
  row: Omit<AuditRow, "kind">,
): Promise<void> {
  const audit = auditOf(context);
  const writing = answered(audit, { ...row, kind: "answered" })
    .catch((error: unknown) => {
      const { userId, connectorId, accountId } = row;
      context.log({
        level: "error",
        event: "audit.lost",
        message: "What came of an operation could not be recorded; that it was decided is.",
        userId,
        ...(connectorId && { connectorId }),
        ...(accountId && { accountId }),
        ...(error instanceof RuntimeError && { code: error.code }),
      });
    })
    .finally(() => audit.answers.delete(writing));
  audit.answers.add(writing);
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, longestWait);
  await Promise.race([writing, enough]);
  clearTimeout(timer);
}

/** Ends when all that was given to the audit is written, or given up. The last thing before the database is closed. */
export async function auditLanded(context: Pick<Context, "db">): Promise<void> {
  const audit = auditOf(context);
  audit.ending = true;
  while (audit.answers.size > 0) {
    await audit.writer.landed();
    await Promise.race([Promise.allSettled(audit.answers), sleep(50)]);
  }
}

async function answered(audit: Audit, row: AuditRow): Promise<void> {
  for (const pause of [...pauses, undefined]) {
    try {
      return await audit.writer.now(row);
    } catch (error) {
      // A try whose outcome was lost may have been written.
      if (error instanceof RuntimeError && error.code === "REQUEST_REPEATED") return;
      if (pause === undefined || audit.ending || !isPassing(error)) throw error;
      await sleep(pause);
    }
  }
}
