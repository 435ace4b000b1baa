import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { work } from "./lib/inputs.ts";
import type { BenchOptions } from "./lib/options.ts";
import { markdownOf, type Report } from "./lib/report.ts";
import { isComplete } from "./tokens/answers.ts";
import { tokensBench } from "./tokens/bench.ts";
import { intents, waysTo } from "./tokens/discovery.ts";
import type { JsonObject } from "./tokens/json.ts";
import { pageSize, sampleOf } from "./tokens/sample.ts";
import { tokensOf } from "./tokens/surfaces.ts";
import { targetsOf } from "./tokens/targets.ts";
import { type Tool, toolIn } from "./tokens/tool.ts";

// From the sources, on a small document with examples, without any other tool.
const document = join(import.meta.dirname, "tokens/test/desk.json");
const desk = JSON.parse(readFileSync(document, "utf8")) as JsonObject;
const options: BenchOptions = {
  effort: "once",
  documents: { Desk: document },
  specwire: [
    process.execPath,
    "--conditions=@specwire/source",
    join(import.meta.dirname, "../packages/cli/src/main.ts"),
  ],
  peers: false,
};
const calls = {
  lists: [{ path: "/tickets" }],
  details: [{ path: "/tickets/{number}", values: { number: "41" } }],
};

let report: Report;
let tool: Tool;
beforeAll(async () => {
  report = await tokensBench(options, { Desk: calls });
  tool = toolIn(join(work, "tokens/out/init/desk"));
}, 60_000);

test("a tool of a small document keeps every target", () => {
  expect(report.targets.map(({ id }) => id)).toEqual(["T1", "T2", "T3", "T4", "T6", "T7", "T8"]);
  expect(report.targets.filter(({ met }) => !met)).toEqual([]);
  expect(report.targets.find(({ id }) => id === "T6")?.measured).toMatch(
    /^Desk (\d.*) %; all together \1 %$/,
  );
  expect(markdownOf(report)).toContain("| `/tickets` |");
});

describe("what the stand-in serves", () => {
  test("of a list a page with identities of their own, and the headers of the document", () => {
    const { body, headers, from } = sampleOf(desk, "/tickets", "list");
    expect(from).toBe("example");
    expect(body).toHaveLength(pageSize);
    expect(new Set((body as readonly JsonObject[]).map(({ number }) => number)).size).toBe(pageSize);
    expect(headers.link).toContain('rel="last"');
  });

  test("of one thing its example as it is", () => {
    const { body } = sampleOf(desk, "/tickets/{number}", "detail");
    expect(body).toMatchObject({ number: 41, labels: [{ name: "bug" }] });
  });

  test("nothing that the document has no answer for", () => {
    expect(() => sampleOf(desk, "/users", "list")).toThrow(/no answer in JSON/);
  });
});

describe("a list is complete", () => {
  const { body } = sampleOf(desk, "/tickets", "list");
  const detail = {
    operation: "tickets.get",
    arguments: [{ in: "path", name: "number", from: { pointer: "/number" } }],
  } as const;
  const all = (body as readonly JsonObject[]).map(({ number, title }) => ({ number, title }));
  const command = "One: custom-desk tickets get --number <number>";

  test("where each item shows what its detail needs, and the command is named", () => {
    expect(isComplete(detail, body, JSON.stringify(all), command)).toBe(true);
  });

  test.each([
    ["one item lacks it", all.map(({ title }, at) => (at === 3 ? { title } : all[at])), command],
    ["an item is missing", all.slice(1), command],
    ["the command is not named", all, "30 of 42 items"],
  ])("but not where %s", (_, printed, err) => {
    expect(isComplete(detail, body, JSON.stringify(printed), err)).toBe(false);
  });

  test("by no measure where no command leads on", () => {
    expect(isComplete(undefined, body, JSON.stringify(all), command)).toBeUndefined();
  });
});

describe("the way to a call", () => {
  test("counts the instructions, each answer and the help of the command", async () => {
    const way = await waysTo(tool, { intent: "open a new ticket", right: ["tickets.create"] });
    const printed = async (...words: string[]) => tokensOf((await tool.run(words)).out);
    const [read, help] = [tokensOf(tool.instructions), await printed("tickets", "create", "--help")];
    expect(way.place).toBe(1);
    expect(way.byFind).toBe(read + (await printed("--find", "open a new ticket")) + help);
    expect(way.byGroups).toBe(read + (await printed("tickets")) + help);
    expect(way.inAll).toBe(way.byFind);
  });

  test("counts the search that shows nothing right as well", async () => {
    const way = await waysTo(tool, { intent: "zebra crossing", right: ["tickets.create"] });
    expect([way.place, way.byFind]).toEqual([undefined, undefined]);
    expect(way.inAll).toBeGreaterThan(way.byGroups);
    const { met, measured } = targetsOf([], [{ ...way, inAll: 1501 }]).find(({ id }) => id === "T5") ?? {};
    expect([met, measured]).toEqual([false, "0 of 1 intents; 1501 half of them, 1501 at most"]);
  });

  test("is asked of commands that are there", async () => {
    await expect(waysTo(tool, { intent: "x", right: ["tickets.fly"] })).rejects.toThrow(/no operation/);
    expect(intents().length).toBeGreaterThanOrEqual(20);
  });
});
