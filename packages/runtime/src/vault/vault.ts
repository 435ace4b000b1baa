import type { SecretPlace } from "./secret-places.ts";

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
