import { inspect } from "node:util";
import type { OAuth2 } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  after,
  cutOff,
  hang,
  huge,
  json,
  oauthError,
  redirect,
  reset,
  text,
  unavailable,
} from "../../test/servers/answers.ts";
import { startFaultsServer } from "../../test/servers/faults-server.ts";
import {
  answers,
  client,
  context,
  failure,
  now,
  refresh,
  request,
  scheme,
  server,
  tokens,
} from "../../test/support/token-requests.ts";
import { createHttpClient } from "../http/guarded-client.ts";
import { requestTokens } from "./token-request.ts";

describe("what fails", () => {
  test.each<[string, Answer, OAuth2["deviations"], object]>([
    ["invalid_grant", oauthError("invalid_grant"), {}, ["rejected", "REAUTH_REQUIRED", 400, "invalid_grant"]],
    [
      "invalid_client",
      oauthError("invalid_client"),
      {},
      ["rejected", "CLIENT_REJECTED", 401, "invalid_client"],
    ],
    ["401 alone", unavailable(401), {}, ["rejected", "CLIENT_REJECTED", 401, undefined]],
    ["400 alone", unavailable(400), {}, ["rejected", "TOKEN_REQUEST_REJECTED", 400, undefined]],
    [
      "an error with status 200",
      json({ error: "bad_verification_code", error_description: "x" }),
      {},
      ["rejected", "TOKEN_REQUEST_REJECTED", 200, "bad_verification_code"],
    ],
    [
      "an error of its own that means a registered one",
      json({ err: { code: "token_revoked" } }, 200),
      { tokenResponse: { exchange: { error: "/err/code" } }, errorCodes: { token_revoked: "invalid_grant" } },
      ["rejected", "REAUTH_REQUIRED", 200, "invalid_grant"],
    ],
    [
      "no success",
      json({ code: 17 }),
      { success: { pointer: "/code", equals: 0 } },
      ["rejected", "TOKEN_REQUEST_REJECTED", 200, undefined],
    ],
    [
      "an error without a code",
      json({ error: { a: 1 } }, 400),
      {},
      ["rejected", "TOKEN_REQUEST_REJECTED", 400, undefined],
    ],
    [
      "an error that is a page",
      json({ error: "so long a text, with a secret" }, 400),
      {},
      ["rejected", "TOKEN_REQUEST_REJECTED", 400, undefined],
    ],
    ["503", unavailable(503), {}, ["transient", "TRANSIENT_AUTH_ERROR", 503, undefined]],
    [
      "a gateway's invalid_grant",
      json({ error: "invalid_grant" }, 502),
      {},
      ["transient", "TRANSIENT_AUTH_ERROR", 502, "invalid_grant"],
    ],
    [
      "temporarily_unavailable",
      json({ error: "temporarily_unavailable" }, 400),
      {},
      ["transient", "TRANSIENT_AUTH_ERROR", 400, "temporarily_unavailable"],
    ],
  ])("%s", async (_, answer, deviations, expected) => {
    answers(answer);
    const { outcome, code, details } = await failure(request({ oauth2: { deviations } }));
    expect([outcome, code, details.status, details.error]).toEqual(expected);
  });

  test.each([
    [429, "7", 7],
    [503, "Wed, 21 Oct 2026 07:28:00 GMT", 0],
    [429, "soon", undefined],
  ])("%i says when to ask again: %s", async (status, header, retryAfter) => {
    answers(unavailable(status, { "retry-after": header }));
    const error = await failure(request());
    expect([error.outcome, error.details.retryAfter]).toEqual(["transient", retryAfter]);
  });

  test.each([301, 302, 303, 307, 308])("a redirect of status %i is not followed", async (status) => {
    answers(redirect(`${server.origin}/elsewhere`, status));
    server.answer("/elsewhere", json(tokens));
    const error = await failure(request());
    expect([error.outcome, error.code]).toEqual(["rejected", "TOKEN_REQUEST_REJECTED"]);
    expect(server.requestsTo("/elsewhere")).toEqual([]);
  });

  test.each<[string, Answer]>([
    ["no answer", hang],
    ["an answer that is too late", after(2000, json(tokens))],
    ["a reset", reset],
    ["an answer cut off", cutOff(tokens, 20)],
    ["an answer without end", huge(3_000_000)],
  ])("%s leaves it unknown", async (_, answer) => {
    answers(answer);
    const error = await failure(request());
    expect([error.outcome, error.code]).toEqual(["unknown", "NETWORK_ERROR"]);
  });

  test("a server that is not there was sent nothing", async () => {
    const gone = await startFaultsServer();
    await gone.stop();
    const own = createHttpClient({ allowHosts: [gone.host] });
    const input = { scheme: scheme({ oauth2: { tokenUrl: gone.tokenUrl } }), connector: { variables: {} } };
    const error = await failure(
      requestTokens({ http: own, now: () => now }, { ...input, client, variables: {}, ...refresh }),
    );
    await own.close();
    expect([error.outcome, error.code]).toEqual(["not-sent", "NETWORK_ERROR"]);
  });

  test("metadata that can't be had is no token request", async () => {
    server.answer("/.well-known/openid-configuration", hang);
    const deviating = scheme({
      oauth2: { openIdConnectUrl: `${server.origin}/.well-known/openid-configuration` },
    });
    const { tokenUrl: _, ...oauth2 } = deviating.oauth2 as OAuth2;
    const input = { connector: { variables: {} }, scheme: { ...deviating, oauth2 }, client, variables: {} };
    const error = await failure(requestTokens(context, { ...input, ...refresh }));
    expect([error.outcome, error.code]).toEqual(["not-sent", "NETWORK_ERROR"]);
  });

  test("a private address is never called", async () => {
    const error = await failure(request({ oauth2: { tokenUrl: "https://169.254.169.254/token" } }));
    expect([error.outcome, error.code]).toEqual(["not-sent", "HOST_REFUSED"]);
  });

  test("no error holds a secret or the answer", async () => {
    const secret = "MARKER";
    const input = {
      connector: { variables: {} },
      scheme: scheme({}),
      client: { clientId: "c", clientSecret: secret },
      variables: {},
      kind: "refresh",
      secrets: { refresh_token: secret },
    } as const;
    const bad: Answer[] = [
      json({ error: "invalid_grant", error_description: secret, access: secret }, 400),
      text(200, "application/json", secret),
      json({ token_type: secret }),
      json({ error: `${secret}${"x".repeat(60)}` }, 400),
      oauthError("invalid_client", secret),
      redirect(`/${secret}`),
      unavailable(500, { "x-secret": secret }),
      reset,
    ];
    for (const one of bad) {
      answers(one);
      const error = await failure(requestTokens(context, input));
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(secret);
      expect(JSON.stringify(error)).not.toContain(secret);
    }
  });
});
