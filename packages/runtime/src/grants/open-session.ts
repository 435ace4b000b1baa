import { own, type Policy } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { GrantedConnector } from "../store/broker-schema.ts";

/**
 * How a connector of a session stands at this moment. `gone`: deleted, or no longer the user's to use. `disabled`: the
 * user turned it off. `changed`: it has another version than the one that the session was made for.
 */
export type ConnectorState = "usable" | "gone" | "disabled" | "changed";

/** What a grant opens, read for one request. */
export interface OpenSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly workflowId: string | null;
  /** By slug. `usableConnector` gives one of them. */
  readonly connectors: Readonly<Record<string, GrantedConnector & { readonly state: ConnectorState }>>;
  readonly policies: readonly Policy[];
  /** When the grant that was shown ends. */
  readonly expiresAt: Date;
}

/** Throws `CONNECTOR_NOT_FOUND`, `CONNECTOR_DISABLED` or `CONNECTOR_CHANGED` where it can't be used now. */
export function usableConnector({ connectors, userId }: OpenSession, slug: string): GrantedConnector {
  const found = own(connectors, slug);
  if (found?.state === "usable") return found;
  if (found === undefined || found.state === "gone")
    throw new RuntimeError("CONNECTOR_NOT_FOUND", "The session has no such connector.", { userId });
  const details = { userId, connectorId: found.connectorId };
  if (found.state === "disabled")
    throw new RuntimeError("CONNECTOR_DISABLED", "The user has turned the connector off.", details);
  throw new RuntimeError("CONNECTOR_CHANGED", "The connector has another version now.", {
    ...details,
    help: "a new session has it",
  });
}
