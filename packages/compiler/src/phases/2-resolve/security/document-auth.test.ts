import type { Json, JsonObject } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { documentAuth } from "./document-auth.ts";

const documentOf = (
  securitySchemes: Record<string, JsonObject>,
  security?: Json,
  operations: JsonObject[] = [{}],
) => ({
  securitySchemes,
  security,
  operations: operations.map((operation) => ({ operation, pathItem: {} })),
  lookup: () => undefined,
});
const authorization = (description: string): JsonObject => ({
  type: "apiKey",
  in: "header",
  name: "Authorization",
  description,
});
const key = (name: string, place = "header"): JsonObject => ({ type: "apiKey", in: place, name });
const flow = {
  authorizationUrl: "https://auth.acme.test/authorize",
  tokenUrl: "https://auth.acme.test/token",
  scopes: { read: "Read", "two words": "no scope" },
};
const code = {
  type: "oauth2",
  grant: "authorization_code",
  authorizationUrl: flow.authorizationUrl,
  tokenUrl: flow.tokenUrl,
  scopes: { read: "Read" },
};
const brought = { type: "bearer_token", label: "Access token" };

describe("one scheme", () => {
  test.each<[string, JsonObject, JsonObject]>([
    ["a key in a header", key("X-Api-Key"), { type: "api_key", in: "header", name: "X-Api-Key" }],
    ["a key in the query", key("api_key", "query"), { type: "api_key", in: "query", name: "api_key" }],
    ["a key in a cookie", key("sid", "cookie"), { type: "api_key", in: "cookie", name: "sid" }],
    ["basic", { type: "http", scheme: "Basic" }, { type: "basic" }],
    ["bearer", { type: "http", scheme: "bearer" }, { type: "bearer_token" }],
    [
      "bearer that is called Token",
      { type: "http", scheme: "bearer", description: "`Authorization: Token <your key>`" },
      { type: "bearer_token", prefix: "Token " },
    ],
    ["another HTTP scheme", { type: "http", scheme: "SSWS" }, { type: "bearer_token", prefix: "SSWS " }],
    [
      "a key that is a user name",
      { type: "http", scheme: "basic", description: "Your API key as username." },
      { type: "basic", username: { label: "API key" } },
    ],
    ["mutual TLS", { type: "mutualTLS" }, { type: "mutual_tls" }],
    [
      "OpenID Connect",
      { type: "openIdConnect", openIdConnectUrl: "https://auth.acme.test/x" },
      { type: "oauth2", openIdConnectUrl: "https://auth.acme.test/x" },
    ],
    ["the code flow", { type: "oauth2", flows: { implicit: flow, authorizationCode: flow } }, code],
    [
      "relative URLs, plain HTTP",
      { type: "oauth2", flows: { clientCredentials: { tokenUrl: "/oauth/token" } } },
      { type: "oauth2", grant: "client_credentials", tokenUrl: "https://api.acme.test/oauth/token" },
    ],
    ["the implicit flow alone", { type: "oauth2", flows: { implicit: flow } }, brought],
    ["a device", { type: "oauth2", flows: { deviceAuthorization: flow } }, brought],
    ["a flow without URLs", { type: "oauth2", flows: { authorizationCode: {} } }, brought],
    ["no flow", { type: "oauth2" }, brought],
  ])("%s", (_, object, expected) => {
    expect(documentAuth(documentOf({ one: object }), "http://api.acme.test/v1").auth).toEqual({
      ...expected,
      use: "one",
    });
  });

  test.each<[string, string | undefined]>([
    ["Use `Authorization: Bearer <token>`", "Bearer "],
    ['The word "Basic" followed by a space and your API Key, base64 encoded', "Basic "],
    ['The string "OAuth" followed by the user’s token', "OAuth "],
    ['API tokens must be prepended with "token" followed by a space.', "token "],
    ["API Key - NetworkInsight {token}", "NetworkInsight "],
    ["Authorization: GenieKey [your key]", "GenieKey "],
    ["Put **_ONLY_** your JWT Bearer token on textbox below!", "Bearer "],
    ["Authorization token. You find it in the console.", undefined],
    ["Your access token", undefined],
    ["", undefined],
  ])("Authorization, described as %j", (description, prefix) => {
    const { auth, notes } = documentAuth(documentOf({ one: authorization(description) }));
    const raw = { type: "api_key", use: "one", in: "header", name: "Authorization" };
    expect(auth).toEqual(
      prefix === "Bearer "
        ? { type: "bearer_token", use: "one" }
        : prefix === undefined
          ? raw
          : { ...raw, prefix },
    );
    expect(notes).toHaveLength(prefix === undefined ? 1 : 0);
  });

  test("Authorization under the name of Bearer is one", () => {
    expect(documentAuth(documentOf({ Bearer: authorization("") })).auth).toEqual({
      type: "bearer_token",
      use: "Bearer",
    });
  });

  test.each<[string, JsonObject]>([
    ["digest", { type: "http", scheme: "digest" }],
    ["HMAC", { type: "http", scheme: "acme-hmac-sha256" }],
    ["Amazon's", { ...authorization("x"), "x-amazon-apigateway-authtype": "awsSigv4" }],
    ["a signature", authorization("An HMAC of the request")],
    ["no type", {}],
    ["a name that can't be sent", key("X Key\n")],
    ["a header that is the sender's", key("Host")],
    ["a place that is none", key("x", "body")],
  ])("%s can't be used, and that is said", (_, object) => {
    const { auth, notes } = documentAuth(documentOf({ one: object }));
    expect(auth).toEqual({ type: "none" });
    expect(notes[0]).toMatch(/^one: /);
    expect(notes).toHaveLength(2);
  });
});

describe("several schemes", () => {
  const two = { ApiKeyAuth: key("X-Key"), "App-ID": key("X-App") };
  const both = [
    { id: "api-key-auth", type: "api_key", in: "header", name: "X-Key" },
    { id: "app-id", type: "api_key", in: "header", name: "X-App" },
  ];

  test.each<[string, Json | undefined, Json | undefined]>([
    ["together", [{ ApiKeyAuth: [], "App-ID": [] }], [["api-key-auth", "app-id"]]],
    ["alternatives", [{ ApiKeyAuth: [] }, { "App-ID": [] }], undefined],
    ["optional", [{ ApiKeyAuth: [], "App-ID": [] }, {}], [["api-key-auth", "app-id"], []]],
    ["a pair that nothing is said about", undefined, [["api-key-auth", "app-id"]]],
  ])("%s", (_, security, expected) => {
    const found = documentAuth(documentOf(two, security));
    expect(found.auth).toEqual(both);
    expect(found.security).toEqual(expected);
  });

  test("more stands before a part of it, which would hide it", () => {
    const found = documentAuth(documentOf(two, [{ "App-ID": [] }, { ApiKeyAuth: [], "App-ID": [] }]));
    expect(found.security).toEqual([["app-id", "api-key-auth"], "app-id"]);
  });

  test("only those that operations ask for, most asked for first", () => {
    const operations = [
      { security: [{ "App-ID": [] }] },
      { security: [{ "App-ID": [] }, { ApiKeyAuth: [] }] },
    ];
    const found = documentAuth(documentOf({ ...two, Unused: key("X-No") }, undefined, operations));
    expect(found.auth).toEqual([...both].reverse());
  });

  test("one flow declared apart from another is one scheme", () => {
    const schemes = {
      Oauth2: { type: "oauth2", flows: { implicit: flow } },
      Oauth2c: { type: "oauth2", flows: { authorizationCode: flow } },
    };
    expect(documentAuth(documentOf(schemes, [{ Oauth2: ["read"], Oauth2c: ["read"] }])).auth).toEqual({
      ...code,
      use: "Oauth2c",
    });
  });

  test("two that want one header are not said to be needed together", () => {
    const schemes = { a: { type: "http", scheme: "basic" }, b: { type: "http", scheme: "bearer" } };
    const found = documentAuth(documentOf(schemes, [{ a: [], b: [] }]));
    expect(found.security).toBeUndefined();
  });

  test("names become ids, and stay known where they are others", () => {
    const schemes = { Ключ: key("X-1"), none: key("X-2"), "base-url": key("X-3"), OAuthToken: key("X-4") };
    expect(documentAuth(documentOf(schemes)).auth).toMatchObject([
      { id: "oauth-token" },
      { id: "base-url-scheme", use: "base-url" },
      { id: "none-scheme", use: "none" },
      { id: "scheme", use: "Ключ" },
    ]);
  });
});

describe("a document without schemes", () => {
  const parameter = (name: string, place: string) => ({ parameters: [{ in: place, name }] });

  test("a key that most operations take", () => {
    const operations = [parameter("token", "query"), parameter("token", "query"), {}];
    expect(documentAuth(documentOf({}, undefined, operations)).auth).toEqual({
      type: "api_key",
      in: "query",
      name: "token",
    });
  });

  test.each([
    ["few", [parameter("token", "query"), {}, {}]],
    ["something else", [parameter("page_token", "query")]],
    ["a path's", [parameter("key", "path")]],
  ])("not one that is %s", (_, operations) => {
    expect(documentAuth(documentOf({}, undefined, operations)).auth).toEqual({ type: "none" });
  });
});
