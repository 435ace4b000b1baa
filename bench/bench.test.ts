import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokerBench } from "./broker/bench.ts";
import { compileBench } from "./compile/bench.ts";
import { work } from "./lib/inputs.ts";
import { Measurer } from "./lib/measure.ts";
import type { BenchOptions } from "./lib/options.ts";
import type { Result } from "./lib/race.ts";
import { markdownOf, type Report, withTables } from "./lib/report.ts";
import { spreadOf } from "./lib/statistics.ts";
import { startBench } from "./start/bench.ts";

// Only that each bench still runs: from the sources, on ten operations, without any other tool.
const options: BenchOptions = {
  effort: "once",
  documents: { Clinic: join(import.meta.dirname, "lib/small10.json") },
  specwire: [
    process.execPath,
    "--conditions=@specwire/source",
    join(import.meta.dirname, "../packages/cli/src/main.ts"),
  ],
  peers: false,
};

let measurer: Measurer;
beforeAll(() => {
  mkdirSync(join(work, "tmp"), { recursive: true });
  measurer = new Measurer();
});
afterAll(() => measurer.close());

function failuresOf({ sections }: Report): Result[] {
  return sections.flatMap(({ results }) => results.filter(({ failure }) => failure !== undefined));
}

describe("each bench runs", () => {
  test("compile", async () => {
    const report = await compileBench(options, measurer);
    expect(failuresOf(report)).toEqual([]);
    expect(markdownOf(report)).toContain("| specwire |");
  });

  test("start", async () => {
    const report = await startBench(options, measurer);
    expect(failuresOf(report)).toEqual([]);
    expect(markdownOf(report)).toContain("| specwire, 10 operations, Deno |");
  });

  test("broker", async () => {
    expect(markdownOf(await brokerBench(options))).toContain("| broker |");
  });
});

test("a process is measured as a whole, and one that fails is told apart", async () => {
  const words = [process.execPath, "-e", "for (const end = Date.now() + 100; Date.now() < end; );"];
  const { code, wallMs, cpuMs, rssMb } = await measurer.measure({ words });
  expect(code).toBe(0);
  expect(wallMs).toBeGreaterThan(100);
  expect(cpuMs).toBeGreaterThan(10);
  expect(rssMb).toBeGreaterThan(10);
  const broken = await measurer.measure({ words: [process.execPath, "-e", "throw new Error('so it is')"] });
  expect(broken).toMatchObject({ code: 1, said: expect.stringContaining("so it is") });
});

test("the median of an even number of values lies between the middle two", () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
  expect(spreadOf([5, 1, 9])).toEqual({ median: 5, min: 1, max: 9 });
});

test("tables go between the markers of their bench, and nothing else changes", () => {
  const page = "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n";
  const written = "a\n<!-- x: begin -->\n\nnew\n\n<!-- x: end -->\nb\n";
  expect(withTables(page, "x", "new")).toBe(written);
  expect(() => withTables(page, "y", "new")).toThrow(/no place for "y"/);
});
