import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Runtime } from "../../src/runtime.ts";
import { json } from "../servers/answers.ts";
import { type AuthorizationServer, startAuthorizationServer } from "../servers/authorization-server.ts";
import { Browser } from "../servers/browser.ts";
import { clientCredentialsIn } from "../servers/client-credentials.ts";
import { type FaultsServer, startFaultsServer } from "../servers/faults-server.ts";
import { bodyParameters } from "../servers/loopback.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { testRuntime } from "../support/runtime.ts";

// A host's whole way, from the button to the disconnection, against a certified authorization server.
const SECRET = "s3cr:t&/%+ x";
const CLIENTS = [
  ["header", "client_secret_basic", "id of:header"],
  ["body", "client_secret_post", "id of body"],
  ["none", "none", "id-of-none"],
] as const;

let server: AuthorizationServer;
/** An API that says what a test wants. */
let api: FaultsServer;
let runtime: Runtime;
let asked = 0;
const clock = { ahead: 0 };

beforeAll(async () => {
  server = await startAuthorizationServer();
  api = await startFaultsServer();
  runtime = await testRuntime("pglite", {
    allowHosts: [server.host, api.host],
    now: () => Date.now() + clock.ahead,
  });
});
afterAll(async () => {
  await runtime.close();
  await Promise.all([server.stop(), api.stop()]);
});
beforeEach(() => {
  asked = server.requests.length;
  clock.ahead = 0;
});

let count = 0;
/** A connector of this server, with its client registered on both sides. */
async function connector(
  auth: Readonly<Record<string, unknown>>,
  client: {
    readonly clientId: string;
    readonly clientSecret?: string;
    readonly method: (typeof CLIENTS)[number][1];
  },
  api: string = server.origin,
) {
  count += 1;
  const { id } = await runtime.connectors.add({
    ...compileConnector(`certified-${count}`, {
      servers: `baseUrl: ${api}`,
      auth: `auth: ${JSON.stringify({
        type: "oauth2",
        openIdConnectUrl: `${server.issuer}/.well-known/openid-configuration`,
        scopes: { openid: "Who you are", "items:read": "Read items", "items:write": "Change items" },
        verify: { operation: "me.get", accountId: "/sub", label: "/sub" },
        ...auth,
      })}`,
      operations: "operations: { me.get: { request: GET /me, summary: Who calls, scopes: [[openid]] } }",
    }),
    userId: null,
  });
  const clientId = `${client.clientId} ${count}`;
  const registered = { ...client, clientId };
  const redirectUri = `https://host.example/oauth/callback/${id}`;
  const grantTypes = auth["grant"] === "client_credentials" ? { grantTypes: ["client_credentials"] } : {};
  server.register({
    ...registered,
    ...grantTypes,
    redirectUris: auth["grant"] === "client_credentials" ? [] : [redirectUri],
  });
  const { clientSecret } = client;
  await runtime.clients.register({
    ...{ connectorId: id, userId: null, clientId },
    ...(clientSecret !== undefined && { clientSecret }),
  });
  return { connectorId: id, clientId, redirectUri };
}

type Connected = Awaited<ReturnType<typeof connector>>;
const ada = { userId: "ada", sessionId: "session-of-ada" };

async function answerFor({ connectorId, redirectUri }: Connected, browser = new Browser(), more = {}) {
  const { url } = await runtime.authorizationUrl({ ...ada, connectorId, ...more });
  return { url: new URL(url), answer: await browser.follow(url, redirectUri) };
}

async function connect(connected: Connected, browser = new Browser(), more = {}) {
  const { answer } = await answerFor(connected, browser, more);
  const { connectorId } = connected;
  return (await runtime.handleCallback({ ...ada, connectorId, parameters: answer })).account;
}

const since = () => server.requests.slice(asked);
const tokenRequests = () => since().filter(({ path }) => path === "/token");

describe.each(CLIENTS)("client credentials in: %s", (authStyle, method, clientId) => {
  const client = { clientId, method, ...(authStyle !== "none" && { clientSecret: SECRET }) };

  test("connects, proves, renews, and disconnects with revocation", async () => {
    const connected = await connector({ authStyle }, client);
    const account = await connect(connected);
    expect(account).toMatchObject({
      status: "connected",
      externalId: "alice",
      displayName: "alice",
      refreshable: true,
    });
    const which = { userId: "ada", accountId: account.id };
    const first = await runtime.accounts.credential(which);
    expect(await sub(first.secrets["access_token"])).toBe("alice");

    clock.ahead = 3_600_000;
    const second = await runtime.accounts.credential(which);
    expect(second.secrets["access_token"]).not.toBe(first.secrets["access_token"]);
    expect(second.secrets).not.toHaveProperty("refresh_token");
    for (const printed of [inspect(second, { depth: Infinity, showHidden: true }), JSON.stringify(second)]) {
      expect(printed).toContain("[redacted]");
      expect(printed).not.toContain(second.secrets["access_token"]);
    }

    expect(await runtime.accounts.disconnect(which)).toEqual({ tokens: "revoked" });
    expect(await sub(second.secrets["access_token"])).toBe(401);
    await expect(runtime.accounts.credential(which)).rejects.toMatchObject({ code: "ACCOUNT_NOT_FOUND" });
    const types = (await runtime.events.list({ userId: "ada", limit: 1000 }))
      .filter(({ accountId }) => accountId === account.id)
      .map(({ type }) => type);
    expect(types).toEqual(["account.connected", "account.disconnected"]);
  });

  test("shows the client's secret in one place, whatever is asked", async () => {
    const connected = await connector({ authStyle }, client);
    const { id } = await connect(connected);
    clock.ahead = 3_600_000;
    await runtime.accounts.credential({ userId: "ada", accountId: id });
    await runtime.accounts.disconnect({ userId: "ada", accountId: id });
    const requests = since().filter(({ method }) => method === "POST");
    expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(["/token", "/token/revocation"]));
    const encoded = new URLSearchParams([[connected.clientId, SECRET]]).toString().replace("=", ":");
    for (const request of requests) {
      expect(clientCredentialsIn(request)).toEqual({
        basic: authStyle === "header" ? encoded : undefined,
        bodyIds: authStyle === "header" ? [] : [connected.clientId],
        bodySecrets: authStyle === "body" ? [SECRET] : [],
        query: [],
        otherAuthorization: undefined,
      });
    }
    // Nor did it go anywhere else: to the browser, the metadata, the API.
    const others = since().filter(({ method }) => method !== "POST");
    expect(others.length).toBeGreaterThan(3);
    for (const { query, headers, body } of others) {
      expect(JSON.stringify([...query, headers, body])).not.toContain("s3cr");
    }
  });
});

describe("a public client", () => {
  const client = { clientId: "public", method: "none" } as const;

  test("asks with PKCE, a state of its own and the connector's redirect URI", async () => {
    const connected = await connector({ authStyle: "none" }, client);
    const one = await answerFor(connected);
    const two = await answerFor(connected);
    const parameters = Object.fromEntries(one.url.searchParams);
    expect(parameters).toEqual({
      response_type: "code",
      client_id: connected.clientId,
      redirect_uri: connected.redirectUri,
      scope: expect.stringContaining("openid"),
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
    for (const name of ["state", "code_challenge"]) {
      expect(two.url.searchParams.get(name)).not.toBe(one.url.searchParams.get(name));
    }
    // Both are open at once, and each ends on its own.
    const { connectorId } = connected;
    for (const { answer } of [two, one]) {
      const { account } = await runtime.handleCallback({ ...ada, connectorId, parameters: answer });
      expect(account.status).toBe("connected");
    }
    expect(await runtime.accounts.list({ userId: "ada", connectorId })).toHaveLength(1);
  });

  test("is told that the person said no, and may ask again", async () => {
    const connected = await connector({ authStyle: "none" }, client);
    const { connectorId } = connected;
    server.decide("deny");
    const { answer } = await answerFor(connected);
    server.decide("approve");
    await expect(runtime.handleCallback({ ...ada, connectorId, parameters: answer })).rejects.toMatchObject({
      code: "AUTHORIZATION_DENIED",
      remedy: "connect",
      details: { error: "access_denied" },
    });
    expect(tokenRequests()).toEqual([]);
    expect(await runtime.accounts.list({ userId: "ada", connectorId })).toEqual([]);
    expect((await connect(connected)).status).toBe("connected");
  });

  test.each([
    ["another issuer", (url: URL) => url.searchParams.set("iss", "https://evil.example")],
    ["no issuer", (url: URL) => url.searchParams.delete("iss")],
  ])("sends no code after an answer of %s", async (_, change) => {
    const connected = await connector({ authStyle: "none" }, client);
    const { answer } = await answerFor(connected);
    change(answer);
    const { connectorId } = connected;
    await expect(runtime.handleCallback({ ...ada, connectorId, parameters: answer })).rejects.toMatchObject({
      code: "ISSUER_MISMATCH",
    });
    expect(tokenRequests()).toEqual([]);
  });

  test("is told when the grant is over, once, and its account stays", async () => {
    const connected = await connector({ authStyle: "none" }, client);
    const account = await connect(connected);
    const which = { userId: "ada", accountId: account.id };
    server.endGrants(connected.clientId);
    clock.ahead = 3_600_000;
    for (let times = 0; times < 3; times += 1) {
      await expect(runtime.accounts.credential(which)).rejects.toMatchObject({ code: "REAUTH_REQUIRED" });
    }
    expect(tokenRequests().filter(isRefresh)).toHaveLength(1);
    expect(await runtime.accounts.get(which)).toMatchObject({ status: "reconnect_required" });
    const events = (await runtime.events.list({ userId: "ada", limit: 1000 })).filter(
      ({ accountId, type }) => accountId === account.id && type === "account.reconnect_required",
    );
    expect(events).toHaveLength(1);

    clock.ahead = 0;
    const again = await connect(connected, new Browser(), { accountId: account.id });
    expect(again).toMatchObject({ id: account.id, status: "connected", label: account.label });
  });

  test("whose new consent is not proven keeps the account that was there, with its grant", async () => {
    const connected = await connector({ authStyle: "none" }, client, api.origin);
    // One browser: the person has a session at the server, which may have one grant for both consents.
    const browser = new Browser();
    api.answer("/me", json({ sub: "alice" }), json({ error: "no" }, 403));
    const account = await connect(connected, browser);
    await expect(connect(connected, browser)).rejects.toMatchObject({ code: "CREDENTIAL_REJECTED" });
    clock.ahead = 3_600_000;
    const { secrets } = await runtime.accounts.credential({ userId: "ada", accountId: account.id });
    expect(await sub(secrets["access_token"])).toBe("alice");
  });

  test("two people of one user are two accounts; one of them twice is one", async () => {
    const connected = await connector({ authStyle: "none" }, client);
    const alice = await connect(connected);
    server.signInAs("bob");
    const bob = await connect(connected, new Browser());
    server.signInAs("alice");
    const { connectorId } = connected;
    const again = await connect(connected, new Browser());
    expect(again.id).toBe(alice.id);
    const accounts = await runtime.accounts.list({ userId: "ada", connectorId });
    expect(accounts.map(({ id, label }) => [id, label])).toEqual([
      [alice.id, "alice"],
      [bob.id, "bob"],
    ]);
    const secrets = await Promise.all(
      accounts.map(({ id }) => runtime.accounts.credential({ userId: "ada", accountId: id })),
    );
    expect(await Promise.all(secrets.map((one) => sub(one.secrets["access_token"])))).toEqual([
      "alice",
      "bob",
    ]);
  });
});

test("a client gets tokens for itself, and new ones when they are over", async () => {
  const connected = await connector(
    {
      grant: "client_credentials",
      authStyle: "header",
      verify: undefined,
    },
    { clientId: "machine", clientSecret: SECRET, method: "client_secret_basic" },
  );
  const account = await runtime.accounts.connectWithClient({
    userId: "ada",
    connectorId: connected.connectorId,
  });
  expect(account).toMatchObject({ status: "connected", refreshable: true });
  const which = { userId: "ada", accountId: account.id };
  const first = await runtime.accounts.credential(which);
  clock.ahead = 3_600_000;
  const second = await runtime.accounts.credential(which);
  expect(second.secrets["access_token"]).not.toBe(first.secrets["access_token"]);
  expect(tokenRequests().map((request) => bodyParameters(request).get("grant_type"))).toEqual([
    "client_credentials",
    "client_credentials",
  ]);
});

const isRefresh = (request: Parameters<typeof bodyParameters>[0]): boolean =>
  bodyParameters(request).get("grant_type") === "refresh_token";

/** Who an access token is of, or the status of the refusal. */
async function sub(accessToken: string | undefined): Promise<unknown> {
  const response = await fetch(server.userInfoUrl, { headers: { authorization: `Bearer ${accessToken}` } });
  return response.ok ? ((await response.json()) as { sub: string }).sub : response.status;
}
