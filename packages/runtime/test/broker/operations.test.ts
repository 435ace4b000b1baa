import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { approve } from "../../src/approvals/decide-approval.ts";
import { databaseKinds } from "../support/database.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { ask, codeOf } from "./caller.ts";
import { headerOf, json } from "./upstream.ts";

const operations = `operations:
  things.list: { request: GET /things, summary: List things }
  things.get: { request: "GET /things/{id}", summary: Get one }
  things.add:
    request: POST /things
    summary: Add one
    body: { type: object, properties: { name: { type: string } }, required: [name] }`;

describe.each(databaseKinds)("on %s", (kind) => {
  let world: BrokerWorld;
  let things: StoredForTest;
  beforeAll(async () => {
    world = await brokerWorld(kind);
    things = await world.connector("things", { operations });
    await things.account("work");
  });
  afterAll(() => world.close());
  afterEach(() => {
    world.upstream.seen.length = 0;
    world.upstream.answer = (_, response) => json(response, {});
  });

  test("a read goes out with the credential, and its answer comes back", async () => {
    const caller = await world.session({ connectors: [things] });
    world.upstream.answer = (_, response) =>
      json(response, [{ id: 1 }], { etag: '"x"', "set-cookie": "s=1" });
    const { envelope, body } = await ask(caller, {
      operation: "things.get",
      arguments: { path: { id: "a/b" } },
    });
    expect(envelope).toMatchObject({
      from: "upstream",
      status: 200,
      headers: { "content-type": "application/json", etag: '"x"' },
      credential: "live",
    });
    expect(envelope.headers).not.toHaveProperty("set-cookie");
    expect(body.toString()).toBe('[{"id":1}]');
    const [seen] = world.upstream.seen;
    expect([seen?.method, seen?.target]).toEqual(["GET", "/v1/things/a%2Fb"]);
    expect(seen && headerOf(seen, "x-key")).toEqual(["upstream-key-of-ada"]);
  });

  test("a write is sent once a person agreed, and once", async () => {
    const caller = await world.session({ connectors: [things] });
    const asked = { operation: "things.add", arguments: { body: { name: "new" } } };
    const { envelope } = await ask(caller, asked);
    expect(envelope.error).toMatchObject({ code: "APPROVAL_REQUIRED", approvalId: expect.any(String) });
    expect(world.upstream.seen).toEqual([]);
    const { approvalId = "" } = envelope.error ?? {};
    await approve(world.context, { approvalId, userId: null, decidedBy: "grace" });
    expect((await ask(caller, asked)).envelope).toMatchObject({ from: "upstream", status: 200 });
    expect(world.upstream.seen.map(({ method, body }) => [method, body.toString()])).toEqual([
      ["POST", '{"name":"new"}'],
    ]);
    // Once is once.
    expect(await codeOf(caller, asked)).toBe("APPROVAL_REQUIRED");
    expect(world.upstream.seen.length).toBe(1);
  });

  test("what the session does not have is refused", async () => {
    const caller = await world.session({ connectors: [things] });
    expect(await codeOf(caller, { operation: "things.list", slug: "others" })).toBe("NOT_CONFIGURED");
    expect(await codeOf(caller, { operation: "things.none" })).toBe("PERMISSION_DENIED");
    expect(await codeOf(caller, { operation: "things.list", account: "home" })).toBe("ACCOUNT_NOT_FOUND");
    expect(world.upstream.seen).toEqual([]);
  });
});
