import { expect, test } from "vitest";
import { checkLabel, labelFrom } from "./labels.ts";

test.each([
  ["Zoë Doe", "zoe-doe"],
  ["ann@example.com", "ann@example.com"],
  ["-rf / $(id) `x`", "rf-id-x"],
  ["日本", "account"],
  [null, "account"],
])("%j is labelled %s", (name, label) => {
  expect(labelFrom(name, new Set())).toBe(label);
});

test("a label that is taken gets the next number", () => {
  expect(labelFrom("Ann", new Set(["ann", "ann-2"]))).toBe("ann-3");
});

test("every label that is made can be chosen, however long the name", () => {
  const taken = new Set<string>();
  for (let n = 0; n < 20; n += 1) taken.add(checkLabel(labelFrom("x ".repeat(200), taken)));
  expect(taken.size).toBe(20);
});

test.each(["", "-rf", "a b", "a$b", "é", "a\n", "a".repeat(65)])("%j is refused", (label) => {
  expect(() => checkLabel(label)).toThrow(expect.objectContaining({ code: "INVALID_LABEL" }));
});
