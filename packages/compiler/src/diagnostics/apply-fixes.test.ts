import { expect, test } from "vitest";
import { SourceFile } from "../source/source-file.ts";
import { applyFixes } from "./apply-fixes.ts";
import type { Diagnostic, TextEdit } from "./diagnostic.ts";

const path = "connector.yaml";
const text = "one two three";

function finding(...edits: Omit<TextEdit, "path">[]): Diagnostic {
  const location = { source: new SourceFile(path, text), pointer: "", on: "value" } as const;
  const fix = { edits: edits.map((edit) => ({ path, ...edit })) };
  return { code: "schema/unknown-key", severity: "error", message: "", location, fix };
}

test("edits are applied wherever they stand", () => {
  const fixed = applyFixes(path, text, [
    finding({ start: 0, end: 3, newText: "1" }, { start: 8, end: 13, newText: "3" }),
    finding({ start: 4, end: 7, newText: "2" }),
  ]);
  expect(fixed).toMatchObject({ text: "1 2 3", applied: 2 });
});

test("of two that overlap, the first is applied whole and the other not at all", () => {
  const fixed = applyFixes(path, text, [
    finding({ start: 0, end: 7, newText: "12" }),
    finding({ start: 4, end: 13, newText: "23" }, { start: 0, end: 0, newText: "x" }),
  ]);
  expect(fixed).toMatchObject({ text: "12 three", applied: 1 });
});

test("of the same insertion, only one is made", () => {
  const insertion = finding({ start: 0, end: 0, newText: "zero " });
  expect(applyFixes(path, text, [insertion, insertion])).toMatchObject({
    text: "zero one two three",
    applied: 1,
  });
});

test("another file's fixes are left alone", () => {
  expect(applyFixes("other.yaml", text, [finding({ start: 0, end: 3, newText: "1" })])).toMatchObject({
    text,
    applied: 0,
  });
});
