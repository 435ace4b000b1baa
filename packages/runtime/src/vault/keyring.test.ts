import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { generateKey, keyring } from "./keyring.ts";

const dataKey = (): Uint8Array => new Uint8Array(randomBytes(32));

describe("a keyring", () => {
  test("wraps with its primary key, unwraps with every key it has, and prints none of them", async () => {
    const [old, current] = [generateKey(), generateKey()];
    const before = keyring({ primary: "2025", keys: { "2025": old } });
    const after = keyring({ primary: "2026", keys: { "2025": old, "2026": current } });
    const bytes = dataKey();
    const wrapped = await before.wrap(bytes, "row");
    expect(Buffer.from(await after.unwrap("2025", wrapped, "row"))).toEqual(Buffer.from(bytes));
    expect(await after.wrap(bytes, "row")).not.toEqual(await after.wrap(bytes, "row"));
    expect(inspect(after, { depth: null, showHidden: true })).not.toContain(current.slice(0, 20));
  });

  test("takes base64 and base64url, with padding or without", async () => {
    const bytes = Buffer.from("fbf0ffefbffbefbefbefbefbefbefbefbefbefbefbefbefbefbefbefbefbef01", "hex");
    const texts = [bytes.toString("base64"), bytes.toString("base64url"), `${bytes.toString("base64url")}=`];
    const rings = texts.map((text) => keyring({ primary: "a", keys: { a: text } }));
    const wrapped = await rings[0]?.wrap(dataKey(), "row");
    for (const ring of rings)
      await expect(ring.unwrap("a", wrapped ?? dataKey(), "row")).resolves.toHaveLength(32);
  });

  test("unwraps nothing that was changed, or wrapped for another row or under another key", async () => {
    const ring = keyring({ primary: "a", keys: { a: generateKey(), b: generateKey() } });
    const wrapped = await ring.wrap(dataKey(), "row");
    const changed = Array.from({ length: wrapped.length * 8 }, (_, bit) => {
      const copy = Uint8Array.from(wrapped);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return copy;
    });
    const lengths = [...wrapped.keys()].map((length) => wrapped.subarray(0, length));
    const longer = Uint8Array.from([...wrapped, 0]);
    const attempts = [...changed, ...lengths, longer].map((value) => ring.unwrap("a", value, "row"));
    attempts.push(ring.unwrap("a", wrapped, "another row"), ring.unwrap("b", wrapped, "row"));
    for (const attempt of attempts)
      await expect(attempt).rejects.toMatchObject({ code: "SECRET_UNREADABLE" });
  });

  test("has no key but its own", async () => {
    const ring = keyring({ primary: "a", keys: { a: generateKey() } });
    const wrapped = await ring.wrap(dataKey(), "row");
    for (const id of ["b", "", "__proto__", "toString", "x\u001b[31m".repeat(9)]) {
      const error: unknown = await ring.unwrap(id, wrapped, "row").catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "KEY_UNKNOWN" });
      expect(String(error)).not.toContain("\u001b");
    }
  });
});

describe("a keyring refuses", () => {
  const good = generateKey();
  const cases: Readonly<Record<string, [string, Record<string, unknown>]>> = {
    "a primary that it does not have": ["b", { a: good }],
    "a primary out of the prototype": ["toString", { a: good }],
    "a short key": ["a", { a: randomBytes(31).toString("base64") }],
    "a long key": ["a", { a: randomBytes(33).toString("base64") }],
    "a passphrase": ["a", { a: "correct horse battery staple, forty-four long" }],
    "a key in hex": ["a", { a: randomBytes(32).toString("hex") }],
    "a key with a line's end": ["a", { a: `${good}\n` }],
    "a key of zeros": ["a", { a: Buffer.alloc(32).toString("base64") }],
    "no text": ["a", { a: undefined }],
    "an id with a space": ["a b", { "a b": good }],
    "an empty id": ["", { "": good }],
    "the same key twice": ["a", { a: good, b: good.replaceAll("+", "-").replaceAll("/", "_") }],
  };
  test.for(Object.entries(cases))("%s", ([, [primary, keys]]) => {
    let error: unknown;
    try {
      keyring({ primary, keys: keys as Record<string, string> });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: "INVALID_OPTION" });
    for (const key of Object.values(keys)) if (key) expect(inspect(error)).not.toContain(key);
  });
});
