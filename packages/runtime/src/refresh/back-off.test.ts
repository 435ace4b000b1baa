import fc from "fast-check";
import { expect, test } from "vitest";
import { backOff } from "./back-off.ts";

const hour = 3_600_000;

test("the first tries come soon, the later ones a quarter of an hour apart", () => {
  expect([1, 2, 3, 4, 10, 11, 50].map((failures) => backOff(failures, 0) / 1000)).toEqual([
    1, 2, 4, 8, 512, 900, 900,
  ]);
  expect(backOff(11, 1)).toBe(1_080_000);
});

test("after the first hour of an outage there are at most 120 tries a day, however chance falls", () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (chances) => {
      const tries: number[] = [];
      for (let at = 0, failures = 1; at < 25 * hour; at += backOff(failures++, chances.next().value ?? 0)) {
        tries.push(at);
      }
      expect(tries.filter((at) => at >= hour && at < 25 * hour).length).toBeLessThanOrEqual(96);
      expect(tries.filter((at) => at < hour).length).toBeLessThanOrEqual(15);
    }),
  );
});

test("a server's Retry-After is kept to, up to an hour of it", () => {
  expect(backOff(1, 0, 120)).toBe(120_000);
  expect(backOff(30, 0, 120)).toBe(900_000);
  expect(backOff(1, 0, 31_536_000)).toBe(hour);
});
