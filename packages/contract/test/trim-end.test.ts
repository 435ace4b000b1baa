import fc from "fast-check";
import { expect, test } from "vitest";
import { exactNumber } from "../src/exact-number.ts";
import { trimEnd } from "../src/trim-end.ts";

test("takes what a regular expression anchored at the end takes", () => {
  const text = fc.string({ unit: fc.constantFrom("/", "\n", "a", "é") });
  fc.assert(
    fc.property(text, (given) => {
      expect(trimEnd(given, "/\n")).toBe(given.replace(/[/\n]+$/, ""));
    }),
  );
});

test("takes no time for what is long and does not end so", () => {
  const began = performance.now();
  expect(trimEnd(`${"/".repeat(1 << 20)}x`, "/")).toHaveLength((1 << 20) + 1);
  expect(exactNumber(`1${"0".repeat(1 << 20)}1`)).toHaveProperty("$number");
  expect(performance.now() - began).toBeLessThan(2000);
});
