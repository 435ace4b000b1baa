import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listApprovals } from "../../src/approvals/list-approvals.ts";
import { readAudit } from "../../src/audit/audit.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { ask, type Caller } from "./caller.ts";

// What is refused before a request is built, or before anybody is asked.

let world: BrokerWorld;
let connector: StoredForTest;
let caller: Caller;

beforeAll(async () => {
  world = await brokerWorld("pglite");
  connector = await world.connector("mail", {
    operations: `operations:
  posts.add:
    request: POST /posts
    summary: Add a post
    body: { type: object, properties: { channel: { type: string } }, additionalProperties: true }
    contentType: application/x-www-form-urlencoded
  posts.ban:
    request: POST /banned
    summary: Add a post
    body: { type: object, properties: { channel: { type: string } } }
  posts.list: { request: GET /posts, summary: List posts }`,
  });
  await connector.account("work", { api_key: "sk_of_the_account" });
  caller = await world.session({
    connectors: [connector],
    policies: [
      {
        policy: 1,
        rules: [
          { operations: ["posts.ban"], verdict: "deny" },
          {
            operations: ["posts.add"],
            verdict: "allow",
            only: [{ argument: "body.channel", oneOf: ["general"] }],
            otherwise: "ask",
          },
        ],
      },
    ],
  });
});

afterAll(async () => {
  await world.close();
});

test.each([[{ "channel[]": "secret" }], [{ Channel: "secret" }], [{ _method: "DELETE" }]])(
  "a permission for one channel is none for %j beside it",
  async (more) => {
    const before = world.upstream.seen.length;
    const answer = await ask(caller, {
      operation: "posts.add",
      arguments: { body: { channel: "general", ...more } },
    });
    expect(answer.envelope.error?.code).toBe("INVALID_ARGUMENT");
    expect(world.upstream.seen).toHaveLength(before);
  },
);

test("another charset is refused, and what is sent is as declared", async () => {
  const type = "application/x-www-form-urlencoded";
  const post = (contentType: string) =>
    ask(caller, { operation: "posts.add", arguments: { body: { channel: "general" }, contentType } });
  expect((await post(`${type}; charset=utf-7`)).envelope.error?.code).toBe("INVALID_ARGUMENT");
  expect((await post(`${type}; charset=UTF-8`)).envelope.status).toBe(200);
  expect(world.upstream.seen.at(-1)?.headers).toContainEqual(["content-type", type]);
});

test("who may not do something hears that, whatever the arguments are", async () => {
  const answer = await ask(caller, { operation: "posts.ban", arguments: { body: { nothing: "that fits" } } });
  expect(answer.envelope.error?.code).toBe("PERMISSION_DENIED");
});

test("a request's id that was used asks nobody, and leaves a row", async () => {
  const requestId = randomUUID();
  await ask(caller, { operation: "posts.list", requestId });
  const count = async () => [(await listApprovals(world.context, {})).length, await rows()];
  const rows = async () =>
    (await readAudit(world.context, {})).filter(({ kind }) => kind === "decided").length;
  const [approvals = 0, decided = 0] = await count();
  const body = { channel: "another" };
  const answer = await ask(caller, { operation: "posts.add", requestId, arguments: { body } });
  expect(answer.envelope.error).toBeDefined();
  expect(await count()).toEqual([approvals, decided + 1]);
});

test("many small values are not even parsed", async () => {
  const list = Array.from({ length: 150_000 }, () => ({}));
  await expect(ask(caller, { operation: "posts.list", arguments: { body: list } })).rejects.toThrow();
});
