import fc from "fast-check";
import { expect, test } from "vitest";
import { checkReturnTo } from "./return-to.ts";

test.each([
  ["/", "/"],
  ["/settings?tab=connections#acme", "/settings?tab=connections#acme"],
  ["/a/../b", "/b"],
  ["/a?next=//evil.example", "/a?next=//evil.example"],
])("%s is a path", (given, path) => expect(checkReturnTo(given)).toBe(path));

test("an endless path is none that a host has", () => {
  expect(checkReturnTo(`/${"a".repeat(1999)}`)).toHaveLength(2000);
  const refused = expect.objectContaining({ code: "INVALID_RETURN_TO" });
  expect(() => checkReturnTo(`/${"a".repeat(2000)}`)).toThrow(refused);
  // Three characters each, once they are written out.
  expect(() => checkReturnTo(`/${"é".repeat(700)}`)).toThrow(refused);
});

test.each([
  "",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "https://evil.example",
  "%2F%2Fevil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/%2e//evil.example",
  "@evil.example",
  "settings",
  "?a",
  "#a",
  " /a",
  "/a b",
  "/\u0000",
])("%j is refused", (given) => {
  expect(() => checkReturnTo(given)).toThrow(expect.objectContaining({ code: "INVALID_RETURN_TO" }));
});

test("what is taken stays on the host, whatever resolves it", () => {
  const nasty = fc.string({ unit: fc.constantFrom(..."/\\.:@?#% \t\nae%2f2e"), maxLength: 14 });
  fc.assert(
    fc.property(
      fc.oneof(
        nasty,
        fc.webPath(),
        nasty.map((rest) => `/${rest}`),
      ),
      (given) => {
        let path: string;
        try {
          path = checkReturnTo(given);
        } catch {
          return;
        }
        expect(new URL(path, "https://app.example.com/oauth/callback").origin).toBe(
          "https://app.example.com",
        );
        expect(path).toMatch(/^\/(?!\/)/);
      },
    ),
    { numRuns: 3000 },
  );
});
