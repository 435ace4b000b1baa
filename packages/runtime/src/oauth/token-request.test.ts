import type { OAuth2 } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { json } from "../../test/servers/answers.ts";
import { clientCredentialsIn } from "../../test/servers/client-credentials.ts";
import { bodyParameters } from "../../test/servers/loopback.ts";
import {
  client,
  context,
  failure,
  last,
  machine,
  now,
  refresh,
  request,
  scheme,
  server,
  tokens,
} from "../../test/support/token-requests.ts";
import { isRefreshable, requestTokens } from "./token-request.ts";

describe("what is asked", () => {
  test("a refresh, as RFC 6749 section 6 has it", async () => {
    const set = await request();
    expect(Object.fromEntries(bodyParameters(last()))).toEqual({
      grant_type: "refresh_token",
      refresh_token: "rt-0",
      client_id: client.clientId,
      client_secret: client.clientSecret,
    });
    expect(last().headers).toMatchObject({
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    });
    expect(set).toEqual({
      secrets: { access_token: "at-1", refresh_token: "rt-1" },
      expiresAt: now + 3_600_000,
      scopes: null,
      variables: {},
    });
  });

  test("client credentials, with their scopes", async () => {
    await request({ oauth2: { grant: "client_credentials", deviations: { scopeSeparator: "," } } }, machine);
    expect(Object.fromEntries(bodyParameters(last()))).toMatchObject({
      grant_type: "client_credentials",
      scope: "a,b",
    });
  });

  test.each([
    ["encoded, by default", undefined, "cl%3Aient%25:s3cr%3At%26%2F%25%2B+x"],
    ["raw", "raw", "c%+:s3cr:t&/%+ x"],
    ["the secret as the user", "secretAsUser", "s%+:"],
  ] as const)("the client in the header: %s", async (_, basicCredentials, basic) => {
    const deviations = basicCredentials === undefined ? {} : { basicCredentials };
    const own = { raw: { ...client, clientId: "c%+" }, secretAsUser: { clientId: "c", clientSecret: "s%+" } };
    const by = basicCredentials === undefined ? client : own[basicCredentials];
    await request({ oauth2: { authStyle: "header", deviations } }, refresh, {}, by);
    expect(clientCredentialsIn(last())).toEqual({
      basic,
      bodyIds: [],
      bodySecrets: [],
      query: [],
      otherAuthorization: undefined,
    });
  });

  test("a public client names itself and has no secret", async () => {
    await request({ oauth2: { authStyle: "none" } });
    expect(clientCredentialsIn(last())).toMatchObject({
      basic: undefined,
      bodyIds: [client.clientId],
      bodySecrets: [],
    });
  });

  test.each(["raw", "secretAsUser"] as const)(
    "%s: a colon would move the border, and is not sent",
    async (as) => {
      const oauth2 = { authStyle: "header", deviations: { basicCredentials: as } } as const;
      const error = await failure(request({ oauth2 }));
      expect([error.code, error.outcome]).toEqual(["CLIENT_REQUIRED", "not-sent"]);
    },
  );

  test("a client without the secret that the spec wants is not sent", async () => {
    const before = server.requests.length;
    const connector = { variables: {} };
    const input = { connector, scheme: scheme({}), client: { clientId: "a" }, variables: {}, ...refresh };
    const error = await failure(requestTokens(context, input));
    expect([error.code, error.outcome, server.requests.length]).toEqual([
      "CLIENT_REQUIRED",
      "not-sent",
      before,
    ]);
  });

  test("the refresh URL where there is one, with its own extra parameters and names", async () => {
    server.answer("/refresh", json(tokens));
    const deviations: OAuth2["deviations"] = {
      extraTokenParams: { audience: "api", grant_type: "password", region: "{region}" },
      extraExchangeParams: { only: "exchange" },
      extraRefreshParams: { mode: "offline" },
      tokenParamNames: {
        exchange: { client_id: "app" },
        refresh: { client_id: "app_id", client_secret: "", refresh_token: "token" },
      },
      tokenHeaders: { "X-Region": "{region}", Accept: "application/vnd.acme+json", "X-Literal": "{other}" },
    };
    const variables = { region: { from: "user", kind: "label" } } as const;
    await request({ oauth2: { refreshUrl: server.refreshUrl, deviations }, variables }, refresh, {
      region: "eu",
    });
    expect(last().path).toBe("/refresh");
    expect(Object.fromEntries(bodyParameters(last()))).toEqual({
      grant_type: "refresh_token",
      app_id: client.clientId,
      token: "rt-0",
      audience: "api",
      region: "eu",
      mode: "offline",
    });
    expect(last().headers).toMatchObject({
      "x-region": "eu",
      "x-literal": "{other}",
      accept: "application/vnd.acme+json",
    });
  });

  test("JSON, or everything in the query", async () => {
    await request({ oauth2: { deviations: { tokenRequestFormat: "json" } } });
    expect(last().headers["content-type"]).toBe("application/json");
    expect(JSON.parse(last().body)).toMatchObject({
      refresh_token: "rt-0",
      client_secret: client.clientSecret,
    });
    await request({
      oauth2: { tokenUrl: `${server.tokenUrl}?v=2`, deviations: { tokenRequestFormat: "query" } },
    });
    expect(last().body).toBe("");
    expect(Object.fromEntries(last().query)).toMatchObject({
      v: "2",
      refresh_token: "rt-0",
      client_secret: client.clientSecret,
    });
  });

  test("the access token in place of a refresh token", async () => {
    const deviations = { refresh: { token: "access_token" } } as const;
    await request({ oauth2: { deviations } });
    expect(bodyParameters(last()).get("refresh_token")).toBe("at-0");
    expect(isRefreshable(scheme({ oauth2: { deviations } }), { access_token: "a" })).toBe(true);
    expect(isRefreshable(scheme({}), { access_token: "a" })).toBe(false);
    expect(isRefreshable(scheme({ oauth2: { grant: "client_credentials" } }), {})).toBe(true);
  });

  test("never another host through a variable", async () => {
    const before = server.requests.length;
    const variables = { shop: { from: "user", kind: "label" } } as const;
    const setup = { oauth2: { tokenUrl: "https://{shop}.example.com/token" }, variables };
    for (const shop of ["evil.example/x?y=", "a.b", "a/", "a@b", "evil.example#", "", "127.0.0.1:80/"]) {
      const error = await failure(request(setup, refresh, { shop }));
      expect([error.code, error.outcome]).toEqual(["INVALID_VARIABLE", "not-sent"]);
    }
    expect(server.requests.length).toBe(before);
  });
});
