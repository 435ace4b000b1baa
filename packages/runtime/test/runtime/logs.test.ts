import { afterAll, beforeAll, expect, test } from "vitest";
import type { StoredConnector } from "../../src/connectors/connector-record.ts";
import { type LogRecord, logEvents } from "../../src/log.ts";
import type { Runtime } from "../../src/runtime.ts";
import { json } from "../servers/answers.ts";
import { type FaultsServer, startFaultsServer } from "../servers/faults-server.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { testRuntime } from "../support/runtime.ts";

let api: FaultsServer;
let runtime: Runtime;
const log: LogRecord[] = [];
const userId = "ada";

beforeAll(async () => {
  api = await startFaultsServer();
  runtime = await testRuntime("pglite", { allowHosts: [api.host], log: (record) => log.push(record) });
});
afterAll(async () => {
  await runtime.close();
  await api.stop();
});

/** What was logged since it was asked last, without message and duration. */
function logged(): unknown[] {
  return log.splice(0).map(({ message, milliseconds: _, ...record }) => {
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(logEvents[record.event]).toContain(record.level);
    return record;
  });
}

const input = (slug: string, auth: string) =>
  compileConnector(slug, {
    servers: `baseUrl: ${api.origin}`,
    auth,
    operations: "operations:\n  me.get: { request: GET /me, summary: Who I am }",
  });
const withKeys = (slug: string) =>
  input(
    slug,
    "auth: { type: api_key, in: header, name: X-Key, verify: { operation: me.get, accountId: /id } }",
  );
const add = (slug: string): Promise<StoredConnector> => runtime.connectors.add({ userId, ...withKeys(slug) });

test("opening is logged, with its duration", () => {
  expect(log[0]?.milliseconds).toBeGreaterThan(0);
  expect(logged()).toEqual([{ level: "info", event: "runtime.opened" }]);
});

test("what is done to connectors is logged, by whom and to which", async () => {
  const { id: connectorId, digest } = await add("mine");
  await runtime.connectors.update({ userId, connectorId, ...withKeys("mine") });
  await runtime.connectors.setEnabled({ userId, connectorId, enabled: false });
  await runtime.connectors.setEnabled({ userId, connectorId, enabled: true });
  await runtime.connectors.submit({ userId, connectorId });
  await runtime.connectors.approve({ connectorId, digest });
  await runtime.connectors.reject({ connectorId });
  await runtime.connectors.delete({ userId: null, connectorId });
  await expect(runtime.connectors.delete({ userId, connectorId })).rejects.toThrow();
  const record = (event: string, by?: string) => ({
    ...{ level: "info", event: `connector.${event}`, connectorId },
    ...(by !== undefined && { userId: by }),
  });
  const users = ["added", "updated", "disabled", "enabled", "submitted"].map((event) =>
    record(event, userId),
  );
  expect(logged()).toEqual([...users, record("approved"), record("rejected"), record("deleted")]);
});

test("connecting is logged, and why it failed; events tell of each account that was connected again", async () => {
  const { id: connectorId } = await add("keyed");
  logged();
  const connect = (key: string) =>
    runtime.accounts.connectWithKeys({ userId, connectorId, secrets: { api_key: key } });
  api.answer("/me", json({ id: 7 }));
  const { id: accountId } = await connect("key-1");
  expect((await connect("key-2")).id).toBe(accountId);
  await runtime.accounts.verify({ userId, accountId });
  await runtime.accounts.rename({ userId, accountId, label: "work" });
  api.answer("/me", json({}, 401));
  await expect(connect("key-3")).rejects.toMatchObject({ code: "CREDENTIAL_REJECTED" });
  const of = { userId, connectorId, accountId };
  expect(logged()).toEqual([
    { level: "info", event: "account.connected", ...of },
    { level: "info", event: "account.connected", ...of },
    { level: "info", event: "account.verified", ...of },
    { level: "info", event: "account.renamed", ...of },
    { level: "warn", event: "account.not-connected", userId, connectorId, code: "CREDENTIAL_REJECTED" },
  ]);
  const events = (await runtime.events.list({ userId })).filter((event) => event.accountId === accountId);
  expect(events.map(({ type }) => type)).toEqual(["account.connected", "account.connected"]);
});

test("clients are logged, and an authorization from its beginning", async () => {
  const auth = `auth: { type: oauth2, authorizationUrl: "${api.origin}/authorize", tokenUrl: "${api.origin}/token", scopes: {} }`;
  const { id: connectorId } = await runtime.connectors.add({ userId: null, ...input("granted", auth) });
  logged();
  const start = () => runtime.authorizationUrl({ userId, sessionId: "s", connectorId });
  await expect(start()).rejects.toMatchObject({ code: "CLIENT_REQUIRED" });
  const client = { connectorId, clientId: "client", clientSecret: "client-secret" };
  const { id } = await runtime.clients.register({ ...client, userId: null });
  await start();
  await runtime
    .handleCallback({ userId, sessionId: "s", connectorId, parameters: "state=x&code=y" })
    .catch(() => {});
  expect(await runtime.clients.remove({ id, userId: null })).toBe(true);
  expect(await runtime.clients.remove({ id, userId: null })).toBe(false);
  expect(logged()).toEqual([
    { level: "error", event: "account.not-connected", userId, connectorId, code: "CLIENT_REQUIRED" },
    { level: "info", event: "client.registered", connectorId },
    { level: "info", event: "authorization.started", userId, connectorId },
    { level: "warn", event: "account.not-connected", userId, connectorId, code: "STATE_REFUSED" },
    { level: "info", event: "client.removed" },
  ]);
});

test("a session says which allowed connector is not in it", async () => {
  await runtime.session({ userId, allowed: ["custom:nowhere"] });
  expect(logged()).toEqual([
    { level: "info", event: "session.missing", userId, slug: "nowhere", code: "CONNECTOR_NOT_FOUND" },
  ]);
});

test("rotation is logged, with what it was done to", async () => {
  const { rotated } = await runtime.keys.rotateDataKeys();
  const { resealed } = await runtime.keys.reseal();
  await runtime.keys.rewrap();
  await runtime.keys.retire("k0");
  expect(rotated).toBeGreaterThan(0);
  expect(resealed).toBeGreaterThan(0);
  expect(logged()).toEqual([
    { level: "info", event: "keys.rotated", count: rotated },
    { level: "info", event: "keys.resealed", count: resealed, failed: 0 },
    { level: "info", event: "keys.rewrapped", count: 0, failed: 0 },
    { level: "info", event: "keys.retired" },
  ]);
});

test("closing is logged", async () => {
  await runtime.close();
  expect(logged()).toEqual([{ level: "info", event: "runtime.closed" }]);
});
