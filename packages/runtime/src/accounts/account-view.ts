import type { Account } from "./account-store.ts";

/** An account as hosts and users see it: no secret, and nothing of how it is refreshed. */
export interface AccountView {
  readonly id: string;
  readonly userId: string;
  readonly connectorId: string;
  /** Id of the connector's scheme that it was connected with. */
  readonly schemeId: string;
  /** Unique per user and connector, and a plain word in a shell: what `--account` takes. */
  readonly label: string;
  /**
   * `unverified`: stored, but its API could not be asked yet; in no session. `reconnect_required`: over, only its user
   * can renew it.
   */
  readonly status: "unverified" | "connected" | "reconnect_required";
  /** The provider's own id of the account, where `verify` gives one. */
  readonly externalId: string | null;
  /** Its name at the provider. */
  readonly displayName: string | null;
  /** As granted, not as asked for. */
  readonly scopes: readonly string[];
  /** Values of the connector's variables: a region, an instance. */
  readonly variables: Readonly<Record<string, string>>;
  /** Of the access token; null where the provider does not say, and for keys. */
  readonly expiresAt: Date | null;
  /** Whether a new access token can be had without its user. */
  readonly refreshable: boolean;
  /** Code of the last failure; null where all is well. */
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function viewOf(account: Account): AccountView {
  const { id, userId, connectorId, schemeId, label, status, externalId, displayName } = account;
  const { scopes, variables, expiresAt, refreshable, lastError, createdAt, updatedAt } = account;
  return {
    ...{ id, userId, connectorId, schemeId, label, status, externalId, displayName },
    ...{ scopes, variables, expiresAt, refreshable, lastError, createdAt, updatedAt },
  };
}
