import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { RuntimeError } from "../../src/errors/runtime-error.ts";
import type { Runtime } from "../../src/runtime.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { testRuntime } from "../support/runtime.ts";

let runtime: Runtime;
let connectorId: string;
let accountId: string;
beforeAll(async () => {
  runtime = await testRuntime("pglite");
});
let count = 0;
beforeEach(async () => {
  ({ id: connectorId } = await runtime.connectors.add({
    userId: "ada",
    ...compileConnector(`acme${++count}`),
  }));
  const secrets = { api_key: "a key" };
  ({ id: accountId } = await runtime.accounts.connectWithKeys({ userId: "ada", connectorId, secrets }));
});
afterAll(() => runtime.close());

/** Every call by its path, but those that end or iterate. */
function callsOf(of: object, path = ""): [string, (input: unknown) => Promise<unknown>][] {
  return Object.entries(of).flatMap(([name, value]) =>
    typeof value === "function"
      ? [[`${path}${name}`, value as (input: unknown) => Promise<unknown>]]
      : callsOf(value, `${path}${name}.`),
  );
}

test("what a caller forgets is a RuntimeError, whichever call and whatever else is there", async () => {
  const calls = callsOf(runtime).filter(([name]) => !/^(close|events\.follow|redirectUri)$/.test(name));
  expect(calls.length).toBeGreaterThan(25);
  // What ends them last.
  const order = /delete|disconnect|reject|reseal/;
  calls.sort(([a], [b]) => Number(order.test(a)) - Number(order.test(b)));
  const odd: string[] = [];
  for (const [name, call] of calls) {
    // The last would be right for some, which then do what they are there for.
    for (const input of [
      undefined,
      {},
      { userId: "ada" },
      { userId: "ada", connectorId },
      { userId: "ada", accountId },
    ])
      await call(input).catch((error: unknown) => {
        if (!(error instanceof RuntimeError)) odd.push(`${name}(${JSON.stringify(input)}): ${error}`);
      });
  }
  expect(odd).toEqual([]);
});

test("the message names it", async () => {
  const who = { userId: "ada", connectorId };
  await expect(runtime.accounts.connectWithKeys(who as never)).rejects.toMatchObject({
    code: "INVALID_OPTION",
    message: expect.stringContaining("`secrets`"),
    details: { help: expect.stringContaining("api_key") },
  });
  await expect(runtime.handleCallback({ ...who, parameters: "" } as never)).rejects.toMatchObject({
    code: "INVALID_OPTION",
    message: expect.stringContaining("`sessionId`"),
  });
  await expect(runtime.handleCallback({ ...who, sessionId: "s" } as never)).rejects.toMatchObject({
    code: "INVALID_OPTION",
    message: expect.stringContaining("`parameters`"),
  });
});

test("a connector that connects in another way says in which", async () => {
  const who = { userId: "ada", connectorId };
  const help = "it has: api_key, with `accounts.connectWithKeys`";
  const refused = { code: "SCHEME_NOT_FOUND", details: { help } };
  await expect(runtime.authorizationUrl({ ...who, sessionId: "s" })).rejects.toMatchObject(refused);
  await expect(runtime.clients.register({ ...who, clientId: "c" })).rejects.toMatchObject(refused);
});
