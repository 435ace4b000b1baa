import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { percentEncode, serializePairs } from "../src/serialize.ts";

const reserved = ":/?#[]@!$&'()*+,;=";
const unreserved = "ABCxyz019-._~";
const anyText = fc.string({ unit: "binary", maxLength: 40 });

describe("percentEncode", () => {
  test("leaves unreserved characters and encodes every reserved one (RFC 3986 section 2)", () => {
    expect(percentEncode(unreserved)).toBe(unreserved);
    expect(percentEncode(reserved)).toBe("%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D");
    expect(percentEncode(' "<>\\^`{|}%')).toBe("%20%22%3C%3E%5C%5E%60%7B%7C%7D%25");
  });

  test("writes UTF-8, and U+FFFD for half a surrogate pair", () => {
    expect(percentEncode("é€😀")).toBe("%C3%A9%E2%82%AC%F0%9F%98%80");
    expect(percentEncode("a\uD83Db")).toBe("a%EF%BF%BDb");
    expect(percentEncode("\uDE00")).toBe("%EF%BF%BD");
    expect(percentEncode("\u0000\r\n\t")).toBe("%00%0D%0A%09");
  });

  test("any text comes back by decoding, and holds nothing that needs encoding", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = percentEncode(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text.toWellFormed());
      }),
    );
  });
});

describe("percentEncode with allowReserved (RFC 6570 section 3.2.3)", () => {
  test("leaves reserved characters and percent-encoded triples unchanged", () => {
    expect(percentEncode(reserved, true)).toBe(reserved);
    expect(percentEncode("a%2Fb%2fc%26", true)).toBe("a%2Fb%2fc%26");
  });

  test("encodes what is neither, a bare percent sign included", () => {
    expect(percentEncode('100% "é" %zz %4', true)).toBe("100%25%20%22%C3%A9%22%20%25zz%20%254");
  });

  test("never throws, and is stable: encoding again changes nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = percentEncode(text, true);
        expect(percentEncode(once, true)).toBe(once);
      }),
    );
  });
});

describe("allowReserved in a query", () => {
  const parameter = { name: "q", in: "query" as const, allowReserved: true as const };

  test("leaves what can stand in a value, and encodes what would end it", () => {
    expect(serializePairs(parameter, "a/b:c?d=e,g@h!$'()*")).toEqual([["q", "a/b:c?d=e,g@h!$'()*"]]);
    // Some servers end a pair at a semicolon as well.
    expect(serializePairs(parameter, "e;admin=1")).toEqual([["q", "e%3Badmin=1"]]);
    expect(serializePairs(parameter, "x&admin=1#f+[]")).toEqual([["q", "x%26admin=1%23f%2B%5B%5D"]]);
    expect(serializePairs(parameter, "x%26y")).toEqual([["q", "x%26y"]]);
  });

  test("no value adds a parameter or a fragment", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [pair] = serializePairs(parameter, text);
        const url = new URL(`https://api.acme.test/?${pair?.join("=")}&last=1`);
        expect([...url.searchParams.keys()]).toEqual(["q", "last"]);
        expect(url.hash).toBe("");
      }),
    );
  });

  test("in a cookie leaves what does not begin another one", () => {
    expect(serializePairs({ ...parameter, in: "cookie" }, "a; admin=1")).toEqual([["q", "a%3B%20admin=1"]]);
  });
});
