import { expect, test, vi } from "vitest";
import { maxTextBytes } from "../read-stream.ts";
import { streamReader } from "./read-values.ts";

const types = ["text/event-stream", "application/x-ndjson", "application/json-seq"];

function readerOf(type: string) {
  const open = streamReader(type);
  if (open === undefined) throw new Error(`${type} has no reader`);
  return open();
}

/** The characters of all strings that are searched or cut while `count` pieces of one long line arrive. */
function lookedAt(type: string, count: number): number {
  let characters = 0;
  const reader = readerOf(type);
  const looking = ["split", "replace", "endsWith", "startsWith", "slice", "trim", "includes"] as const;
  const spies = looking.map((name) => {
    const real = String.prototype[name] as (this: string, ...args: unknown[]) => unknown;
    return vi.spyOn(String.prototype, name).mockImplementation(function (this: string, ...args: unknown[]) {
      characters += this.length;
      return real.apply(this, args) as never;
    });
  });
  for (let index = 0; index < count; index++) reader.take("data: aaaaaaaaaa");
  for (const spy of spies) spy.mockRestore();
  return characters;
}

test.each(types)("%s: the work on a line grows with the line, however many pieces it comes in", (type) => {
  expect(lookedAt(type, 1000)).toBeLessThanOrEqual(11 * lookedAt(type, 100));
});

test.each([
  ["text/event-stream", "data: "],
  ["application/x-ndjson", "a"],
  ["application/json-seq", "a"],
])("%s: a line without an end is refused", (type, start) => {
  const reader = readerOf(type);
  reader.take(start + "a".repeat(maxTextBytes / 2));
  expect(() => reader.take("a".repeat(maxTextBytes / 2 + 1))).toThrow("a value without an end");
});

test("an event of endless lines is refused, endless events are not", () => {
  const line = `data: ${"a".repeat(maxTextBytes / 4)}\n`;
  const endless = readerOf("text/event-stream");
  for (let count = 0; count < 3; count++) endless.take(line);
  expect(() => endless.take(line)).toThrow("a value without an end");
  const ended = readerOf("text/event-stream");
  for (let count = 0; count < 6; count++) expect(ended.take(`${line}\n`)).toHaveLength(1);
});
