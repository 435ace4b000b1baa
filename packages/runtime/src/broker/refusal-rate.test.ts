import { expect, test } from "vitest";
import { RefusalRate } from "./refusal-rate.ts";

test("a session that is refused again and again is told to wait, and no other is", () => {
  let now = 0;
  const rate = new RefusalRate(() => now);
  const most = (sessionId: string) => {
    for (let count = 0; count < 10_000; count += 1) {
      try {
        rate.check(sessionId);
      } catch (error) {
        expect(error).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
        return count;
      }
      rate.add(sessionId);
    }
    return undefined;
  };
  expect(most("greedy")).toBe(500);
  expect(() => rate.check("other")).not.toThrow();
  now += 10_000;
  expect(most("greedy")).toBe(20);
  now += 24 * 60 * 60_000;
  expect(most("greedy")).toBe(500);
});
