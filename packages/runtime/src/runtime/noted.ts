import type { AccountView } from "../accounts/account-view.ts";
import type { ApprovalView } from "../approvals/approval-record.ts";
import type { LogEvent, Logger, LogRecord } from "../log.ts";

/** Who did it, and to what. Null: the host. */
interface Ids
  extends Partial<
    Pick<LogRecord, "connectorId" | "accountId" | "approvalId" | "sessionId" | "count" | "failed">
  > {
  readonly userId?: string | null;
}

/** What calls of hosts change, by the event that is logged once they have. */
const messages = {
  "connector.added": "A connector was added.",
  "connector.updated": "A connector has a new version.",
  "connector.deleted": "A connector was deleted, with all that was stored for it.",
  "connector.enabled": "A user turned a connector on.",
  "connector.disabled": "A user turned a connector off.",
  "connector.submitted": "A connector was offered to everyone.",
  "connector.approved": "A connector is everyone's now.",
  "connector.rejected": "A connector is its creator's alone again.",
  "client.registered": "An OAuth client was registered.",
  "client.removed": "An OAuth client was removed.",
  "authorization.started": "A user was sent to an authorization server.",
  "account.connected": "An account was connected.",
  "account.verified": "The credential of an account was proven.",
  "account.renamed": "An account has another label.",
  "approval.approved": "A request was approved.",
  "approval.denied": "A request was denied.",
  "session.renewed": "A session has a new grant.",
  "session.ended": "Sessions were ended.",
  "audit.pruned": "What was old in the audit was removed.",
  "keys.rewrapped": "Data keys were wrapped with the primary key-encryption key.",
  "keys.retired": "A key-encryption key was retired.",
  "keys.rotated": "Tenants have new data keys.",
  "keys.resealed": "Secrets were sealed with the newer data keys.",
} as const satisfies Partial<Record<LogEvent, string>>;

/** Waits for the work and notes what it changed, where `idsOf` its result says that it did. */
export type Noted = <Result>(
  event: keyof typeof messages,
  work: Promise<Result>,
  idsOf: (result: Result) => Ids | undefined,
) => Promise<Result>;

export function notedIn(log: Logger): Noted {
  return async (event, work, idsOf) => {
    const result = await work;
    const ids = idsOf(result);
    if (ids === undefined) return result;
    const { userId, ...rest } = ids;
    log({
      level: rest.failed ? "warn" : "info",
      event,
      message: messages[event],
      ...rest,
      ...(typeof userId === "string" && { userId }),
    });
    return result;
  };
}

export function accountIds({ id, userId, connectorId }: AccountView): Ids {
  return { userId, connectorId, accountId: id };
}

export function approvalIds({ id, userId, connectorId, accountId }: ApprovalView): Ids {
  return { userId, connectorId, approvalId: id, ...(accountId !== null && { accountId }) };
}

/** As `Noted`, for work that connects an account: where its API could not be asked, it has to be proven yet. */
export type Connected = <Result>(
  work: Promise<Result>,
  accountOf: (result: Result) => AccountView,
) => Promise<Result>;

export function connectedIn(log: Logger): Connected {
  const noted = notedIn(log);
  return async (work, accountOf) => {
    const result = await noted("account.connected", work, (done) =>
      accountOf(done).status === "connected" ? accountIds(accountOf(done)) : undefined,
    );
    const { id: accountId, userId, connectorId, status, lastError } = accountOf(result);
    if (status === "unverified")
      log({
        level: "warn",
        event: "account.unverified",
        message: "An account is stored, but its API could not be asked to prove it.",
        ...{ userId, connectorId, accountId },
        ...(lastError !== null && { code: lastError }),
      });
    return result;
  };
}
