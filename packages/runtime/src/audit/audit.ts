import { and, asc, desc, eq, gt, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { checkFilter, checkMoment } from "../runtime/check-caller.ts";
import { audit } from "../store/broker-schema.ts";
import { pruneSetting } from "../store/triggers.ts";
import { isUuid } from "../store/uuid.ts";
import { auditLock } from "./audit-rows.ts";

/** A row of the audit, as it was written. `kind`: `decided` before anything was sent, `answered` for what came of it. */
export type AuditRecord = Readonly<typeof audit.$inferSelect>;

/** All that is stated must be so. */
export interface AuditFilter
  extends Partial<
    Pick<
      AuditRecord,
      | "kind"
      | "requestId"
      | "userId"
      | "sessionId"
      | "workflowId"
      | "connectorId"
      | "slug"
      | "operation"
      | "access"
      | "accountId"
      | "decision"
      | "approvalId"
      | "decidedBy"
    >
  > {
  /** From this moment on. */
  readonly from?: Date;
  /** Before this moment. */
  readonly to?: Date;
}

/** Names of columns whose values are compared. */
const texts = ["userId", "workflowId", "slug", "operation", "access", "decidedBy"] as const;
const ids = ["requestId", "sessionId", "connectorId", "accountId", "approvalId"] as const;
const words = { kind: ["decided", "answered"], decision: ["allow", "ask", "deny"] } as const;
const known: ReadonlySet<string> = new Set([...texts, ...ids, ...Object.keys(words), "from", "to"]);

/**
 * Rows with ids greater than `after`, oldest first: for a copy elsewhere. None is missed: those that are being written
 * are waited for, so that no smaller id appears after a greater one was given out. Throws `INVALID_OPTION`.
 */
export async function readAudit(
  { db }: Pick<Context, "db">,
  { after = 0, limit, ...filter }: AuditFilter & { readonly after?: number; readonly limit?: number } = {},
): Promise<AuditRecord[]> {
  const where = and(gt(audit.id, checkId("after", after)), conditions(filter));
  const most = checkLimit(limit);
  const last = await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(auditLock))})`);
    const [row] = await tx
      .select({ id: sql<number>`coalesce(max(${audit.id}), 0)`.mapWith(Number) })
      .from(audit);
    return row?.id ?? 0;
  });
  return await db
    .select()
    .from(audit)
    .where(and(where, lt(audit.id, last + 1)))
    .orderBy(asc(audit.id))
    .limit(most);
}

/** An operation that somebody wanted performed, with what came of it: null as long as nothing did. */
export interface AuditEntry extends Omit<AuditRecord, "kind"> {
  readonly answeredAt: Date | null;
}

/**
 * Operations, the latest first, each with what came of it; those with ids smaller than `before`, to go on from the last
 * one of a page. Throws `INVALID_OPTION`.
 */
export async function listAudit(
  { db }: Pick<Context, "db">,
  {
    before = Number.MAX_SAFE_INTEGER,
    limit,
    ...filter
  }: Omit<AuditFilter, "kind"> & { readonly before?: number; readonly limit?: number } = {},
): Promise<AuditEntry[]> {
  const decided = await db
    .select()
    .from(audit)
    .where(and(eq(audit.kind, "decided"), lt(audit.id, checkId("before", before)), conditions(filter)))
    .orderBy(desc(audit.id))
    .limit(checkLimit(limit));
  if (decided.length === 0) return [];
  const requests = decided.map(({ requestId }) => requestId);
  const rows = await db
    .select()
    .from(audit)
    .where(and(eq(audit.kind, "answered"), inArray(audit.requestId, requests)));
  const key = ({ sessionId, requestId }: AuditRecord) => `${sessionId} ${requestId}`;
  const answers = new Map(rows.map((row) => [key(row), row]));
  return decided.map((row) => entryOf(row, answers.get(key(row))));
}

function entryOf({ kind: _, ...row }: AuditRecord, answer: AuditRecord | undefined): AuditEntry {
  if (answer === undefined) return { ...row, answeredAt: null };
  const { code, status, host, sentBytes, receivedBytes, milliseconds, at } = answer;
  return {
    ...row,
    code: code ?? row.code,
    status,
    host,
    sentBytes,
    receivedBytes,
    milliseconds,
    answeredAt: at,
  };
}

/**
 * Removes what is older than a moment, for hosts that must not keep it for ever; copy it first with `read`. Throws
 * `INVALID_OPTION`.
 */
export async function pruneAudit(
  { db }: Pick<Context, "db">,
  before: Date,
): Promise<{ readonly removed: number }> {
  checkMoment("before", before);
  let removed = 0;
  for (;;) {
    const some = await pruneSome(db, before);
    removed += some;
    if (some < atOnce) return { removed };
  }
}

/** Rows that are removed in one transaction. */
const atOnce = 5000;

async function pruneSome(db: Context["db"], before: Date): Promise<number> {
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config(${pruneSetting}, ${before.toISOString()}, true)`);
    const old = tx.select({ id: audit.id }).from(audit).where(lt(audit.at, before)).limit(atOnce);
    const gone = await tx.delete(audit).where(inArray(audit.id, old)).returning({ id: audit.id });
    return gone.length;
  });
}

function conditions(filter: AuditFilter): SQL | undefined {
  checkFilter(filter, known);
  const { from, to } = filter;
  if (from !== undefined) checkMoment("from", from);
  if (to !== undefined) checkMoment("to", to);
  for (const [name, accepted] of Object.entries(words)) {
    const value = filter[name as keyof typeof words];
    if (value !== undefined && !(accepted as readonly unknown[]).includes(value))
      throw invalid(`\`${name}\` is one of ${accepted.join(", ")}`);
  }
  const equal = [...texts, ...ids, "kind" as const, "decision" as const].flatMap((name) => {
    const value = filter[name];
    if (value === undefined) return [];
    if (value === null) return [sql`${audit[name]} is null`];
    if (typeof value !== "string") throw invalid(`\`${name}\` is no text`);
    // An id that is none is in no row.
    return [
      (ids as readonly string[]).includes(name) && !isUuid(value)
        ? sql`false`
        : eq(audit[name], value as never),
    ];
  });
  return and(...equal, from && gte(audit.at, from), to && lt(audit.at, to));
}

function checkId(name: string, id: number): number {
  if (Number.isSafeInteger(id) && id >= 0) return id;
  throw invalid(`\`${name}\` is the id of a row, or 0`);
}

function checkLimit(limit = 100): number {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw invalid("`limit` is a whole number from 1 to 1000");
}

function invalid(message: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", message);
}
