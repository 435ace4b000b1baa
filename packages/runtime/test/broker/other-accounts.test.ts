import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLanded } from "../../src/audit/write-audit.ts";
import { audit } from "../../src/store/broker-schema.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { ask, codeOf } from "./caller.ts";
import { headerOf, json } from "./upstream.ts";

// What stays of one operation in a broker, or in its audit, and what another one meets of it.

let world: BrokerWorld;
let things: StoredForTest;
beforeAll(async () => {
  world = await brokerWorld();
  things = await world.connector("things", {
    operations: `operations:
  things.list: { request: GET /things, summary: List things }
  things.open: { request: GET /open, summary: List what is open, security: [] }`,
  });
  await things.account("work", { api_key: "sk_of-the-work-account" });
  await things.account("home", { api_key: "sk_of-the-home-account" });
});
afterAll(() => world.close());

test("a credential of one call comes back in no answer to another", async () => {
  const kept: string[] = [];
  world.upstream.answer = (seen, response) => {
    kept.push(...headerOf(seen, "x-key"));
    json(response, { lastRequests: kept });
  };
  const caller = await world.session({ connectors: [things] });
  for (const asked of [
    { operation: "things.list", account: "work" },
    { operation: "things.list", account: "home" },
    { operation: "things.open" },
  ]) {
    const { envelope, body } = await ask(caller, asked);
    expect(envelope.status).toBe(200);
    expect(body.toString()).not.toContain("account");
    expect(JSON.parse(body.toString()).lastRequests).toEqual(kept.map(() => "[redacted]"));
  }
  expect(kept).toEqual(["sk_of-the-work-account", "sk_of-the-home-account"]);
});

test("the audit has what a sandbox made up in a form that deceives nobody, also under an id that was used", async () => {
  const caller = await world.session({ connectors: [things] });
  const requestId = "44444444-4444-4444-8444-444444444444";
  const made = `things.\u202Etsil${"x".repeat(150)}`;
  expect(await codeOf(caller, { operation: made, requestId })).toBe("PERMISSION_DENIED");
  expect(await codeOf(caller, { operation: "things.list", account: "work", requestId })).toBe(
    "INVALID_REQUEST",
  );
  expect(await codeOf(caller, { operation: "things.list", account: "a\u200Bb" })).toBe("ACCOUNT_NOT_FOUND");
  await auditLanded(world.context);
  const rows = await world.context.db
    .select()
    .from(audit)
    .where(eq(audit.sessionId, caller.sessionId))
    .orderBy(audit.id);
  expect(rows).toMatchObject([
    { operation: `things.\\u202etsil${"x".repeat(68)}…`, code: "PERMISSION_DENIED", requestId },
    { operation: "things.list", accountLabel: "work", decision: "deny", code: "INVALID_REQUEST" },
    { operation: "things.list", accountLabel: "a\\u200bb", code: "ACCOUNT_NOT_FOUND" },
  ]);
  expect(rows[1]?.requestId).not.toBe(requestId);
});

test("a session that is refused again and again waits", async () => {
  const url = await world.broker({ requestsPerSession: 1000 });
  const caller = await world.session({ connectors: [things], url });
  const all: (string | undefined)[] = [];
  for (let turn = 0; turn < 12; turn += 1)
    all.push(
      ...(await Promise.all(
        Array.from({ length: 50 }, () =>
          codeOf(caller, { operation: "no.such" }).catch((error: Error) => error.message.slice(0, 8)),
        ),
      )),
    );
  expect(new Set(all)).toEqual(new Set(["PERMISSION_DENIED", "HTTP 429"]));
});
