import { describe, expect, test } from "vitest";
import { compile } from "../../compile.ts";
import { memoryHost } from "../../memory-host.ts";

// One case for each code is a folder in test/diagnostics; here are the other ways to break the same rules.

const base: Record<string, unknown> = {
  connector: 1,
  version: "1.0.0",
  slug: "acme",
  name: "Acme",
  description: "Things.",
  baseUrl: "https://api.acme.test",
  auth: { type: "none" },
  operations: { "things.list": { request: "GET /things" } },
};

function codes(change: Record<string, unknown>): string[] {
  const spec = JSON.stringify({ ...base, ...change });
  const { diagnostics } = compile("connector.json", memoryHost({ "connector.json": spec }));
  return diagnostics.map((one) => one.code);
}

const oauth = { type: "oauth2", authorizationUrl: "https://acme.test/a", tokenUrl: "https://acme.test/t" };

describe("servers", () => {
  test.each<[string, string[]]>([
    ["https://api.acme.test/v1", []],
    ["https://api.acme.test:8443/v1", []],
    ["http://127.0.0.1:8787", ["server/private-host"]],
    ["http://localhost:8787", ["server/private-host"]],
    ["http://[::1]:8787", ["server/private-host"]],
    ["https://10.0.0.1", ["server/private-host"]],
    ["https://printer.local", ["server/private-host"]],
    ["http://api.acme.test", ["server/not-https"]],
    ["https://user:pass@api.acme.test", ["server/more-than-a-url"]],
    ["https://api.acme.test@evil.test", ["server/more-than-a-url"]],
    ["https://api.acme.test/v1?key=a", ["server/more-than-a-url"]],
    ["https://api.acme.test/v1#a", ["server/more-than-a-url"]],
    ["https://api.acme.test/v1/../admin", ["server/more-than-a-url"]],
    ["https://api.acme.test/v1/%2e%2e/admin", ["server/more-than-a-url"]],
    ["https://api.acme.test\\@evil.test", ["server/not-a-url"]],
    ["https://API.acme.test", ["server/host-not-plain"]],
    ["https://\u0430pi.acme.test", ["server/host-not-plain"]],
    ["https://api.acme.test\u3002evil.test", ["server/host-not-plain"]],
    ["https://api.acme.test%2eevil.test", ["server/host-not-plain"]],
    ["https://2130706433/", ["server/host-not-plain", "server/private-host"]],
    ["https://xn--pi-6kc.acme.test", ["server/international-host"]],
  ])("%s", (baseUrl, expected) => {
    expect(codes({ baseUrl })).toEqual(expected);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ["https://{site}.acme.test", { from: "user" }, []],
    ["https://{site}-api.acme.test", { from: "user" }, []],
    ["https://{site}/v1", { from: "user", enum: ["a.test", "b.test"] }, []],
    ["https://{site}/v1", { from: "user" }, ["server/open-host"]],
    ["https://{site}.test/v1", { from: "user" }, ["server/open-host"]],
    ["https://api.{site}", { from: "user" }, ["server/open-host"]],
    ["{site}/v1", { from: "user", kind: "origin", hosts: ["*.acme.test"] }, []],
    ["{site}/v1", { from: "user", kind: "origin", hosts: ["*.com"] }, ["server/open-host"]],
    ["{site}/v1", { from: "user", kind: "origin", hosts: ["a.test", "*.co.uk"] }, ["server/open-host"]],
    ["https://{site}/v1", { from: "user", kind: "domain", hosts: ["*.github.io"] }, ["server/open-host"]],
    ["https://{site}/v1", { from: "user", kind: "domain", hosts: ["*.myshopify.com"] }, []],
    ["{site}/v1", { from: "user", kind: "origin" }, ["server/origin-without-hosts"]],
    ["https://api.acme.test/{site}", { from: "user", kind: "path" }, []],
    ["https://{site}.test/v1", { from: "user", hosts: ["acme.test"] }, ["server/open-host"]],
    ["https://api.{site}/v1", { from: "user", kind: "domain", hosts: ["acme.test"] }, []],
    ["https://api.{site}/v1", { from: "user", kind: "domain" }, ["server/origin-without-hosts"]],
    [
      "https://api-{site}/v1",
      { from: "user", kind: "domain", hosts: ["a.test"] },
      ["server/kind-out-of-place"],
    ],
    [
      "https://{site}.acme.test",
      { from: "user", kind: "domain", hosts: ["a.test"] },
      ["server/kind-out-of-place"],
    ],
    ["https://acme.{site}/v1", { from: "user", kind: "domain", enum: ["test", "co.test"] }, []],
    ["https://{site}.acme.test", { from: "user", kind: "path" }, ["server/kind-out-of-place"]],
    ["https://api.acme.test/{site}", { from: "user", kind: "text" }, ["server/kind-out-of-place"]],
    ["https://{site}/v1", { from: "user", kind: "origin", hosts: ["a.test"] }, ["server/kind-out-of-place"]],
    ["{site}/v1", { from: "user", kind: "origin", selfHosted: true }, []],
    [
      "https://{site}",
      { from: "user", kind: "domain", selfHosted: true, enum: ["a.test"] },
      ["server/self-hosted"],
    ],
    ["https://{site}.acme.test", { from: "user", selfHosted: true }, ["server/self-hosted"]],
    [
      "https://{site}",
      { from: "user", kind: "domain", selfHosted: true, default: "127.0.0.1" },
      ["server/default-not-accepted"],
    ],
    [
      "https://{site}",
      { from: "redirect", parameter: "s", kind: "domain", selfHosted: true },
      ["schema/unknown-key"],
    ],
  ])("%s with %j", (baseUrl, site, expected) => {
    expect(codes({ baseUrl, variables: { site } })).toEqual(expected);
  });

  test("the endpoints of OAuth2 too, which may have a query", () => {
    expect(codes({ auth: { ...oauth, authorizationUrl: "https://acme.test/a?prompt=consent" } })).toEqual([]);
    expect(codes({ auth: { ...oauth, tokenUrl: "http://acme.test/t" } })).toEqual(["server/not-https"]);
    expect(codes({ auth: { ...oauth, refreshUrl: "https://a@evil.test/t" } })).toEqual([
      "server/more-than-a-url",
    ]);
    expect(codes({ auth: { ...oauth, revocationUrl: "https://{site}.acme.test/t" } })).toEqual([
      "server/unknown-variable",
    ]);
  });
});

describe("deviations of OAuth2", () => {
  const twice = ["oauth/parameter-twice"];
  const unread = ["oauth/no-effect"];
  const late = ["oauth/variable-too-late"];
  test.each<[string, Record<string, unknown>, string[]]>([
    ["a fragment of the page of consent", { authorizationUrl: "https://acme.test/#/a" }, []],
    ["a fragment elsewhere", { tokenUrl: "https://acme.test/#/t" }, ["server/more-than-a-url"]],
    ["a protocol's parameter", { extraAuthParams: { state: "s" } }, ["oauth/protocol-parameter"]],
    [
      "though it is left out",
      {
        extraAuthParams: { redirect_uri: "https://evil.test" },
        deviations: { authParamNames: { redirect_uri: "" } },
      },
      ["oauth/protocol-parameter"],
    ],
    ["a signed request", { extraAuthParams: { request: "e30.e30." } }, ["oauth/protocol-parameter"]],
    ["a parameter of that name", { extraAuthParams: { request: "authorize" } }, []],
    ["a nonce of its own", { extraAuthParams: { nonce: "n" }, deviations: { nonce: true } }, twice],
    ["two parameters of one name", { deviations: { authParamNames: { client_id: "state" } } }, twice],
    [
      "a name for each other's",
      { deviations: { authParamNames: { client_id: "state", state: "client_id" } } },
      [],
    ],
    ["a secret added where one is sent", { deviations: { extraTokenParams: { client_secret: "s" } } }, twice],
    [
      "and where none is",
      { authStyle: "header", deviations: { extraTokenParams: { client_secret: "s" } } },
      [],
    ],
    ["a code at a refresh", { deviations: { extraRefreshParams: { code: "c" } } }, []],
    [
      "a scope of the client's own",
      {
        grant: "client_credentials",
        authorizationUrl: undefined,
        scopes: { a: "A" },
        deviations: { extraTokenParams: { scope: "b" } },
      },
      twice,
    ],
    [
      "consent that nobody gives",
      { grant: "client_credentials", authorizationUrl: undefined, deviations: { nonce: true } },
      unread,
    ],
    [
      "rotation without a refresh token",
      { deviations: { refresh: { token: "access_token", rotates: true } } },
      unread,
    ],
    ["a later variable in a parameter", { extraAuthParams: { a: "{late}" } }, late],
    ["a later variable in a header", { deviations: { tokenHeaders: { "X-A": "{last}" } } }, late],
    [
      "one in time",
      { deviations: { extraExchangeParams: { a: "{late}" }, extraRefreshParams: { b: "{last}" } } },
      [],
    ],
    ["braces without a name", { extraAuthParams: { claims: '{"userinfo":{}}' } }, []],
    ["braces with an unknown one", { extraAuthParams: { a: "{latest}" } }, ["oauth/braces-kept"]],
  ])("%s", (_, change, expected) => {
    const variables = {
      late: { from: "redirect", parameter: "l" },
      last: { from: "tokenResponse", pointer: "/l" },
    };
    const unused = (code: string) => code !== "server/unused-variable";
    expect(codes({ auth: { ...oauth, ...change }, variables }).filter(unused)).toEqual(expected);
  });
});

describe("headers and credentials", () => {
  const key = { type: "api_key", in: "header", name: "X-Key" };
  const withHeader = (name: string) => ({
    operations: {
      "things.list": { request: "GET /things", header: { properties: { [name]: { type: "string" } } } },
    },
  });

  test.each(["Host", "content-length", "Transfer-Encoding", "Cookie", "X-HTTP-Method-Override"])(
    "%s is not the spec's to set",
    (name) => {
      expect(codes({ headers: { [name]: "a" } })).toEqual(["connector/reserved-header"]);
      expect(codes(withHeader(name))).toEqual(["connector/reserved-header"]);
      expect(codes({ auth: { ...key, name } })).toEqual(["connector/reserved-header"]);
      expect(codes({ auth: { ...oauth, deviations: { tokenHeaders: { [name]: "a" } } } })).toEqual([
        "connector/reserved-header",
      ]);
    },
  );

  test("the credential's own place is taken, whatever its case", () => {
    expect(codes({ auth: key, headers: { "x-key": "a" } })).toEqual(["connector/credential-elsewhere"]);
    expect(codes({ auth: key, ...withHeader("X-KEY") })).toEqual(["connector/credential-elsewhere"]);
    expect(codes({ auth: { type: "basic" }, ...withHeader("authorization") })).toEqual([
      "connector/credential-elsewhere",
    ]);
  });

  test.each([
    ["headers", { headers: { "X-A": "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } }],
    [
      "authorization parameters",
      { auth: { ...oauth, extraAuthParams: { client_secret: "abcdefghijklmnopqrstuvwx1234" } } },
    ],
    [
      "fixed values",
      {
        operations: {
          a: {
            request: "GET /a",
            query: { properties: { k: {} } },
            fixed: { query: { k: "AKIAAAAAAAAAAAAAAAAA" } },
          },
        },
      },
    ],
    [
      "examples",
      {
        operations: {
          a: {
            request: "GET /a",
            query: { properties: { k: {} } },
            examples: [{ args: { k: "xoxb-aaaaaaaaaaaa" } }],
          },
        },
      },
    ],
  ])("what looks like a real key is remarked on in %s", (_, change) => {
    expect(codes(change)).toEqual(["connector/secret-in-spec"]);
  });
});

describe("access", () => {
  const one = (id: string, operation: Record<string, unknown>) => codes({ operations: { [id]: operation } });

  test.each<[string, Record<string, unknown>, string[]]>([
    ["things.delete", { request: "DELETE /things" }, []],
    ["things.delete", { request: "DELETE /things", destructive: false }, ["permission/no-reason"]],
    [
      "things.delete",
      { request: "DELETE /things", destructive: false, reason: "Undone by restoring." },
      ["permission/less-dangerous"],
    ],
    ["things.delete", { request: "DELETE /things", access: "read" }, ["permission/no-reason"]],
    ["things.search", { request: "QUERY /things" }, []],
    ["things.list", { request: "GET /things", access: "write" }, []],
    [
      "things.list",
      { request: "GET /things", summary: "Delete all things" },
      ["permission/read-that-changes"],
    ],
    ["things.list", { request: "GET /things/delete-all" }, ["permission/read-that-changes"]],
    ["things.delete-all", { request: "GET /things" }, ["permission/read-that-changes"]],
    ["things.delete-all", { request: "GET /things", access: "read" }, ["permission/no-reason"]],
    [
      "things.delete-all",
      { request: "GET /things", access: "read", reason: "Only lists what would go." },
      ["permission/less-dangerous"],
    ],
    ["things.list", { request: "GET /updates" }, []],
  ])("%s %j", (id, operation, expected) => {
    expect(one(id, operation)).toEqual(expected);
  });

  const query = { properties: { query: { type: "string" } } };
  test.each<[string, string[]]>([
    ["query { things { id } }", []],
    ["{ things { id } }", []],
    ['{ thing(name: "mutation") { id } } # no mutation here', []],
    ["mutation { wipe }", ["permission/open-graphql"]],
    ["query A { a } mutation B { wipe }", ["permission/open-graphql"]],
    ["subscription { things { id } }", ["permission/open-graphql"]],
  ])("a GraphQL read with the document %s", (text, expected) => {
    expect(one("things.list", { request: "GET /graphql", query, fixed: { query: { query: text } } })).toEqual(
      expected,
    );
  });
});

describe("a member deep in the body that asks for the next page", () => {
  const page = { type: "object", properties: { cursor: { type: "string" } } };
  test.each([
    ["/page/cursor", []],
    ["/page", []],
    ["/page/cursr", ["pagination/unknown-parameter"]],
    ["/page/cursor/x", ["pagination/unknown-parameter"]],
    ["/", ["pagination/unknown-parameter"]],
  ])("%s", (into, expected) => {
    const pagination = { kind: "cursor", next: { pointer: "/next" }, into };
    const body = { type: "object", properties: { page } };
    const search = { request: "POST /search", body, items: "/things", pagination };
    expect(codes({ operations: { "things.search": search } })).toEqual(expected);
  });
});

test.each([
  [{ request: "GET /things/clear", destructive: true }, "write"],
  [{ request: "GET /things/all", destructive: true, access: "read" }, "read"],
  [{ request: "GET /things/all", destructive: false }, "read"],
])("what removes something is no read: %j", (operation, access) => {
  const spec = JSON.stringify({ ...base, operations: { "things.all": operation } });
  const { output } = compile("connector.json", memoryHost({ "connector.json": spec }));
  expect(output?.connector.operations["things.all"]?.access).toBe(access);
});
