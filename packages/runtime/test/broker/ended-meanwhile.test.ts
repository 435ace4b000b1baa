import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { framingType } from "@specwire/contract";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { disconnectAccount } from "../../src/accounts/disconnect.ts";
import { setEnabled } from "../../src/connectors/connector-store.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { type Caller, envelopeOf, http, textOf } from "./caller.ts";

// What an operation is permitted by ends while the operation is on its way: nothing of it is sent.

let world: BrokerWorld;
let things: StoredForTest;
let account: string;
beforeAll(async () => {
  world = await brokerWorld();
  things = await world.connector("things", {
    operations: `operations:
  things.add:
    request: POST /things
    summary: Add one
    body: { type: object, properties: { name: { type: string } } }`,
  });
  account = await things.account("work");
});
afterAll(() => world.close());
afterEach(() => {
  world.upstream.seen.length = 0;
});

type Late = Caller & { readonly sessionId: string };
const policies = [{ policy: 1, rules: [{ operations: ["things.add"], verdict: "allow" }] }];

/** What comes of an operation whose last byte is sent after something has happened. */
async function late(caller: Late, meanwhile: () => Promise<unknown>): Promise<string> {
  const { bytes } = envelopeOf(caller, { operation: "things.add", arguments: { body: { name: "late" } } });
  const socket = connect(caller.url.replace("unix:", ""));
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  const head = [
    ...["POST /v1/operations HTTP/1.1", "host: broker", "connection: close"],
    ...[`authorization: Specwire ${caller.grant}`, `content-type: ${framingType}`],
    `content-length: ${bytes.length}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  socket.write(bytes.subarray(0, -1));
  await sleep(100);
  await meanwhile();
  socket.write(bytes.subarray(-1));
  await new Promise((resolve) => socket.on("close", resolve));
  return answer;
}

const session = (grantSeconds = 600) => world.session({ connectors: [things], policies, grantSeconds });

test("nothing has happened: it is sent", async () => {
  expect(await late(await session(), async () => {})).toContain('"status":200');
  expect(world.upstream.seen.length).toBe(1);
});

test.each<[string, (caller: Late) => Promise<unknown>, RegExp, number?]>([
  ["the session ends", ({ sessionId }) => world.endSession(sessionId), /SESSION_EXPIRED/],
  [
    "the session ends a while before",
    async ({ sessionId }) => {
      await world.endSession(sessionId);
      await sleep(1100);
    },
    /HTTP\/1.1 401/,
  ],
  ["the grant ends", () => sleep(900), /SESSION_EXPIRED/, 1],
  [
    "the connector is turned off",
    () => setEnabled(world.context, things.id, "ada", false),
    /PERMISSION_DENIED/,
  ],
])("%s", async (_, meanwhile, told, grantSeconds) => {
  const caller = await session(grantSeconds);
  expect(await late(caller, () => meanwhile(caller))).toMatch(told);
  expect(world.upstream.seen).toEqual([]);
  await setEnabled(world.context, things.id, "ada", true);
});

test("the account is disconnected", async () => {
  const caller = await session();
  const told = await late(caller, () =>
    disconnectAccount(world.context, { userId: "ada", accountId: account }),
  );
  expect(told).toMatch(/ACCOUNT_NOT_FOUND/);
  const answer = await http(caller, "GET", "/v1/session");
  expect(JSON.parse(await textOf(answer)).connectors.things.accounts).toEqual([]);
  expect(world.upstream.seen).toEqual([]);
});
