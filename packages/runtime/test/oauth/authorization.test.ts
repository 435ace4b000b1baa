import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { listAccounts, openAccount } from "../../src/accounts/account-store.ts";
import { registerClient } from "../../src/clients/oauth-clients.ts";
import { type AuthorizationRequest, authorizationUrl } from "../../src/oauth/authorization-url.ts";
import { connectWithClient } from "../../src/oauth/connect-with-client.ts";
import { handleCallback } from "../../src/oauth/handle-callback.ts";
import { authorizations } from "../../src/store/schema.ts";
import { type Answer, form, json, oauthError, reset } from "../servers/answers.ts";
import { Browser } from "../servers/browser.ts";
import { consent, startFaultsServer } from "../servers/faults-server.ts";
import { bodyParameters } from "../servers/loopback.ts";
import { oauthWorld } from "../support/oauth-world.ts";

// Who may end an authorization, and with what. The server consents to everything, and says what a test tells it to.
const server = await startFaultsServer();
const other = await startFaultsServer();
const world = await oauthWorld([server.host, other.host]);
const { context } = world;
afterAll(async () => {
  await world.close();
  await server.stop();
  await other.stop();
});
const tokens = { access_token: "at", token_type: "bearer", expires_in: 3600, refresh_token: "rt" };
const endpoints = { authorizationUrl: server.authorizationUrl, tokenUrl: server.tokenUrl };
const scopes = {
  "items:read": "Read items",
  "items:write": "Change items",
  offline: "Stay",
  openid: "Sign in",
};

let number = 0;
const add = (auth: Record<string, unknown> = {}, more: object = {}) =>
  world.connector(`acme-${++number}`, { auth: { ...endpoints, scopes, ...auth }, ...more });
const main = await add();
const alice = { userId: "alice", sessionId: "the-first-session-of-alice" };

beforeEach(() => {
  server.answer("/authorize", consent("the-code"));
  server.answer("/token", json(tokens));
  server.answer("/revoke", json({}));
});

const start = (connectorId: string, more: Partial<AuthorizationRequest> = {}) =>
  authorizationUrl(context, { ...alice, connectorId, ...more });

/** The answer that the browser brings back, changed. */
async function answerTo(url: string, change: (answer: URLSearchParams) => void = () => {}): Promise<URL> {
  const redirectUri = new URL(url).searchParams.get("redirect_uri") ?? "";
  const answer = await new Browser().follow(url, redirectUri);
  change(answer.searchParams);
  return answer;
}

async function connect(
  connectorId: string,
  more: Partial<AuthorizationRequest> = {},
  change?: (answer: URLSearchParams) => void,
) {
  const { url } = await start(connectorId, more);
  return handleCallback(context, { ...alice, connectorId, parameters: await answerTo(url, change) });
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
}

/** Runs `work`, and tells what it ended with and whether a code was redeemed. */
async function outcome(work: () => Promise<unknown>): Promise<string> {
  const before = [server, other].flatMap((one) => one.requestsTo("/token")).length;
  const code = await codeOf(work());
  const after = [server, other].flatMap((one) => one.requestsTo("/token")).length;
  return after === before ? code : `${code} after a token request`;
}

const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

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

describe("the answer", () => {
  test("is redeemed with what it was asked with, and its account stored", async () => {
    const { url } = await start(main, { returnTo: "/done?x=1", label: "mine" });
    const parameters = (await answerTo(url)).href;
    const { account, returnTo } = await handleCallback(context, { ...alice, connectorId: main, parameters });
    expect(returnTo).toBe("/done?x=1");
    expect(account).toMatchObject({ userId: "alice", label: "mine", status: "connected", refreshable: true });
    expect(account.scopes).toEqual(Object.keys(scopes).sort());
    expect(account.expiresAt?.getTime()).toBe(context.now() + 3_600_000);
    const asked = Object.fromEntries(bodyParameters(server.requestsTo("/token").at(-1) ?? ({} as never)));
    expect(asked).toEqual({
      grant_type: "authorization_code",
      code: "the-code",
      redirect_uri: `https://host.test/oauth/callback/${main}`,
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
      client_id: "client",
      client_secret: "client-secret",
    });
    expect((await openAccount(context, account.id))?.secrets).toEqual({
      access_token: "at",
      refresh_token: "rt",
    });
  });

  test("counts once", async () => {
    const { url } = await start(main);
    const parameters = await answerTo(url);
    const again = () => handleCallback(context, { ...alice, connectorId: main, parameters });
    const all = await Promise.all([1, 2, 3].map(() => codeOf(again())));
    expect(all.toSorted()).toEqual(["STATE_REFUSED", "STATE_REFUSED", "done"]);
    expect(await outcome(again)).toBe("STATE_REFUSED");
  });

  test.each([
    ["another user", { userId: "bob" }],
    ["another session of the same user", { sessionId: "another-session-of-alice" }],
    ["another user in the same session", { userId: "bob", sessionId: "the-first-session-of-alice" }],
  ])("is refused for %s, and nobody can use it afterwards", async (_, who) => {
    const { url } = await start(main);
    const parameters = await answerTo(url);
    const back = (as: object) => handleCallback(context, { ...alice, ...as, connectorId: main, parameters });
    expect(await outcome(() => back(who))).toBe("STATE_REFUSED");
    expect(await outcome(() => back({}))).toBe("STATE_REFUSED");
  });

  test("of an honest connector goes to no other one (COAT)", async () => {
    const hostile = await add({ tokenUrl: other.tokenUrl }, { createdBy: "alice" });
    const { url } = await start(main);
    const parameters = await answerTo(url);
    expect(await outcome(() => handleCallback(context, { ...alice, connectorId: hostile, parameters }))).toBe(
      "STATE_REFUSED",
    );
    // The hostile one's own request, answered at the honest one's redirect URI.
    const theirs = await answerTo((await start(hostile)).url);
    expect(
      await outcome(() => handleCallback(context, { ...alice, connectorId: main, parameters: theirs })),
    ).toBe("STATE_REFUSED");
    expect(other.requests).toEqual([]);
  });

  test("of a request that an attacker made for a victim ends with the victim (COSF)", async () => {
    const { url } = await start(main, { userId: "mallory", sessionId: "m1" });
    const parameters = await answerTo(url);
    expect(await outcome(() => handleCallback(context, { ...alice, connectorId: main, parameters }))).toBe(
      "STATE_REFUSED",
    );
  });

  test("comes too late", async () => {
    const { url } = await start(main);
    world.wait(15 * 60 * 1000);
    expect(
      await outcome(async () =>
        handleCallback(context, { ...alice, connectorId: main, parameters: await answerTo(url) }),
      ),
    ).toBe("STATE_REFUSED");
  });

  test.each(["code", "state", "iss", "error"])("is refused with %s twice", async (name) => {
    const change = (answer: URLSearchParams) => {
      if (name === "iss" || name === "error") answer.append(name, "x");
      answer.append(name, answer.get(name) ?? "");
    };
    expect(await outcome(() => connect(main, {}, change))).toBe("AUTHORIZATION_RESPONSE_INVALID");
  });

  test.each<[string, (answer: URLSearchParams) => void, string]>([
    ["without a state", (answer) => answer.delete("state"), "STATE_REFUSED"],
    ["with an empty state", (answer) => answer.set("state", ""), "STATE_REFUSED"],
    ["with another state", (answer) => answer.set("state", "x".repeat(43)), "STATE_REFUSED"],
    ["without a code", (answer) => answer.delete("code"), "AUTHORIZATION_RESPONSE_INVALID"],
    ["with an empty code", (answer) => answer.set("code", ""), "AUTHORIZATION_RESPONSE_INVALID"],
    ["of another server", (answer) => answer.set("iss", "https://evil.example"), "ISSUER_MISMATCH"],
    ["with an error", (answer) => answer.set("error", "access_denied"), "AUTHORIZATION_DENIED"],
    [
      "with an error of another server",
      (answer) => {
        answer.set("error", "access_denied");
        answer.set("iss", "https://evil.example");
      },
      "ISSUER_MISMATCH",
    ],
  ])("%s is refused before any token request, and used up", async (_, change, code) => {
    const before = (await context.db.select().from(authorizations)).length;
    expect(await outcome(() => connect(main, {}, change))).toBe(code);
    const left = (await context.db.select().from(authorizations)).length - before;
    expect(left).toBe(code === "STATE_REFUSED" ? 1 : 0);
  });

  test("names the error, if it is a code and no text", async () => {
    for (const [error, shown] of [
      ["access_denied", "access_denied"],
      ["a text\nof theirs", undefined],
    ] as const) {
      const failed = await connect(main, {}, (answer) => answer.set("error", error)).catch(
        (thrown) => thrown,
      );
      expect(failed.details.error).toBe(shown);
    }
  });

  test("may name an issuer at home where the user was sent", async () => {
    await connect(main, {}, (answer) => answer.set("iss", server.origin));
    await connect(main, {}, (answer) => answer.set("iss", `${server.origin}/login`));
    const stated = await add({ issuer: "https://issuer.example" });
    const iss = (value: string) => outcome(() => connect(stated, {}, (answer) => answer.set("iss", value)));
    expect(await iss("https://issuer.example")).toBe("done after a token request");
    expect(await iss("https://issuer.example/")).toBe("ISSUER_MISMATCH");
    expect(await iss(server.origin)).toBe("ISSUER_MISMATCH");
  });

  test("is not redeemed where the connector says another token endpoint meanwhile", async () => {
    const id = await add();
    const { url } = await start(id);
    const parameters = await answerTo(url);
    await context.db
      .update(authorizations)
      .set({ tokenEndpoint: other.tokenUrl })
      .where(eq(authorizations.connectorId, id));
    expect(await outcome(() => handleCallback(context, { ...alice, connectorId: id, parameters }))).toBe(
      "AUTHORIZATION_RESPONSE_INVALID",
    );
  });

  test("under other names, and as a form post", async () => {
    const id = await add({
      deviations: {
        redirectParamNames: { code: "auth_code", state: "custom" },
        authParamNames: { state: "custom" },
      },
    });
    server.answer("/authorize", ({ query }, response) => {
      const answer = new URLSearchParams({
        auth_code: "renamed",
        custom: query.get("custom") ?? "",
        code: "decoy",
      });
      response.writeHead(302, { location: `${query.get("redirect_uri")}?${answer}` }).end();
    });
    const { url } = await start(id);
    const parameters = (await answerTo(url)).search.slice(1);
    await handleCallback(context, { ...alice, connectorId: id, parameters });
    expect(bodyParameters(server.requestsTo("/token").at(-1) ?? ({} as never)).get("code")).toBe("renamed");
  });

  test("has values for variables, which are checked before the token request, and may say where that goes", async () => {
    const lines = {
      variables: `variables: { region: { from: redirect, parameter: location, enum: ["${server.host}", eu.example.com] }, realm: { from: redirect, parameter: realmId, kind: label } }`,
      servers: "baseUrl: https://api.example.com/{realm}",
    };
    const id = await add({ tokenUrl: "http://{region}/token" }, { lines });
    const change = (location: string, realm: string) => (answer: URLSearchParams) => {
      answer.set("location", location);
      answer.set("realmId", realm);
    };
    for (const [location, realm] of [
      ["evil.example", "1"],
      [server.host, "../admin"],
      [server.host, ""],
    ] as const)
      expect(await outcome(() => connect(id, {}, change(location, realm)))).toBe("INVALID_VARIABLE");
    const twice = (answer: URLSearchParams) => {
      change(server.host, "1")(answer);
      answer.append("realmId", "2");
    };
    expect(await outcome(() => connect(id, {}, twice))).toBe("AUTHORIZATION_RESPONSE_INVALID");
    const { account } = await connect(id, {}, change(server.host, "123"));
    expect(account.variables).toEqual({ region: server.host, realm: "123" });
  });
});

describe("tokens that were issued", () => {
  const operations = `operations:
  me.get: { request: GET /me, summary: Who am I, response: { kind: json } }`;
  const verify = { operation: "me.get", accountId: "/id", label: "/name" };
  const proving = {
    lines: {
      servers: `baseUrl: ${server.origin}/api`,
      operations: operations.replace(", response: { kind: json }", ""),
    },
  };

  test("are proven; the account gets its name; connecting again updates it and keeps its refresh token", async () => {
    const id = await add({ verify }, proving);
    server.answer("/api/me", json({ id: 7, name: "Alice A." }));
    const first = await connect(id);
    expect(first.account).toMatchObject({ externalId: "7", displayName: "Alice A.", label: "alice-a." });
    server.answer("/token", json({ access_token: "at-2", token_type: "bearer" }));
    const second = await connect(id);
    expect(second.account).toMatchObject({ id: first.account.id, refreshable: true, expiresAt: null });
    expect((await openAccount(context, first.account.id))?.secrets).toEqual({
      access_token: "at-2",
      refresh_token: "rt",
    });
    // Somebody else at the provider: an account of their own, with nothing of the first one's.
    server.answer("/api/me", json({ id: 8, name: "Alice B." }));
    const third = await connect(id, { accountId: first.account.id });
    expect(third.account.id).not.toBe(first.account.id);
    expect((await openAccount(context, third.account.id))?.secrets).toEqual({ access_token: "at-2" });
    expect(third.account.refreshable).toBe(false);
  });

  test("are revoked where they don't pass", async () => {
    // At a server of its own: what could end the grant of another account is left.
    const tokenUrl = `${server.origin}/token-of-nobody-else`;
    server.answer("/token-of-nobody-else", json(tokens));
    const id = await add({ verify, tokenUrl, revocationUrl: server.revocationUrl }, proving);
    server.answer("/api/me", json({ error: "no" }, 401));
    expect(await codeOf(connect(id))).toBe("CREDENTIAL_REJECTED");
    const revoked = server.requestsTo("/revoke").map((one) => bodyParameters(one).get("token"));
    expect(revoked).toEqual(["rt", "at"]);
    expect(await listAccounts(context, { userId: "alice", connectorId: id })).toEqual([]);
  });

  test("are kept unproven where the API can't be asked", async () => {
    const id = await add({ verify }, proving);
    server.answer("/api/me", reset);
    expect((await connect(id)).account).toMatchObject({ status: "unverified", lastError: "NETWORK_ERROR" });
  });

  test("a label that was taken meanwhile is no reason to consent again", async () => {
    const id = await add();
    await connect(id, { label: "work" });
    const { account } = await connect(id, { label: "work" });
    expect(account.label).not.toBe("work");
  });

  test.each<[string, Answer, string]>([
    ["a code that is over", oauthError("invalid_grant"), "REAUTH_REQUIRED"],
    ["a client that is not known", oauthError("invalid_client"), "CLIENT_REJECTED"],
    ["an error with status 200", form({ error: "bad_verification_code" }), "TOKEN_REQUEST_REJECTED"],
    ["no answer", reset, "NETWORK_ERROR"],
    ["no token", json({}), "TOKEN_RESPONSE_INVALID"],
  ])("%s stores nothing", async (_, answer, code) => {
    const id = await add();
    server.answer("/token", answer);
    expect(await outcome(() => connect(id))).toBe(`${code} after a token request`);
    const level = ["REAUTH_REQUIRED", "NETWORK_ERROR"].includes(code) ? "warn" : "error";
    expect(world.logs.at(-1)).toEqual({
      ...{ level, event: "account.not-connected", message: "An account could not be connected." },
      ...{ userId: "alice", connectorId: id, code },
    });
    expect(await listAccounts(context, { connectorId: id })).toEqual([]);
  });

  test("client credentials connect without a person", async () => {
    const id = await add({ grant: "client_credentials", authStyle: "header" });
    server.answer("/token", json({ access_token: "machine", token_type: "bearer", scope: "items:read" }));
    const account = await connectWithClient(context, { userId: "alice", connectorId: id, label: "bot" });
    expect(account).toMatchObject({
      label: "bot",
      refreshable: true,
      scopes: ["items:read"],
      expiresAt: null,
    });
    expect(await codeOf(start(id))).toBe("SCHEME_NOT_FOUND");
    expect(await codeOf(connectWithClient(context, { userId: "alice", connectorId: main }))).toBe(
      "SCHEME_NOT_FOUND",
    );
  });
});

describe("a server's metadata", () => {
  const metadata = (more: object = {}) => ({
    issuer: server.origin,
    authorization_endpoint: server.authorizationUrl,
    token_endpoint: server.tokenUrl,
    revocation_endpoint: server.revocationUrl,
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
    ...more,
  });
  const path = (name: string) => `/${name}/.well-known/openid-configuration`;
  async function discovered(name: string, ...answers: [Answer, ...Answer[]]) {
    server.answer(path(name), ...answers);
    return world.connector(`found-${name}`, {
      auth: { openIdConnectUrl: `${server.origin}${path(name)}`, scopes },
    });
  }
  const withIssuer = (iss: string) => (answer: URLSearchParams) => answer.set("iss", iss);
  const issuerOf = (name: string) => `${server.origin}/${name}`;

  test("has the endpoints, and is asked for once", async () => {
    const id = await discovered("good", json(metadata({ issuer: issuerOf("good") })));
    await connect(id, {}, withIssuer(issuerOf("good")));
    await connect(id, {}, withIssuer(issuerOf("good")));
    expect(server.requestsTo(path("good")).length).toBe(1);
    world.wait(61 * 60 * 1000);
    // It can't be had just now: what is remembered is better than nothing.
    server.answer(path("good"), reset);
    await connect(id, {}, withIssuer(issuerOf("good")));
  });

  test.each([
    ["no issuer although promised", undefined],
    ["another issuer", "https://evil.example"],
    ["the issuer with a slash more", "/"],
    ["the issuer in other letters", "UPPER"],
  ])("%s is refused", async (_, iss) => {
    const id = await discovered(`iss-${++number}`, json(metadata({ issuer: issuerOf(`iss-${number}`) })));
    const right = issuerOf(`iss-${number}`);
    const wrong = iss === "/" ? `${right}/` : iss === "UPPER" ? right.toUpperCase() : iss;
    const change = wrong === undefined ? () => {} : withIssuer(wrong);
    expect(await outcome(() => connect(id, {}, change))).toBe("ISSUER_MISMATCH");
  });

  test.each([
    ["of another issuer", { issuer: "https://evil.example" }, "ISSUER_MISMATCH"],
    ["of nobody", { issuer: undefined }, "AUTHORIZATION_RESPONSE_INVALID"],
    ["with plain alone", { code_challenge_methods_supported: ["plain"] }, "PKCE_UNSUPPORTED"],
    ["without PKCE", { code_challenge_methods_supported: undefined }, "PKCE_UNSUPPORTED"],
    ["without a token endpoint", { token_endpoint: undefined }, "AUTHORIZATION_RESPONSE_INVALID"],
    [
      "that sends the browser to a script",
      { authorization_endpoint: "javascript:alert(1)//" },
      "AUTHORIZATION_RESPONSE_INVALID",
    ],
    [
      "that sends the browser to a page without encryption",
      { authorization_endpoint: "http://evil.example/" },
      "AUTHORIZATION_RESPONSE_INVALID",
    ],
    ["with an inner token endpoint", { token_endpoint: "https://169.254.169.254/" }, "HOST_REFUSED"],
  ])("%s is not followed", async (_, more, code) => {
    const name = `bad-${++number}`;
    const id = await discovered(name, json(metadata({ issuer: issuerOf(name), ...more })));
    expect(await outcome(() => connect(id, {}, withIssuer(issuerOf(name))))).toBe(code);
  });

  test("of a spec that says `pkce: false` may lack it", async () => {
    const name = "no-pkce";
    server.answer(
      path(name),
      json(metadata({ issuer: issuerOf(name), code_challenge_methods_supported: undefined })),
    );
    const auth = {
      openIdConnectUrl: `${server.origin}${path(name)}`,
      pkce: false,
      reason: "It refuses code_verifier.",
    };
    const id = await world.connector("found-no-pkce", { auth });
    const { url } = await start(id);
    expect(url).not.toContain("code_challenge");
    await connect(id, {}, withIssuer(issuerOf(name)));
    expect(bodyParameters(server.requestsTo("/token").at(-1) ?? ({} as never)).has("code_verifier")).toBe(
      false,
    );
  });
});
