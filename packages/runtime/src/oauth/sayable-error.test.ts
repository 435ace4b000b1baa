import { expect, test } from "vitest";
import { sayableError } from "./sayable-error.ts";

test.each(["invalid_grant", "unauthorized_client", "invalidGrant", "bad.request", "INVALID-CLIENT", "10012"])(
  "%s is said",
  (code) => {
    expect(sayableError(code)).toBe(code);
  },
);

test.each([
  ["nothing", undefined],
  ["an empty one", ""],
  ["a token in hex", "9f86d081884c7d659a2feaa0c55ad015"],
  ["a token with a prefix", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"],
  ["a short code", "4/0AX4XfWh"],
  ["a long word", "q".repeat(21)],
  ["a sentence", "the code abc is over"],
  ["a longer number", "1234567"],
])("%s is not", (_, code) => {
  expect(sayableError(code)).toBeUndefined();
});
