import { randomUUID } from "node:crypto";
import { and, count, desc, eq, gt, inArray, isNull, lt, lte, type SQL } from "drizzle-orm";
import { connectorNotFound } from "../connectors/usable.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { writeEvent } from "../events/event-store.ts";
import type { OpenSession } from "../grants/open-session.ts";
import { approvals } from "../store/broker-schema.ts";
import type { Transaction } from "../store/database.ts";
import { connectors } from "../store/schema.ts";
import { violates } from "../store/store-errors.ts";
import { approvalRequestPlace } from "../vault/secret-places.ts";
import type { ApprovalAsked } from "./approval-asked.ts";
import { checkApprovalOptions } from "./approval-options.ts";
import type { ApprovalRow } from "./approval-record.ts";
import { requestHash } from "./request-hash.ts";
import { shownRequest } from "./shown-request.ts";

export type ApprovalAnswer =
  /** It is used up: the request may be sent once. */
  | { readonly status: "granted"; readonly approvalId: string; readonly decidedBy: string }
  | {
      readonly status: "pending" | "denied";
      readonly approvalId: string;
      /** Of a denial: who said no. */
      readonly decidedBy: string | null;
      readonly expiresAt: Date;
      readonly comment: string | null;
    };

/** Rows are kept so long after their end; what is asked for again after that is asked for anew anyway. */
const keptMilliseconds = 30 * 86_400_000;

/**
 * Takes the approval of exactly this request, where a person gave one that nobody used yet; else asks for one, or
 * tells how the one that was asked for stands. Throws `TOO_MANY_APPROVALS`, `CONNECTOR_NOT_FOUND`, or what the vault
 * and the store throw; then nothing may be sent.
 */
export async function requireApproval(context: Context, asked: ApprovalAsked): Promise<ApprovalAnswer> {
  const hash = requestHash(asked);
  // Each turn ends but where another process changed the row between two queries.
  for (let turn = 0; turn < 5; turn++) {
    const answer =
      (await useApproval(context, hash)) ??
      (await standing(context, hash)) ??
      (await askPerson(context, asked, hash));
    if (answer !== undefined) return answer;
  }
  throw new RuntimeError("STORE_UNAVAILABLE", "The approval changes faster than it can be read.");
}

/** Gives an approval back whose request surely never left. It stays used where somebody asked again meanwhile. */
export async function releaseApproval({ db }: Pick<Context, "db">, approvalId: string): Promise<void> {
  try {
    await db
      .update(approvals)
      .set({ status: "approved", usedAt: null })
      .where(and(eq(approvals.id, approvalId), eq(approvals.status, "used")));
  } catch (error) {
    if (!violates(error, "approvals_open")) throw error;
  }
}

/** One statement: of callers that come at once, in whatever process, one gets it. */
async function useApproval(context: Context, hash: string): Promise<ApprovalAnswer | undefined> {
  const now = new Date(context.now());
  const [used] = await context.db
    .update(approvals)
    .set({ status: "used", usedAt: now })
    .where(
      and(eq(approvals.requestHash, hash), eq(approvals.status, "approved"), gt(approvals.expiresAt, now)),
    )
    .returning({ approvalId: approvals.id, decidedBy: approvals.decidedBy });
  return used && { status: "granted", approvalId: used.approvalId, decidedBy: used.decidedBy ?? "" };
}

/** One that waits, or a denial that still holds. */
async function standing({ db, now }: Context, hash: string): Promise<ApprovalAnswer | undefined> {
  const [row] = await db
    .select()
    .from(approvals)
    .where(
      and(
        eq(approvals.requestHash, hash),
        inArray(approvals.status, ["pending", "denied"]),
        gt(approvals.expiresAt, new Date(now())),
      ),
    )
    .orderBy(desc(approvals.createdAt))
    .limit(1);
  return row && answerOf(row);
}

function answerOf({ id, status, decidedBy, expiresAt, comment }: ApprovalRow): ApprovalAnswer {
  return {
    status: status === "denied" ? "denied" : "pending",
    approvalId: id,
    decidedBy,
    expiresAt,
    comment,
  };
}

/** Undefined: somebody asked for the same at the same moment. */
async function askPerson(
  context: Context,
  asked: ApprovalAsked,
  hash: string,
): Promise<ApprovalAnswer | undefined> {
  const { db, vault, now } = context;
  const { pendingSeconds, mostPending } = checkApprovalOptions(context.approvals);
  const { userId, sessionId, workflowId } = asked.session;
  const { connectorId } = asked.connector;
  const [connector] = await db
    .select({ name: connectors.name, compiled: connectors.compiled })
    .from(connectors)
    .where(eq(connectors.id, connectorId));
  if (connector === undefined) throw connectorNotFound(connectorId);
  const { name, compiled } = connector;
  const id = randomUUID();
  const shown = shownRequest(asked, { name, types: compiled.types });
  const place = approvalRequestPlace({ id, userId, connectorId, requestHash: hash });
  const request = await vault.seal(place, JSON.stringify(shown));
  const at = new Date(now());
  const row = {
    ...{ id, userId, sessionId, workflowId, connectorId, slug: asked.slug, operation: asked.operation.id },
    accountId: asked.account?.id ?? null,
    ...{ requestHash: hash, request, createdAt: at },
    expiresAt: new Date(at.getTime() + pendingSeconds * 1000),
  };
  const stored = await db.transaction(async (tx) => {
    await endOld(tx, hash, at);
    await refuseTooMany(tx, asked.session, at, mostPending);
    const [made] = await tx.insert(approvals).values(row).onConflictDoNothing().returning();
    if (made !== undefined)
      await writeEvent(tx, {
        type: "approval.requested",
        ...{ userId, connectorId, accountId: row.accountId, approvalId: id, code: null, at },
      });
    return made;
  });
  if (stored === undefined) return undefined;
  context.log({
    level: "info",
    event: "approval.requested",
    message: "A person is asked to approve a request.",
    ...{ userId, connectorId, slug: asked.slug, approvalId: id },
    ...(row.accountId !== null && { accountId: row.accountId }),
  });
  return answerOf(stored);
}

/** One request has one open approval; one that time ended makes room. */
async function endOld(tx: Transaction, hash: string, at: Date): Promise<void> {
  await tx
    .update(approvals)
    .set({ status: "expired" })
    .where(
      and(
        eq(approvals.requestHash, hash),
        inArray(approvals.status, ["pending", "approved"]),
        lte(approvals.expiresAt, at),
      ),
    );
  await tx.delete(approvals).where(lt(approvals.expiresAt, new Date(at.getTime() - keptMilliseconds)));
}

/** An agent that asks without end would drown what its user has to see. */
async function refuseTooMany(
  tx: Transaction,
  { userId, sessionId, workflowId }: OpenSession,
  at: Date,
  most: number,
): Promise<void> {
  const scope: SQL | undefined =
    workflowId === null
      ? and(isNull(approvals.workflowId), eq(approvals.sessionId, sessionId))
      : eq(approvals.workflowId, workflowId);
  const [found] = await tx
    .select({ pending: count() })
    .from(approvals)
    .where(
      and(eq(approvals.userId, userId), scope, eq(approvals.status, "pending"), gt(approvals.expiresAt, at)),
    );
  if ((found?.pending ?? 0) < most) return;
  throw new RuntimeError("TOO_MANY_APPROVALS", `${most} requests wait for a person already.`, {
    userId,
    help: "Wait until some are decided, or have expired.",
  });
}
