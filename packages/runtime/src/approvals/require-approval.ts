import type { Arguments, EnvelopeFile, HttpRequest, Operation } from "@specwire/contract";
import type { Context } from "../context.ts";
import type { OpenSession } from "../grants/open-session.ts";
import type { GrantedConnector } from "../store/broker-schema.ts";

/** A request that must not be sent unless a person agrees. */
export interface ApprovalAsked {
  readonly session: OpenSession;
  readonly slug: string;
  readonly connector: GrantedConnector;
  readonly operation: Operation;
  /** Null: it is called without a credential. */
  readonly account: { readonly id: string; readonly label: string } | null;
  /** Accounts whose credentials are sent with that of `account`, where the API needs several together. */
  readonly beside: readonly { readonly id: string; readonly label: string }[];
  /** Resolved: defaults and fixed values included. */
  readonly arguments: Arguments;
  readonly files: readonly EnvelopeFile[];
  /** What would be sent, without the credential. */
  readonly request: HttpRequest;
  readonly baseUrl: string;
}

export type ApprovalAnswer =
  /** It is used up: the request may be sent once. */
  | { readonly status: "granted"; readonly approvalId: string; readonly decidedBy: string }
  | {
      readonly status: "pending" | "denied";
      readonly approvalId: string;
      readonly expiresAt: Date;
      readonly comment: string | null;
    };

/**
 * Takes the approval of exactly this request, where a person gave one that nobody used yet; else asks for one, or
 * tells how the one that was asked for stands.
 */
export function requireApproval(_context: Context, _asked: ApprovalAsked): Promise<ApprovalAnswer> {
  throw new Error("not built yet");
}

/** Gives an approval back whose request surely never left. */
export function releaseApproval(_context: Context, _approvalId: string): Promise<void> {
  throw new Error("not built yet");
}
