import { createHash, randomBytes } from "node:crypto";
import type { AuthScheme, Connector } from "@specwire/contract";
import { expectNoState, validateAuthResponse } from "oauth4webapi";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createHttpClient } from "../../src/http/guarded-client.ts";
import { revokeTokens } from "../../src/oauth/revoke-tokens.ts";
import { requestTokens, type TokenRequest } from "../../src/oauth/token-request.ts";
import { startAuthorizationServer } from "../servers/authorization-server.ts";
import { Browser } from "../servers/browser.ts";
import { clientCredentialsIn } from "../servers/client-credentials.ts";
import { bodyParameters } from "../servers/loopback.ts";
import { compileConnector } from "../support/compile-connector.ts";

// The token requests alone, against a certified server: what is asked for here is what every connection rests on.
const SECRET = 's3cr:t&/%+ \\"x';
const server = await startAuthorizationServer();
const http = createHttpClient({ allowHosts: [server.host] });
afterAll(async () => {
  await http.close();
  await server.stop();
});
const context = { http, now: Date.now };
const redirectUri = "https://host.test/oauth/callback/1";

const clients = {
  header: { clientId: "by:header", clientSecret: SECRET, method: "client_secret_basic" },
  body: { clientId: "by body", clientSecret: SECRET, method: "client_secret_post" },
  none: { clientId: "public", method: "none" },
} as const;
for (const client of Object.values(clients)) server.register({ ...client, redirectUris: [redirectUri] });
server.register({
  clientId: "machine",
  clientSecret: SECRET,
  method: "client_secret_basic",
  grantTypes: ["client_credentials"],
});

/** The compiler's own reading of a spec with this scheme. */
function compiled(auth: Readonly<Record<string, unknown>>): { connector: Connector; scheme: AuthScheme } {
  const { files } = compileConnector("acme", {
    auth: `auth: ${JSON.stringify({ type: "oauth2", ...auth })}`,
  });
  const text = files.find(({ path }) => path === "connector.json")?.text ?? "";
  const connector = JSON.parse(text) as Connector;
  return { connector, scheme: connector.auth[0] as AuthScheme };
}

const endpoints = { authorizationUrl: server.authorizationUrl, tokenUrl: server.tokenUrl };
const discovery = { openIdConnectUrl: `${server.issuer}/.well-known/openid-configuration` };

/** Signs in and consents; gives what the callback got. */
async function consentTo(clientId: string) {
  const codeVerifier = randomBytes(32).toString("base64url");
  const url = new URL(server.authorizationUrl);
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid items:read",
    code_challenge: createHash("sha256").update(codeVerifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();
  const answer = await new Browser().follow(url.href, redirectUri);
  const asked = { issuer: server.issuer };
  const callbackParameters = validateAuthResponse(asked, { client_id: clientId }, answer, expectNoState);
  return { callbackParameters, redirectUri, codeVerifier };
}

const ask = (request: TokenRequest) => requestTokens(context, request);
const seen = () => server.tokenRequests.map(clientCredentialsIn);

let before = 0;
beforeEach(() => {
  before = server.tokenRequests.length;
});

describe.each(["header", "body", "none"] as const)("client credentials in: %s", (authStyle) => {
  const { connector, scheme } = compiled({ ...endpoints, authStyle, scopes: { "items:read": "Read" } });
  const client = clients[authStyle];
  const common = { connector, scheme, client, variables: {} };

  test("a code becomes tokens, which are refreshed and rotated", async () => {
    const consented = await consentTo(client.clientId);
    const first = await ask({ ...common, kind: "code", ...consented });
    expect(first.scopes).toEqual(["openid", "items:read"]);
    expect(first.expiresAt).toBeGreaterThan(Date.now() + 50_000);
    const second = await ask({ ...common, kind: "refresh", secrets: first.secrets });
    expect(second.secrets["refresh_token"]).not.toBe(first.secrets["refresh_token"]);
    expect(second.secrets["access_token"]).not.toBe(first.secrets["access_token"]);

    const reused = ask({ ...common, kind: "refresh", secrets: first.secrets });
    await expect(reused).rejects.toMatchObject({ outcome: "rejected", code: "REAUTH_REQUIRED" });
    const dead = ask({ ...common, kind: "refresh", secrets: second.secrets });
    await expect(dead).rejects.toMatchObject({ outcome: "rejected", code: "REAUTH_REQUIRED" });
  });

  test("credentials go to one place, and nothing goes into a query", async () => {
    const consented = await consentTo(client.clientId);
    const { secrets } = await ask({ ...common, kind: "code", ...consented });
    await ask({ ...common, kind: "refresh", secrets });
    const requests = seen().slice(before);
    expect(requests).toHaveLength(2);
    for (const request of requests) {
      expect(request).toEqual({
        basic: authStyle === "header" ? "by%3Aheader:s3cr%3At%26%2F%25%2B+%5C%22x" : undefined,
        bodyIds: authStyle === "header" ? [] : [client.clientId],
        bodySecrets: authStyle === "body" ? [SECRET] : [],
        query: [],
        otherAuthorization: undefined,
      });
    }
  });

  test("the verifier of another challenge, and a code that was used, get nothing", async () => {
    const consented = await consentTo(client.clientId);
    const wrong = { ...consented, codeVerifier: randomBytes(32).toString("base64url") };
    const refused = { outcome: "rejected", code: "REAUTH_REQUIRED", details: { error: "invalid_grant" } };
    await expect(ask({ ...common, kind: "code", ...wrong })).rejects.toMatchObject(refused);
    const again = await consentTo(client.clientId);
    await ask({ ...common, kind: "code", ...again });
    await expect(ask({ ...common, kind: "code", ...again })).rejects.toMatchObject(refused);
  });
});

test.each([
  ["header", clients.header],
  ["body", clients.body],
] as const)("a wrong secret in the %s is the operator's trouble", async (authStyle, { clientId }) => {
  const { connector, scheme } = compiled({ ...endpoints, authStyle });
  const client = { clientId, clientSecret: "wrong" };
  const refused = ask({
    ...{ kind: "refresh", connector, scheme, client, variables: {} },
    secrets: { refresh_token: "refresh" },
  });
  await expect(refused).rejects.toMatchObject({
    outcome: "rejected",
    code: "CLIENT_REJECTED",
    remedy: "operator",
    details: { status: 401, error: "invalid_client" },
  });
});

test("a client without a secret, where one is needed, sends nothing", async () => {
  const { connector, scheme } = compiled({ ...endpoints, authStyle: "header" });
  const common = { connector, scheme, client: { clientId: "by:header" }, variables: {} };
  await expect(ask({ ...common, kind: "refresh", secrets: { refresh_token: "x" } })).rejects.toMatchObject({
    outcome: "not-sent",
    code: "CLIENT_REQUIRED",
  });
  expect(seen()).toHaveLength(before);
});

describe("revocation", () => {
  const revocationUrl = server.revocationUrl;

  test.each(["header", "body", "none"] as const)(
    "ends a grant, client credentials in: %s",
    async (authStyle) => {
      const { connector, scheme } = compiled({ ...endpoints, revocationUrl, authStyle });
      const client = clients[authStyle];
      const common = { connector, scheme, client, variables: {} };
      const consented = await consentTo(client.clientId);
      const { secrets } = await ask({ ...common, kind: "code", ...consented });
      const asked = server.requests.length;
      expect(await revokeTokens(context, { ...common, secrets })).toBe("revoked");
      const requests = server.requests.slice(asked);
      expect(requests.map((request) => bodyParameters(request).get("token"))).toEqual([
        secrets["refresh_token"],
        secrets["access_token"],
      ]);
      for (const { basic, bodySecrets, query } of requests.map(clientCredentialsIn)) {
        expect([basic !== undefined, bodySecrets.length, query]).toEqual([
          authStyle === "header",
          authStyle === "body" ? 1 : 0,
          [],
        ]);
      }

      const refused = { code: "REAUTH_REQUIRED", details: { error: "invalid_grant" } };
      await expect(ask({ ...common, kind: "refresh", secrets })).rejects.toMatchObject(refused);
      const headers = { authorization: `Bearer ${secrets["access_token"]}` };
      expect((await fetch(server.userInfoUrl, { headers })).status).toBe(401);
    },
  );

  test("finds its endpoint in the metadata", async () => {
    const { connector, scheme } = compiled({ ...discovery, authStyle: "none" });
    const common = { connector, scheme, client: clients.none, variables: {} };
    const { secrets } = await ask({ ...common, kind: "code", ...(await consentTo("public")) });
    expect(await revokeTokens(context, { ...common, secrets })).toBe("revoked");
    expect(server.requests.at(-1)?.path).toBe("/token/revocation");
  });

  test("says what it could not do", async () => {
    const { connector, scheme } = compiled({ ...endpoints, revocationUrl, authStyle: "body" });
    const client = { ...clients.body, clientSecret: "wrong" };
    const secrets = { refresh_token: "r", access_token: "a" };
    expect(await revokeTokens(context, { connector, scheme, client, variables: {}, secrets })).toBe(
      "not-revoked",
    );
    const without = { ...compiled({ ...endpoints, authStyle: "none" }), client: clients.none, variables: {} };
    expect(await revokeTokens(context, { ...without, secrets })).toBe("nothing-to-revoke");
  });
});

test("the endpoint is found in the metadata of the issuer", async () => {
  const { connector, scheme } = compiled({ ...discovery, authStyle: "none" });
  const consented = await consentTo("public");
  const common = { connector, scheme, client: clients.none, variables: {} };
  const { secrets } = await ask({ ...common, kind: "code", ...consented });
  expect(Object.keys(secrets).toSorted()).toEqual(["access_token", "refresh_token"]);
});

test("a client gets tokens for itself, without a refresh token", async () => {
  const { connector, scheme } = compiled({
    ...{ grant: "client_credentials", tokenUrl: server.tokenUrl, authStyle: "header" },
    scopes: { "items:read": "Read", "items:write": "Change" },
  });
  const client = { clientId: "machine", clientSecret: SECRET };
  const tokens = await ask({
    ...{ kind: "client_credentials", connector, scheme, client, variables: {} },
    scopes: ["items:read", "items:write"],
  });
  expect(tokens.scopes).toEqual(["items:read", "items:write"]);
  expect(Object.keys(tokens.secrets)).toEqual(["access_token"]);
});
