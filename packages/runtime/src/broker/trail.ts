import { randomUUID } from "node:crypto";
import {
  type Decision,
  type ErrorObject,
  type OperationEnvelope,
  type Verdict,
  withVisible,
} from "@specwire/contract";
import type { AuditRow } from "../audit/audit-rows.ts";
import { writeAnswered, writeDecided } from "../audit/write-audit.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
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
  readonly #asked: OperationEnvelope;
  #row: Omit<AuditRow, "kind">;

  constructor(context: Pick<Context, "db" | "log">, session: OpenSession, envelope: OperationEnvelope) {
    this.#context = context;
    this.#asked = envelope;
    this.#row = {
      requestId: envelope.requestId,
      userId: session.userId,
      sessionId: session.sessionId,
      workflowId: session.workflowId,
      // What a sandbox made up, until it turns out to be something that there is.
      slug: madeUp(envelope.connector.slug),
      operation: madeUp(envelope.operation),
      accountLabel: envelope.account === undefined ? null : madeUp(envelope.account),
      decision: "deny",
      reason: "",
    };
  }

  admitted({ granted }: Admitted): void {
    this.#add({ connectorId: granted.connectorId, digest: granted.digest, slug: this.#asked.connector.slug });
  }

  planned({
    operation,
    entry,
    parts,
    decision,
  }: Pick<PlannedRequest, "operation" | "entry" | "parts" | "decision">): void {
    const [first] = parts;
    this.#add({
      operation: operation.id,
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

  /** An operation that is not performed; `decision` is what keeps it. Throws as `decided`, with a row all the same. */
  async refused({ code, message }: Told, decision?: Verdict): Promise<void> {
    const reason = wordless[code] ?? message;
    const row: Omit<AuditRow, "kind"> = {
      ...this.#row,
      ...(decision === undefined ? { decision: "deny", reason } : { decision }),
      code,
    };
    try {
      await writeDecided(this.#context, row);
    } catch (error) {
      if (!(error instanceof RuntimeError && error.code === "REQUEST_REPEATED")) throw error;
      const reused = { decision: "deny", reason: "its id was used before", code: "INVALID_REQUEST" } as const;
      await writeDecided(this.#context, { ...row, ...reused, requestId: randomUUID() });
      throw error;
    }
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

/** Of a text that nobody has but its caller; the rest says nothing more. */
const longestMadeUp = 80;

function madeUp(text: string): string {
  return withVisible(text.length > longestMadeUp ? `${text.slice(0, longestMadeUp)}…` : text);
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
