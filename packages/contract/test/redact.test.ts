import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact } from "../src/place-credential.ts";

const secret = 'pl/anted+m=ark er&"é\\';

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

describe("redact", () => {
  test.each<[string, string]>([
    ["as it is", secret],
    ["percent-encoded", encodeURIComponent(secret)],
    [
      "percent-encoded in lower case",
      encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
    ],
    ["in a URL", new URL(`https://api.acme.test/?k=${encodeURIComponent(secret)}`).search.slice(3)],
    ["in a form", new URLSearchParams({ k: secret }).toString().slice(2)],
    ["in JSON", JSON.stringify(secret).slice(1, -1)],
    ["in JSON with escaped slashes", JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/")],
    ["base64", base64(secret)],
    ["base64 without padding", base64(secret).replace(/=+$/, "")],
    ["base64url", Buffer.from(secret, "utf8").toString("base64url")],
  ])("%s", (_, form) => {
    expect(redact(`a ${form} b ${form}`, [secret])).toBe("a [redacted] b [redacted]");
  });

  test.each(["", "a", "ab", "abc", "user name"])("inside Basic credentials behind %j", (user) => {
    const password = "planted-Marker-77";
    const shown = redact(`Authorization: Basic ${base64(`${user}:${password}`)}`, [password]);
    const rest = shown.replace("[redacted]", "").split("Basic ")[1] ?? "";
    expect(shown).toContain("[redacted]");
    // What is left must not hold a single whole byte of the password.
    expect(Buffer.from(rest, "base64").toString("utf8").length).toBeLessThanOrEqual(user.length + 1);
  });

  test.each(["", "x", "xy", "xyz"])(
    "in a longer base64 text behind %j, exactly as far as its bits reach",
    (before) => {
      const secret = "planted-Marker-77";
      for (const after of ["", "x", "xy", "xyz"]) {
        const whole = base64(before + secret + after);
        const from = Math.ceil((before.length * 8) / 6);
        const to = after === "" ? whole.length : Math.floor(((before + secret).length * 8) / 6);
        expect(redact(whole, [secret])).toBe(`${whole.slice(0, from)}[redacted]${whole.slice(to)}`);
      }
    },
  );

  test("base64url where it differs from base64", () => {
    const secret = "~~~???>>>";
    expect(base64(secret)).toBe("fn5+Pz8/Pj4+");
    expect(redact("fn5+Pz8/Pj4+ fn5-Pz8_Pj4-", [secret])).toBe("[redacted] [redacted]");
  });

  test("a secret that is longer than a regular expression can be", () => {
    const long = fc.sample(fc.string({ unit: "grapheme-ascii", minLength: 100_000, maxLength: 100_000 }), 1);
    expect(redact(`a ${long[0]} b ${encodeURIComponent(long[0] ?? "")}`, long)).toBe(
      "a [redacted] b [redacted]",
    );
  });

  test("a secret that is a part of the mark", () => {
    expect(redact("redacted is my key", ["redacted", "is my"])).toBe("[redacted] [redacted] key");
  });

  test("a secret inside another one does not uncover the rest", () => {
    expect(redact("key=abcd1234 key=abcd", ["abcd", "abcd1234"])).toBe("key=[redacted] key=[redacted]");
    expect(redact("abcd1234", ["1234", "abcd1234"])).toBe("[redacted]");
  });

  test("takes no secret for a pattern", () => {
    expect(redact("aXXXb a.*b", ["a.*b"])).toBe("aXXXb [redacted]");
    expect(redact("(a+)+$ [x] {1}", ["(a+)+$", "[x] {1}"])).toBe("[redacted] [redacted]");
    expect(redact("x$&yy", ["$&yy"])).toBe("x[redacted]");
  });

  test("leaves text alone where there is nothing to find, or the secret is shorter than four characters", () => {
    expect(redact("plain text", ["other secret"])).toBe("plain text");
    expect(redact("plain text", [])).toBe("plain text");
    expect(redact("an a for abc", ["a", "", "abc"])).toBe("an a for abc");
  });

  test("half a surrogate pair does not stop it", () => {
    expect(redact("x \uD800abcd y", ["\uD800abcd"])).toBe("x [redacted] y");
  });

  test("whatever the secret, no plain form of it is left", () => {
    const text = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(
        text,
        fc.string({ unit: "grapheme-ascii", minLength: 6, maxLength: 30 }),
        text,
        (before, key, after) => {
          fc.pre(!`${before}${after}[redacted]`.includes(key));
          for (const form of [key, encodeURIComponent(key), base64(key)])
            expect(redact(`${before}\n${form}\n${after}`, [key])).toBe(
              `${redact(before, [key])}\n[redacted]\n${redact(after, [key])}`,
            );
        },
      ),
    );
  });
});
