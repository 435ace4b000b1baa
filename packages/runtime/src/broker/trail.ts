import type { Decision, ErrorObject, OperationEnvelope, Verdict } from "@specwire/contract";
import type { AuditRow } from "../audit/audit-rows.ts";
import { writeAnswered, writeDecided } from "../audit/write-audit.ts";
import type { Context } from "../context.ts";
import type { OpenSession } from "../grants/open-session.ts";
import type { Admitted } from "./admit.ts";
import type { PlannedRequest } from "./plan-request.ts";

type Told = ErrorObject["error"];

/** What came of an operation. */
export interface Outcome {
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  readonly host?: string | undefined;
  readonly sentBytes?: number | undefined;
  readonly receivedBytes?: number | undefined;
}

/** What the audit is told of one operation, as it becomes known. */
export class Trail {
  readonly #context: Pick<Context, "db" | "log">;
  readonly #began: number = performance.now();
  #row: Omit<AuditRow, "kind">;

  constructor(context: Pick<Context, "db" | "log">, session: OpenSession, envelope: OperationEnvelope) {
    this.#context = context;
    this.#row = {
      requestId: envelope.requestId,
      userId: session.userId,
      sessionId: session.sessionId,
      workflowId: session.workflowId,
      slug: envelope.connector.slug,
      operation: envelope.operation,
      accountLabel: envelope.account ?? null,
      decision: "deny",
      reason: "",
    };
  }

  admitted({ granted }: Admitted): void {
    this.#add({ connectorId: granted.connectorId, digest: granted.digest });
  }

  planned({ entry, parts, decision }: PlannedRequest): void {
    const [first] = parts;
    this.#add({
      access: entry.access,
      accountId: first?.account.id ?? null,
      accountLabel: first?.label ?? null,
      ...judged(decision),
    });
  }

  approval({
    approvalId,
    decidedBy,
  }: {
    readonly approvalId: string;
    readonly decidedBy: string | null;
  }): void {
    this.#add({ approvalId, decidedBy });
  }

  /** Resolves when it is stored: nothing may be sent before. */
  decided(): Promise<void> {
    return writeDecided(this.#context, this.#row);
  }

  /** An operation that is not performed; `decision` is what keeps it. */
  refused({ code, message }: Told, decision?: Verdict): Promise<void> {
    const reason = wordless[code] ?? message;
    return writeDecided(this.#context, {
      ...this.#row,
      ...(decision === undefined ? { decision: "deny", reason } : { decision }),
      code,
    });
  }

  /** Resolves when it is stored, or could not be: before that no caller sees the end of its answer. */
  answered(outcome: Outcome): Promise<void> {
    const milliseconds = Math.round(performance.now() - this.#began);
    return writeAnswered(this.#context, { ...this.#row, ...outcome, milliseconds });
  }

  #add(facts: Partial<Omit<AuditRow, "kind">>): void {
    this.#row = { ...this.#row, ...facts };
  }
}

function judged({ verdict, reason }: Decision): Pick<AuditRow, "decision" | "reason"> {
  return { decision: verdict, reason };
}

/** Refusals whose messages say what the caller wrote: none of it is for the audit. */
const wordless: Readonly<Record<string, string>> = {
  INVALID_ARGUMENT: "its arguments do not fit the operation",
  ACCOUNT_NOT_FOUND: "there is no such account",
  ACCOUNT_NOT_ALLOWED: "the session may not use the account",
};
