import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { registerClient } from "../../src/clients/oauth-clients.ts";
import { handleCallback } from "../../src/oauth/handle-callback.ts";
import { authorizations } from "../../src/store/schema.ts";
import { json } from "../servers/answers.ts";
import {
  add,
  alice,
  answerTo,
  codeOf,
  connect,
  context,
  main,
  queryOf,
  scopes,
  server,
  start,
  tokens,
  world,
} from "../support/authorizations.ts";

describe("the authorization request", () => {
  test("is RFC 6749 section 4.1.1 with PKCE; what is stored can't finish it", async () => {
    const { url, scopes: asked, expiresAt } = await start(main, { returnTo: "/done?x=1" });
    const query = queryOf(url);
    expect(query).toEqual({
      response_type: "code",
      client_id: "client",
      redirect_uri: `https://host.test/oauth/callback/${main}`,
      scope: Object.keys(scopes).sort().join(" "),
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
    expect(asked).toEqual(Object.keys(scopes).sort());
    expect(expiresAt.getTime() - context.now()).toBe(15 * 60 * 1000);
    const rows = JSON.stringify(await context.db.select().from(authorizations));
    expect(rows).not.toContain(query["state"]);
    expect(rows).not.toContain(alice.sessionId);
  });

  test("says what the deviations say, and never lets the endpoint say what the protocol does", async () => {
    const id = await add({
      authorizationUrl: `${server.authorizationUrl}?tenant=t&redirect_uri=https://evil.example&state=fixed`,
      extraAuthParams: { prompt: "consent" },
      deviations: {
        scopeSeparator: ",",
        authParamNames: { client_id: "client_key", response_type: "" },
        nonce: true,
      },
    });
    const { url } = await start(id, { operations: [] });
    const query = new URL(url).searchParams;
    expect(query.getAll("redirect_uri")).toEqual([`https://host.test/oauth/callback/${id}`]);
    expect(query.getAll("state")).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(Object.fromEntries(query)).toMatchObject({
      tenant: "t",
      prompt: "consent",
      client_key: "client",
      code_challenge_method: "S256",
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      scope: "items:read,items:write,offline,openid",
    });
    expect(query.has("response_type")).toBe(false);
    expect(url).not.toContain("+");
  });

  test("asks for the scopes of the allowed operations, and for what always is", async () => {
    const operations = `operations:
  items.list: { request: GET /items, summary: List items, scopes: ["items:read", "items:write"] }
  items.add: { request: POST /items, summary: Add an item, scopes: ["items:write"] }
  me.get: { request: GET /me, summary: Who am I, scopes: [openid] }
  free: { request: GET /free, summary: Free for all }`;
    const id = await add({ baseScopes: ["offline"] }, { lines: { operations } });
    const asked = async (ids?: string[]) => (await start(id, ids && { operations: ids })).scopes.join(" ");
    expect(await asked(["items.list"])).toBe("items:read offline");
    expect(await asked(["items.list", "items.add"])).toBe("items:write offline");
    expect(await asked(["free"])).toBe("offline");
    expect(await asked([])).toBe("offline");
    expect(await asked()).toBe("items:write offline openid");
    expect(await codeOf(start(id, { operations: ["items.remove"] }))).toBe("INVALID_OPTION");
    // Asking for more never narrows.
    server.answer("/token", json({ ...tokens, scope: "items:read offline" }));
    const { account } = await connect(id, { operations: ["items.list"] });
    expect(account.scopes).toEqual(["items:read", "offline"]);
    const wider = await start(id, { operations: ["me.get"], accountId: account.id });
    expect([...wider.scopes].sort()).toEqual(["items:read", "offline", "openid"]);
  });

  test("needs a client, a user, a session, and a path of the host", async () => {
    const bare = await add({}, { client: null });
    expect(await codeOf(start(bare))).toBe("CLIENT_REQUIRED");
    expect(await codeOf(start(main, { sessionId: "" }))).toBe("INVALID_OPTION");
    expect(await codeOf(start(main, { returnTo: "//evil.example" }))).toBe("INVALID_RETURN_TO");
    expect(await codeOf(start(main, { label: "not a label" }))).toBe("INVALID_LABEL");
    expect(await codeOf(start(main, { accountId: "x" }))).toBe("ACCOUNT_NOT_FOUND");
    expect(await codeOf(start(main, { schemeId: "x" }))).toBe("SCHEME_NOT_FOUND");
    expect(await codeOf(start("x"))).toBe("CONNECTOR_NOT_FOUND");
    const hers = await add({}, { createdBy: "alice" });
    expect(await codeOf(start(hers, { userId: "bob" }))).toBe("CONNECTOR_NOT_FOUND");
  });

  test("takes the user's own client before the host's; no account of somebody else", async () => {
    const id = await add();
    await registerClient(context, { connectorId: id, userId: "alice", clientId: "hers", clientSecret: "s" });
    expect(queryOf((await start(id)).url)["client_id"]).toBe("hers");
    expect(queryOf((await start(id, { userId: "bob" })).url)["client_id"]).toBe("client");
    const { account } = await connect(id);
    expect(await codeOf(start(id, { userId: "bob", accountId: account.id }))).toBe("ACCOUNT_NOT_FOUND");
  });

  test("the host's client never goes to a server that a user names", async () => {
    const lines = {
      variables: `variables: { site: { from: user, kind: domain, selfHosted: true } }`,
      servers: "baseUrl: https://{site}/api",
    };
    const auth = { authorizationUrl: "https://{site}/authorize", tokenUrl: "https://{site}/token" };
    const id = await add(auth, { lines });
    const variables = { site: "evil.example" };
    expect(await codeOf(start(id, { variables }))).toBe("CLIENT_REQUIRED");
    await registerClient(context, { connectorId: id, userId: "alice", clientId: "hers", clientSecret: "s" });
    expect((await start(id, { variables })).url).toMatch(/^https:\/\/evil\.example\/authorize\?/);
  });
});

test("what one user starts is bounded, and the latest stays", async () => {
  const id = await add();
  for (let count = 0; count < 52; count += 1) {
    world.wait(1);
    await start(id, { userId: "carol" });
  }
  const { url } = await start(id, { userId: "carol" });
  const rows = await context.db.select().from(authorizations).where(eq(authorizations.userId, "carol"));
  expect(rows.length).toBe(50);
  const parameters = await answerTo(url);
  await handleCallback(context, { ...alice, userId: "carol", connectorId: id, parameters });
});
