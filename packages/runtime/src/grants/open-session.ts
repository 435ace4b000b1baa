import type { Policy } from "@specwire/contract";
import type { GrantedConnector } from "../store/broker-schema.ts";

/** What a grant opens, read for one request. */
export interface OpenSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly workflowId: string | null;
  /** By slug. */
  readonly connectors: Readonly<Record<string, GrantedConnector>>;
  readonly policies: readonly Policy[];
  /** When the grant that was shown ends. */
  readonly expiresAt: Date;
}
