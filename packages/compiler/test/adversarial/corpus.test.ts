import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { casesOf } from "./support/cases.ts";
import { positionNames } from "./support/place.ts";

const folder = new URL("cases/", import.meta.url);
const areas = readdirSync(folder).map((name) => name.replace(/\.json$/, ""));
const cases = areas.flatMap((area) => casesOf(area).map((one) => ({ area, ...one })));
const runs = cases.flatMap((one) => one.runs);

/** Which test file runs which areas, as they say it themselves. */
const testFiles = ["code", "names", "prose", "limits"].map((name) =>
  readFileSync(new URL(`${name}.test.ts`, import.meta.url), "utf8"),
);

describe("the hostile cases", () => {
  test("are as many as were handed over, each with a name of its own", () => {
    expect(areas.length).toBe(16);
    expect(cases.length).toBe(154);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  test.each(areas)("%s is ASCII, and a test file runs it", (area) => {
    expect(readFileSync(new URL(`${area}.json`, folder), "utf8")).toMatch(/^[\n -~]*$/);
    expect(testFiles.filter((text) => text.includes(`"${area}"`)).length).toBe(1);
  });

  test("go somewhere, and say what becomes of them", () => {
    expect(cases.filter((one) => one.runs.length === 0)).toEqual([]);
    for (const { outcome, code } of runs) {
      if (outcome === "refused") expect(code).toMatch(/^[a-z]+\/[a-z-]+$/);
      else if (outcome !== "bounded") expect(code).toBeUndefined();
    }
  });

  test("name positions that there are, and leave none out", () => {
    expect(new Set(runs.map(({ position }) => position))).toEqual(new Set(positionNames));
  });
});
