import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../src/runtime.ts";
import { writeSession } from "../../src/session/write-session.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { testRuntime } from "../support/runtime.ts";
import { headerOf, json, startUpstream, type Upstream } from "./upstream.ts";

// A host's runtime with a broker, and the commands that an agent types in a sandbox without a credential.

const userId = "ada";
const key = "upstream-key-of-ada";
let runtime: Runtime;
let upstream: Upstream;
const folder = mkdtempSync(join(tmpdir(), "specwire-command-"));
let env: Record<string, string>;
let sessionId = "";

beforeAll(async () => {
  upstream = await startUpstream();
  runtime = await testRuntime("pglite", { allowHosts: [upstream.host] });
  const broker = await runtime.broker({ listen: [{ socket: join(folder, "broker.sock") }] });
  const { id: connectorId } = await runtime.connectors.add({
    userId: null,
    ...compileConnector("things", {
      servers: `baseUrl: ${upstream.origin}/v1`,
      operations: `pagination: { kind: page, into: page, items: /things }
operations:
  things.list: { request: GET /things, summary: List things, query: { properties: { page: { type: integer } } } }
  things.add: { request: POST /things, summary: Add one, body: { type: object, properties: { name: { type: string } }, required: [name] } }
  things.upload: { request: "PUT /things/{id}/file", summary: Upload a file, body: { type: string, format: binary }, contentType: application/octet-stream }
  things.download: { request: "GET /things/{id}/file", summary: Download a file, response: binary }`,
    }),
  });
  for (const label of ["work", "home"])
    await runtime.accounts.connectWithKeys({
      userId,
      connectorId,
      label,
      secrets: { api_key: `${key}-${label}` },
    });
  const bundle = await runtime.session({
    ...{ userId, allowed: ["custom:things"], mode: "broker", workflowId: "weekly" },
    broker: { url: broker.listeners[0]?.url ?? "" },
    root: join(folder, "app"),
    path: [dirname(process.execPath), ...(process.env.PATH ?? "").split(delimiter)].join(delimiter),
  });
  await writeSession(bundle, join(folder, "app"));
  env = { ...bundle.env };
  sessionId = bundle.session?.id ?? "";
});
afterAll(async () => {
  await runtime.close();
  upstream.stop();
});

/** What an agent's shell does with a command. */
function type(command: string): Promise<{ exit: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", ["-c", command], { env, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit, out, err }));
  });
}

const sentKeys = () => upstream.seen.map((seen) => headerOf(seen, "x-key")[0]);
const errorOf = (err: string) => JSON.parse(err.slice(err.indexOf("{"))).error;

test("nothing in the sandbox is a credential", () => {
  const files = JSON.stringify(env) + readFileSync(env.SPECWIRE_GRANT_FILE ?? "", "utf8");
  expect(files).not.toContain(key);
});

test("a read of several pages, with the account that was named", async () => {
  upstream.answer = ({ target }, response) =>
    json(response, {
      things: target.includes("page=2")
        ? [{ id: 3 }]
        : target.includes("page=3")
          ? []
          : [{ id: 1 }, { id: 2 }],
    });
  expect(errorOf((await type("custom-things things list")).err)).toMatchObject({
    code: "ACCOUNT_REQUIRED",
    accounts: expect.arrayContaining(["work", "home"]),
  });
  const { exit, out, err } = await type("custom-things things list --account home --all --output ndjson");
  expect([exit, err.includes("error")]).toEqual([0, false]);
  expect(
    out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  expect(new Set(sentKeys())).toEqual(new Set([`${key}-home`]));
  upstream.seen.length = 0;
});

test("a write that waits for a person", async () => {
  upstream.answer = (_, response) => json(response, { added: true });
  const asking = await type("custom-things things add --account work --name new");
  expect(asking.exit).toBe(5);
  const { approvalId } = errorOf(asking.err);
  expect(upstream.seen).toEqual([]);
  const shown = await runtime.approvals.get({ approvalId, userId });
  expect(shown.words).toContain("new");
  const waiting = type("custom-things things add --account work --name new --wait 60");
  await new Promise((resolve) => setTimeout(resolve, 500));
  await runtime.approvals.approve({ approvalId, userId });
  expect(await waiting).toMatchObject({ exit: 0, out: expect.stringContaining("added") });
  expect(sentKeys()).toEqual([`${key}-work`]);
  expect((await type("custom-things things add --account work --name new")).exit).toBe(5);
  expect(upstream.seen.length).toBe(1);
  upstream.seen.length = 0;
});

test("a file both ways", async () => {
  const bytes = randomBytes(3_000_000);
  const hash = (of: Uint8Array) => createHash("sha256").update(of).digest("hex");
  writeFileSync(join(folder, "up.bin"), bytes);
  upstream.answer = ({ method }, response) => {
    if (method === "PUT") return json(response, {});
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(bytes);
  };
  const upload = "custom-things things upload --account work --id 7 --input @up.bin";
  const first = await type(upload);
  const { approvalId } = errorOf(first.err);
  expect(first.exit).toBe(5);
  await runtime.approvals.approve({ approvalId, userId });
  expect((await type(upload)).exit).toBe(0);
  expect(hash(upstream.seen[0]?.body ?? Buffer.alloc(0))).toBe(hash(bytes));
  expect((await type("custom-things things download --account work --id 7 --save down.bin")).exit).toBe(0);
  expect(hash(readFileSync(join(folder, "down.bin")))).toBe(hash(bytes));
});

test("a session that has ended", async () => {
  upstream.seen.length = 0;
  await runtime.sessions.end({ userId, sessionId });
  const { exit, err } = await type("custom-things things list --account work");
  expect([exit, errorOf(err).code]).toEqual([3, "SESSION_EXPIRED"]);
  expect(upstream.seen).toEqual([]);
});
