import { inspect } from "node:util";
import type { AuthScheme, Connector, OAuth2 } from "@specwire/contract";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import {
  type Answer,
  after,
  cutOff,
  form,
  hang,
  huge,
  json,
  oauthError,
  redirect,
  reset,
  text,
  unavailable,
} from "../../test/servers/answers.ts";
import { clientCredentialsIn } from "../../test/servers/client-credentials.ts";
import { startFaultsServer } from "../../test/servers/faults-server.ts";
import { bodyParameters } from "../../test/servers/loopback.ts";
import { createHttpClient } from "../http/guarded-client.ts";
import type { ClientCredentials } from "./client-authentication.ts";
import { isRefreshable, requestTokens, type TokenRequest } from "./token-request.ts";
import { TokenRequestError } from "./token-set.ts";

const server = await startFaultsServer();
const http = createHttpClient({ allowHosts: [server.host], timeoutMilliseconds: 400 });
afterAll(async () => {
  await http.close();
  await server.stop();
});
const now = 1_800_000_000_000;
const context = { http, now: () => now };
const client = { clientId: "cl:ient%", clientSecret: "s3cr:t&/%+ x" };
const tokens = { access_token: "at-1", token_type: "Bearer", expires_in: 3600, refresh_token: "rt-1" };

interface Setup {
  readonly oauth2?: Partial<OAuth2>;
  readonly scheme?: Partial<AuthScheme>;
  readonly variables?: Connector["variables"];
}

function scheme({ oauth2, scheme: more }: Setup): AuthScheme {
  return {
    id: "oauth",
    type: "oauth2",
    slots: [{ id: "access_token", env: "ACME_ACCESS_TOKEN", label: "Token" }],
    placements: [{ in: "header", name: "authorization", prefix: "Bearer ", slots: ["access_token"] }],
    oauth2: {
      grant: "authorization_code",
      authorizationUrl: server.authorizationUrl,
      tokenUrl: server.tokenUrl,
      scopes: {},
      pkce: true,
      authStyle: "body",
      extraAuthParams: {},
      deviations: {},
      ...oauth2,
    },
    ...more,
  };
}

type Part<Kind> = Omit<
  Extract<TokenRequest, { kind: Kind }>,
  "connector" | "scheme" | "client" | "variables"
>;
type AnyPart = Part<"refresh"> | Part<"client_credentials"> | Part<"code">;
const refresh: Part<"refresh"> = {
  kind: "refresh",
  secrets: { refresh_token: "rt-0", access_token: "at-0" },
};
const machine: Part<"client_credentials"> = { kind: "client_credentials", scopes: ["a", "b"] };

function request(
  setup: Setup = {},
  part: AnyPart = refresh,
  variables: Record<string, string> = {},
  by: ClientCredentials = client,
) {
  const connector = { variables: setup.variables ?? {} };
  return requestTokens(context, { connector, scheme: scheme(setup), client: by, variables, ...part });
}

async function failure(work: Promise<unknown>): Promise<TokenRequestError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TokenRequestError)) throw new Error(`no TokenRequestError: ${inspect(error)}`);
  return error;
}

function answers(...all: [Answer, ...Answer[]]): void {
  server.answer("/token", ...all);
}
const last = () => {
  const found = server.requests.at(-1);
  if (found === undefined) throw new Error("nothing was asked");
  return found;
};
afterEach(() => answers(json(tokens)));
answers(json(tokens));

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

describe("what is answered", () => {
  test.each<[string, Answer, OAuth2["deviations"], object]>([
    [
      "form-encoded by its media type",
      form({ access_token: "a b", expires_in: "60" }),
      {},
      { access_token: "a b" },
    ],
    [
      "form-encoded by declaration",
      text(200, "text/plain", "access_token=f&scope=x"),
      { tokenResponseFormat: "form" },
      { access_token: "f" },
    ],
    ["JSON that is not called so", text(200, "text/html", '{"access_token":"h"}'), {}, { access_token: "h" }],
    [
      "nested",
      json({ code: 0, data: { token: "n", again: "r" } }),
      {
        tokenResponse: { exchange: { access_token: "/data/token", refresh_token: "/data/again" } },
        success: { pointer: "/code", equals: 0 },
      },
      { access_token: "n", refresh_token: "r" },
    ],
    [
      "elsewhere for a refresh",
      json({ fresh: "n" }),
      { tokenResponse: { exchange: { access_token: "/x" }, refresh: { access_token: "/fresh" } } },
      { access_token: "n" },
    ],
    ["without a refresh token", json({ access_token: "n" }), {}, { access_token: "n" }],
    [
      "with what is to be kept, big numbers as they are",
      text(200, "application/json", '{"access_token":"n","id":12345678901234567890,"a":{"b":1},"c":2}'),
      { keep: ["id", "a", "missing"] },
      { access_token: "n", kept: '{"id":12345678901234567890,"a":{"b":1}}' },
    ],
    [
      "with an error that is none",
      json({ ...tokens, error: "", success: true }),
      {},
      { access_token: "at-1" },
    ],
  ])("%s", async (_, answer, deviations, secrets) => {
    answers(answer);
    expect((await request({ oauth2: { deviations } })).secrets).toMatchObject(secrets);
  });

  test("a refresh keeps what the answer does not repeat, to the last digit and by any name", async () => {
    answers(text(200, "application/json", '{"access_token":"n","b":3,"__proto__":{"admin":true}}'));
    const kept = '{"a":12345678901234567890,"b":2}';
    const part = { kind: "refresh", secrets: { refresh_token: "r", kept } } as const;
    const { secrets } = await request({ oauth2: { deviations: { keep: ["a", "b", "__proto__"] } } }, part);
    expect(secrets["kept"]).toBe('{"a":12345678901234567890,"b":3,"__proto__":{"admin":true}}');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test("named tokens, also where only they are there", async () => {
    const slots = [
      { id: "access_token", env: "A", label: "A" },
      { id: "user", env: "B", label: "B", pointer: "/authed_user/access_token" },
    ];
    answers(json({ ok: true, authed_user: { access_token: "u" } }));
    expect((await request({ scheme: { slots } })).secrets).toEqual({ user: "u" });
    answers(json({ ok: true, access_token: "b", authed_user: { access_token: "u" } }));
    expect((await request({ scheme: { slots } })).secrets).toEqual({ access_token: "b", user: "u" });
  });

  test.each([
    ["a b", " ", ["a", "b"]],
    ["a,b", " ", ["a", "b"]],
    ["a,b", ",", ["a", "b"]],
    ["x,y a", " ", ["x,y", "a"]],
    [["a", "b"], " ", ["a", "b"]],
    ["", " ", []],
    [undefined, " ", null],
    [7, " ", null],
  ])("scopes %j are read", async (scope, scopeSeparator, expected) => {
    answers(json({ ...tokens, scope }));
    const oauth2 = { scopes: { "x,y": "both" }, deviations: { scopeSeparator } };
    expect((await request({ oauth2 })).scopes).toEqual(expected);
  });

  const instance = {
    from: "tokenResponse",
    kind: "origin",
    pointer: "/instance_url",
    hosts: ["*.my.example.com"],
  } as const;

  test("variables are taken where they may have the value", async () => {
    answers(json({ ...tokens, instance_url: "https://eu1.my.example.com/" }));
    const set = await request({ variables: { instance } });
    expect(set.variables).toEqual({ instance: "https://eu1.my.example.com" });
  });

  test.each([
    "https://evil.example",
    "http://eu1.my.example.com",
    "https://eu1.my.example.com@evil.example",
    7,
    undefined,
  ])(
    "a variable is never %j: a first answer is refused, a refresh keeps its tokens",
    async (instance_url) => {
      answers(json({ ...tokens, instance_url }));
      const error = await failure(request({ variables: { instance } }, machine));
      expect([error.code, error.outcome]).toEqual(["TOKEN_RESPONSE_INVALID", "unknown"]);
      const set = await request({ variables: { instance } });
      expect([set.secrets["access_token"], set.variables]).toEqual(["at-1", {}]);
    },
  );

  test("a variable, which is stored as it is, never has the value of a token", async () => {
    answers(json(tokens));
    const leaking = { from: "tokenResponse", kind: "label", pointer: "/access_token" } as const;
    const error = await failure(request({ variables: { leaking } }, machine));
    expect([error.code, error.outcome]).toEqual(["TOKEN_RESPONSE_INVALID", "unknown"]);
    expect((await request({ variables: { leaking } })).variables).toEqual({});
  });

  test.each(["BEARER", "bearer", "Bearer", "", undefined])("token_type %j is taken", async (token_type) => {
    answers(json({ ...tokens, token_type }));
    expect((await request()).secrets["access_token"]).toBe("at-1");
  });

  test("another token_type is refused, unless it is declared or presented in a way of its own", async () => {
    answers(json({ ...tokens, token_type: "DPoP" }));
    expect((await failure(request())).code).toBe("TOKEN_RESPONSE_INVALID");
    answers(json({ ...tokens, token_type: "Bot" }));
    expect((await failure(request())).code).toBe("TOKEN_RESPONSE_INVALID");
    const set = await request({ oauth2: { deviations: { tokenTypes: ["bot"] } } });
    expect(set.secrets["access_token"]).toBe("at-1");
    const placements = [{ in: "header", name: "x-token", slots: ["access_token"] }] as const;
    expect((await request({ scheme: { placements } })).secrets["access_token"]).toBe("at-1");
  });

  test.each<[string, Answer]>([
    ["no JSON", text(200, "application/json", '{"access_token":')],
    ["a page", text(200, "text/html", "<html>access_token=1</html>")],
    ["nothing", text(200, "application/json", "")],
    ["no token", json({ token_type: "bearer" })],
    ["a list", json([tokens])],
    ["a token with a line break", json({ ...tokens, access_token: "a\r\nX-Evil: 1" })],
    ["a token that is no text", json({ ...tokens, access_token: { a: 1 } })],
    ["an empty object", json({})],
  ])("%s is no token response, and may have been one", async (_, answer) => {
    answers(answer);
    const error = await failure(request());
    expect([error.code, error.outcome]).toEqual(["TOKEN_RESPONSE_INVALID", "unknown"]);
  });
});

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
