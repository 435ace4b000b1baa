import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Measured } from "./measure.ts";

const program = join(import.meta.dirname, "measure.ts");
const interpretOnly = ["--no-opt", "--no-maglev", "--no-sparkplug", "--no-lazy-feedback-allocation"];

let measured: readonly Measured[] = [];
beforeAll(() => {
  const flags = [...interpretOnly, "--no-warnings", "--conditions=@specwire/source"];
  measured = JSON.parse(execFileSync(process.execPath, [...flags, program], { encoding: "utf8" }));
});

/** Twice the document is twice the work and twice the output, but for sorting and a few digits. */
const slack = 1.05;

test.each([
  ["plain", "operations with schemas of their own"],
  ["dense", "schemas that all reach each other, as Stripe's do"],
  ["nested", "deep schemas without names"],
  ["diamonds", "one schema by 2^40 ways"],
  ["towers", "unions of unions of unions"],
])("work and output grow no faster than the document: %s, %s", (shape) => {
  const [one, two] = measured.filter((each) => each.shape === shape) as [Measured, Measured];
  expect(two.size).toBe(2 * one.size);
  const grown = Math.max(2, two.bytes / one.bytes) * slack;
  expect(two.work / one.work).toBeLessThan(grown);
  expect(two.written / one.written).toBeLessThan(grown);
});
