import { afterAll, beforeEach } from "vitest";
import { type AuthorizationRequest, authorizationUrl } from "../../src/oauth/authorization-url.ts";
import { handleCallback } from "../../src/oauth/handle-callback.ts";
import { json } from "../servers/answers.ts";
import { Browser } from "../servers/browser.ts";
import { consent, startFaultsServer } from "../servers/faults-server.ts";
import { oauthWorld } from "./oauth-world.ts";

// Authorizations at a server that consents to everything, and says what a test tells it to; for the tests of one file.
export const server = await startFaultsServer();
export const other = await startFaultsServer();
export const world = await oauthWorld([server.host, other.host]);
export const { context } = world;
afterAll(async () => {
  await world.close();
  await server.stop();
  await other.stop();
});
export const tokens = { access_token: "at", token_type: "bearer", expires_in: 3600, refresh_token: "rt" };
export const endpoints = { authorizationUrl: server.authorizationUrl, tokenUrl: server.tokenUrl };
export const scopes = {
  "items:read": "Read items",
  "items:write": "Change items",
  offline: "Stay",
  openid: "Sign in",
};

let number = 0;
export const add = (auth: Record<string, unknown> = {}, more: object = {}) =>
  world.connector(`acme-${++number}`, { auth: { ...endpoints, scopes, ...auth }, ...more });
export const main = await add();
export const alice = { userId: "alice", sessionId: "the-first-session-of-alice" };

beforeEach(() => {
  server.answer("/authorize", consent("the-code"));
  server.answer("/token", json(tokens));
  server.answer("/revoke", json({}));
});

export const start = (connectorId: string, more: Partial<AuthorizationRequest> = {}) =>
  authorizationUrl(context, { ...alice, connectorId, ...more });

/** The answer that the browser brings back, changed. */
export async function answerTo(
  url: string,
  change: (answer: URLSearchParams) => void = () => {},
): Promise<URL> {
  const redirectUri = new URL(url).searchParams.get("redirect_uri") ?? "";
  const answer = await new Browser().follow(url, redirectUri);
  change(answer.searchParams);
  return answer;
}

export async function connect(
  connectorId: string,
  more: Partial<AuthorizationRequest> = {},
  change?: (answer: URLSearchParams) => void,
) {
  const { url } = await start(connectorId, more);
  return handleCallback(context, { ...alice, connectorId, parameters: await answerTo(url, change) });
}

export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
}

/** Runs `work`, and tells what it ended with and whether a code was redeemed. */
export async function outcome(work: () => Promise<unknown>): Promise<string> {
  const before = [server, other].flatMap((one) => one.requestsTo("/token")).length;
  const code = await codeOf(work());
  const after = [server, other].flatMap((one) => one.requestsTo("/token")).length;
  return after === before ? code : `${code} after a token request`;
}

export const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);
