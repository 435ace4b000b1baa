import { expect, test } from "vitest";
import { refuseManyValues } from "./refuse-many-values.ts";

const look = (json: string) => () => refuseManyValues(Buffer.from(json));

test("what is in a text is no value", () => {
  expect(look(`["${"[,{:".repeat(200_000)}\\"${"[".repeat(100)}"]`)).not.toThrow();
  expect(look(`["\\\\",${"[".repeat(100)}`)).toThrow("nested too deeply");
});

test("so many levels and values, and no more", () => {
  expect(look(`${"[".repeat(80)}${"]".repeat(80)}`)).not.toThrow();
  expect(look(`${'{"a":'.repeat(81)}`)).toThrow("nested too deeply");
  expect(look(`[${"{},".repeat(100_000)}1]`)).not.toThrow();
  expect(look(`[${"{},".repeat(126_000)}1]`)).toThrow("more than 250000 values");
  expect(look(`{${'"a":1,'.repeat(126_000)}}`)).toThrow("more than 250000 values");
});

test("a look is quick", () => {
  const json = Buffer.from(JSON.stringify("x".repeat(30_000_000)));
  const began = performance.now();
  refuseManyValues(json);
  expect(performance.now() - began).toBeLessThan(2000);
});
