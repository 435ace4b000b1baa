import { describe, expect, test } from "vitest";
import { bearer, connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const time = { kind: "string", format: "date-time" } as const;
const content = { kind: "string", encoding: "base64" } as const;
const rules = {
  kind: "object",
  nullable: true,
  properties: [{ name: "teams", required: true, type: string }],
} as const;
const inBoxes = [
  parameterOf("owner", { in: "path", required: true }),
  parameterOf("repo", { in: "path", required: true }),
  parameterOf("number", { in: "path", required: true, type: integer }),
];
const bodyOf = (...properties: { name: string; required?: true; type: object }[]) => ({
  contentType: "application/json",
  encoding: "json" as const,
  required: false,
  type: { kind: "object" as const, properties: properties as never },
});
const path = "/boxes/{owner}/{repo}/{number}";
const connector = connectorOf(
  [
    operationOf("boxes.list", {
      path: "/boxes",
      parameters: [
        parameterOf("since", { type: time, description: "A time, or `now`." }),
        parameterOf("day", { type: { kind: "string", format: "date" } }),
        parameterOf("labels", { description: "A list of comma separated label names." }),
        parameterOf("title", {}),
      ],
    }),
    operationOf("boxes.fill", {
      method: "PUT",
      path: "/boxes",
      body: bodyOf({ name: "content", type: content }, { name: "due", type: time }),
    }),
    operationOf("boxes.update", {
      method: "PATCH",
      path,
      parameters: inBoxes,
      body: bodyOf({ name: "title", type: string }, { name: "state", type: string }),
    }),
    operationOf("boxes.comment", {
      method: "POST",
      path: `${path}/comments`,
      parameters: inBoxes,
      body: bodyOf({ name: "body", required: true, type: string }),
    }),
    operationOf("boxes.protect", {
      method: "PUT",
      path: "/protection",
      body: bodyOf(
        { name: "strict", required: true, type: string },
        { name: "rules", required: true, type: rules },
      ),
    }),
    operationOf("boxes.upload", {
      method: "POST",
      path: "/upload",
      security: [],
      body: bodyOf({ name: "title", type: string }),
    }),
  ],
  { auth: [bearer] },
);

async function ran(argv: readonly string[], reply = replyJson({ ok: true })) {
  const recorder = await startRecorder(reply);
  const env = { ACME_BASE_URL: recorder.url, ACME_API_KEY: "k" };
  const done = await runConnector(connector, argv, { env });
  return { ...done, sent: recorder.requests };
}

describe("what the API would refuse or read as something else is said before anything is sent", () => {
  test.each<[string[], string | RegExp, string?]>([
    [
      ["boxes", "list", "--since", "yesterday"],
      "write it like --since 2026-01-31T09:00:00Z",
      '--since must be a date-time, not "yesterday"',
    ],
    [["boxes", "list", "--since", "2026-13-45"], /^write it like/],
    [["boxes", "list", "--day", ""], "write it like --day 2026-01-31"],
    [["boxes", "fill", "--due", "tomorrow"], /^write it like --due/],
    [
      ["boxes", "fill", "--content", "it's"],
      `try: custom-acme boxes fill --content "$(printf %s 'it'\\''s' | base64 | tr -d '\\n')"`,
      "--content is not base64",
    ],
    [["boxes", "fill", "--content", "hello"], /printf %s hello/],
    [["boxes", "fill", "--content", "a b ".repeat(60)], "--content @<file> encodes a file"],
    [["boxes", "fill", "--input", '{"content":"hello"}'], /./, "--content is not base64"],
    [
      ["boxes", "list", "--labels", "bug", "--labels", "help wanted"],
      "try: custom-acme boxes list --labels 'bug,help wanted'",
    ],
    [["boxes", "list", "--title", "a", "--title", "b"], /--help$/],
    [
      ["boxes", "update", "ada/box", "3"],
      "give at least one of --title, --state; --input '{}' sends none",
      "nothing to change is given",
    ],
    [
      ["boxes", "comment", "ada/box", "3", "Thank you"],
      "try: custom-acme boxes comment --owner ada --repo box --number 3 --body 'Thank you'",
    ],
    [["boxes", "protect", "--strict", "x"], "try: custom-acme boxes protect --strict x --rules <null|json>"],
  ])("%j", async (argv, help, message) => {
    const { error, sent, exit } = await ran(argv);
    expect(sent).toEqual([]);
    expect(exit).toBe(2);
    if (typeof help === "string") expect(error?.help).toBe(help);
    else expect(error?.help).toMatch(help);
    if (message !== undefined) expect(error?.message).toBe(message);
  });
});

test.each<[string[], string]>([
  [["boxes", "list", "--since", "2026-11-25"], "GET /boxes?since=2026-11-25"],
  [["boxes", "list", "--since", "2026-11-25T09:00:00+01:00"], "since=2026-11-25T09%3A00%3A00%2B01%3A00"],
  [["boxes", "list", "--since", "1700000000"], "since=1700000000"],
  [["boxes", "list", "--since", "now"], "since=now"],
  [["boxes", "fill", "--content", "aGVsbG8="], "PUT /boxes"],
  [["boxes", "fill", "--content", "aGVs\nbG8="], "PUT /boxes"],
  [["boxes", "update", "ada/box#3", "--title", "x"], "PATCH /boxes/ada/box/3"],
  [["boxes", "update", "ada/box", "3", "--input", "{}"], "PATCH /boxes/ada/box/3"],
])("%j is sent", async (argv, wanted) => {
  const { err, sent } = await ran(argv);
  expect(err).not.toMatch(/error|taken for/);
  expect(sent.map(({ method, url }) => `${method} ${url}`).join()).toContain(wanted);
});

test("four letters are base64 as well; where they are bytes of no text it is said", async () => {
  const { err, sent } = await ran(["boxes", "fill", "--content", "hell"]);
  expect(err).toContain(
    "--content is taken for base64; if it is text, try: custom-acme boxes fill --content",
  );
  expect(sent).toHaveLength(1);
});

test("a 401 of a command that the connector gives no credential is nothing that a host can mend", async () => {
  const { error } = await ran(["boxes", "upload", "--title", "x"], replyJson({ message: "Who?" }, 401));
  expect(error?.code).toBe("NOT_CONFIGURED");
  expect(error?.help).toMatch(/^no credential was sent: .* at api\.acme\.example; its author adds it/);
});

test("an error of a write without its body says that none was sent", async () => {
  const { error } = await ran(["boxes", "upload"], replyJson({ message: "Problems parsing JSON" }, 400));
  expect(error?.help).toContain("no body was sent (--input '{}' sends an empty one)");
  const full = await ran(["boxes", "upload", "--title", "x"], replyJson({ message: "Bad" }, 400));
  expect(full.error?.help).not.toContain("no body");
});

test.each([
  [["--fields", "title", "--fields", "number"]],
  [["--fields", "title number"]],
  [["--fields", "title,", "number"]],
  [["--fields", "title, number"]],
])("%j shows both", async (argv) => {
  const { out } = await ran(["boxes", "list", ...argv], replyJson({ id: 1, title: "a", number: 2 }));
  expect(JSON.parse(out)).toEqual({ title: "a", number: 2 });
});
