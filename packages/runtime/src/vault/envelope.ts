import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { SecretPlace } from "./secret-places.ts";

// A sealed value, format 1:
//
//   byte 0       1, the format
//   1 to 16      id of the data key (UUID); `store/schema.ts` reads it too
//   17 to 28     nonce
//   29 to n-16   the secret in UTF-8, encrypted with AES-256-GCM
//   last 16      tag
//
// Associated data: bytes 0 to 16, then the place as a JSON array in UTF-8.
const format = 1;
const header = 17;
const nonceLength = 12;
/** Node.js takes tags of 4 bytes if it is not told otherwise, and 4 bytes can be guessed (SP 800-38D, appendix C). */
const tagLength = 16;
const algorithm = "aes-256-gcm";

export interface DataKey {
  readonly id: string;
  readonly tenant: string;
  /** Holds the key outside of JavaScript's heap, prints nothing, and wipes it when it is collected. */
  readonly key: KeyObject;
}

/** One text for all that can be wrong with a stored value: it tells nobody who tries how far they got. */
export function unreadable(): RuntimeError {
  return new RuntimeError(
    "SECRET_UNREADABLE",
    "A stored secret does not open: it is damaged, or it was made for another place.",
  );
}

/**
 * The same key never encrypts with the same nonce: random nonces of 96 bits collide among 2^28 with a probability
 * of 2^-41, and `data-keys.ts` replaces a key before it has made more. Unlike a counter they stay safe when a
 * database is restored from an older copy.
 */
export function sealWith(dataKey: DataKey, place: SecretPlace, secret: string): Uint8Array {
  if (!secret.isWellFormed())
    throw new RuntimeError("INVALID_SECRET", "A secret is not well-formed Unicode.");
  const plain = new TextEncoder().encode(secret);
  const sealed = new Uint8Array(header + nonceLength + plain.length + tagLength);
  sealed[0] = format;
  sealed.set(Buffer.from(dataKey.id.replaceAll("-", ""), "hex"), 1);
  const nonce = randomBytes(nonceLength);
  sealed.set(nonce, header);
  const cipher = createCipheriv(algorithm, dataKey.key, nonce, { authTagLength: tagLength });
  cipher.setAAD(associatedData(sealed, place));
  sealed.set(cipher.update(plain), header + nonceLength);
  cipher.final();
  sealed.set(cipher.getAuthTag(), sealed.length - tagLength);
  plain.fill(0);
  return sealed;
}

/** Id of the data key that `sealed` names. Throws `SECRET_UNREADABLE` for anything but format 1. */
export function dataKeyIdOf(sealed: Uint8Array): string {
  if (sealed[0] !== format || sealed.length < header + nonceLength + tagLength) throw unreadable();
  const hex = Buffer.from(sealed.subarray(1, header)).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Throws `SECRET_UNREADABLE`. */
export function openWith(dataKey: DataKey, place: SecretPlace, sealed: Uint8Array): string {
  if (dataKeyIdOf(sealed) !== dataKey.id) throw unreadable();
  const nonce = sealed.subarray(header, header + nonceLength);
  const decipher = createDecipheriv(algorithm, dataKey.key, nonce, { authTagLength: tagLength });
  decipher.setAAD(associatedData(sealed, place));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const plain = decipher.update(sealed.subarray(header + nonceLength, sealed.length - tagLength));
  try {
    decipher.final();
    return plain.toString("utf8");
  } catch {
    throw unreadable();
  } finally {
    plain.fill(0);
  }
}

/** A JSON array says of each value where it ends, so no two places have the same. */
function associatedData(sealed: Uint8Array, place: SecretPlace): Uint8Array {
  const { kind, userId, connectorId, ownerId, field, version } = place;
  if (!Number.isSafeInteger(version))
    throw new TypeError("The version of a secret's place is no whole number.");
  const parts = JSON.stringify([kind, userId, connectorId, ownerId, field, version]);
  return Buffer.concat([sealed.subarray(0, header), Buffer.from(parts)]);
}
