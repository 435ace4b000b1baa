import { describe, expect, test } from "vitest";
import { connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const labelled = { kind: "object", properties: [{ name: "name", type: string }] } as const;
const open = { kind: "any" } as const;
const line = {
  kind: "object",
  properties: [
    { name: "sku", type: string },
    { name: "qty", type: integer },
  ],
  additional: open,
} as const;
const order = {
  kind: "object",
  properties: [
    { name: "customer", type: { ...labelled, additional: open } },
    { name: "lines", type: { kind: "array", items: line } },
  ],
  additional: open,
} as const;
const update = operationOf("issues.update", {
  method: "PATCH",
  path: "/issues",
  parameters: [parameterOf("notify", { type: { kind: "array", items: string } })],
  body: {
    contentType: "application/json",
    encoding: "json",
    required: true,
    type: {
      kind: "object",
      properties: [
        { name: "title", type: string },
        { name: "body", type: string },
        { name: "state", type: { kind: "string", enum: ["open", "@done"] } },
        { name: "labels", type: { kind: "array", items: { kind: "union", variants: [string, labelled] } } },
        { name: "assignees", type: { kind: "array", items: string } },
        { name: "numbers", type: { kind: "array", items: integer } },
        { name: "order", type: order },
      ],
      additional: { kind: "any" },
    },
  },
});
const free = operationOf("things.add", {
  method: "POST",
  path: "/things",
  body: {
    contentType: "application/json",
    encoding: "json",
    required: true,
    type: { kind: "object", properties: [{ name: "name", type: string }], additional: string },
  },
});

async function ran(argv: readonly string[], stdin?: string) {
  const recorder = await startRecorder(replyJson({ ok: true }));
  const env = { ACME_BASE_URL: recorder.url };
  const done = await runConnector(connectorOf([update, free]), argv, {
    env,
    ...(stdin !== undefined && { stdin }),
  });
  const sent = recorder.requests.map(({ body }) => JSON.parse(body.toString()) as unknown);
  return { ...done, sent };
}

describe("a write that stores what nobody meant is refused with the right line", () => {
  test.each<[string[], string | RegExp]>([
    [
      ["--labels", "bug,question", "--title", "a b"],
      "try: custom-acme issues update --labels bug --labels question --title 'a b'",
    ],
    [["--assignees=ada,bob"], "try: custom-acme issues update --assignees ada --assignees bob"],
    [["--assignees", "ada,--bob"], "try: custom-acme issues update --assignees ada --assignees=--bob"],
    [["--notify", "a,b"], "try: custom-acme issues update --notify a --notify b"],
    [
      ["--input", '{"titel":"x y"}', "--output", "json"],
      `try: custom-acme issues update --input '{"title":"x y"}' --output json`,
    ],
    [
      ["--input", '{"bdy":"x","zzzzzz":1}'],
      `try: custom-acme issues update --input '{"body":"x","zzzzzz":1}'`,
    ],
    [
      ["--input", '{"title":"x","bodi":"y"}'],
      `try: custom-acme issues update --input '{"title":"x","body":"y"}'`,
    ],
    // In a list, deeper, and in what a flag states.
    [
      ["--input", '{"labels":["a",{"nmae":"b"}]}'],
      `try: custom-acme issues update --input '{"labels":["a",{"name":"b"}]}'`,
    ],
    [
      ["--labels", "a", "--labels", '{"nam":"b"}'],
      `try: custom-acme issues update --labels '["a",{"name":"b"}]'`,
    ],
    [
      ["--order", '{"lines":[{"sku":"rye","qt":2}],"customer":{"name":"Eva"}}'],
      `try: custom-acme issues update --order '{"lines":[{"sku":"rye","qty":2}],"customer":{"name":"Eva"}}'`,
    ],
    // The wrapper was let out: everything belongs into one member.
    [["--input", '{"lines":[]}'], `try: custom-acme issues update --input '{"order":{"lines":[]}}'`],
  ])("%j", async (argv, help) => {
    const { error, sent } = await ran(["issues", "update", ...argv]);
    expect(error?.help).toBe(help);
    expect(sent).toEqual([]);
  });

  test("what was piped in is not repeated", async () => {
    const { err, sent } = await ran(["issues", "update", "--input", "-"], '{"titel":"hunter2"}');
    expect(err).toContain("did you mean title?");
    expect(err).not.toContain("hunter2");
    expect(sent).toEqual([]);
  });
});

describe("what may be meant is sent, and said", () => {
  test.each<[string[], string, unknown]>([
    [
      ["--body", "@notes.md"],
      '--body is sent as it stands, "@notes.md"; the text of a file: --body "$(cat notes.md)"',
      { body: "@notes.md" },
    ],
    [
      ["--labels", "a, b"],
      '--labels has one value, "a, b"; for several repeat the flag',
      { labels: ["a, b"] },
    ],
    [
      ["--order", '{"lines":[{"sku":"rye","grain":"whole"}]}'],
      "--order: no member lines.0.grain is known; sent as it stands",
      { order: { lines: [{ sku: "rye", grain: "whole" }] } },
    ],
    [
      ["--input", '{"priority":1}'],
      "--input: no member priority is known; sent as it stands",
      { priority: 1 },
    ],
  ])("%j", async (argv, note, body) => {
    const { err, sent } = await ran(["issues", "update", ...argv]);
    expect(err).toContain(note);
    expect(sent).toEqual([body]);
  });
});

test.each<[string[], unknown]>([
  [["issues", "update", "--title", "Red, green,blue"], { title: "Red, green,blue" }],
  [["issues", "update", "--labels", '["a,b"]'], { labels: ["a,b"] }],
  [["issues", "update", "--labels", '{"name":"a,b"}'], { labels: [{ name: "a,b" }] }],
  [["issues", "update", "--labels", "a,b", "--labels", "c"], { labels: ["a,b", "c"] }],
  [["issues", "update", "--body", "@ada look at this"], { body: "@ada look at this" }],
  [["issues", "update", "--state", "@done"], { state: "@done" }],
  [
    ["issues", "update", "--order.lines", '{"sku":"rye","qty":1}'],
    { order: { lines: [{ sku: "rye", qty: 1 }] } },
  ],
  [["issues", "update", "--input", '{"title":"x","labels":["a,b"]}'], { title: "x", labels: ["a,b"] }],
  [["things", "add", "--input", '{"nam":"x","anything":"y"}'], { nam: "x", anything: "y" }],
])("%j is beyond doubt", async (argv, body) => {
  const { err, sent } = await ran(argv);
  expect(err).not.toMatch(/one value|stands|did you mean/);
  expect(sent).toEqual([body]);
});
