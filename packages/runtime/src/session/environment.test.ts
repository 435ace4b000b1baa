import { inspect } from "node:util";
import type { AuthScheme, Connector } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { compileConnector } from "../../test/support/compile-connector.ts";
import { readCompiledFiles } from "../connectors/compiled-files.ts";
import { connectorEnvironment, type LiveAccount, pemFiles, refuseClashes } from "./environment.ts";

const compiled = (slug: string, lines: Readonly<Record<string, string>> = {}): Connector =>
  readCompiledFiles(compileConnector(slug, lines).files).connector;

function account(
  of: Connector,
  secrets: Record<string, string>,
  over: Partial<LiveAccount> = {},
): LiveAccount {
  const scheme = of.auth.find((one) => one.slots.some((slot) => slot.id in secrets));
  if (scheme === undefined) throw new Error("no scheme has these secrets");
  return { scheme, label: "Work", variables: {}, expiresAt: null, secrets, ...over };
}

const oauth2 = (more = "") =>
  `auth: { type: oauth2, authorizationUrl: 'https://a.example/a', tokenUrl: 'https://a.example/t', pkce: true, authStyle: body, scopes: {} ${more} }`;

describe("the variables of a connector", () => {
  test.each<[string, Record<string, string>, Record<string, string>, Partial<LiveAccount>, object]>([
    [
      "an API key in a header",
      {},
      { api_key: "k" },
      {},
      { ACME_API_KEY: "k", ACME_AUTH_METHOD: "api_key", ACME_AUTH_HEADER_NAME: "X-Key" },
    ],
    [
      "an API key in the query",
      { auth: "auth: { type: api_key, in: query, name: key }" },
      { api_key: "k" },
      {},
      { ACME_API_KEY: "k", ACME_AUTH_METHOD: "api_key", ACME_AUTH_QUERY_PARAM: "key" },
    ],
    [
      "several keys",
      {
        auth: "auth: { type: api_key, keys: [{ id: key, in: query, name: key }, { id: token, in: query, name: token }] }",
      },
      { key: "k", token: "t" },
      {},
      { ACME_KEY: "k", ACME_TOKEN: "t", ACME_AUTH_METHOD: "api_key", ACME_AUTH_QUERY_PARAM: "key" },
    ],
    [
      "user name and empty password",
      { auth: "auth: { type: basic }" },
      { username: "u", password: "" },
      {},
      {
        ACME_USERNAME: "u",
        ACME_PASSWORD: "",
        ACME_AUTH_METHOD: "basic",
        ACME_AUTH_HEADER_NAME: "Authorization",
      },
    ],
    [
      "tokens, one of them named, until they end",
      { auth: oauth2(", tokens: { bot: /bot_token }") },
      { access_token: "a", bot: "b", refresh_token: "r", kept: "{}", client_secret: "s" },
      { expiresAt: new Date("2026-01-02T03:04:05.678Z") },
      {
        ACME_ACCESS_TOKEN: "a",
        ACME_BOT: "b",
        ACME_AUTH_METHOD: "oauth2",
        ACME_AUTH_HEADER_NAME: "Authorization",
        ACME_EXPIRES_AT: "2026-01-02T03:04:05.678Z",
      },
    ],
  ])("%s", (_, lines, secrets, over, expected) => {
    const connector = compiled("acme", lines);
    expect(connectorEnvironment(connector, [account(connector, secrets, over)])).toEqual({
      ACME_BASE_URL: "https://api.example.com/v1",
      ACME_ACCOUNT: "Work",
      ...expected,
    });
  });

  test.each(["a\0b", "a\nb", "a\u0085b"])("a secret that can't be sent is refused: %j", (api_key) => {
    const connector = compiled("acme");
    expect(() => connectorEnvironment(connector, [account(connector, { api_key })])).toThrowError(
      expect.objectContaining({ code: "INVALID_SECRET", message: expect.not.stringContaining(api_key) }),
    );
  });

  test("none", () => {
    expect(connectorEnvironment(compiled("acme", { auth: "auth: { type: none }" }), [])).toEqual({
      ACME_BASE_URL: "https://api.example.com/v1",
      ACME_AUTH_METHOD: "none",
    });
  });

  test("two schemes together: of both, and the earlier end", () => {
    const connector = compiled("acme", {
      auth: `auth: [{ type: bearer_token }, { id: app, type: api_key, in: header, name: X-App }]`,
      security: "security: [[bearer_token, app]]",
    });
    const [bearer, app] = connector.auth as [AuthScheme, AuthScheme];
    const [sooner, later] = [new Date(1e12), new Date(2e12)];
    expect(
      connectorEnvironment(connector, [
        { scheme: bearer, label: "Work", variables: {}, expiresAt: later, secrets: { api_key: "k" } },
        { scheme: app, label: "App", variables: {}, expiresAt: sooner, secrets: { api_key: "a" } },
      ]),
    ).toMatchObject({
      ACME_API_KEY: "k",
      ACME_APP: "a",
      ACME_AUTH_METHOD: "bearer_token",
      ACME_ACCOUNT: "Work",
      ACME_EXPIRES_AT: sooner.toISOString(),
    });
  });
});

describe("addresses", () => {
  const connector = compiled("acme", {
    servers:
      'servers: { default: "https://{site}.example.com/v1", uploads: "https://{zone}.example.com", fixed: "https://fixed.example.com" }',
    variables: "variables: { site: { from: user, kind: label }, zone: { from: user, kind: label } }",
    operations:
      "operations: { a.list: { request: GET /a, summary: A }, b.list: { request: GET /b, summary: B, server: uploads }, c.list: { request: GET /c, summary: C, server: fixed } }",
  });
  const env = (...variables: Record<string, string>[]) =>
    connectorEnvironment(
      connector,
      variables.map((one) => account(connector, { api_key: "k" }, { variables: one })),
    );

  test("each server has its own; one that is not known has none", () => {
    expect(env({ site: "one", zone: "two" })).toMatchObject({
      ACME_BASE_URL: "https://one.example.com/v1",
      ACME_UPLOADS_BASE_URL: "https://two.example.com",
      ACME_FIXED_BASE_URL: "https://fixed.example.com",
    });
    expect(env({ site: "one" })).not.toHaveProperty("ACME_UPLOADS_BASE_URL");
  });

  test.each([[{}], [{ site: "evil.example/" }], [{ site: "one" }, { site: "two" }]])(
    "without one for the default server nothing is said: %j %j",
    (...variables) => {
      const refused = expect.objectContaining({ code: "INVALID_VARIABLE" });
      expect(() => env(...(variables as Record<string, string>[]))).toThrowError(refused);
    },
  );
});

describe("names that clash", () => {
  const clash = (connectors: readonly Connector[], reserved: readonly string[] = []) => {
    try {
      refuseClashes(connectors, new Set(reserved));
      return undefined;
    } catch (error) {
      return error;
    }
  };
  const crmKey = {
    auth: "auth: { type: api_key, keys: [{ id: crm-api-key, in: header, name: X-A }, { id: other, in: header, name: X-B }] }",
  };

  test("a key of one is the key of another", () => {
    expect(clash([compiled("acme", crmKey), compiled("acme-crm")])).toMatchObject({
      code: "ENVIRONMENT_CLASH",
      message: expect.stringMatching(/"acme" and "acme-crm".*ACME_CRM_API_KEY/),
    });
  });

  test("the address of one is the address of another's server", () => {
    const servers = {
      servers: 'servers: { default: "https://a.example", crm: "https://b.example" }',
      operations:
        "operations: { a.list: { request: GET /a, summary: A }, b.list: { request: GET /b, summary: B, server: crm } }",
    };
    expect(clash([compiled("acme", servers), compiled("acme-crm")])).toMatchObject({
      message: expect.stringContaining("ACME_CRM_BASE_URL"),
    });
  });

  test("one is the host's own", () => {
    expect(clash([compiled("acme")], ["ACME_API_KEY"])).toMatchObject({
      code: "ENVIRONMENT_CLASH",
      message: expect.stringContaining("ACME_API_KEY"),
    });
  });

  test("names that are near each other do not", () => {
    expect(clash([compiled("acme"), compiled("acme-crm"), compiled("acme2")], ["ACME"])).toBeUndefined();
  });
});

test("certificates become files that only their owner reads", () => {
  const connector = compiled("acme", { auth: "auth: { type: mutual_tls }" });
  const secrets = {
    client_cert: "-----BEGIN CERTIFICATE-----",
    client_key: "-----BEGIN PRIVATE KEY-----\n\n",
  };
  const { files, env } = pemFiles("/app", connector, [account(connector, secrets)]);
  expect(files).toEqual([
    {
      path: "/app/certificates/custom-acme-acme_client_cert.pem",
      text: "-----BEGIN CERTIFICATE-----\n",
      mode: 0o600,
    },
    {
      path: "/app/certificates/custom-acme-acme_client_key.pem",
      text: "-----BEGIN PRIVATE KEY-----\n",
      mode: 0o600,
    },
  ]);
  expect(env).toEqual({
    ACME_CLIENT_CERT: files[0]?.path,
    ACME_CLIENT_KEY: files[1]?.path,
  });
  const printed = inspect({ bundle: { files } }, { depth: null, showHidden: true });
  expect(printed).toContain("acme_client_key.pem");
  expect(printed).not.toContain("BEGIN");
});
