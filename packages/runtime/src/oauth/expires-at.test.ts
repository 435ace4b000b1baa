import type { OAuth2 } from "@specwire/contract";
import { parseExact } from "@specwire/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { expiresAt } from "./expires-at.ts";

const askedAt = 1_800_000_000_000;
const day = 24 * 3600;
const life = (text: string, deviations: OAuth2["deviations"] = {}): number | null => {
  const at = expiresAt(parseExact(text), deviations, "exchange", askedAt);
  return at === null ? null : (at - askedAt) / 1000;
};

test.each<[string, OAuth2["deviations"], number | null]>([
  ['{"expires_in":3600}', {}, 3600],
  ['{"expires_in":"3600"}', {}, 3600],
  ['{"expires_in":" 3600.5 "}', {}, 3600.5],
  ['{"expires_in":-5}', {}, 0],
  ['{"expires_in":"-5"}', {}, 0],
  ['{"expires_in":0}', {}, null],
  ['{"expires_in":1e309}', {}, 3650 * day],
  ['{"expires_in":"1e309"}', {}, 3650 * day],
  ['{"expires_in":99999999999999999999}', {}, 3650 * day],
  ['{"expires_in":"3600; x"}', {}, null],
  ['{"expires_in":"0x10"}', {}, null],
  ['{"expires_in":""}', {}, null],
  ['{"expires_in":null}', {}, null],
  ['{"expires_in":true}', {}, null],
  ['{"expires_in":[3600]}', {}, null],
  ['{"expires_in":{"a":1}}', {}, null],
  ["{}", {}, null],
  ["[]", {}, null],
  ["{}", { expiresIn: { default: 60 } }, 60],
  ['{"expires_in":"never"}', { expiresIn: { default: 60 } }, 60],
  ['{"expires_in":5000}', { expiresIn: { unit: "milliseconds" } }, 5],
  ['{"expires_in":2}', { expiresIn: { unit: "minutes" } }, 120],
  ['{"ttl":{"s":7}}', { tokenResponse: { exchange: { expires_in: "/ttl/s" } } }, 7],
  [`{"expires_at":${askedAt / 1000 + 9}}`, {}, 9],
  [`{"expires_at":"${askedAt + 9000}"}`, {}, 9],
  [`{"expires_at":"${new Date(askedAt + 9000).toISOString()}"}`, {}, 9],
  [`{"expires_at":"${new Date(askedAt + 9000).toISOString().replace("T", " ").replace("Z", "")}"}`, {}, 9],
  [`{"expires_at":"${new Date(askedAt - 9000).toISOString()}"}`, {}, 0],
  ['{"expires_at":"9999-12-31T00:00:00Z"}', {}, 3650 * day],
  ['{"expires_at":"tomorrow"}', {}, null],
  ['{"expires_at":0}', {}, null],
])("%s with %j", (text, deviations, expected) => expect(life(text, deviations)).toBe(expected));

test("whatever is answered, it is a moment that a database holds, or nothing", () => {
  const anything = fc.oneof(
    fc.json(),
    fc.double().map(String),
    fc.string().map((one) => JSON.stringify(one)),
  );
  fc.assert(
    fc.property(anything, anything, (first, second) => {
      const text = `{"expires_in":${first === "NaN" || first.includes("Infinity") ? "1e999" : first},"expires_at":${second === "NaN" || second.includes("Infinity") ? '"x"' : second}}`;
      const seconds = life(text);
      if (seconds === null) return;
      expect(seconds).toBeGreaterThanOrEqual(0);
      expect(seconds).toBeLessThanOrEqual(3650 * day);
    }),
  );
});
