import { createSecretKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { boxOverhead, decrypt, encrypt } from "./aes-gcm.ts";

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const hexOf = (value: Uint8Array | undefined): string | undefined =>
  value && Buffer.from(value).toString("hex");

// AES-256 of the test cases in appendix B of McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", which
// NIST SP 800-38D standardises. Those with nonces of another length than 96 bits are not ours.
const key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const nonce = "cafebabefacedbaddecaf888";
const plain =
  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
const encrypted =
  "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";
const vectors = [
  {
    number: 13,
    key: "00".repeat(32),
    nonce: "00".repeat(12),
    plain: "",
    data: "",
    encrypted: "",
    tag: "530f8afbc74536b9a963b4f1c4cb738b",
  },
  {
    number: 14,
    key: "00".repeat(32),
    nonce: "00".repeat(12),
    plain: "00".repeat(16),
    data: "",
    encrypted: "cea7403d4d606b6e074ec5d3baf39d18",
    tag: "d0d1c8a799996bf0265b98b5d48ab919",
  },
  { number: 15, key, nonce, plain, data: "", encrypted, tag: "b094dac5d93471bdec1a502270e3cc6c" },
  {
    number: 16,
    key,
    nonce,
    plain: plain.slice(0, 120),
    data: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    encrypted: encrypted.slice(0, 120),
    tag: "76fc6ece0f4e1768cddf8853bb2d551b",
  },
];

test.for(vectors)("test case $number opens as published, and with no shorter or other tag", (vector) => {
  const secret = createSecretKey(bytes(vector.key));
  const open = (tag: string): string | undefined =>
    hexOf(decrypt(secret, bytes(vector.nonce + vector.encrypted + tag), bytes(vector.data)));
  expect(open(vector.tag)).toBe(vector.plain);
  for (let length = 0; length < 16; length += 1)
    expect(open(vector.tag.slice(0, length * 2))).toBeUndefined();
  expect(open("00".repeat(16))).toBeUndefined();
  expect(open(`${vector.tag}00`)).toBeUndefined();
});

test("any bytes come back, and not one bit of them, of the box or of the associated data may change", () => {
  const secret = createSecretKey(randomBytes(32));
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ minLength: 1 }),
      fc.nat(),
      (value, data, at) => {
        const box = encrypt(secret, Uint8Array.from(value), data);
        expect(box.length).toBe(value.length + boxOverhead);
        expect(hexOf(decrypt(secret, box, data))).toBe(hexOf(value));
        expect(decrypt(secret, flipped(box, at), data)).toBeUndefined();
        expect(decrypt(secret, box, flipped(data, at))).toBeUndefined();
        expect(decrypt(createSecretKey(randomBytes(32)), box, data)).toBeUndefined();
      },
    ),
    { numRuns: 500 },
  );
});

function flipped(value: Uint8Array, at: number): Uint8Array {
  const bit = at % (value.length * 8);
  return value.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
