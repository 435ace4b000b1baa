import { type Connector, estimateTokens, type Parameter, tokenBudgets } from "@specwire/contract";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, test } from "vitest";
import { bearer, connectorOf, operationOf, parameterOf, string } from "./support/connector.ts";
import { runConnector } from "./support/run-in-process.ts";

const long = (name: string, length = 500) => `${name} ${"of the thing ".repeat(60)}`.slice(0, length);
const operations = (count: number, id: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => operationOf(id(index), { summary: long(`Do ${index}`, 100) }));
const highlights = (connector: Connector) => Object.keys(connector.operations).slice(0, 8);

const connectors: Record<string, Connector> = {
  "5,000 operations in 500 groups": connectorOf(
    operations(5000, (index) => `group-${index % 500}.sub-${index % 7}.do-thing-${index}`),
  ),
  "5,000 operations in one group": connectorOf(operations(5000, (index) => `things.do-thing-${index}`)),
  "5,000 operations in one group, with groups below": connectorOf(
    operations(5000, (index) => `things.kind-${index % 900}.do-thing-${index}`),
  ),
  "5,000 operations without a group": connectorOf(operations(5000, (index) => `do-thing-${index}`)),
  "long ids": connectorOf(
    operations(300, (index) => `${"quite-long-group-name-".repeat(3)}${index % 20}.and-its-command-${index}`),
  ),
  "long texts and many variables": connectorOf(
    operations(12, (index) => `group-${index}.list`),
    {
      name: long("Acme", 80),
      description: long("Things"),
      auth: [
        {
          ...bearer,
          slots: Array.from({ length: 40 }, (_, index) => ({
            id: `key_${index}`,
            env: `ACME_A_LONG_NAME_OF_A_KEY_${index}`,
            label: "key",
          })),
        },
      ],
    },
  ),
};

async function helpOf(connector: Connector, argv: readonly string[]): Promise<string> {
  const { out, exit } = await runConnector(connector, argv);
  expect(exit).toBe(0);
  return out;
}

function expectWithin(text: string, budget: number): void {
  expect(estimateTokens(text)).toBeLessThanOrEqual(budget);
  expect(encode(text).length).toBeLessThanOrEqual(budget);
}

describe.each(Object.entries(connectors))("%s", (_, made) => {
  const connector = { ...made, highlights: highlights(made) };
  const groups = [
    ...new Set(
      Object.keys(connector.operations).flatMap((id) => (id.includes(".") ? [id.split(".")[0]] : [])),
    ),
  ].slice(0, 20);

  test("the top, with and without flags, says what to do next", async () => {
    for (const [argv, budget] of [
      [[], tokenBudgets.top],
      [["--help"], tokenBudgets.topWithFlags],
    ] as const) {
      const text = await helpOf(connector, argv);
      expectWithin(text, budget);
      expect(text).toMatch(/^custom-acme 1\.2\.3 - /);
      expect(text).toMatch(/\nNext: custom-acme <group> .*--find <words> searches all\.\n$/);
    }
  });

  test("each group", async () => {
    for (const group of groups) {
      const text = await helpOf(connector, [group ?? ""]);
      expectWithin(text, tokenBudgets.group);
      expect(text).toMatch(/\nNext: custom-acme .*--help shows its flags/);
    }
  });

  test("names everything where all is asked for", async () => {
    const top = await helpOf(connector, ["--help", "--all"]);
    const all = await Promise.all(groups.map((group) => helpOf(connector, [group ?? "", "--help", "--all"])));
    const words = new Set([top, ...all].join("\n").split(/[\s,:*!]+/));
    const ids = Object.keys(connector.operations).filter(
      (id) => !id.includes(".") || groups.includes(id.split(".")[0]),
    );
    expect(ids.filter((id) => !id.split(".").every((word) => words.has(word)))).toEqual([]);
  });
});

test("what a group counts, and does not name, is a page below it", async () => {
  const connector = connectors["5,000 operations in one group, with groups below"] ?? expect.fail();
  const page = await helpOf(connector, ["things"]);
  const [, word] = /lists one:\n {2}(\S+) \(\d+\)/.exec(page) ?? [];
  const below = await helpOf(connector, ["things", word ?? ""]);
  expect(below).toMatch(/^custom-acme things kind-\d+: [56] commands/);
  expect(below).toContain("do-thing-");
});

describe("the help of a command", () => {
  const flags = (count: number, more: Partial<Parameter> = {}, name = "flag") =>
    Array.from({ length: count }, (_, index) =>
      parameterOf(`${name}-${index}`, { description: long(`What ${index} is for`), ...more }),
    );
  const many = {
    type: { kind: "string", enum: Array.from({ length: 200 }, (_, index) => `value-${index}`) },
  } as const;
  const members = (depth: number): object => ({
    kind: "object",
    properties: Array.from({ length: 6 }, (_, index) => ({
      name: `member_${depth}_${index}`,
      description: long("A member"),
      type: depth === 0 ? string : members(depth - 1),
    })),
  });
  const body = {
    contentType: "application/json",
    encoding: "json",
    required: true,
    type: members(2),
  } as never;
  const cases: Record<string, object> = {
    "300 optional flags": { parameters: flags(300) },
    "60 required flags": { parameters: flags(60, { required: true }) },
    "400 required flags": { parameters: flags(400, { required: true }) },
    "long enumerations": {
      parameters: [...flags(10, { ...many, required: true }), ...flags(40, many, "other")],
    },
    "names of 500 characters": {
      parameters: [
        ...flags(4, { required: true }, `${"a-name-".repeat(70)}x`),
        ...flags(20, {}, `${"another-name-".repeat(40)}x`),
      ],
    },
    "a deep body": { method: "POST", body },
    "long words": {
      summary: long("Do", 100),
      description: long("Much", 600),
      examples: [{ arguments: { query: { "flag-0": long("x", 3000) } } }],
      parameters: flags(1),
      response: { kind: "json", items: "", fields: flags(90).map(({ name }) => name), known: [] },
    },
  };

  test.each(Object.entries(cases))("%s", async (name, more) => {
    const connector = connectorOf([operationOf("things.do", more)]);
    const text = await helpOf(connector, ["things", "do", "--help"]);
    expectWithin(text, /required|names/.test(name) ? tokenBudgets.command : 550);
    expect(text).toMatch(/^custom-acme things do: /);
    const whole = await helpOf(connector, ["things", "do", "--help", "--all"]);
    expect(whole.match(/^ {2}--/gm)?.length ?? 0).toBeGreaterThanOrEqual(
      text.match(/^ {2}--/gm)?.length ?? 0,
    );
    const left = [...text.matchAll(/^And (\d+).* more: (--help --all) shows them/gm)];
    if (left.length === 0) return;
    const { parameters = [] } = more as { parameters?: readonly Parameter[] };
    for (const parameter of parameters) expect(whole).toContain(`--${parameter.name}`);
  });

  test("what is required comes first and is whole, also where little else is said", async () => {
    const connector = connectorOf([
      operationOf("things.do", { parameters: [...flags(8, { required: true }, "needed"), ...flags(200)] }),
    ]);
    const text = await helpOf(connector, ["things", "do", "--help"]);
    for (const { name } of flags(8, {}, "needed")) expect(text).toContain(`\n  --${name} <text>`);
    expect(text).toMatch(/^And \d+ more: --help --all shows them, --schema as JSON\.$/m);
  });

  test("members of the same object are named together", async () => {
    const connector = connectorOf([operationOf("things.do", { method: "POST", body, parameters: flags(3) })]);
    expect(await helpOf(connector, ["things", "do", "--help"])).toMatch(
      /--member-2-\d\.\{member-1-\d,member-1-\d/,
    );
  });
});
