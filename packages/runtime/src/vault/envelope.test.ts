import { createSecretKey, randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type DataKey, dataKeyIdOf, openWith, sealWith } from "./envelope.ts";
import type { SecretPlace } from "./secret-places.ts";

const dataKey: DataKey = { id: randomUUID(), tenant: "host", key: createSecretKey(randomBytes(32)) };
const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
const place: fc.Arbitrary<SecretPlace> = fc.record({
  kind: fc.constantFrom("account", "client", "authorization"),
  userId: fc.option(text),
  connectorId: text,
  ownerId: text,
  field: text,
  version: fc.maxSafeInteger(),
});
const unreadable = expect.objectContaining({ code: "SECRET_UNREADABLE" });

test("any secret opens at its place, and a place that differs in anything opens nothing", () => {
  fc.assert(
    fc.property(place, place, text, (here, there, secret) => {
      const sealed = sealWith(dataKey, here, secret);
      expect(openWith(dataKey, here, sealed)).toBe(secret);
      expect(dataKeyIdOf(sealed)).toBe(dataKey.id);
      fc.pre(JSON.stringify(here) !== JSON.stringify(there));
      expect(() => openWith(dataKey, there, sealed)).toThrow(unreadable);
      for (const name of ["kind", "userId", "connectorId", "ownerId", "field", "version"] as const) {
        if (here[name] === there[name]) continue;
        expect(() => openWith(dataKey, { ...here, [name]: there[name] }, sealed)).toThrow(unreadable);
      }
    }),
    { numRuns: 500 },
  );
});

test("values that run into each other are different places", () => {
  const here: SecretPlace = {
    kind: "account",
    userId: "a",
    connectorId: "bc",
    ownerId: "d",
    field: "e",
    version: 1,
  };
  const others: Partial<SecretPlace>[] = [
    { userId: "ab", connectorId: "c" },
    { userId: 'a","bc', connectorId: "" },
    { ownerId: "", field: "de" },
    { userId: null },
    { userId: "null" },
    { userId: "a\u0000" },
    { userId: "A" },
  ];
  const sealed = sealWith(dataKey, here, "secret");
  for (const other of others)
    expect(() => openWith(dataKey, { ...here, ...other }, sealed)).toThrow(unreadable);
  const nobody = sealWith(dataKey, { ...here, userId: null }, "secret");
  expect(() => openWith(dataKey, { ...here, userId: "null" }, nobody)).toThrow(unreadable);
});

test("a lone surrogate, which UTF-8 can't hold, is refused and not replaced", () => {
  const here: SecretPlace = {
    kind: "account",
    userId: "a",
    connectorId: "b",
    ownerId: "c",
    field: "d",
    version: 1,
  };
  expect(() => sealWith(dataKey, here, "\ud800")).toThrow(
    expect.objectContaining({ code: "INVALID_SECRET" }),
  );
  // As parts of a place they stay apart.
  const sealed = sealWith(dataKey, { ...here, userId: "\ud800" }, "secret");
  expect(() => openWith(dataKey, { ...here, userId: "\ud801" }, sealed)).toThrow(unreadable);
});

test("no two of 131,072 values have the same nonce", () => {
  const here: SecretPlace = {
    kind: "account",
    userId: "a",
    connectorId: "b",
    ownerId: "c",
    field: "d",
    version: 1,
  };
  const nonces = new Set<string>();
  for (let index = 0; index < 2 ** 17; index += 1)
    nonces.add(Buffer.from(sealWith(dataKey, here, "").subarray(17, 29)).toString("latin1"));
  expect(nonces.size).toBe(2 ** 17);
});
