import type { OAuth2 } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { type Answer, form, json, text } from "../../test/servers/answers.ts";
import { answers, failure, machine, request, tokens } from "../../test/support/token-requests.ts";

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

  test("what is kept holds no refresh token, wherever in it one is", async () => {
    const data = { list: [{ renew: "RT" }], region: "eu" };
    answers(json({ access_token: "n", refresh_token: "RT", data, region: "eu" }));
    const deviations = { keep: ["refresh_token", "/data", "region"] };
    const { secrets } = await request({ oauth2: { deviations } });
    expect({ ...secrets }).toEqual({ access_token: "n", refresh_token: "RT", kept: '{"region":"eu"}' });
  });

  test("what agents get is no refresh token: a consent is refused, a refresh goes without", async () => {
    const slots = [
      { id: "access_token", env: "A", label: "A" },
      { id: "spare", env: "B", label: "B", pointer: "/list/0" },
    ];
    answers(json({ access_token: "n", refresh_token: "RT", list: ["RT"] }));
    const error = await failure(request({ scheme: { slots } }, machine));
    expect([error.code, error.message]).toEqual([
      "TOKEN_RESPONSE_INVALID",
      expect.not.stringContaining("RT"),
    ]);
    const { secrets } = await request({ scheme: { slots } });
    expect({ ...secrets }).toEqual({ access_token: "n", refresh_token: "RT" });
  });

  test("of endless scopes the first thousand are stored", async () => {
    answers(json({ ...tokens, scope: Array.from({ length: 50_000 }, (_, index) => `s${index}`).join(" ") }));
    expect((await request()).scopes).toHaveLength(1000);
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

  test("a variable that never ends holds nobody up", async () => {
    answers(json({ ...tokens, instance_url: `https://${"/".repeat(900_000)}x` }));
    const set = await request({ variables: { instance } });
    expect(set.variables).toEqual({});
  });

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
