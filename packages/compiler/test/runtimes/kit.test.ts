import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const kit: string = readFileSync(join(import.meta.dirname, "../../gen/cli-kit.mjs.txt"), "utf8");

test("no pattern with classes of Unicode is read before the tool runs", () => {
  expect(kit).toContain("RegExp(`");
  // In a text the backslash is written twice.
  expect(kit).not.toMatch(/(?<!\\)\\p\{/i);
});

test("a stack names the functions that it goes through", () => {
  for (const name of ["startCli", "runCli", "runOperation"]) expect(kit).toContain(`function ${name}(`);
});

test("what each tool carries is read at every start, and stays small", () => {
  expect(kit.length).toBeLessThan(244_000);
});
