import { createHash } from "node:crypto";
import { RuntimeError } from "../errors/runtime-error.ts";

/**
 * Holds key-encryption keys and wraps data keys with them. `keyring()` is one in memory; a host with a key
 * management service writes one of about twenty lines (docs/vault.md shows it).
 *
 * It is asked once for each data key and process, or again when `dataKeyCache.milliseconds` are over; never while a
 * transaction is open. What it throws becomes `KEY_UNAVAILABLE`, and only the name of the error is kept; a
 * `RuntimeError` passes as it is: throw `KEY_UNKNOWN` for a key that does not exist, `SECRET_UNREADABLE` for
 * something that was not wrapped with it.
 */
export interface KeyProvider {
  /** The key that wraps from now on; the same for the provider's whole life. 1 to 200 characters, no secret. */
  readonly primaryKeyId: string;
  /**
   * Wraps 32 bytes with the primary key. `context` is public and must be bound (`EncryptionContext`, additional
   * authenticated data) where the service can: 64 hexadecimal characters that stand for one row of `data_keys`.
   */
  wrap(dataKey: Uint8Array, context: string): Promise<Uint8Array>;
  /** Unwraps with the key `keyId`, and with no other. The array is wiped after use. */
  unwrap(keyId: string, wrapped: Uint8Array, context: string): Promise<Uint8Array>;
}

/** Names the row that a wrapped data key belongs to; a digest, so that no user's id gets into a key service's logs. */
export function wrappingContext(dataKeyId: string, tenant: string): string {
  return createHash("sha256")
    .update(JSON.stringify(["specwire data key", dataKeyId, tenant]))
    .digest("hex");
}

/** Calls the provider, and lets nothing of what a foreign library throws pass but its name. */
export async function askProvider(question: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    const name = error instanceof Error && /^[\w.-]{1,80}$/.test(error.name) ? error.name : "Error";
    throw new RuntimeError("KEY_UNAVAILABLE", "The key provider could not wrap or unwrap a data key.", {
      error: name,
    });
  }
}
