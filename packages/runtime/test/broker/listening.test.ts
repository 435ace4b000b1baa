import { mkdtempSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { frame, framingType } from "@specwire/contract";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { KnownConnectors } from "../../src/broker/known-connectors.ts";
import { openBroker } from "../../src/broker/open-broker.ts";
import { createStreamingClient } from "../../src/http/streaming-client.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { ask, type Caller, codeOf, envelopeOf, http, send, textOf } from "./caller.ts";
import { json } from "./upstream.ts";

// Where a broker listens, how much of it a session may take, and how it ends.

let world: BrokerWorld;
let things: StoredForTest;
beforeAll(async () => {
  world = await brokerWorld("postgres");
  things = await world.connector("things", {
    operations: `operations:
  things.list: { request: GET /things, summary: List things }
  things.add:
    request: POST /things
    summary: Add one
    body: { type: object, properties: { name: { type: string } }, required: [name] }`,
  });
  await things.account("work");
});
afterAll(() => world.close());
afterEach(() => {
  world.upstream.seen.length = 0;
  world.upstream.answer = (_, response) => json(response, {});
});

test("a session takes no more of a broker than it may", async () => {
  const url = await world.broker({ requestsPerSession: 2 });
  const [greedy, other] = [
    await world.session({ connectors: [things], url }),
    await world.session({ connectors: [things], url }),
  ];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  world.upstream.answer = async (_, response) => {
    await held;
    json(response, {});
  };
  const asked = { operation: "things.list", account: "work" };
  const running = [ask(greedy, asked), ask(greedy, asked)];
  await expect.poll(() => world.upstream.seen.length).toBe(2);
  const third = await send(greedy, asked);
  expect([third.statusCode, third.headers["retry-after"]]).toEqual([429, "1"]);
  const others = ask(other, asked);
  release();
  for (const { envelope } of await Promise.all([...running, others])) expect(envelope.status).toBe(200);
});

test("the arguments of one session do not fill the memory", async () => {
  const url = await world.broker({ envelopeBytes: 32 * 1024 * 1024 });
  const caller = await world.session({ connectors: [things], url });
  const large = { operation: "things.add", arguments: { body: { name: "a".repeat(25 * 1024 * 1024) } } };
  let release = () => {};
  const last = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { bytes } = envelopeOf(caller, large);
  const type = { "content-type": framingType };
  const both = [0, 1].map(() => http(caller, "POST", "/v1/operations", type, bytes, undefined, last));
  expect((await Promise.race(both)).statusCode).toBe(429);
  release();
  expect((await Promise.all(both)).map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 429]);
  expect((await send(caller, { operation: "things.list", account: "work" })).statusCode).toBe(200);
});

describe("a socket", () => {
  const folder = mkdtempSync(join(tmpdir(), "specwire-socket-"));
  const parts = () => {
    const { context } = world;
    return { context, client: createStreamingClient(), known: new KnownConnectors(context) };
  };

  test("has the mode that was asked for, and is gone with its broker", async () => {
    const socket = join(folder, "mode.sock");
    const broker = await openBroker(parts(), { listen: [{ socket, mode: 0o660 }] });
    expect(statSync(socket).mode & 0o777).toBe(0o660);
    await broker.close();
    expect(statSync(socket, { throwIfNoEntry: false })).toBeUndefined();
  });

  test("of a dead process is replaced, a living one's and a file are not", async () => {
    const socket = join(folder, "taken.sock");
    const first = await openBroker(parts(), { listen: [{ socket }] });
    await expect(openBroker(parts(), { listen: [{ socket }] })).rejects.toThrow("another process listens");
    await first.close();
    await leaveDead(socket);
    const second = await openBroker(parts(), { listen: [{ socket }] });
    await second.close();
    const file = join(folder, "file");
    writeFileSync(file, "mine");
    await expect(openBroker(parts(), { listen: [{ socket: file }] })).rejects.toThrow("another kind");
    await expect(
      openBroker(parts(), { listen: [{ socket: join(folder, "a".repeat(120)) }] }),
    ).rejects.toThrow("too long");
    await expect(openBroker(parts(), { listen: [{ socket: join(folder, "none/s") }] })).rejects.toThrow(
      "ENOENT",
    );
  });

  test("of a session takes no other's grant", async () => {
    const [mine, other] = [
      await world.session({ connectors: [things] }),
      await world.session({ connectors: [things] }),
    ];
    const socket = join(folder, "own.sock");
    const broker = await openBroker(parts(), { listen: [{ socket, sessionId: mine.sessionId }] });
    const status = async ({ grant }: Caller) =>
      (await http({ url: `unix:${socket}`, grant }, "GET", "/v1/session")).statusCode;
    expect([await status(mine), await status(other)]).toEqual([200, 401]);
    await broker.close();
  });
});

/** A socket's file as a process leaves it that was killed. */
async function leaveDead(socket: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(`${socket}.1`, resolve));
  renameSync(`${socket}.1`, socket);
  await new Promise((resolve) => server.close(resolve));
}

test("one that other machines reach over plain HTTP says so", async () => {
  const { context, logs } = world;
  const parts = { context, client: createStreamingClient(), known: new KnownConnectors(context) };
  const broker = await openBroker(parts, { listen: [{ host: "0.0.0.0" }, { host: "127.0.0.1" }] });
  const urls = broker.listeners.map(({ url }) => url);
  await broker.close();
  const told = logs.filter(({ event }) => event === "broker.plain");
  expect(told).toEqual([expect.objectContaining({ level: "warn", url: urls[0] })]);
});

test("a server that this broker may not call is in its log", async () => {
  const { context, logs } = world;
  const parts = { context, client: createStreamingClient(), known: new KnownConnectors(context) };
  const broker = await openBroker(parts, { listen: [{ port: 0 }] });
  const caller = await world.session({ connectors: [things], url: broker.listeners[0]?.url ?? "" });
  expect(await codeOf(caller, { operation: "things.list", account: "work" })).toBe("PERMISSION_DENIED");
  await broker.close();
  expect(logs.filter(({ event }) => event === "broker.host-refused")).toEqual([
    expect.objectContaining({ level: "warn", host: world.upstream.host, userId: "ada" }),
  ]);
});

test("a broker that closes lets what is under way end", async () => {
  const client = createStreamingClient({ allowHosts: [world.upstream.host] });
  const { context } = world;
  const broker = await openBroker(
    { context, client, known: new KnownConnectors(context) },
    { listen: [{ port: 0 }] },
  );
  const caller = await world.session({ connectors: [things], url: broker.listeners[0]?.url ?? "" });
  world.upstream.answer = async (_, response) => {
    await sleep(300);
    json(response, { late: true });
  };
  const running = ask(caller, { operation: "things.list", account: "work" });
  await expect.poll(() => world.upstream.seen.length).toBe(1);
  await broker.close();
  expect((await running).body.toString()).toBe('{"late":true}');
  await expect(http(caller, "GET", "/v1/session")).rejects.toThrow();
  await client.close();
});

test("a database that is away lets nothing through", async () => {
  const away = await brokerWorld("postgres");
  const other = await away.connector("things");
  await other.account("work");
  const caller = await away.session({ connectors: [other] });
  expect(await codeOf(caller, { operation: "things.list" })).toBeUndefined();
  away.upstream.seen.length = 0;
  await away.database.close();
  const answer = await http(
    caller,
    "POST",
    "/v1/operations",
    { "content-type": "application/vnd.specwire.envelope" },
    Buffer.from(frame({})),
  );
  expect(answer.statusCode).toBe(503);
  expect(JSON.parse(await textOf(answer)).error.message).toBe("the broker can't do it now");
  expect(away.upstream.seen).toEqual([]);
  await away.close().catch(() => {});
});
