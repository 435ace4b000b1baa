import { expect, test } from "vitest";
import { parseAnswer } from "./json.ts";

const nested = (levels: number) => `${'[{"a":'.repeat(levels)}1${"}]".repeat(levels)}`;

test("an answer may be nested, but not without end", () => {
  expect(parseAnswer(nested(900))).toBeInstanceOf(Array);
  expect(parseAnswer(nested(20_000))).toBeUndefined();
});

test("brackets in strings do not nest", () => {
  const text = `${"[{".repeat(5_000)}\\"${"[".repeat(5_000)}`;
  expect(parseAnswer(JSON.stringify({ text }))).toEqual({ text });
});
