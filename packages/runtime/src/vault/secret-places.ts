/**
 * Where a secret belongs. All of it is associated data (RFC 5116): a sealed value that is moved to another place
 * does not open. Made by the functions below, so that whoever seals and whoever opens name the same place.
 */
export interface SecretPlace {
  /** The table that holds it: the same id and field in another one is another place. */
  readonly kind: "account" | "client" | "authorization" | "approval";
  /** Null: the host's own. */
  readonly userId: string | null;
  readonly connectorId: string;
  /** Id of the row that holds it. */
  readonly ownerId: string;
  /** `access_token`, `client_secret`. */
  readonly field: string;
  /** A whole number; an older value put back in the place of a newer one does not open, unless its row is put back whole. */
  readonly version: number;
}

/** A row of `account_secrets`. `version` is the row's own: that of the account at the time of writing. */
export function accountSecretPlace(
  account: { readonly id: string; readonly userId: string; readonly connectorId: string },
  field: string,
  version: number,
): SecretPlace {
  const { id, userId, connectorId } = account;
  return { kind: "account", userId, connectorId, ownerId: id, field, version };
}

/** `oauth_clients.client_secret`. */
export function clientSecretPlace(client: {
  readonly id: string;
  readonly userId: string | null;
  readonly connectorId: string;
  readonly version: number;
}): SecretPlace {
  const { id, userId, connectorId, version } = client;
  return { kind: "client", userId, connectorId, ownerId: id, field: "client_secret", version };
}

/** `authorizations.code_verifier`; its row is never changed. */
export function codeVerifierPlace(authorization: {
  readonly id: string;
  readonly userId: string;
  readonly connectorId: string;
}): SecretPlace {
  const { id, userId, connectorId } = authorization;
  return { kind: "authorization", userId, connectorId, ownerId: id, field: "code_verifier", version: 1 };
}

/**
 * `approvals.request`. Its field names the request by its hash, so that what a person sees can't be put beside the hash
 * of another request.
 */
export function approvalRequestPlace(approval: {
  readonly id: string;
  readonly userId: string;
  readonly connectorId: string;
  readonly requestHash: string;
}): SecretPlace {
  const { id, userId, connectorId, requestHash } = approval;
  return { kind: "approval", userId, connectorId, ownerId: id, field: requestHash, version: 1 };
}
