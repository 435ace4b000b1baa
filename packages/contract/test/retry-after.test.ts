import { describe, expect, test } from "vitest";
import { apiError, retryAfterOf } from "../src/api-error.ts";
import { errorCodes } from "../src/error-codes.ts";

const now = Date.UTC(2026, 0, 1, 12, 0, 0);

function judge(status: number, headers: Record<string, string>) {
  return apiError([], { status, headers, body: undefined }, now);
}

describe("retryAfterOf", () => {
  const after = (headers: Record<string, string>) => retryAfterOf({ headers }, now);

  test.each<[string, number | undefined]>([
    ["0", 0],
    ["120", 120],
    [" 7 ", 7],
    ["0.4", 1],
    ["1.5", 2],
    ["Thu, 01 Jan 2026 12:00:30 GMT", 30],
    ["Thursday, 01-Jan-26 12:00:30 GMT", 30],
    ["Thu, 01 Jan 2026 11:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
    ["-5", undefined],
    ["5s", undefined],
    ["1e9", undefined],
    ["2026", 2026],
    ["9".repeat(400), undefined],
    ["Nonsense, 99 Foo 2026", undefined],
  ])("Retry-After: %s", (value, seconds) => {
    expect(after({ "retry-after": value })).toBe(seconds);
  });

  test("without it, the reset of a quota: from 1970 in seconds or milliseconds, or from now", () => {
    const reset = now / 1000 + 90;
    expect(after({ "x-ratelimit-reset": String(reset) })).toBe(90);
    expect(after({ "x-ratelimit-reset": `${reset}.25` })).toBe(91);
    expect(after({ "x-ratelimit-reset": String(reset * 1000) })).toBe(90);
    expect(after({ "x-ratelimit-reset": String(now / 1000 - 90) })).toBe(0);
    expect(after({ "x-ratelimit-reset": "45" })).toBe(45);
    expect(after({ "ratelimit-reset": "45" })).toBe(45);
    expect(after({ "x-ratelimit-reset": "Thu, 01 Jan 2026" })).toBeUndefined();
    expect(after({})).toBeUndefined();
  });

  test("an unreadable Retry-After leaves it to the quota", () => {
    expect(after({ "retry-after": "soon", "x-ratelimit-reset": "45" })).toBe(45);
  });

  test("is told of limits and of 503, of nothing else", () => {
    const headers = { "retry-after": "9" };
    expect(judge(429, headers)?.retryAfter).toBe(9);
    expect(judge(503, headers)?.retryAfter).toBe(9);
    expect(judge(404, headers)).not.toHaveProperty("retryAfter");
    expect(judge(500, headers)).not.toHaveProperty("retryAfter");
  });
});

describe("errorCodes", () => {
  test("keep the exit codes of the design", () => {
    const exits = new Map<number, string[]>();
    for (const [code, { exit }] of Object.entries(errorCodes))
      exits.set(exit, [...(exits.get(exit) ?? []), code]);
    expect(exits.get(3)?.sort()).toEqual([
      "ACCOUNT_NOT_ALLOWED",
      "ACCOUNT_NOT_FOUND",
      "ACCOUNT_REQUIRED",
      "AUTH_REQUIRED",
      "REAUTH_REQUIRED",
      "SCOPE_REQUIRED",
      "SESSION_EXPIRED",
    ]);
    expect([exits.get(4), exits.get(5), exits.get(6)?.sort(), exits.get(7), exits.get(0)]).toEqual([
      ["PERMISSION_DENIED"],
      ["APPROVAL_REQUIRED"],
      ["NETWORK_ERROR", "TRANSIENT_AUTH_ERROR"],
      ["RATE_LIMITED"],
      undefined,
    ]);
  });
});
