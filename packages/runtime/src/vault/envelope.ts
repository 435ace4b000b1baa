import type { KeyObject } from "node:crypto";
import { RuntimeError } from "../errors/runtime-error.ts";
import { boxOverhead, decrypt, encrypt } from "./aes-gcm.ts";
import type { SecretPlace } from "./secret-places.ts";

// A sealed value, format 1:
//
//   byte 0       1, the format
//   1 to 16      id of the data key (UUID); `store/schema.ts` reads it too
//   17 to 28     nonce
//   from 29      the secret in UTF-8, encrypted with AES-256-GCM
//   last 16      tag
//
// Associated data: bytes 0 to 16, then the place as a JSON array in UTF-8.
const format = 1;
const headerLength = 17;

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
  const header = Buffer.concat([Buffer.of(format), Buffer.from(dataKey.id.replaceAll("-", ""), "hex")]);
  const box = encrypt(dataKey.key, new TextEncoder().encode(secret), associatedData(header, place));
  const sealed = new Uint8Array(headerLength + box.length);
  sealed.set(header);
  sealed.set(box, headerLength);
  return sealed;
}

/** Id of the data key that `sealed` names. Throws `SECRET_UNREADABLE` for anything but format 1. */
export function dataKeyIdOf(sealed: Uint8Array): string {
  if (sealed[0] !== format || sealed.length < headerLength + boxOverhead) throw unreadable();
  const hex = Buffer.from(sealed.subarray(1, headerLength)).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Throws `SECRET_UNREADABLE`. */
export function openWith(dataKey: DataKey, place: SecretPlace, sealed: Uint8Array): string {
  if (dataKeyIdOf(sealed) !== dataKey.id) throw unreadable();
  const header = sealed.subarray(0, headerLength);
  const plain = decrypt(dataKey.key, sealed.subarray(headerLength), associatedData(header, place));
  if (plain === undefined) throw unreadable();
  const secret = Buffer.from(plain.buffer, plain.byteOffset, plain.length).toString("utf8");
  plain.fill(0);
  return secret;
}

/** A JSON array says of each value where it ends, so no two places have the same. */
function associatedData(header: Uint8Array, place: SecretPlace): Uint8Array {
  const { kind, userId, connectorId, ownerId, field, version } = place;
  if (!Number.isSafeInteger(version))
    throw new TypeError("The version of a secret's place is no whole number.");
  const parts = JSON.stringify([kind, userId, connectorId, ownerId, field, version]);
  return Buffer.concat([header, Buffer.from(parts)]);
}
