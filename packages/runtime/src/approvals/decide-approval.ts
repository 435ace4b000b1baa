import { and, eq, gt } from "drizzle-orm";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { writeEvent } from "../events/event-store.ts";
import { approvals } from "../store/broker-schema.ts";
import { isUuid } from "../store/uuid.ts";
import { checkApprovalOptions, checkCount, longestSeconds } from "./approval-options.ts";
import {
  type ApprovalRow,
  type ApprovalView,
  approvalNotFound,
  approvalView,
  openRequest,
  shownColumns,
  statusAt,
} from "./approval-record.ts";
import { tellDecision } from "./await-decision.ts";

export interface ApprovalOf {
  readonly approvalId: string;
  /** Whose account it is about; null: the host itself, which sees everybody's. */
  readonly userId: string | null;
}

export interface DecideApproval extends ApprovalOf {
  /** The host's name of the person who decides. Default: `userId`; the host itself has to say it. */
  readonly decidedBy?: string;
  /** Why, up to 1,000 characters; the agent is told. */
  readonly comment?: string;
  /** How long the decision holds, up to 86,400. Default: the runtime's `approvals.approvedSeconds` or `deniedSeconds`. */
  readonly seconds?: number;
}

/** Throws `APPROVAL_NOT_FOUND`, also where it is another user's. */
export async function getApproval(context: Context, which: ApprovalOf): Promise<ApprovalView> {
  return await approvalView(context, await readApproval(context, which));
}

/**
 * One yes to this exact request, for one use. Approving again what nobody used yet changes nothing. Throws
 * `APPROVAL_NOT_FOUND`, `APPROVAL_CLOSED`, `INVALID_OPTION`, and `SECRET_UNREADABLE` or `KEY_UNKNOWN` where the request
 * can't be shown to anyone.
 */
export function approve(context: Context, input: DecideApproval): Promise<ApprovalView> {
  return decideApproval(context, input, "approved");
}

/**
 * No. What was approved and not used yet can be denied too. The same request is refused without asking anyone until the
 * denial ends. Throws `APPROVAL_NOT_FOUND`, `APPROVAL_CLOSED` or `INVALID_OPTION`.
 */
export function deny(context: Context, input: DecideApproval): Promise<ApprovalView> {
  return decideApproval(context, input, "denied");
}

async function decideApproval(
  context: Context,
  input: DecideApproval,
  status: "approved" | "denied",
): Promise<ApprovalView> {
  const { approvedSeconds, deniedSeconds } = checkApprovalOptions(context.approvals);
  const { decidedBy, comment, seconds } = checkDecision({
    ...input,
    seconds: input.seconds ?? (status === "approved" ? approvedSeconds : deniedSeconds),
  });
  const row = await readApproval(context, input);
  const standing = statusAt(row, context.now());
  // The same decision as before is no failure: a person pressed twice, or two did.
  if (standing === status) return await approvalView(context, row);
  // A no takes a yes back; a yes never takes a no back.
  if (standing === "pending" || (standing === "approved" && status === "denied")) {
    const decided = await writeDecision(context, row, { status, decidedBy, comment, seconds });
    // Somebody else was faster, so it stands differently now.
    return decided === undefined
      ? await decideApproval(context, input, status)
      : await approvalView(context, decided);
  }
  throw new RuntimeError("APPROVAL_CLOSED", `The approval can't be decided any more: it is ${standing}.`, {
    approvalId: row.id,
    approval: standing,
  });
}

/** Undefined: it does not stand as `row` says any more. */
async function writeDecision(
  context: Context,
  row: ApprovalRow,
  { seconds, ...decision }: Decision,
): Promise<ApprovalRow | undefined> {
  // Nobody agrees to what nobody can see.
  if (decision.status === "approved") await openRequest(context, row);
  const at = new Date(context.now());
  const decided = await context.db.transaction(async (tx) => {
    const [changed] = await tx
      .update(approvals)
      .set({ ...decision, decidedAt: at, expiresAt: new Date(at.getTime() + seconds * 1000) })
      .where(and(eq(approvals.id, row.id), eq(approvals.status, row.status), gt(approvals.expiresAt, at)))
      .returning();
    if (changed !== undefined) {
      const { userId, connectorId, accountId, id: approvalId } = changed;
      await writeEvent(tx, {
        type: "approval.decided",
        ...{ userId, connectorId, accountId, approvalId, code: null, at },
      });
    }
    return changed;
  });
  tellDecision(context, row.id);
  return decided;
}

async function readApproval({ db }: Pick<Context, "db">, which: ApprovalOf): Promise<ApprovalRow> {
  const { approvalId, userId } = which;
  const [row] = isUuid(approvalId)
    ? await db
        .select(shownColumns)
        .from(approvals)
        .where(and(eq(approvals.id, approvalId), userId === null ? undefined : eq(approvals.userId, userId)))
    : [];
  if (row === undefined) throw approvalNotFound(approvalId);
  return row;
}

interface Decision {
  readonly status: "approved" | "denied";
  readonly decidedBy: string;
  readonly comment: string | null;
  readonly seconds: number;
}

function checkDecision({
  userId,
  decidedBy = userId ?? undefined,
  comment,
  seconds,
}: DecideApproval): Omit<Decision, "status"> {
  checkCount("seconds", seconds, longestSeconds);
  if (decidedBy === undefined)
    throw new RuntimeError("INVALID_OPTION", "`decidedBy` is missing", {
      help: "with `userId: null` the host decides for a person: give the name of who does",
    });
  return {
    decidedBy: checkText("decidedBy", decidedBy, 500),
    comment: comment === undefined ? null : checkText("comment", comment, 1000),
    seconds: seconds as number,
  };
}

function checkText(name: string, text: unknown, longest: number): string {
  const isText = typeof text === "string" && text !== "" && text.length <= longest;
  if (isText && !/[\0\ud800-\udfff]/u.test(text)) return text;
  throw new RuntimeError("INVALID_OPTION", `\`${name}\` is no text of 1 to ${longest} characters`);
}
