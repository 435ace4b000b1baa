import * as oauth from "oauth4webapi";
import { afterAll, describe, expect, test } from "vitest";
import { startAuthorizationServer } from "./authorization-server.ts";
import { Browser } from "./browser.ts";
import { clientCredentialsIn } from "./client-credentials.ts";

// The wrapper is proven with a certified client, so that a failure of our own client is never the wrapper's.
const SECRET = "s3cr:t&/%+ x";
const server = await startAuthorizationServer({ accessTokenSeconds: 1 });
afterAll(() => server.stop());
const insecure = { [oauth.allowInsecureRequests]: true };
const redirectUri = "https://host.test/oauth/callback/1";
server.register({
  clientId: "basic",
  clientSecret: SECRET,
  method: "client_secret_basic",
  redirectUris: [redirectUri],
});
server.register({
  clientId: "post",
  clientSecret: SECRET,
  method: "client_secret_post",
  redirectUris: [redirectUri],
});
server.register({ clientId: "public", method: "none", redirectUris: [redirectUri] });

const issuer = new URL(server.issuer);
const discovered = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...insecure });
const as = await oauth.processDiscoveryResponse(issuer, discovered);

async function authorize(client: oauth.Client, browser = new Browser()) {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(server.authorizationUrl);
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid items:read",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
  }).toString();
  const answer = await browser.follow(url.href, redirectUri);
  return { answer, state, verifier };
}

async function tokens(client: oauth.Client, method: oauth.ClientAuth) {
  const { answer, state, verifier } = await authorize(client);
  const callback = oauth.validateAuthResponse(as, client, answer, state);
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    method,
    callback,
    redirectUri,
    verifier,
    insecure,
  );
  const answered = await oauth.processAuthorizationCodeResponse(as, client, response);
  return { ...answered, refresh_token: answered.refresh_token ?? "" };
}

const refresh = async (client: oauth.Client, method: oauth.ClientAuth, token: string) =>
  oauth.processRefreshTokenResponse(
    as,
    client,
    await oauth.refreshTokenGrantRequest(as, client, method, token, insecure),
  );

describe("the authorization server of the tests", () => {
  test("publishes the same endpoints in both well-known places, and promises iss", async () => {
    const oidc = await fetch(`${server.issuer}/.well-known/openid-configuration`);
    expect(await oidc.json()).toMatchObject({
      issuer: server.issuer,
      authorization_endpoint: server.authorizationUrl,
      token_endpoint: server.tokenUrl,
      revocation_endpoint: server.revocationUrl,
      userinfo_endpoint: server.userInfoUrl,
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ["S256"],
    });
    expect(as.token_endpoint).toBe(server.tokenUrl);
  });

  test.each([
    ["basic", oauth.ClientSecretBasic(SECRET), { basic: "basic:s3cr%3At%26%2F%25%2B+x", bodySecrets: [] }],
    ["post", oauth.ClientSecretPost(SECRET), { basic: undefined, bodySecrets: [SECRET] }],
    ["public", oauth.None(), { basic: undefined, bodySecrets: [] }],
  ])("%s: code, rotation, and the death of a family whose token is used again", async (id, method, seen) => {
    const client = { client_id: id };
    const first = await tokens(client, method);
    expect(first.scope).toBe("openid items:read");
    const credentials = server.tokenRequests.map(clientCredentialsIn).at(-1);
    expect(credentials).toMatchObject({ ...seen, query: [], otherAuthorization: undefined });

    const second = await refresh(client, method, first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await expect(refresh(client, method, first.refresh_token)).rejects.toMatchObject({
      error: "invalid_grant",
    });
    await expect(refresh(client, method, second.refresh_token ?? "")).rejects.toMatchObject({
      error: "invalid_grant",
    });
  });

  test("says who the token is for until it has expired", async () => {
    const { access_token } = await tokens({ client_id: "public" }, oauth.None());
    const headers = { authorization: `Bearer ${access_token}` };
    const answer = await fetch(server.userInfoUrl, { headers });
    expect(await answer.json()).toMatchObject({ sub: "alice" });
    await expect
      .poll(async () => (await fetch(server.userInfoUrl, { headers })).status, { timeout: 5000 })
      .toBe(401);
  });

  test("forgets what was revoked", async () => {
    const client = { client_id: "public" };
    const { refresh_token } = await tokens(client, oauth.None());
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(as, client, oauth.None(), refresh_token, insecure),
    );
    await expect(refresh(client, oauth.None(), refresh_token)).rejects.toMatchObject({
      error: "invalid_grant",
    });
  });

  test("lets the person say no, and another one sign in", async () => {
    server.decide("deny");
    const denied = await authorize({ client_id: "public" });
    server.decide("approve");
    expect(denied.answer.searchParams.get("error")).toBe("access_denied");
    expect(denied.answer.searchParams.get("iss")).toBe(server.issuer);

    server.signInAs("bob");
    const { access_token } = await tokens({ client_id: "public" }, oauth.None());
    server.signInAs("alice");
    const answer = await fetch(server.userInfoUrl, { headers: { authorization: `Bearer ${access_token}` } });
    expect(await answer.json()).toMatchObject({ sub: "bob" });
  });
});
