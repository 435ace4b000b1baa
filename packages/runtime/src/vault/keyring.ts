import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { RuntimeError } from "../errors/runtime-error.ts";
import { boxOverhead, decrypt, encrypt } from "./aes-gcm.ts";
import { unreadable } from "./envelope.ts";
import type { KeyProvider } from "./key-provider.ts";

export interface KeyringOptions {
  /** The key that wraps from now on. */
  readonly primary: string;
  /**
   * By id, each 32 bytes in base64 or base64url: what `generateKey()` gives. An id is stored beside what its key
   * wrapped, so it stays with its key for good: 1 to 64 characters of `A-Z a-z 0-9 . _ -`.
   */
  readonly keys: Readonly<Record<string, string>>;
}

const format = 1;
const wrappedLength = 1 + 32 + boxOverhead;

/** A new key-encryption key: 32 random bytes in base64. */
export function generateKey(): string {
  return randomBytes(32).toString("base64");
}

/** A `KeyProvider` with its keys in memory. Throws `INVALID_OPTION`; the message names ids, never a key. */
export function keyring(options: KeyringOptions): KeyProvider {
  const keys = new Map(Object.entries(options.keys).map(([id, text]) => [id, readKey(id, text)]));
  if (!keys.has(options.primary)) throw invalid("`primary` is not the id of one of the `keys`.");
  const all = [...keys];
  for (const [index, [id, key]] of all.entries()) {
    const twin = all.slice(0, index).find(([, other]) => other.equals(key));
    if (twin !== undefined)
      throw invalid(`"${twin[0]}" and "${id}" are the same key; give each a key of its own.`);
  }
  const find = (id: string): KeyObject => {
    const key = keys.get(id);
    if (key !== undefined) return key;
    const name = isKeyId(id) ? `"${id}"` : "that a data key names";
    throw new RuntimeError("KEY_UNKNOWN", `The key-encryption key ${name} is not in the keyring.`, {
      help: "Add it to `keys` again. A key may go when `keys.retire` has let it.",
    });
  };
  return {
    primaryKeyId: options.primary,
    wrap: async (dataKey, context) => wrap(options.primary, find(options.primary), dataKey, context),
    unwrap: async (keyId, wrapped, context) => unwrap(keyId, find(keyId), wrapped, context),
  };
}

function isKeyId(id: string): boolean {
  return /^[\w.-]{1,64}$/.test(id);
}

function readKey(id: string, text: unknown): KeyObject {
  if (!isKeyId(id)) throw invalid("The id of a key has 1 to 64 characters of A-Z a-z 0-9 . _ -");
  // Buffer.from skips what is not base64, and would make a key of any text.
  const base64 = typeof text === "string" ? text.replaceAll("-", "+").replaceAll("_", "/") : "";
  const bytes = Buffer.from(/^[A-Za-z0-9+/]{43}=?$/.test(base64) ? base64 : "", "base64");
  if (bytes.length !== 32)
    throw invalid(`The key "${id}" is not 32 bytes in base64; \`generateKey()\` makes one.`);
  if (bytes.every((byte) => byte === bytes[0])) throw invalid(`The key "${id}" is not random.`);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

// A wrapped data key: 1 (the format), nonce, 32 encrypted bytes, tag.
function wrap(keyId: string, key: KeyObject, dataKey: Uint8Array, context: string): Uint8Array {
  return Buffer.concat([
    Buffer.of(format),
    encrypt(key, Uint8Array.from(dataKey), associatedData(keyId, context)),
  ]);
}

function unwrap(keyId: string, key: KeyObject, wrapped: Uint8Array, context: string): Uint8Array {
  if (wrapped[0] !== format || wrapped.length !== wrappedLength) throw unreadable();
  const dataKey = decrypt(key, wrapped.subarray(1), associatedData(keyId, context));
  if (dataKey === undefined) throw unreadable();
  return dataKey;
}

function associatedData(keyId: string, context: string): Uint8Array {
  return Buffer.from(JSON.stringify(["specwire wrapped key", format, keyId, context]));
}

function invalid(message: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", message);
}
