import type { ApprovalStatus } from "@specwire/contract";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { approvals, sessions } from "../store/broker-schema.ts";
import { undefinedIfUnreadable } from "../vault/every-row.ts";
import { approvalRequestPlace } from "../vault/secret-places.ts";
import { inWords } from "./approval-words.ts";
import type { ShownRequest } from "./shown-request.ts";

/** One exact request that a person was asked about. */
export interface ApprovalView {
  readonly id: string;
  readonly userId: string;
  /** Of the session that asked. */
  readonly sessionId: string;
  /** The host's name of the workflow that it is for; null: for that session alone. */
  readonly workflowId: string | null;
  readonly connectorId: string;
  /** Of the connector. */
  readonly slug: string;
  /** Id of the operation. */
  readonly operation: string;
  readonly accountId: string | null;
  readonly status: ApprovalStatus;
  /** What would be sent; null where it can't be opened with the keys that there are, and then it can't be approved. */
  readonly request: ShownRequest | null;
  /** The same in words: several lines, none of which anything in the request could have made. */
  readonly words: string;
  /** The host's name of the person who decided. */
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** What that person said; the agent is told. */
  readonly comment: string | null;
  readonly usedAt: Date | null;
  readonly createdAt: Date;
  /** Until when it waits, can be used, or is refused without asking again. */
  readonly expiresAt: Date;
}

export type ApprovalRow = typeof approvals.$inferSelect;

/** When it ends: with its session, where it is for that alone. */
export const endsAt: SQL<Date> = sql<Date>`case when ${approvals.workflowId} is null
  then least(${approvals.expiresAt}, (select ${sessions.endedAt} from ${sessions} where ${sessions.id} = ${approvals.sessionId}))
  else ${approvals.expiresAt} end`.mapWith(approvals.expiresAt);

/** An approval as those see it who decide. */
export const shownColumns = { ...getTableColumns(approvals), expiresAt: endsAt };

/** What time has made of a status. A denial stays one; after it the same request may be asked about again. */
export function statusAt(row: Pick<ApprovalRow, "status" | "expiresAt">, now: number): ApprovalStatus {
  const isOpen = row.status === "pending" || row.status === "approved";
  return isOpen && row.expiresAt.getTime() <= now ? "expired" : row.status;
}

/** Throws `SECRET_UNREADABLE`, `KEY_UNKNOWN` or `KEY_UNAVAILABLE`. */
export async function openRequest(
  { vault }: Pick<Context, "vault">,
  row: ApprovalRow,
): Promise<ShownRequest> {
  return JSON.parse(await vault.open(approvalRequestPlace(row), row.request)) as ShownRequest;
}

export async function approvalView(
  context: Pick<Context, "vault" | "now">,
  row: ApprovalRow,
  opened?: ShownRequest,
): Promise<ApprovalView> {
  const request = opened ?? (await undefinedIfUnreadable(() => openRequest(context, row))) ?? null;
  const { id, userId, sessionId, workflowId, connectorId, slug, operation, accountId } = row;
  const { decidedBy, decidedAt, comment, usedAt, createdAt, expiresAt } = row;
  return {
    id,
    userId,
    sessionId,
    workflowId,
    connectorId,
    slug,
    operation,
    accountId,
    status: statusAt(row, context.now()),
    request,
    words: request === null ? "The request can't be shown: its key is missing." : inWords(request),
    decidedBy,
    decidedAt,
    comment,
    usedAt,
    createdAt,
    expiresAt,
  };
}

/** One text, whether there is none or it is another user's. */
export function approvalNotFound(approvalId: unknown): RuntimeError {
  return new RuntimeError("APPROVAL_NOT_FOUND", "There is no such approval.", {
    ...(typeof approvalId === "string" && { approvalId }),
  });
}
