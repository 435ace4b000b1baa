import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";

// AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits. A box is nonce, ciphertext and tag in a row.
const algorithm = "aes-256-gcm";
const nonceLength = 12;
/** Node.js takes tags of 4 bytes if it is not told otherwise, and 4 bytes can be guessed (SP 800-38D appendix C). */
const tagLength = 16;

/** Bytes that a box has more than what is in it. */
export const boxOverhead = nonceLength + tagLength;

/** `plain` is wiped. */
export function encrypt(key: KeyObject, plain: Uint8Array, associatedData: Uint8Array): Uint8Array {
  const box = new Uint8Array(plain.length + boxOverhead);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  cipher.setAAD(associatedData);
  box.set(nonce);
  box.set(cipher.update(plain), nonceLength);
  cipher.final();
  box.set(cipher.getAuthTag(), box.length - tagLength);
  plain.fill(0);
  return box;
}

/** What is in the box, for the caller to wipe; undefined if anything of it, or of `associatedData`, was changed. */
export function decrypt(key: KeyObject, box: Uint8Array, associatedData: Uint8Array): Uint8Array | undefined {
  if (box.length < boxOverhead) return undefined;
  const decipher = createDecipheriv(algorithm, key, box.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(associatedData);
  decipher.setAuthTag(box.subarray(box.length - tagLength));
  const plain = decipher.update(box.subarray(nonceLength, box.length - tagLength));
  try {
    decipher.final();
    return plain;
  } catch {
    // GCM decrypts before it knows whether it should.
    plain.fill(0);
    return undefined;
  }
}
