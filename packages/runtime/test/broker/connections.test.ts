import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { ask, http } from "./caller.ts";
import { json } from "./upstream.ts";

// An address takes so many connections; which ones give way when there are more.

let world: BrokerWorld;
let things: StoredForTest;
const opened: Socket[] = [];
beforeAll(async () => {
  world = await brokerWorld();
  things = await world.connector("things");
  await things.account("work");
});
afterAll(() => {
  for (const socket of opened) socket.destroy();
  return world.close();
});

/** Connections that send something and then nothing, and never close. */
async function silent(url: string, count: number, sent: string): Promise<Socket[]> {
  const all = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(url.replace("unix:", ""));
      socket.on("error", () => {});
      socket.resume();
      await new Promise((resolve) => socket.once("connect", resolve));
      await new Promise((resolve) => socket.write(sent, resolve));
      return socket;
    }),
  );
  opened.push(...all);
  return all;
}

test.each(["", "GET /v1/session HTTP/1.1\r\nhost: broker\r\n"])(
  "those without a grant keep nobody out: %j",
  async (sent) => {
    const url = await world.broker({ connections: 10 });
    const caller = await world.session({ connectors: [things], url });
    const strangers = await silent(url, 30, sent);
    expect((await ask(caller, { operation: "things.list" })).envelope.status).toBe(200);
    await expect.poll(() => strangers.filter((socket) => !socket.closed).length).toBeLessThan(10);
  },
);

test("what is under way is not cut off, and idle ones with a grant give way too", async () => {
  const url = await world.broker({ connections: 10 });
  const caller = await world.session({ connectors: [things], url });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  world.upstream.answer = async (_, response) => {
    await held;
    json(response, { late: true });
  };
  const running = ask(caller, { operation: "things.list" });
  await expect.poll(() => world.upstream.seen.length).toBeGreaterThan(0);
  const shown = `GET /v1/session HTTP/1.1\r\nhost: broker\r\nauthorization: Specwire ${caller.grant}\r\n\r\n`;
  for (let turn = 0; turn < 3; turn += 1) await silent(url, 9, shown);
  await silent(url, 20, "GET ");
  expect((await http(caller, "GET", "/v1/session")).statusCode).toBe(200);
  release();
  expect((await running).body.toString()).toBe('{"late":true}');
});
