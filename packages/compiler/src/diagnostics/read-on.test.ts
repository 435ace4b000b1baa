import { expect, test } from "vitest";
import { SourceFile } from "../source/source-file.ts";
import type { Diagnostic, TextEdit } from "./diagnostic.ts";
import { readOn } from "./read-on.ts";

const path = "connector.yaml";
const file = new SourceFile(path, "a: b: c\nd: @e\nf: g\n");

function finding(
  source: SourceFile,
  start: number,
  end: number,
  ...edits: Omit<TextEdit, "path">[]
): Diagnostic {
  const location = { source, pointer: "", on: "value", range: { start, end } } as const;
  const fix = { edits: edits.map((edit) => ({ path, ...edit })) };
  return { code: "x", severity: "error", message: "", location, ...(edits.length > 0 && { fix }) };
}

const quote = finding(file, 3, 7, { start: 3, end: 7, newText: '"b: c"' });

test("what is found in the repaired text stands where it is in the text as it is", () => {
  const [one] = readOn(file, [quote], (text) => {
    expect(text).toBe('a: "b: c"\nd: @e\nf: g\n');
    const at = text.indexOf("g");
    return [finding(new SourceFile(path, text), at, at + 1, { start: at, end: at + 1, newText: "h" })];
  });
  const { range } = one?.location ?? {};
  expect(one?.location.source).toBe(file);
  expect(file.text.slice(range?.start, range?.end)).toBe("g");
  expect(one?.fix?.edits).toEqual([{ path, start: range?.start, end: range?.end, newText: "h" }]);
});

test("a fix of what was written for reading on is left out; its place is that of the repair", () => {
  const [one] = readOn(file, [quote], (text) => [
    finding(new SourceFile(path, text), 4, 5, { start: 4, end: 5, newText: "B" }),
  ]);
  expect(one?.fix).toBeUndefined();
  expect(one?.location.range).toEqual({ start: 3, end: 7 });
});

test("a place before, between and behind several repairs", () => {
  const at = finding(file, 11, 13, { start: 11, end: 13, newText: '"@e"' });
  const places = (text: string) => ["a", "d", "f"].map((name) => text.indexOf(`${name}: `));
  const found = readOn(file, [quote, at], (text) =>
    places(text).map((start) => finding(new SourceFile(path, text), start, start + 1)),
  );
  expect(found.map((one) => one.location.range?.start)).toEqual(places(file.text));
});

test("without a fix nothing is read on", () => {
  expect(readOn(file, [finding(file, 0, 1)], () => [quote])).toEqual([]);
});
