import { validateAuthResponse } from "oauth4webapi";
import { afterAll, describe, expect, test } from "vitest";
import { requestTokens } from "../../src/oauth/token-request.ts";
import type { TokenSet } from "../../src/oauth/token-set.ts";
import { json } from "../servers/answers.ts";
import { startFaultsServer } from "../servers/faults-server.ts";
import type { RecordedRequest } from "../servers/loopback.ts";
import { declared, leadingTo } from "./declared.ts";
import { placesAndValues } from "./places-and-values.ts";
import { clientId, clientSecret, type Replay } from "./replay.ts";
import { requestsAndAnswers } from "./requests-and-answers.ts";

// "Can be said" means that it works: the declarations of the table in docs/providers.md, run as they are.

const server = await startFaultsServer();
afterAll(() => server.stop());

const now = 1_800_000_000_000;
const context = { http: leadingTo(server.origin), now: () => now };
const usual = json({ access_token: "at", refresh_token: "rt", expires_in: 3600, token_type: "Bearer" });

describe("a declared provider", () => {
  test.each([...requestsAndAnswers, ...placesAndValues])("%s: %s", async (name, _, replay) => {
    const seen = server.requests.length;
    const [path = ""] = replay.to.split("?");
    if (path !== "") server.answer(`/${path}`, replay.answer ?? usual);
    const outcome = await run(name, replay).catch((error: unknown) => error);
    const requests = server.requests.slice(seen);
    if (replay.to === "") expect(requests).toEqual([]);
    else {
      expect(requests).toHaveLength(1);
      expectSent(requests[0] as RecordedRequest, replay);
    }
    if (replay.fails !== undefined) return expect(outcome).toMatchObject({ code: replay.fails });
    expect(outcome).toMatchObject({
      secrets: replay.secrets ?? { access_token: "at" },
      ...(replay.lives !== undefined && { expiresAt: replay.lives && now + replay.lives * 1000 }),
      ...(replay.known && { variables: replay.known }),
    });
  });
});

function run(name: string, { kind, variables = {} }: Replay): Promise<TokenSet> {
  const { connector, scheme } = declared(name);
  const { pkce, deviations } = scheme.oauth2;
  const client = {
    // A colon can't stand in what is not encoded.
    clientId: deviations.basicCredentials === "raw" ? "plain" : clientId,
    clientSecret: deviations.basicCredentials === "secretAsUser" ? "sk_1" : clientSecret,
  };
  const shared = { connector, scheme, client, variables };
  if (kind === "client_credentials") return requestTokens(context, { ...shared, kind, scopes: [] });
  if (kind === "refresh")
    return requestTokens(context, {
      ...shared,
      kind,
      secrets: { access_token: "at-0", refresh_token: "rt-0" },
    });
  const answer = new URLSearchParams({ code: "the-code", state: "s" });
  return requestTokens(context, {
    ...shared,
    kind,
    callbackParameters: validateAuthResponse({ issuer: "https://as.test" }, { client_id: "c" }, answer, "s"),
    redirectUri: "https://host.test/oauth/callback/1",
    ...(pkce && { codeVerifier: "v".repeat(43) }),
  });
}

function expectSent(request: RecordedRequest, { to, sends, headers = {}, as = "form" }: Replay): void {
  const inUrl = to.split("?")[1] ?? "";
  const found =
    as === "json"
      ? JSON.parse(request.body)
      : Object.fromEntries(as === "query" ? request.query : new URLSearchParams(request.body));
  const given = Object.entries(sends).filter(([, value]) => typeof value === "string");
  expect(found).toMatchObject(Object.fromEntries(given));
  for (const [name, value] of Object.entries(sends))
    if (typeof value !== "string") expect(found).not.toHaveProperty(name);
  if (as !== "query") expect(request.query.toString()).toBe(inUrl);
  expect(request.headers).toMatchObject(headers);
  if (!("authorization" in headers)) return;
  expect(found).not.toHaveProperty("client_secret");
}
