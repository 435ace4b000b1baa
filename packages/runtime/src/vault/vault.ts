/**
 * Where a secret belongs. All of it is associated data (RFC 5116): a sealed value that is moved to another
 * place does not open.
 */
export interface SecretPlace {
  /** Null: the host's own. */
  readonly userId: string | null;
  readonly connectorId: string;
  /** Id of the row that holds it: an account, an OAuth client, an authorization. */
  readonly ownerId: string;
  /** `access_token`, `client_secret`. */
  readonly field: string;
  readonly version: number;
}

/**
 * Seals and opens secrets. Both may ask a key service or the database, so neither is called while a
 * transaction is open.
 */
export interface Vault {
  /** AES-256-GCM under the tenant's data key, with a header that names format and key. */
  seal(place: SecretPlace, secret: string): Promise<Uint8Array>;
  /** Throws `SECRET_UNREADABLE` or `KEY_UNKNOWN`; the message says neither what was found nor what was expected. */
  open(place: SecretPlace, sealed: Uint8Array): Promise<string>;
}
