import { rmSync } from "node:fs";
import type { Json } from "@specwire/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type WrittenSession, writeSession } from "./support/gate-file.ts";
import { type Answering, type Connected, connect, type RecordingApi, recordingApi } from "./support/mcp.ts";

// The program as it stands beside an agent, and the protocol's own client, in both eras of the protocol.

const yes = { action: "accept", content: { allow: true } } as const;

describe.each([
  ["initialize, 2025", {}],
  ["per request, 2026-07-28", { versionNegotiation: { mode: { pin: "2026-07-28" } } }],
] as const)("%s", (_, options) => {
  let session: WrittenSession;
  let api: RecordingApi;
  const open: Connected[] = [];
  beforeEach(async () => {
    session = writeSession("environment");
    api = await recordingApi();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ client }) => client.close()));
    api.close();
    rmSync(session.folder, { recursive: true, force: true });
  });
  const start = async (answering: Answering = {}) => {
    const env = { SPECWIRE_GATE_FILE: session.gateFile, ACME_BASE_URL: api.url };
    const connected = await connect(env, { ...answering, options });
    open.push(connected);
    return connected;
  };

  test("each operation is a tool, with what the manifest says of it", async () => {
    const { client } = await start();
    const { tools } = await client.listTools();
    const hints = (name: string) => tools.find((tool) => tool.name === name)?.annotations;
    expect(tools.map(({ name }) => name)).toEqual([
      "acme_items_create",
      "acme_items_delete",
      "acme_items_get",
      "acme_items_list",
      "acme_keys_list",
    ]);
    expect(hints("acme_items_get")).toEqual({
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: true,
    });
    expect(hints("acme_items_delete")).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    expect(hints("acme_items_create")).toMatchObject({ readOnlyHint: false, destructiveHint: false });
    expect(tools.find((tool) => tool.name === "acme_items_create")?.inputSchema).toEqual({
      type: "object",
      properties: {
        amount: { type: "number" },
        currency: { type: "string", default: "EUR" },
        to: { type: "array", items: { type: "string" } },
        fields: { type: "string", description: "which fields to show: a,b.c, or all" },
      },
      additionalProperties: false,
    });
  });

  test("a read runs unasked", async () => {
    const { call, asked } = await start({ answer: () => yes });
    expect(await call("acme_items_list", { q: "a b" })).toEqual({
      isError: false,
      text: '{"asked":"/items/list?q=a%20b","body":""}',
    });
    expect((await call("acme_items_get", { id: 9007199254740991 })).isError).toBe(false);
    expect(api.requests[1]).toBe("GET /items/9007199254740991");
    expect(asked).toEqual([]);
  });

  test("a write is shown to a person as it would be sent, and sent when the person allows it", async () => {
    const { call, asked } = await start({ answer: () => yes });
    const { isError } = await call("acme_items_create", { amount: 5, to: ["a", "[b", "@c"] });
    expect(isError).toBe(false);
    const body = '{"currency":"EUR","amount":5,"to":["a","[b","@c"]}';
    expect(api.requests).toEqual([`POST /items/create ${body}`]);
    const [question = ""] = asked;
    expect(question).toContain('acme.items.create, changes data: "items.create"\nAccount: "work"\n');
    expect(JSON.parse(question.slice(question.indexOf("{")))).toEqual({
      method: "POST",
      url: `${api.url}/items/create`,
      headers: { "content-type": "application/json" },
      body: JSON.parse(body) as Json,
    });
  });

  test("a person sees all of a text, and nothing that can't be shown whole is asked", async () => {
    const { call, asked } = await start({ answer: () => yes });
    const inTheMiddle = `${"a".repeat(4000)} and the middle ${"b".repeat(4000)}`;
    expect((await call("acme_items_create", { amount: 1, currency: inTheMiddle })).isError).toBe(false);
    expect(asked[0]).toContain(inTheMiddle);
    const { text } = await call("acme_items_create", { amount: 1, currency: "a".repeat(12_001) });
    expect(JSON.parse(text)).toMatchObject({ error: { code: "PERMISSION_DENIED" } });
    expect(asked).toHaveLength(1);
    expect(api.requests).toHaveLength(1);
  });

  test("what nobody sees is shown to a person as its escape", async () => {
    const { call, asked } = await start({ answer: () => yes });
    const hidden = "x\u{e0101}\u3164\u202ey";
    expect((await call("acme_items_create", { amount: 1, currency: hidden })).isError).toBe(false);
    expect(asked[0]).toContain("x\\udb40\\udd01\\u3164\\u202ey");
    expect(api.requests[0]).toContain(hidden);
  });

  test.each([
    ["declines", { action: "decline" }],
    ["closes the question", { action: "cancel" }],
    ["accepts the form without allowing it", { action: "accept", content: { allow: false } }],
    ["accepts an empty form", { action: "accept", content: {} }],
    ["answers with a text", { action: "accept", content: { allow: "true" } }],
  ] as const)("nothing is sent where the person %s", async (__, answer) => {
    const { call, asked } = await start({ answer: () => answer });
    const { text, isError } = await call("acme_items_delete", { id: "7" });
    expect(isError).toBe(true);
    expect(JSON.parse(text)).toMatchObject({ error: { code: "PERMISSION_DENIED" } });
    expect(asked).toHaveLength(1);
    expect(api.requests).toEqual([]);
  });

  test("each call is asked by itself", async () => {
    let count = 0;
    const { call, asked } = await start({ answer: () => (count++ === 0 ? yes : { action: "decline" }) });
    expect((await call("acme_items_delete", { id: "7" })).isError).toBe(false);
    expect((await call("acme_items_delete", { id: "7" })).isError).toBe(true);
    expect(asked).toHaveLength(2);
    expect(api.requests).toEqual(["DELETE /items/7"]);
  });

  test("a read that reveals secrets is asked as well", async () => {
    const { call, asked } = await start({ answer: () => ({ action: "decline" }) });
    expect((await call("acme_keys_list")).isError).toBe(true);
    expect(asked).toHaveLength(1);
    expect(api.requests).toEqual([]);
  });

  test("where the client can't ask a person, what must be asked is not sent", async () => {
    const { call } = await start();
    const { text, isError } = await call("acme_items_delete", { id: "7" });
    expect(isError).toBe(true);
    expect(JSON.parse(text)).toMatchObject({
      error: { code: "APPROVAL_REQUIRED", connector: "acme", operation: "items.delete" },
    });
    expect(api.requests).toEqual([]);
  });

  test("a policy's word holds: what it denies is no tool, what it allows within bounds runs unasked", async () => {
    const policy: Json = {
      policy: 1,
      rules: [
        { destructive: true, verdict: "deny" },
        {
          operations: ["items.create"],
          verdict: "allow",
          only: [{ argument: "body.amount", atMost: 10 }],
          otherwise: "deny",
        },
      ],
    };
    session.change((file) => ({ ...file, policies: [policy] }));
    const { client, call } = await start();
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).not.toContain("acme_items_delete");
    expect(names).toContain("acme_items_create");
    expect((await call("acme_items_delete", { id: "7" })).isError).toBe(true);
    expect((await call("acme_items_create", { amount: 10 })).isError).toBe(false);
    expect(await call("acme_items_create", { amount: 11 })).toMatchObject({ isError: true });
    expect(await call("acme_items_create", { amount: "11" })).toMatchObject({ isError: true });
    expect(api.requests).toEqual(['POST /items/create {"currency":"EUR","amount":10}']);
  });

  test("a policy's bounds hold for a text that begins with an at sign", async () => {
    const only = [{ argument: "query.q", oneOf: ["@me", "me"] }];
    const rules: Json = [{ operations: ["items.list"], verdict: "allow", only, otherwise: "deny" }];
    session.change((file) => ({ ...file, policies: [{ policy: 1, rules }] }));
    const { call } = await start();
    expect((await call("acme_items_list", { q: "@me" })).isError).toBe(false);
    expect((await call("acme_items_list", { q: "@you" })).isError).toBe(true);
    expect(api.requests).toEqual(["GET /items/list?q=%40me"]);
  });

  test("what can't be sent is told in the tool's words, and nobody is asked", async () => {
    const { call, asked } = await start({ answer: () => yes });
    for (const [name, input, word] of [
      ["acme_items_get", {}, "--id is required"],
      ["acme_items_get", { id: ".." }, "can't be"],
      ["acme_items_list", { colour: "red" }, "there is no argument"],
      ["acme_items_create", { amount: "much" }, "--amount"],
      ["acme_items_create", { amount: 2 ** 60 }, "too large"],
      ["acme_items_get", { id: "1", input: {} }, "has none"],
      ["acme_items_rename", {}, "no such operation"],
      ["acme_items_list", { save: "x" }, "without a folder"],
    ] as const) {
      const { text, isError } = await call(name, input);
      expect(isError, name).toBe(true);
      expect(text).toContain(word);
    }
    expect(asked).toEqual([]);
    expect(api.requests).toEqual([]);
  });

  test("what the host takes back ends at once", async () => {
    const { call } = await start();
    expect((await call("acme_items_list")).isError).toBe(false);
    session.change((file) => ({ ...file, policies: [{ policy: 1, rules: [{ verdict: "deny" }] }] }));
    expect((await call("acme_items_list")).isError).toBe(true);
    rmSync(session.gateFile);
    await expect(call("acme_items_list")).rejects.toThrow();
    expect(api.requests).toHaveLength(1);
  });
});
