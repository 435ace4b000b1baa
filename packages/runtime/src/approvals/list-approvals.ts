import type { ApprovalStatus } from "@specwire/contract";
import { and, desc, eq, gt, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { approvals } from "../store/broker-schema.ts";
import { isUuid } from "../store/uuid.ts";
import {
  type ApprovalView,
  approvalNotFound,
  approvalView,
  endsAt,
  shownColumns,
} from "./approval-record.ts";

export interface ApprovalFilter {
  /** Only this user's. Default: everybody's. */
  readonly userId?: string;
  readonly workflowId?: string;
  /** `pending` are those that wait for somebody. Default: all of the last 30 days. */
  readonly status?: ApprovalStatus;
  /** Only older ones than the approval with this id: the last of the page before. */
  readonly before?: string;
  /** From 1 to 1,000. Default: 100. */
  readonly limit?: number;
}

/** The newest first. Throws `INVALID_OPTION`, or `APPROVAL_NOT_FOUND` for a `before` that is not there. */
export async function listApprovals(context: Context, filter: ApprovalFilter = {}): Promise<ApprovalView[]> {
  const { userId, workflowId, status, before, limit = 100 } = filter;
  if (!(Number.isSafeInteger(limit) && limit >= 1 && limit <= 1000))
    throw new RuntimeError("INVALID_OPTION", "`limit` is a number from 1 to 1000");
  const rows = await context.db
    .select(shownColumns)
    .from(approvals)
    .where(
      and(
        userId === undefined ? undefined : eq(approvals.userId, userId),
        workflowId === undefined ? undefined : eq(approvals.workflowId, workflowId),
        status === undefined ? undefined : isOf(status, new Date(context.now())),
        before === undefined ? undefined : await isBefore(context, before),
      ),
    )
    .orderBy(desc(approvals.createdAt), desc(approvals.id))
    .limit(limit);
  return await Promise.all(rows.map((row) => approvalView(context, row)));
}

/** As `statusAt`, for the database. */
function isOf(status: ApprovalStatus, now: Date): SQL | undefined {
  switch (status) {
    case "pending":
    case "approved":
      return and(eq(approvals.status, status), gt(endsAt, now.toISOString()));
    case "denied":
    case "used":
      return eq(approvals.status, status);
    case "expired":
      return or(
        eq(approvals.status, "expired"),
        and(inArray(approvals.status, ["pending", "approved"]), lte(endsAt, now.toISOString())),
      );
    default:
      throw new RuntimeError("INVALID_OPTION", "`status` is none of an approval");
  }
}

async function isBefore({ db }: Context, id: string): Promise<SQL> {
  const [row] = isUuid(id)
    ? await db.select({ createdAt: approvals.createdAt }).from(approvals).where(eq(approvals.id, id))
    : [];
  if (row === undefined) throw approvalNotFound(id);
  return sql`(${approvals.createdAt}, ${approvals.id}) < (${row.createdAt.toISOString()}::timestamptz, ${id}::uuid)`;
}
