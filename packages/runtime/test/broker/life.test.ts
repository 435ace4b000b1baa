import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { saveAccount } from "../../src/accounts/save-account.ts";
import { approve, deny } from "../../src/approvals/decide-approval.ts";
import { KnownConnectors } from "../../src/broker/known-connectors.ts";
import { openBroker } from "../../src/broker/open-broker.ts";
import { registerClient } from "../../src/clients/oauth-clients.ts";
import { setEnabled } from "../../src/connectors/connector-store.ts";
import { createStreamingClient } from "../../src/http/streaming-client.ts";
import { audit } from "../../src/store/broker-schema.ts";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { ask, type Caller, codeOf, http, textOf } from "./caller.ts";
import { headerOf, json } from "./upstream.ts";

// Several brokers on one PostgreSQL, with accounts, sessions and approvals that change meanwhile.

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

const rowsOf = (sessionId: string) =>
  world.context.db.select().from(audit).where(sql`${audit.sessionId} = ${sessionId}`).orderBy(audit.id);
const add = (name: string) => ({ operation: "things.add", arguments: { body: { name } } });

describe("two brokers on one database are one", () => {
  test("an approval that was asked for at one is used at the other, once for both", async () => {
    const first = await world.session({ connectors: [things] });
    const second: Caller = { ...first, url: await world.broker() };
    const { approvalId = "" } = (await ask(first, add("a"))).envelope.error ?? {};
    expect((await ask(second, add("a"))).envelope.error).toMatchObject({
      code: "APPROVAL_REQUIRED",
      approvalId,
    });
    await approve(world.context, { approvalId, userId: null, decidedBy: "grace" });
    const answers = await Promise.all([first, second, first, second].map((caller) => ask(caller, add("a"))));
    expect(answers.filter(({ envelope }) => envelope.status === 200).length).toBe(1);
    expect(world.upstream.seen.length).toBe(1);
  });

  test("whoever waits at one learns of a decision at once", async () => {
    const first = await world.session({ connectors: [things] });
    const { approvalId = "" } = (await ask(first, add("b"))).envelope.error ?? {};
    const second = { ...first, url: await world.broker() };
    const waiting = http(second, "GET", `/v1/approvals/${approvalId}?wait=30`);
    await sleep(100);
    await deny(world.context, { approvalId, userId: null, decidedBy: "grace", comment: "not today" });
    expect(JSON.parse(await textOf(await waiting))).toMatchObject({
      envelope: 1,
      approvalId,
      status: "denied",
    });
    expect((await ask(second, add("b"))).envelope.error).toMatchObject({
      code: "PERMISSION_DENIED",
      message: "a person said no: not today",
    });
    const [asked, denied] = await rowsOf(first.sessionId);
    expect(asked).toMatchObject({ approvalId, decidedBy: null, code: "APPROVAL_REQUIRED" });
    expect(denied).toMatchObject({ approvalId, decidedBy: "grace", code: "PERMISSION_DENIED" });
    expect(JSON.stringify([asked, denied])).not.toContain("not today");
    expect(world.upstream.seen).toEqual([]);
  });

  test("whoever waits for a decision hears at once that the session has ended", async () => {
    const caller = await world.session({ connectors: [things] });
    const { approvalId = "" } = (await ask(caller, add("c"))).envelope.error ?? {};
    const waiting = http(caller, "GET", `/v1/approvals/${approvalId}?wait=30`);
    await sleep(100);
    await world.endSession(caller.sessionId);
    const began = performance.now();
    const answer = await waiting;
    expect(answer.statusCode).toBe(401);
    expect(JSON.parse(await textOf(answer))).toMatchObject({ error: { code: "SESSION_EXPIRED" } });
    expect(performance.now() - began).toBeLessThan(3000);
  });

  test("a session that ends is over at both", async () => {
    const first = await world.session({ connectors: [things] });
    const second = { ...first, url: await world.broker() };
    await world.endSession(first.sessionId);
    for (const caller of [first, second])
      await expect(ask(caller, { operation: "things.list" })).rejects.toThrow("HTTP 401");
  });
});

describe("an approval", () => {
  test("of another session's request is not there", async () => {
    const [mine, other] = [
      await world.session({ connectors: [things] }),
      await world.session({ connectors: [things] }),
    ];
    const { approvalId = "" } = (await ask(mine, add("c"))).envelope.error ?? {};
    expect((await http(other, "GET", `/v1/approvals/${approvalId}`)).statusCode).toBe(404);
    await approve(world.context, { approvalId, userId: null, decidedBy: "grace" });
    expect(await codeOf(other, add("c"))).toBe("APPROVAL_REQUIRED");
    expect(await codeOf(mine, add("other words"))).toBe("APPROVAL_REQUIRED");
    expect(world.upstream.seen).toEqual([]);
  });

  test("whose request surely never left can be used again", async () => {
    const caller = await world.session({ connectors: [things] });
    const { approvalId = "" } = (await ask(caller, add("d"))).envelope.error ?? {};
    await approve(world.context, { approvalId, userId: null, decidedBy: "grace" });
    // A broker that may call nothing: the request is refused before a connection is made.
    const client = createStreamingClient();
    const socket = join(mkdtempSync(join(tmpdir(), "specwire-")), "s.sock");
    const { context } = world;
    const broker = await openBroker(
      { context, client, known: new KnownConnectors(context) },
      { listen: [{ socket }] },
    );
    expect(await codeOf({ ...caller, url: `unix:${socket}` }, add("d"))).toBe("PERMISSION_DENIED");
    await broker.close();
    await client.close();
    expect((await ask(caller, add("d"))).envelope.status).toBe(200);
  });

  test("whose request may have arrived is used up", async () => {
    const caller = await world.session({ connectors: [things] });
    const { approvalId = "" } = (await ask(caller, add("e"))).envelope.error ?? {};
    await approve(world.context, { approvalId, userId: null, decidedBy: "grace" });
    world.upstream.answer = (_, response) => response.destroy();
    const { envelope } = await ask(caller, add("e"));
    expect(envelope.error).toMatchObject({ code: "NETWORK_ERROR", retryable: false });
    expect(envelope.error?.help).toContain("it may have happened");
    expect(await codeOf(caller, add("e"))).toBe("APPROVAL_REQUIRED");
  });
});

describe("an access token that the API refuses", () => {
  const refused = new Set<string>();
  let account = "";
  let docs: StoredForTest;
  beforeAll(async () => {
    const auth = {
      type: "oauth2",
      authorizationUrl: `${world.upstream.origin}/authorize`,
      tokenUrl: `${world.upstream.origin}/token`,
      scopes: {},
      authStyle: "body",
    };
    docs = await world.connector("docs", {
      auth: `auth: ${JSON.stringify(auth)}`,
      operations: `operations:
  docs.list: { request: GET /docs, summary: List documents }
  docs.add: { request: POST /docs, summary: Add one, body: { type: string, format: binary }, contentType: application/octet-stream }`,
    });
    const client = await registerClient(world.context, {
      ...{ connectorId: docs.id, userId: null, clientId: "client", clientSecret: "client-secret" },
    });
    account = (
      await saveAccount(world.context, {
        ...{ userId: "ada", connectorId: docs.id, schemeId: "oauth2", status: "connected", label: "work" },
        ...{ refreshable: true, oauthClientId: client.id, expiresAt: new Date(Date.now() + 3_600_000) },
        secrets: { access_token: "token-1", refresh_token: "refresh-1" },
      })
    ).id;
    (docs.granted.accounts as Record<string, string>).work = account;
  });
  let count = 1;
  const answering = () => {
    world.upstream.answer = (seen, response) => {
      if (seen.target === "/token") {
        count += 1;
        return json(response, {
          access_token: `token-${count}`,
          token_type: "bearer",
          refresh_token: `refresh-${count}`,
        });
      }
      const [sent = ""] = headerOf(seen, "authorization");
      if (refused.has(sent)) return response.writeHead(401).end(`who is ${sent}?`);
      return json(response, { sent });
    };
  };
  const sent = () =>
    world.upstream.seen
      .filter(({ target }) => target !== "/token")
      .map((seen) => headerOf(seen, "authorization")[0]);

  test("is renewed, and the request sent once more", async () => {
    answering();
    refused.add("Bearer token-1");
    const caller = await world.session({ connectors: [docs] });
    const { envelope, body } = await ask(caller, { operation: "docs.list" });
    expect(envelope.status).toBe(200);
    expect(sent()).toEqual(["Bearer token-1", "Bearer token-2"]);
    expect(body.toString()).toBe('{"sent":"Bearer [redacted]"}');
  });

  test("is not renewed again and again for an API that refuses everything", async () => {
    answering();
    refused.add("Bearer token-2");
    const caller = await world.session({ connectors: [docs] });
    const { envelope, body } = await ask(caller, { operation: "docs.list" });
    expect(envelope).toMatchObject({ from: "upstream", status: 401, credential: "live" });
    expect(body.toString()).toBe("who is Bearer [redacted]?");
    expect(sent()).toEqual(["Bearer token-2"]);
  });

  test("is renewed for an upload that has to be sent again by its caller", async () => {
    answering();
    await world.context.db.execute(
      sql`update specwire.accounts set rejected_at = null where id = ${account}`,
    );
    const caller = await world.session({
      connectors: [docs],
      policies: [{ policy: 1, rules: [{ verdict: "allow" }] }],
    });
    const upload = {
      operation: "docs.add",
      arguments: { body: { $file: "f" } },
      files: { f: { bytes: Buffer.from("x") } },
    };
    expect((await ask(caller, upload)).envelope.error).toMatchObject({
      code: "TRANSIENT_AUTH_ERROR",
      retryable: true,
    });
    expect((await ask(caller, upload)).envelope.status).toBe(200);
    expect(sent()).toEqual(["Bearer token-2", "Bearer token-3"]);
  });

  test("that can't be renewed is the user's to mend", async () => {
    refused.add("Bearer token-3");
    await world.context.db.execute(
      sql`update specwire.accounts set rejected_at = null where id = ${account}`,
    );
    world.upstream.answer = (seen, response) =>
      seen.target === "/token"
        ? response.writeHead(400, { "content-type": "application/json" }).end('{"error":"invalid_grant"}')
        : response.writeHead(401).end();
    const caller = await world.session({ connectors: [docs] });
    expect(await codeOf(caller, { operation: "docs.list" })).toBe("REAUTH_REQUIRED");
  });
});

describe("what changes after the session was made counts at once", () => {
  test("a connector that is turned off", async () => {
    const caller = await world.session({ connectors: [things] });
    await setEnabled(world.context, things.id, "ada", false);
    expect(await codeOf(caller, { operation: "things.list" })).toBe("PERMISSION_DENIED");
    await setEnabled(world.context, things.id, "ada", true);
    expect(await codeOf(caller, { operation: "things.list" })).toBeUndefined();
  });

  test("another user's account is nobody's, whatever a session says", async () => {
    const caller = await world.session({ connectors: [things], userId: "eve" });
    expect(await codeOf(caller, { operation: "things.list" })).toBe("ACCOUNT_NOT_FOUND");
    expect(await codeOf(caller, { operation: "things.list", account: "work" })).toBe("ACCOUNT_NOT_FOUND");
    expect(world.upstream.seen).toEqual([]);
  });

  test("a command of another version", async () => {
    const caller = await world.session({ connectors: [things] });
    const digest = `sha256:${"0".repeat(64)}`;
    expect(await codeOf(caller, { operation: "things.list", digest })).toBe("NOT_CONFIGURED");
    expect(world.upstream.seen).toEqual([]);
  });

  test("an account of the user that the session has not", async () => {
    const caller = await world.session({ connectors: [things] });
    await things.account("later", { api_key: "another" });
    const { envelope } = await ask(caller, { operation: "things.list", account: "later" });
    expect(envelope.error).toMatchObject({ code: "ACCOUNT_NOT_ALLOWED", accounts: ["work"] });
    expect(world.upstream.seen).toEqual([]);
  });
});

test("every operation is in the audit, before it is sent and after, without what was said in it", async () => {
  const caller = await world.session({ connectors: [things], workflowId: "weekly" });
  const ids = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"] as const;
  let stored = 0;
  const rows = () => rowsOf(caller.sessionId);
  world.upstream.answer = async (_, response) => {
    stored = (await rows()).length;
    json(response, { secret: "of the answer" });
  };
  const work = { account: "work" };
  await ask(caller, { operation: "things.list", requestId: ids[0], ...work });
  expect(stored).toBe(1);
  await ask(caller, { ...add("MARKER"), requestId: ids[1], ...work });
  await ask(caller, { operation: "things.none", ...work });
  const written = await rows();
  const common = { userId: "ada", workflowId: "weekly", slug: "things", accountLabel: "work" };
  expect(written).toMatchObject([
    {
      ...common,
      kind: "decided",
      requestId: ids[0],
      operation: "things.list",
      decision: "allow",
      code: null,
    },
    {
      ...common,
      kind: "answered",
      requestId: ids[0],
      operation: "things.list",
      status: 200,
      host: world.upstream.host,
    },
    {
      ...common,
      kind: "decided",
      requestId: ids[1],
      operation: "things.add",
      decision: "ask",
      code: "APPROVAL_REQUIRED",
    },
    { ...common, kind: "decided", operation: "things.none", decision: "deny", code: "PERMISSION_DENIED" },
  ]);
  expect(JSON.stringify(written)).not.toMatch(/MARKER|of the answer|upstream-key/);
});

test("an id of a request that was used is refused", async () => {
  const caller = await world.session({ connectors: [things] });
  const requestId = "33333333-3333-4333-8333-333333333333";
  const asked = { operation: "things.list", account: "work", requestId };
  expect(await codeOf(caller, asked)).toBeUndefined();
  expect(await codeOf(caller, asked)).toBe("INVALID_REQUEST");
  expect(world.upstream.seen.length).toBe(1);
});
