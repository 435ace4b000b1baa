import type { Arguments, EnvelopeFile, HttpRequest, Operation } from "@specwire/contract";
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
