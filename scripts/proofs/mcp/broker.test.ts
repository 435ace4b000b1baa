import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { GateFile, Manifest } from "../../../packages/contract/src/index.ts";
import { type Connected, connect } from "../../../packages/gate/test/support/mcp.ts";
import { approve, deny } from "../../../packages/runtime/src/approvals/decide-approval.ts";
import {
  type BrokerWorld,
  brokerWorld,
  type StoredForTest,
} from "../../../packages/runtime/test/broker/broker-world.ts";
import { json } from "../../../packages/runtime/test/broker/upstream.ts";
import { compileConnector } from "../../../packages/runtime/test/support/compile-connector.ts";

// The MCP server as a process beside an agent, the real broker, and a person who decides there.

const lines = {
  operations: `operations:
  things.get: { request: "GET /things/{id}", summary: Get one }
  things.add:
    request: POST /things
    summary: Add one
    body: { type: object, properties: { name: { type: string } }, required: [name] }`,
};

let world: BrokerWorld;
let things: StoredForTest;
let folder: string;
let server: Connected;
beforeAll(async () => {
  world = await brokerWorld();
  things = await world.connector("things", lines);
  await things.account("work");
  folder = mkdtempSync(join(tmpdir(), "specwire-mcp-"));
  const stated = { servers: `baseUrl: ${world.upstream.origin}/v1`, ...lines };
  const { files } = compileConnector("things", stated);
  const textOf = (path: string) => files.find((one) => one.path === path)?.text ?? "";
  const cli = join(folder, "custom-things.mjs");
  writeFileSync(cli, textOf("cli.mjs"));
  const digest = `sha256:${createHash("sha256").update(textOf("cli.mjs")).digest("hex")}`;
  const manifest = JSON.parse(textOf("permissions.json")) as Manifest;
  const gate: GateFile = {
    gate: 1,
    mode: "broker",
    connectors: { things: { cli, digest, manifest, accounts: ["work"] } },
    policies: [],
  };
  writeFileSync(join(folder, "gate.json"), JSON.stringify(gate));
  const { url, grant } = await world.session({ connectors: [things] });
  const env = {
    SPECWIRE_GATE_FILE: join(folder, "gate.json"),
    SPECWIRE_BROKER_URL: url,
    SPECWIRE_GRANT: grant,
  };
  server = await connect(env);
});
afterEach(() => {
  world.upstream.seen.length = 0;
});
afterAll(async () => {
  await server.client.close();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Calls a write, and decides when the client is told that somebody has to. */
async function callAndDecide(name: string, decide: typeof approve) {
  const { content, isError = false } = await server.client.callTool(
    { name: "things_things_add", arguments: { name } },
    {
      onprogress({ message = "" }) {
        const [approvalId] = /[0-9a-f-]{36}/.exec(message) ?? [];
        if (approvalId !== undefined)
          void decide(world.context, { approvalId, userId: null, decidedBy: "grace", comment: "not today" });
      },
    },
  );
  const text = content.map((one) => (one.type === "text" ? one.text : "")).join("\n");
  return { text, isError };
}

test("a read goes out with a credential that the server never had, and that does not come back", async () => {
  world.upstream.answer = (seen, response) => json(response, { headers: seen.headers });
  const { text, isError } = await server.call("things_things_get", { id: "a/b" });
  expect(isError).toBe(false);
  expect(world.upstream.seen.map(({ method, target }) => `${method} ${target}`)).toEqual([
    "GET /v1/things/a%2Fb",
  ]);
  expect(world.upstream.seen[0]?.headers).toContainEqual(["x-key", "upstream-key-of-ada"]);
  expect(text).toContain("x-key");
  expect(text).not.toContain("upstream-key-of-ada");
});

test("a write waits for a person, and is sent once when the person agrees", async () => {
  world.upstream.answer = (_, response) => json(response, { id: 1 });
  expect(await callAndDecide("new", approve)).toMatchObject({ isError: false });
  expect(world.upstream.seen.map(({ method, body }) => `${method} ${body}`)).toEqual(['POST {"name":"new"}']);
});

test("a write that a person refuses is not sent, and the model is told why", async () => {
  const { text, isError } = await callAndDecide("other", deny);
  expect(isError).toBe(true);
  expect(text).toContain("PERMISSION_DENIED");
  expect(text).toContain("not today");
  expect(world.upstream.seen).toEqual([]);
});
