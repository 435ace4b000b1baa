import { describe, expect, test } from "vitest";
import { connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

describe("a body with lists, unions and a field called input", () => {
  const text = { kind: "object", properties: [{ name: "role", required: true, type: string }] } as const;
  const customer = {
    kind: "object",
    properties: [
      { name: "name", type: string },
      { name: "externalId", required: true, type: string },
    ],
  } as const;
  const say = operationOf("chat.say", {
    method: "POST",
    body: {
      contentType: "application/json",
      encoding: "json",
      required: true,
      type: {
        kind: "object",
        properties: [
          { name: "messages", type: { kind: "array", items: text } },
          {
            name: "license",
            type: { kind: "union", variants: [string, { kind: "array", items: string }] },
          },
          { name: "statuses", type: { kind: "array", items: string } },
          { name: "input", type: string },
          { name: "customer", required: true, type: customer },
        ],
      },
    },
  });
  const said = async (argv: string[]) => {
    const recorder = await startRecorder(replyJson({}));
    const env = { ACME_BASE_URL: recorder.url };
    const ran = await runConnector(connectorOf([say]), ["chat", "say", ...argv], { env });
    const sent = recorder.requests.map(({ body }) => JSON.parse(body.toString()) as unknown);
    return { ...ran, body: sent[0], count: sent.length };
  };
  const id = ["--customer.external-id", "c"];

  test("one or several of a union of text and list", async () => {
    const body = { customer: { externalId: "c" } };
    expect((await said([...id, "--license", "a"])).body).toEqual({ license: "a", ...body });
    expect((await said([...id, "--license", "a", "--license", "b"])).body).toEqual({
      license: ["a", "b"],
      ...body,
    });
  });

  test.each<[string[], string | undefined]>([
    [
      ["--status", "a", "--status=b c", ...id],
      "try: custom-acme chat say --statuses a '--statuses=b c' --customer.external-id c",
    ],
    [
      ["--status", "a", "--licence", "b", ...id],
      "try: custom-acme chat say --statuses a --license b --customer.external-id c",
    ],
    [["--status", "a", "--zzzzzzzzz", "b"], "custom-acme chat say --help"],
    [
      ["--messages.content", "hi", "--messages.role", "user"],
      `--messages takes it as JSON: --messages '{"content":"hi"}'`,
    ],
    [[], "try: custom-acme chat say --customer.external-id <text>"],
    [["--license", "a"], "try: custom-acme chat say --license a --customer.external-id <text>"],
    [["--input", "hello"], "--input is the whole body; the field input is --body.input"],
  ])("the help of %j is %s", async (argv, help) => {
    const ran = await said(argv);
    expect([ran.error?.help, ran.count]).toEqual([help, 0]);
  });

  test("text for an object shows its shape", async () => {
    const { error } = await said(["--messages", "hi"]);
    expect(error?.message).toMatch(/^--messages takes an object as JSON, like \{"role":…\} \(/);
  });
});

test.each([
  [["5"], "try: custom-acme issues get --number 5 --owner <text> --repo <text>"],
  [["ada"], "try: custom-acme issues get --owner ada --repo <text> --number <integer>"],
  [["ada/notes"], "try: custom-acme issues get --owner ada --repo notes --number <integer>"],
  [["ada/notes", "5"], undefined],
  [["ada", "notes/5"], undefined],
  [["ada", "notes", "5"], undefined],
])("words without flags: %j", async (words, help) => {
  const issue = operationOf("issues.get", {
    path: "/repos/{owner}/{repo}/issues/{number}",
    parameters: [
      parameterOf("owner", { in: "path", required: true }),
      parameterOf("repo", { in: "path", required: true }),
      parameterOf("number", { in: "path", required: true, type: integer }),
    ],
  });
  const recorder = await startRecorder(replyJson({}));
  const env = { ACME_BASE_URL: recorder.url };
  const ran = await runConnector(connectorOf([issue]), ["issues", "get", ...words], { env });
  expect(ran.error?.help).toBe(help);
  if (help === undefined) expect(recorder.requests[0]?.url).toBe("/repos/ada/notes/issues/5");
});

describe("flags that other tools have", () => {
  const path = ["owner", "repo"].map((name) => parameterOf(name, { in: "path" as const, required: true }));
  const list = operationOf("issues.list", {
    path: "/repos/{owner}/{repo}/issues",
    parameters: [
      ...path,
      parameterOf("state", { type: { kind: "string", enum: ["open", "closed"] } }),
      parameterOf("creator"),
    ],
    response: { kind: "json", items: "", fields: [], known: [] },
  });
  const compare = operationOf("repos.compare", {
    path: "/repos/{owner}/{repo}/compare/{basehead}",
    parameters: [
      ...path,
      parameterOf("basehead", {
        in: "path" as const,
        required: true,
        description: "What to compare, in the form `BASE...HEAD`.",
      }),
    ],
  });
  const get = operationOf("issues.get", {
    path: "/repos/{owner}/{repo}/issues/{issue_number}",
    parameters: [
      ...path,
      parameterOf("issue_number", { in: "path" as const, required: true, type: integer }),
    ],
  });
  const here = "--owner ada --repo notes";

  test.each([
    [`issues list ${here} --json number,title`, `try: custom-acme issues list ${here} --fields number,title`],
    [`issues list ${here} --json`, `try: custom-acme issues list ${here}`],
    [`issues list ${here} --json=number --yes`, `try: custom-acme issues list ${here} --fields number`],
    [`issues list -n 3 ${here}`, `try: custom-acme issues list --limit 3 ${here}`],
    [
      `issues list ${here} --jq .x`,
      "answers are JSON: pipe them to jq, or choose members with --fields a,b.c",
    ],
    [`issues list ${here} --format table`, `try: custom-acme issues list ${here} --output table`],
    [
      `issues list ${here} --stat open --json number`,
      `try: custom-acme issues list ${here} --state open --fields number`,
    ],
    [`issues get ${here} --id 3`, `try: custom-acme issues get ${here} --issue-number 3`],
    [`issues get --repo ada/notes --issue-number 3`, `try: custom-acme issues get ${here} --issue-number 3`],
    [`issues list --repo ada/notes`, `try: custom-acme issues list ${here}`],
    [`issues get ${here} --issue-number abc`, `try: custom-acme issues get ${here} --issue-number <integer>`],
    [`issues list ${here} --state zzzzzz`, `try: custom-acme issues list ${here} --state <open|closed>`],
    [`issues list ${here} --creator`, `try: custom-acme issues list ${here} --creator <value>`],
    [
      `repos compare ${here} --base main --head nope`,
      `try: custom-acme repos compare ${here} --basehead main...nope`,
    ],
    [`issues list ${here} --author ada`, `try: custom-acme issues list ${here} --creator ada`],
    [
      `issues list ${here} --stat open --author ada --json number`,
      `try: custom-acme issues list ${here} --state open --creator ada --fields number`,
    ],
    [`issues list ${here} --stats open`, `try: custom-acme issues list ${here} --state open`],
    [`issues list ${here} --zzzzzz open --author ada`, "custom-acme issues list --help"],
  ])("%s", async (line, help) => {
    const ran = await runConnector(connectorOf([list, get, compare]), line.split(" "), {
      env: { ACME_BASE_URL: "http://127.0.0.1:9" },
    });
    expect(ran.error?.help).toBe(help);
  });

  test("flags of the command beside it", async () => {
    const mine = operationOf("issues.list", { path: "/issues", parameters: [parameterOf("owned")] });
    const ofRepo = { ...list, id: "issues.list-for-repo" };
    const run = async (line: string) =>
      (await runConnector(connectorOf([mine, ofRepo]), line.split(" "))).error;
    expect(await run(`issues list ${here} --state open`)).toMatchObject({
      message: "there is no flag --owner; issues list-for-repo takes it",
      help: `try: custom-acme issues list-for-repo ${here} --state open`,
    });
    // It lacks what that one needs.
    expect((await run("issues list --owner ada"))?.help).toBe("try: custom-acme issues list --owned ada");
    expect((await run("help issues list"))?.help).toBe("try: custom-acme issues list --help");
  });

  test("a flag that is like no other: those that there are", async () => {
    const ran = await runConnector(connectorOf([list]), `issues list ${here} --search crash`.split(" "));
    expect(ran.error?.message).toBe("there is no flag --search; there are --state, --creator");
  });
});

describe("what takes away, leaves out or says no", () => {
  const boolean = { kind: "boolean" } as const;
  const update = operationOf("issues.update", {
    method: "PATCH",
    path: "/issues/{number}",
    parameters: [
      parameterOf("number", { in: "path", required: true, type: integer }),
      parameterOf("label"),
      parameterOf("state", { type: { kind: "string", enum: ["open", "closed"] } }),
    ],
    body: {
      contentType: "application/json",
      encoding: "json",
      required: false,
      type: {
        kind: "object",
        properties: [
          { name: "title", type: string },
          { name: "labels", type: { kind: "array", items: string } },
          { name: "locked", type: boolean },
          { name: "active", type: boolean },
          { name: "cancel_at_period_end", type: boolean },
        ],
      },
    },
  });
  const line = "try: custom-acme issues update --number 3";

  test.each([
    ["--remove-label bug", "there is no flag --remove-label; near, but not the same: --label"],
    ["--add-labels bug", "there is no flag --add-labels; near, but not the same: --labels, --label"],
    ["--exclude-labels bug", "there is no flag --exclude-labels; near, but not the same: --label, --labels"],
    ["--no-title", "there is no flag --no-title; near, but not the same: --title"],
    ["--inactive", "there is no flag --inactive; near, but not the same: --active"],
    ["--unlocked=false", "there is no flag --unlocked; did you mean --no-locked?"],
    [
      "--keep-at-period-end",
      "there is no flag --keep-at-period-end; near, but not the same: --cancel-at-period-end",
    ],
  ])("%s: nothing to run", async (flags, message) => {
    const { error } = await runConnector(connectorOf([update]), [
      ..."issues update --number 3".split(" "),
      ...flags.split(" "),
    ]);
    expect([error?.message, error?.help]).toEqual([message, "custom-acme issues update --help"]);
  });

  test.each([
    ["--unlocked", `${line} --no-locked`],
    ["--not-locked", `${line} --no-locked`],
    ["--dont-cancel-at-period-end", `${line} --no-cancel-at-period-end`],
    ["--titel x", `${line} --title x`],
    ["--state unopened", `${line} --state <open|closed>`],
    ["--state close", `${line} --state closed`],
    [`--json {"title":"x"}`, `${line} --input '{"title":"x"}'`],
    ["--title x --force yes", `${line} --title x`],
    ["--title x --confirm no", "nothing is asked before a call"],
    [`--input {"unlocked":true}`, undefined],
  ])("%s", async (flags, help) => {
    const { error } = await runConnector(
      connectorOf([update]),
      [..."issues update --number 3".split(" "), ...flags.split(" ")],
      { env: { ACME_BASE_URL: "http://127.0.0.1:9" } },
    );
    expect(error?.help?.startsWith("try: ") ? error.help : help).toBe(help);
  });

  test("a flag that writes a file is never put in place of another", async () => {
    const filter = parameterOf("filter[state]");
    const list = operationOf("issues.list", { parameters: [filter] });
    const helpOf = async (flag: string) =>
      (await runConnector(connectorOf([list]), ["issues", "list", flag, "open"])).error?.help;
    expect(await helpOf("--state")).toBe("try: custom-acme issues list --filter-state open");
    expect(await helpOf("--sav")).toBe("custom-acme issues list --help");
  });

  test("two limits are one too many", async () => {
    const list = operationOf("issues.list", { response: { kind: "json", items: "", fields: [], known: [] } });
    const { error } = await runConnector(
      connectorOf([list]),
      "issues list --page-size 5 --first 3".split(" "),
    );
    expect(error?.help).toBe("custom-acme issues list --help");
  });
});
