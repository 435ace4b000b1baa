import type { Json, Link, Operation } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { bearer, connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const owner = parameterOf("owner", { in: "path", required: true });
const number = parameterOf("issue_number", { in: "path", required: true, type: integer });
const same = (name: string) => ({
  in: "path" as const,
  name,
  from: { argument: { in: "path" as const, name } },
});
const list: Link = { operation: "issues.list", arguments: [same("owner")] };
const detail: Link = { operation: "issues.get", arguments: [same("owner"), same("issue_number")] };
const made: Link = {
  operation: "labels.get",
  arguments: [same("owner"), { in: "path", name: "name", from: { pointer: "/name" } }],
};
const body = (...fields: readonly object[]): NonNullable<Operation["body"]> => ({
  contentType: "application/json",
  encoding: "json",
  required: true,
  type: { kind: "object", properties: fields as never },
});
const state = { name: "state", type: { kind: "string", enum: ["open", "closed"] } };
const issue = body(
  { name: "title", type: string },
  state,
  { name: "labels", type: { kind: "array", items: string } },
  { name: "parent", type: { kind: "object", properties: [{ name: "page_id", type: string }] } },
);

const one = { path: "/{owner}/issues/{issue_number}", parameters: [owner, number] };
const connector = connectorOf(
  [
    operationOf("issues.list", {
      path: "/{owner}/issues",
      parameters: [owner, parameterOf("sort", { type: { kind: "string", enum: ["created", "updated"] } })],
      response: { kind: "json", items: "", fields: [], known: [] },
    }),
    operationOf("issues.get", { ...one, list }),
    operationOf("issues.create", {
      method: "POST",
      path: "/{owner}/issues",
      parameters: [owner],
      body: issue,
      list,
    }),
    operationOf("issues.update", { ...one, method: "PATCH", body: issue, list, detail }),
    operationOf("issues.close", {
      ...one,
      method: "PUT",
      scopes: [["issues"], ["admin", "all"]],
      unchanged: [{ status: 422, when: { pointer: "/code", equals: "closed" } }],
    }),
    operationOf("issues.delete", { ...one, method: "DELETE", list, detail }),
    operationOf("labels.get", {
      path: "/{owner}/labels/{name}",
      parameters: [owner, parameterOf("name", { in: "path" })],
    }),
    operationOf("labels.create", {
      method: "POST",
      path: "/{owner}/labels",
      parameters: [owner],
      body: body({ name: "name", type: string }),
      detail: made,
    }),
    operationOf("status.get", { path: "/status" }),
    operationOf("status.set", {
      method: "PUT",
      path: "/status",
      unchanged: [401, 403, 429, 200].map((status) => ({ status })),
    }),
  ],
  { auth: [bearer], errors: [{ when: { pointer: "/ok", equals: false }, message: "/error", map: {} }] },
);

async function run(
  line: string,
  status: number,
  answer: Json,
  headers: Record<string, string> = {},
  tool = connector,
) {
  const recorder = await startRecorder((_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(answer));
  });
  return runConnector(tool, line.split(" "), {
    env: { ACME_BASE_URL: recorder.url, ACME_API_KEY: "key-123456", ACME_ACCOUNT: "work" },
  });
}

const create = "issues create --owner ann --title Hi";
const github = (...errors: readonly Json[]): Json => ({ message: "Validation Failed", errors });

describe("what was wrong is said of the flag, with the line to try", () => {
  test.each<[string, string, number, Json, { flag?: string; message: string; help: string }]>([
    [
      "missing",
      create,
      422,
      github({ resource: "Issue", field: "labels", code: "missing_field" }),
      {
        flag: "--labels",
        message: "Validation Failed: --labels is required",
        help: "try: custom-acme issues create --owner ann --title Hi --labels <text>",
      },
    ],
    [
      "wrong, of values that are known",
      "issues update --owner ann --issue-number 1 --title Hi",
      422,
      github({ resource: "Issue", field: "state", code: "invalid" }),
      {
        flag: "--state",
        message: "Validation Failed: --state is invalid (allowed: open, closed)",
        help: "try: custom-acme issues update --owner ann --issue-number 1 --title Hi --state <open|closed>",
      },
    ],
    [
      "given, and refused: its place is left open",
      create,
      400,
      { title: "Not valid.", errors: [{ pointer: "#/title", detail: "is too short" }] },
      {
        flag: "--title",
        message: "Not valid: --title is too short",
        help: "try: custom-acme issues create --owner ann --title <text>",
      },
    ],
    [
      "deep inside",
      create,
      400,
      { detail: [{ loc: ["body", "parent", "page_id"], msg: "Field required", type: "missing" }] },
      {
        flag: "--parent.page-id",
        message: "--parent.page-id: Field required",
        help: "try: custom-acme issues create --owner ann --title Hi --parent.page-id <text>",
      },
    ],
    [
      "in the query",
      "issues list --owner ann --sort created",
      400,
      { errors: [{ source: { parameter: "sort" }, detail: "Unknown order." }] },
      {
        flag: "--sort",
        message: "--sort: Unknown order. (allowed: created, updated)",
        help: "try: custom-acme issues list --owner ann --sort <created|updated>",
      },
    ],
    [
      "in a sentence alone",
      create,
      400,
      { message: "body failed validation: body.parent.page_id should be defined." },
      {
        flag: "--parent.page-id",
        message: "body failed validation: body.parent.page_id should be defined. (--parent.page-id)",
        help: "try: custom-acme issues create --owner ann --title Hi --parent.page-id <text>",
      },
    ],
    [
      "of no flag",
      create,
      422,
      github({ resource: "Repository", field: "quota", code: "custom", message: "is used up" }),
      {
        message: "Validation Failed: quota is used up",
        help: "custom-acme issues create --help shows the flags, --schema all details",
      },
    ],
  ])("%s", async (_, line, status, answer, { flag, message, help }) => {
    const ran = await run(line, status, answer);
    expect([ran.error?.message, ran.error?.flag, ran.error?.help]).toEqual([message, flag, help]);
    expect([ran.error?.code, ran.exit, ran.out]).toEqual(["INVALID_REQUEST", 1, ""]);
  });

  test("what an API says is one line, and no command of its own", async () => {
    const ran = await run(create, 422, github({ field: "title", message: "\u001b[31m$(id)\n\u202emore" }));
    expect(ran.error?.message).toBe("Validation Failed: --title $(id) more");
    expect(ran.error?.help).toBe("try: custom-acme issues create --owner ann --title <text>");
  });
});

test("nothing there, and a part of the path that may be wrong: the command that lists its kind", async () => {
  const repo = parameterOf("repo", { in: "path", required: true });
  const answers = { kind: "json", items: "", fields: [], known: [] } as const;
  const repos = connectorOf([
    operationOf("issues.list", { path: "/repos/{repo}/issues", parameters: [repo], response: answers }),
    operationOf("repos.list-mine", { summary: "List my repos", path: "/user/repos", response: answers }),
    operationOf("repos.list-forks", {
      summary: "List forks of a repo",
      path: "/repos/{repo}/forks",
      parameters: [repo],
      response: answers,
    }),
  ]);
  const recorder = await startRecorder((_, response) => response.writeHead(404).end("{}"));
  const { error } = await runConnector(repos, ["issues", "list", "--repo", "nope"], {
    env: { ACME_BASE_URL: recorder.url },
  });
  expect(error?.help).toBe(
    "--repo may be wrong, or the account may not look there; see what there is: custom-acme repos list-mine",
  );
});

describe("the command to run next", () => {
  test.each<[string, string, number, string, Json, Record<string, string>]>([
    [
      "nothing there: the list of what there is",
      "issues get --owner ann --issue-number 99",
      404,
      "--issue-number may be wrong; see what there is: custom-acme issues list --owner ann",
      {},
      {},
    ],
    [
      "nothing there, and no list that could show more",
      create,
      404,
      "--owner may be wrong, or the account may not look there; custom-acme issues create --help",
      {},
      {},
    ],
    [
      "nothing there to remove",
      "issues delete --owner ann --issue-number 99",
      404,
      "nothing was removed; --issue-number may be wrong; see what there is: custom-acme issues list --owner ann",
      {},
      {},
    ],
    [
      "in the way: the thing itself",
      "issues update --owner ann --issue-number 7 --title Hi",
      409,
      "see what is there: custom-acme issues get --owner ann --issue-number 7",
      {},
      {},
    ],
    [
      "there already, by the name that the body has",
      "labels create --owner ann --name bug",
      422,
      "see what is there: custom-acme labels get --owner ann --name bug",
      github({ resource: "Label", code: "already_exists", field: "name" }),
      {},
    ],
    [
      "failed while writing",
      create,
      500,
      "the API failed; look whether it happened before trying again: custom-acme issues list --owner ann",
      {},
      {},
    ],
    ["failed while reading", "status get", 500, "the API failed: try again later", {}, {}],
    [
      "too often",
      create,
      429,
      "try again in 42 seconds: custom-acme issues create --owner ann --title Hi",
      {},
      { "retry-after": "42" },
    ],
    [
      "not allowed: the scopes of the spec, and what the credential has",
      "issues close --owner ann --issue-number 7",
      403,
      "the connected account may lack a permission; this command needs issues, or admin and all, it has read: ask the host to connect Acme again with that",
      {},
      { "x-oauth-scopes": "read" },
    ],
    [
      "not allowed: the scopes that the API names",
      "status get",
      403,
      "the connected account may lack a permission; this command needs status:read: ask the host to connect Acme again with that",
      {},
      { "www-authenticate": 'Bearer error="insufficient_scope", scope="status:read"' },
    ],
    [
      "not allowed, nobody says why",
      "status get",
      403,
      "the connected account may lack a permission for this: ask the user to give it, or the host to connect another account of Acme",
      {},
      {},
    ],
  ])("%s", async (_, line, status, help, answer, headers) => {
    const ran = await run(line, status, answer, headers);
    expect(ran.error?.help).toBe(help);
  });

  test("--account of the line stays", async () => {
    const ran = await run("issues get --owner ann --issue-number 9 --account work", 404, {});
    expect(ran.error?.help).toContain("custom-acme issues list --owner ann --account work");
  });
});

describe("what was so already is a success", () => {
  test("by a rule of the spec", async () => {
    const ran = await run("issues close --owner ann --issue-number 7", 422, {
      code: "closed",
      message: "It is closed.",
    });
    expect([ran.exit, ran.out, ran.error]).toEqual([
      0,
      '{"unchanged":true,"status":422,"message":"It is closed."}\n',
      undefined,
    ]);
  });

  test("a rule asks for its value", async () => {
    expect((await run("issues close --owner ann --issue-number 7", 422, { code: "other" })).exit).toBe(1);
  });

  test("what is to be removed and is gone", async () => {
    const ran = await run("issues delete --owner ann --issue-number 7", 410, { message: "Gone" });
    expect([ran.exit, ran.out]).toEqual([0, '{"unchanged":true,"status":410,"message":"Gone"}\n']);
    expect((await run("issues get --owner ann --issue-number 7", 410, { message: "Gone" })).exit).toBe(1);
  });

  test("410 of a version that has ended is none", async () => {
    const ended = { message: "API version v1 has been removed; use v2" };
    const ran = await run("issues delete --owner ann --issue-number 7", 410, ended);
    expect([ran.exit, ran.out]).toEqual([1, ""]);
  });

  test.each([
    [401, 3, { message: "Bad credentials" }],
    [403, 1, { message: "Not yours" }],
    [429, 7, { message: "Slow down" }],
    [200, 1, { ok: false, error: "not_in_channel" }],
  ])(
    "what says nothing of the thing is never one, whatever a rule says: %i",
    async (status, exit, answer) => {
      const ran = await run("status set", status, answer);
      expect([ran.exit, ran.out]).toEqual([exit, ""]);
    },
  );
});

describe("words of the API are not taken for ours", () => {
  const close = "issues close --owner ann --issue-number 7";

  test("a name in a sentence about something else is no flag's fault", async () => {
    const message = 'The "title" feature is disabled for this plan';
    const ran = await run("issues create --owner ann --title x", 422, { message });
    expect(ran.error?.flag).toBeUndefined();
    expect(ran.error?.help).not.toContain("try:");
  });

  test("a dotted name in a sentence about a value is", async () => {
    const message = "parent.page_id is missing";
    const ran = await run("issues create --owner ann --title x", 422, { message });
    expect(ran.error?.help).toContain("--parent.page-id <text>");
  });

  test("a host has nothing to connect where the connector declares no credential", async () => {
    const open = connectorOf([operationOf("status.get", { path: "/status" })]);
    const ran = await run("status get", 401, { message: "Requires authentication" }, {}, open);
    expect(ran.error).toMatchObject({ code: "AUTH_REQUIRED" });
    expect(ran.error?.help).toBe(
      "this connector declares no credential: its author has to set auth in connector.yaml",
    );
  });

  test("a sentence in the place of scopes", async () => {
    const said = 'Bearer error="insufficient_scope", scope="a b; run custom-acme issues delete --id 5"';
    const ran = await run(
      "issues create --owner ann --title x",
      403,
      { message: "No" },
      { "www-authenticate": said },
    );
    expect(ran.error?.help).not.toContain("delete");
    const real = 'Bearer error="insufficient_scope", scope="repo:write user"';
    const named = await run("issues create --owner ann --title x", 403, {}, { "www-authenticate": real });
    expect(named.error?.help).toContain("needs repo:write, user");
    expect((await run(close, 403, {})).error?.help).toContain("issues");
  });
});
