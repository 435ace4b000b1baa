import type { Arguments } from "./connector.ts";
import type { ErrorObject } from "./error-codes.ts";

// What goes between a CLI and the broker over HTTP (`framing.ts` says how):
//
//   POST /v1/operations             an operation; answered with an envelope and the body
//   GET  /v1/approvals/<id>?wait=n  how an approval stands; waits up to n seconds for a decision
//   GET  /v1/session                what the grant opens
//
// Each with `authorization: Specwire <grant>`, which no browser and no simple proxy sends by itself.

/** An operation as a CLI wants it performed, never HTTP. The bytes of its files follow. */
export interface OperationEnvelope {
  readonly envelope: 1;
  /** Unique per call; what the audit refers to. A UUID. */
  readonly requestId: string;
  /** The digest is that of connector.json: a CLI of another version is refused. */
  readonly connector: { readonly slug: string; readonly digest: string };
  readonly operation: string;
  /** As they were given: the broker adds defaults and fixed values itself. */
  readonly arguments: Arguments;
  /** Label of the account; absent: the only one. */
  readonly account?: string;
  /** All that the request's body has and no others, in its order (`fileIds`): their bytes follow one after the other. */
  readonly files: readonly EnvelopeFile[];
}

export interface EnvelopeFile {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Of the bytes, in hex: an approval is for exactly them. */
  readonly sha256: string;
}

/** The head of the broker's answer; the body's bytes follow. */
export interface AnswerEnvelope {
  readonly envelope: 1;
  readonly requestId: string;
  /** Whose answer it is. The broker's own has an error and no body. */
  readonly from: "upstream" | "broker";
  /** HTTP status of the upstream; absent where there is none. */
  readonly status?: number;
  /** The upstream headers that are passed on, lower case; the body is unpacked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The host of the declared redirect that was followed, without the credential. */
  readonly followed?: { readonly host: string };
  /** Whether the access token that was sent had ended as far as anyone knows: what a 401 means depends on it. */
  readonly credential?: "none" | "live" | "expired";
  readonly error?: ErrorObject["error"];
}

/** How an approval stands. `expired`: nobody decided, or it was not used, in time. */
export type ApprovalStatus = "pending" | "approved" | "denied" | "used" | "expired";

export interface ApprovalEnvelope {
  readonly envelope: 1;
  readonly approvalId: string;
  readonly status: ApprovalStatus;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** What a grant opens, for whoever holds it. */
export interface SessionEnvelope {
  readonly envelope: 1;
  /** ISO 8601: when the grant ends. */
  readonly expiresAt: string;
  /** By slug. */
  readonly connectors: Readonly<
    Record<string, { readonly digest: string; readonly accounts: readonly string[] }>
  >;
}
