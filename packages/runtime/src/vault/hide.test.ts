import { format, inspect } from "node:util";
import { expect, test } from "vitest";
import { hideWhenInspected, hideWhenPrinted } from "./hide.ts";

const marker = "marker-4711";
const record = () => ({ access_token: marker, refresh_token: marker });

function printings(value: object): Record<string, string> {
  const nested = { account: { value, list: [value], map: new Map([["a", value]]) } };
  const error = Object.assign(new Error("it failed", { cause: value }), { value });
  return {
    inspected: inspect(nested, { depth: null, showHidden: true, getters: true }),
    "of an error": inspect(error, { depth: null, showHidden: true }),
    formatted: format("%s %o %O", value, value, value),
    "as text": `${String(value)}${value}`,
    "as JSON": JSON.stringify(nested) + format("%j", nested),
  };
}

test("secrets are printed by nothing, but for their names", () => {
  const printed = printings(hideWhenPrinted(record()));
  for (const [how, text] of Object.entries(printed)) {
    expect(text, how).not.toContain(marker);
    expect(text, how).toContain("[redacted]");
  }
  expect(printed["as JSON"]).toContain("refresh_token");
});

test("they are read and copied as ever", () => {
  const secrets = hideWhenPrinted(record());
  expect(secrets.access_token).toBe(marker);
  expect(Object.entries(secrets)).toEqual(Object.entries(record()));
  expect(JSON.stringify({ ...secrets })).toBe(JSON.stringify(record()));
  expect(hideWhenPrinted({ toString: marker, toJSON: marker })).toMatchObject({
    toString: marker,
    toJSON: marker,
  });
  expect(structuredClone({ ...secrets })).toEqual(record());
});

test("what has to travel as JSON is hidden from logs all the same", () => {
  const { "as JSON": json, "as text": _text, ...others } = printings(hideWhenInspected(record()));
  expect(json).toContain(marker);
  for (const [how, text] of Object.entries(others)) expect(text, how).not.toContain(marker);
});
