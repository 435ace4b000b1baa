import { and, desc, eq, gt, isNull, lt, lte, notExists, or, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { checkFilter, checkMoment } from "../runtime/check-caller.ts";
import { grants, sessions } from "../store/broker-schema.ts";
import { isUuid } from "../store/uuid.ts";
import { checkGrantSeconds, type Grant, madeGrant } from "./create-session.ts";

type Changing = Pick<Context, "db" | "now">;

/** Milliseconds that an earlier grant lives on: for requests under way, and until its file is replaced. */
const overlap = 60_000;

/** A session as hosts see it; its grants are nowhere. */
export interface SessionView {
  readonly id: string;
  readonly userId: string;
  readonly workflowId: string | null;
  /** By slug: labels of the accounts that it may use, as they were when it was made. */
  readonly connectors: Readonly<
    Record<string, { readonly connectorId: string; readonly accounts: readonly string[] }>
  >;
  readonly createdAt: Date;
  /** When its last grant ends, or has; null where none is known any more. It can be renewed all the same. */
  readonly expiresAt: Date | null;
  /** When it was ended for good. */
  readonly endedAt: Date | null;
}

export interface SessionFilter {
  readonly userId?: string;
  readonly workflowId?: string;
  /** Only those whose grant opens something now. */
  readonly open?: boolean;
  /** Default: 100, up to 1,000. */
  readonly limit?: number;
}

const filterNames = new Set<keyof SessionFilter>(["userId", "workflowId", "open", "limit"]);

/**
 * Another grant for an open session, also where the last one has ended; earlier ones end a minute later at the latest.
 * Throws `SESSION_NOT_FOUND` or `INVALID_OPTION`.
 */
export async function renewSession(
  { db, now }: Changing,
  {
    userId,
    sessionId,
    grantSeconds,
  }: { readonly userId: string; readonly sessionId: string; readonly grantSeconds?: number },
): Promise<Grant> {
  const at = new Date(now());
  const made = madeGrant(sessionId, at, checkGrantSeconds(grantSeconds));
  await db.transaction(async (tx) => {
    const [session] = isUuid(sessionId)
      ? await tx
          .select({ id: sessions.id })
          .from(sessions)
          .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)))
          .for("update")
      : [];
    if (session === undefined) throw sessionNotFound(userId);
    const ofSession = eq(grants.sessionId, sessionId);
    await tx.delete(grants).where(and(ofSession, lte(grants.expiresAt, at)));
    const soon = new Date(at.getTime() + overlap);
    await tx
      .update(grants)
      .set({ expiresAt: soon })
      .where(and(ofSession, gt(grants.expiresAt, soon)));
    await tx.insert(grants).values(made.row);
  });
  return made.grant;
}

/** Nothing is opened by any grant of it from now on. Null acts for the host. Throws `SESSION_NOT_FOUND`. */
export async function endSession(
  { db, now }: Changing,
  { userId, sessionId }: { readonly userId: string | null; readonly sessionId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const isTheirs = userId === null ? undefined : eq(sessions.userId, userId);
    const [session] = isUuid(sessionId)
      ? await tx
          .update(sessions)
          .set({ endedAt: sql`coalesce(${sessions.endedAt}, ${new Date(now()).toISOString()}::timestamptz)` })
          .where(and(eq(sessions.id, sessionId), isTheirs))
          .returning({ id: sessions.id })
      : [];
    if (session === undefined) throw sessionNotFound(userId);
    await tx.delete(grants).where(eq(grants.sessionId, sessionId));
  });
}

/** Ends all sessions of a user, or those of one workflow; gives their number. */
export async function endSessions(
  { db, now }: Changing,
  { userId, workflowId }: { readonly userId: string; readonly workflowId?: string },
): Promise<{ readonly ended: number }> {
  const ended = await db
    .update(sessions)
    .set({ endedAt: new Date(now()) })
    .where(
      and(
        eq(sessions.userId, userId),
        workflowId === undefined ? undefined : eq(sessions.workflowId, workflowId),
        isNull(sessions.endedAt),
      ),
    )
    .returning({ id: sessions.id });
  return { ended: ended.length };
}

/** The latest first. Throws `INVALID_OPTION`. */
export async function listSessions(
  { db, now }: Changing,
  filter: SessionFilter = {},
): Promise<SessionView[]> {
  checkFilter(filter, filterNames);
  const { userId, workflowId, open = false, limit = 100 } = filter;
  if (!(limit >= 1 && limit <= 1000))
    throw new RuntimeError("INVALID_OPTION", "`limit` is a number from 1 to 1000");
  const expiresAt = sql<
    string | null
  >`(select max(${grants.expiresAt}) from ${grants} where ${grants.sessionId} = ${sessions.id})`.mapWith(
    grants.expiresAt,
  );
  const rows = await db
    .select({
      id: sessions.id,
      userId: sessions.userId,
      workflowId: sessions.workflowId,
      connectors: sessions.connectors,
      createdAt: sessions.createdAt,
      expiresAt,
      endedAt: sessions.endedAt,
    })
    .from(sessions)
    .where(
      and(
        userId === undefined ? undefined : eq(sessions.userId, userId),
        workflowId === undefined ? undefined : eq(sessions.workflowId, workflowId),
        open ? and(isNull(sessions.endedAt), gt(expiresAt, new Date(now()).toISOString())) : undefined,
      ),
    )
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(limit);
  return rows.map(({ connectors, ...row }) => ({
    ...row,
    connectors: Object.fromEntries(
      Object.entries(connectors).map(([slug, { connectorId, accounts }]) => [
        slug,
        { connectorId, accounts: Object.keys(accounts) },
      ]),
    ),
  }));
}

/**
 * Forgets sessions that were over before a moment: ended, or without a grant since then. What they did stays in the
 * audit. Throws `INVALID_OPTION`.
 */
export async function pruneSessions(
  { db }: Pick<Context, "db">,
  before: Date,
): Promise<{ readonly removed: number }> {
  checkMoment("before", before);
  const later = db
    .select({ one: sql`1` })
    .from(grants)
    .where(and(eq(grants.sessionId, sessions.id), sql`${grants.expiresAt} >= ${before.toISOString()}`));
  const removed = await db
    .delete(sessions)
    .where(and(lt(sessions.createdAt, before), or(lt(sessions.endedAt, before), notExists(later))))
    .returning({ id: sessions.id });
  return { removed: removed.length };
}

function sessionNotFound(userId: string | null): RuntimeError {
  return new RuntimeError("SESSION_NOT_FOUND", "There is no such session, or it was ended.", {
    ...(userId !== null && { userId }),
    help: "make a new one",
  });
}
