import type { JsonObject } from "@specwire/contract";
import { type Remedy, type RuntimeErrorCode, runtimeErrorCodes } from "./error-codes.ts";

/** What is known of a failure beside its code; none of it can hold a secret or an answer's body. */
export interface RuntimeErrorDetails {
  /** What to do about it, in a sentence. */
  readonly help?: string;
  readonly userId?: string;
  readonly connectorId?: string;
  readonly accountId?: string;
  readonly approvalId?: string;
  /** How the approval stands that can't be decided any more. */
  readonly approval?: "approved" | "denied" | "used" | "expired";
  /** The labels of the accounts to choose from. */
  readonly labels?: readonly string[];
  /** HTTP status of the answer that was not accepted. */
  readonly status?: number;
  /** `error` of RFC 6749 sections 4.1.2.1 and 5.2, or the declared deviation's; words or a short number only. */
  readonly error?: string;
  /** What a new version of a connector adds, a line each; the names are its spec's, so they are data. */
  readonly widens?: readonly string[];
  /** What the compiler found in a connector spec, as data; its texts are the spec's. */
  readonly diagnostics?: readonly JsonObject[];
  /** Seconds to wait before trying again. */
  readonly retryAfter?: number;
}

/**
 * A failure that callers can act on. It never carries a `cause`: those of HTTP and OAuth libraries hold whole
 * answers, tokens among them.
 */
export class RuntimeError extends Error {
  override readonly name = "RuntimeError";
  readonly code: RuntimeErrorCode;
  readonly details: RuntimeErrorDetails;

  constructor(code: RuntimeErrorCode, message: string, details: RuntimeErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get remedy(): Remedy {
    return runtimeErrorCodes[this.code].remedy;
  }

  get retryable(): boolean {
    return this.remedy === "retry";
  }

  toJSON(): Readonly<Record<string, unknown>> {
    const { code, message, remedy, retryable, details } = this;
    return { code, message, remedy, retryable, ...details };
  }
}
