import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { grade, type Mistake, mistakes } from "./authoring/mistakes/grade.ts";

// What `specwire check` says to each mistake, and what `check --fix` makes of it. UPDATE=1 writes what came of all.
const file = join(import.meta.dirname, "authoring/mistakes/_expected/findings.json");
const all = mistakes();
const graded = all.map(grade);
const came = Object.fromEntries(graded.map(({ name, found, repaired }) => [name, { found, repaired }]));
if (process.env.UPDATE === "1") writeFileSync(file, `${JSON.stringify(came, undefined, 2)}\n`);
const expected = JSON.parse(readFileSync(file, "utf8")) as typeof came;

test("there are enough of them, each of its own kind", () => {
  expect(all.length).toBeGreaterThanOrEqual(200);
  const wrong = all.map(({ base, change }) => JSON.stringify([base, change]));
  expect(new Set(wrong).size).toBe(wrong.length);
});

describe("mistakes", () => {
  test.each(all.map(({ name }) => name))("%s", (name) => expect(came[name]).toEqual(expected[name]));

  test("nothing else is expected", () => expect(Object.keys(expected)).toEqual(Object.keys(came)));

  test("each is named where it is, with what to do about it", () => {
    expect(graded.filter(({ named }) => !named).map(({ name }) => name)).toEqual([]);
  });

  test("eight of ten are repaired to a spec without errors", () => {
    const repaired = graded.filter((one) => one.repaired !== "none");
    expect(repaired.length / graded.length).toBeGreaterThanOrEqual(0.8);
  });

  test("one mistake is hardly ever more than one finding", () => {
    const errors = graded.flatMap(({ found }) => found.filter((line) => line.startsWith("error ")));
    expect(errors.length / graded.length).toBeLessThan(1.2);
  });
});

test("what is no mistake is not repaired", () => {
  for (const base of new Set(all.map((one) => one.base))) {
    const right: Mistake = { name: base, says: "", why: "", where: "", base, change: [] };
    expect(grade(right)).toMatchObject({ found: [], repaired: "none" });
  }
});
