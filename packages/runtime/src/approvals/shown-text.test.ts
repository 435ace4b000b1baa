import { withVisible } from "@specwire/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { beginning, quoted, shownJson } from "./shown-text.ts";

const deceivers = fc.constantFrom(
  ...'\u202e\u2066\u2069\u200b\u200d\ufeff\u00ad\u0000\u001b\u0085\u2028\u2029\u3164\u2800\u00a0\u0301\\"/ u0{}[]\n\t',
  "\u{e0041}",
  "\u{1f600}",
  "\ud83d",
  "\\u",
  "         ",
);
const text = fc
  .array(fc.oneof(deceivers, fc.string({ unit: "binary", maxLength: 3 })))
  .map((all) => all.join(""));

test("what is shown is one line of visible characters, and parses to what it was made of", () => {
  fc.assert(
    fc.property(fc.dictionary(text, text), (value) => {
      const { text: shown, cut } = shownJson(JSON.stringify(value), 1_000_000);
      expect(cut).toBeUndefined();
      expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u);
      expect(shown).not.toMatch(/ {9}|\p{M}{4}/u);
      expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 2000 },
  );
});

test("a beginning ends with a whole character, wherever it is cut", () => {
  fc.assert(
    fc.property(text, fc.nat(40), (value, longest) => {
      const json = JSON.stringify(value);
      const start = beginning(json, longest + 1);
      expect(json.startsWith(start)).toBe(true);
      expect(start.length).toBeGreaterThan(Math.min(json.length, longest + 1) - 7);
      // Closed, it is a text again.
      expect(value.startsWith(JSON.parse(start.length === json.length ? start : `${start}"`))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("a cut says how much there is and which", () => {
  const { text: shown, cut } = shownJson(JSON.stringify("abc".repeat(100)), 10);
  expect(shown).toBe('"abcabcabc');
  expect(cut).toEqual({
    characters: 302,
    sha256: "d81fd754316dbe9ac802f6310c5e5ff2521453ca8a2c4710827df04a175c8fa3",
  });
  expect(quoted("abc\u202e", 3)).toBe('"abc…"');
});

test("what deceives costs no time to show, however much there is of it", () => {
  const began = performance.now();
  for (const one of ["\\", "\u0301", " ", "\u202e", "\\u", "\ud83d"]) {
    withVisible(one.repeat(20_000));
    shownJson(JSON.stringify(one.repeat(1_000_000)), 20_000);
  }
  expect(performance.now() - began).toBeLessThan(3000);
});
