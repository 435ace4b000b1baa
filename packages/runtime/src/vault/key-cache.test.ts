import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { KeyCache } from "./key-cache.ts";

test("keeps what was used last, and no more than it may", () => {
  const cache = new KeyCache<number>({ entries: 2, milliseconds: 100 }, () => 0);
  cache.set("a", 1);
  cache.set("b", 2);
  cache.get("a");
  cache.set("c", 3);
  expect([cache.get("a"), cache.get("b"), cache.get("c"), cache.size]).toEqual([1, undefined, 3, 2]);
});

test("forgets after its time", () => {
  let now = 0;
  const cache = new KeyCache<number>({ entries: 2, milliseconds: 100 }, () => now);
  cache.set("a", 1);
  now = 99;
  expect(cache.get("a")).toBe(1);
  now = 100;
  expect([cache.get("a"), cache.size]).toEqual([undefined, 0]);
});

test("loads once for all who ask at the same time, and again after a failure", async () => {
  const cache = new KeyCache<number>({ entries: 2, milliseconds: 100 }, () => 0);
  let calls = 0;
  const load = async (): Promise<number> => {
    calls += 1;
    await setImmediate();
    if (calls === 1) throw new Error("not yet");
    return calls;
  };
  const first = await Promise.allSettled([cache.load("a", load), cache.load("a", load)]);
  expect(first.map((each) => each.status)).toEqual(["rejected", "rejected"]);
  expect(await Promise.all([cache.load("a", load), cache.load("a", load)])).toEqual([2, 2]);
  expect(await cache.load("a", load)).toBe(2);
});
