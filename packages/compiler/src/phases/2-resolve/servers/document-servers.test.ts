import type { JsonObject } from "@specwire/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../../compile.ts";
import { memoryHost } from "../../../memory-host.ts";
import { documentServers } from "./document-servers.ts";
import { belongsTo, isSameSite } from "./hosts.ts";

const documentOf = (servers: JsonObject[], operations: JsonObject[] = []) => ({
  servers,
  operations: operations.map((operation) => ({ operation, pathItem: {} })),
});

/** The default server of a document that names one. */
function one(url: string, variables: JsonObject = {}) {
  const { servers, variables: kept, notes } = documentServers(documentOf([{ url, variables }]));
  return { url: servers.default, variables: kept, notes };
}

const label = { from: "user", kind: "label" };
const path = { from: "user", kind: "path" };

describe("a server without variables", () => {
  test.each([
    ["https://api.acme.test/v1", "https://api.acme.test/v1"],
    ["https://api.acme.test/v1/", "https://api.acme.test/v1"],
    ["https://API.Acme.test", "https://api.acme.test"],
    ["https://api.acme.test:443/a//b/./c", "https://api.acme.test/a/b/c"],
    ["https://api.acme.test:8443", "https://api.acme.test:8443"],
    ["http://api.acme.test", "https://api.acme.test"],
    ["http://localhost:8080/v1", "http://localhost:8080/v1"],
    ["//api.acme.test/v1", "https://api.acme.test/v1"],
    ["api.acme.com/v1", "https://api.acme.com/v1"],
    ["https://api.acme.test/v1?format=json", "https://api.acme.test/v1"],
    ["/v1", undefined],
    ["", undefined],
    ["./", undefined],
  ])("%s is %s", (url, expected) => {
    expect(one(url).url).toBe(expected);
  });

  test.each([
    "https://user:word@api.acme.test",
    "https://",
    "https:///v1",
    "ftp://api.acme.test",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://api.acme.test/../admin",
    "https://api.acme.test/%2e%2e/admin",
    "https://api.acme.test\\@evil.test",
    "https://0x7f.1",
    "https://api..acme.test",
    "https://api.acme.test:99999",
    "https://api.acme.test:port",
    "https://аpple.test",
    "https://a b.test",
    "Your API URL",
  ])("%j is not used, and that is said", (url) => {
    const { url: found, notes } = one(url);
    expect(found).toBeUndefined();
    expect(notes).toHaveLength(1);
  });
});

describe("variables", () => {
  test.each<[string, JsonObject, string | undefined, JsonObject]>([
    [
      "https://{region}.acme.test",
      { region: { default: "us", enum: ["us", "eu"] } },
      "https://{region}.acme.test",
      { region: { ...label, enum: ["us", "eu"], default: "us" } },
    ],
    [
      "https://{shop}.acme.test",
      { shop: { default: "my-shop" } },
      "https://{shop}.acme.test",
      { shop: label },
    ],
    [
      "https://{env}.acme.test",
      { env: { default: "api" } },
      "https://{env}.acme.test",
      { env: { ...label, default: "api" } },
    ],
    ["https://{a}.acme.test", {}, "https://{a}.acme.test", { a: label }],
    ["https://{only}.acme.test", { only: { default: "x", enum: ["x"] } }, "https://x.acme.test", {}],
    ["https://{host}/v1", { host: { default: "api.acme.test" } }, "https://api.acme.test/v1", {}],
    ["https://{host}/v1", { host: { default: "your-domain.com" } }, undefined, {}],
    ["https://{host}/v1", { host: {} }, undefined, {}],
    [
      "https://{host}/v1",
      { host: { default: "a.acme.test", enum: ["a.acme.test", "b.acme.test"] } },
      "https://{host}/v1",
      { host: { ...label, default: "a.acme.test", enum: ["a.acme.test", "b.acme.test"] } },
    ],
    ["https://{name}.com", { name: { default: "widgets" } }, "https://widgets.com", {}],
    ["https://{name}.co.uk", { name: { default: "tenant" } }, "https://tenant.co.uk", {}],
    ["https://{shop}.{tld}", { tld: { default: "com.br" } }, undefined, {}],
    [
      "{scheme}://api.acme.test",
      { scheme: { default: "http", enum: ["http", "https"] } },
      "https://api.acme.test",
      {},
    ],
    ["{server}/v1", { server: { default: "https://api.acme.test/" } }, "https://api.acme.test/v1", {}],
    [
      "https://api.acme.test:{port}",
      { port: { default: "443", enum: ["443", "8443"] } },
      "https://api.acme.test",
      {},
    ],
    ["https://api.acme.test:{port}", { port: { default: 8443 } }, "https://api.acme.test:8443", {}],
    ["https://api.acme.test/{version}", { version: { default: "v2" } }, "https://api.acme.test/v2", {}],
    ["https://api.acme.test/{basePath}", { basePath: { default: "a/b" } }, "https://api.acme.test/a/b", {}],
    ["https://api.acme.test/{basePath}", { basePath: { default: "" } }, "https://api.acme.test", {}],
    [
      "https://api.acme.test/{account-id}",
      { "account-id": { default: "123" } },
      "https://api.acme.test/{accountId}",
      { accountId: path },
    ],
    [
      "https://s3{joint}{region}.acme.test",
      { joint: { default: ".", enum: [".", "-"] }, region: { default: "eu", enum: ["eu", "us"] } },
      "https://s3.{region}.acme.test",
      { region: { ...label, default: "eu", enum: ["eu", "us"] } },
    ],
  ])("%s with %j", (url, variables, expected, kept) => {
    const found = one(url, variables);
    expect(found.url).toBe(expected);
    expect(found.variables).toEqual(kept);
  });
});

describe("several servers", () => {
  test("what is no example comes first, a developer's machine last", () => {
    const urls = [
      "http://localhost:3000",
      "https://api.example.com",
      "/v1",
      "https://api.acme.test",
      "https://eu.acme.com",
    ];
    const { servers, others } = documentServers(documentOf(urls.map((url) => ({ url }))));
    expect(servers.default).toBe("https://eu.acme.com");
    expect(others.map(({ url }) => url)).toEqual([
      "http://localhost:3000",
      "https://api.example.com",
      "https://api.acme.test",
    ]);
  });

  test("variables of one name stay apart where they differ", () => {
    const region = (value: string) => ({ region: { default: value, enum: [value, "x"] } });
    const own = { servers: [{ url: "https://{region}.files.acme.com", variables: region("us") }] };
    const found = documentServers(
      documentOf([{ url: "https://{region}.acme.com", variables: region("eu") }], [own]),
    );
    expect(found.of(own, {})).toBe("files");
    expect(found.servers).toEqual({
      default: "https://{region}.acme.com",
      files: "https://{region2}.files.acme.com",
    });
    expect(found.variables.region2).toMatchObject({ default: "us" });
  });

  test.each([
    ["https://uploads.acme.com/v1", "uploads"],
    ["https://api.acme.com/v2", "v2"],
    ["https://api.acme.com/beta/v1", "beta"],
    ["https://api.other-company.com/v1", "other-company"],
    ["http://127.0.0.1:9000", "local"],
    ["https://api.acme.com/v1/", undefined],
    ["/v1", undefined],
    ["/next", "next"],
    ["https://example.com/v1", undefined],
  ])("an operation's %s is called %s", (url, name) => {
    const found = documentServers(documentOf([{ url: "https://api.acme.com/v1" }]));
    expect(found.of({ servers: [{ url }] }, {})).toBe(name);
    expect(found.of({}, { servers: [{ url }] })).toBe(name);
    expect(Object.keys(found.servers)).toEqual(name === undefined ? ["default"] : ["default", name]);
  });

  test("a base URL takes the place of the document's own host, and of nothing else", () => {
    const found = documentServers(documentOf([{ url: "https://api.acme.com/v1" }]), "https://eu.acme.com/v1");
    const at = (url: string) => found.servers[found.of({ servers: [{ url }] }, {}) ?? "default"];
    expect(at("https://api.acme.com/v2")).toBe("https://eu.acme.com/v2");
    expect(at("https://uploads.acme.com")).toBe("https://uploads.acme.com");
    expect(at("/beta")).toBe("https://eu.acme.com/beta");
    expect(at("https://api.acme.com/v1")).toBe("https://eu.acme.com/v1");
  });

  test("a base URL without a path is where a relative server starts", () => {
    const { servers } = documentServers(documentOf([{ url: "/api/v1" }]), "https://git.acme.com/");
    expect(servers.default).toBe("https://git.acme.com/api/v1");
  });
});

describe("hosts of one owner", () => {
  test.each([
    ["api.acme.com", "uploads.acme.com", true],
    ["acme.com", "api.eu.acme.com", true],
    ["{region}.acme.com", "api.acme.com", true],
    ["api.acme.co.uk", "files.acme.co.uk", true],
    ["api.acme.com:8443", "files.acme.com", true],
    ["api.acme.com", "api.evil.com", false],
    ["api.acme.com", "acme.com.evil.com", false],
    ["api.acme.com", "evilacme.com", false],
    ["acme.co.uk", "evil.co.uk", false],
    ["acme.github.io", "evil.github.io", false],
    ["acme.s3.amazonaws.com", "evil.s3.amazonaws.com", false],
    ["management.azure.com", "evil.eastus.cloudapp.azure.com", false],
    ["acme-uc.a.run.app", "evil-uc.a.run.app", false],
    ["10.0.0.1", "10.9.0.1", false],
    ["localhost", "evil", false],
    ["{any}.com", "api.acme.com", false],
    ["", "api.acme.com", false],
  ])("%s and %s: %s", (a, b, same) => {
    expect([isSameSite(a, b), isSameSite(b, a)]).toEqual([same, same]);
  });
});

describe("whose a host is", () => {
  const shared = `up.railway.app app.github.dev eu.ngrok.io azurecontainerapps.io westeurope.azurecontainer.io
    us-east-1.elasticbeanstalk.com us-east-1.awsapprunner.com trycloudflare.com deno.dev hf.space koyeb.app replit.app
    id.repl.co devtunnels.ms b-cdn.net global.ssl.fastly.net firebaseio.com duckdns.org sslip.io nip.io translate.goog
    blogspot.com zendesk.com me.uk ltd.uk gob.mx lg.jp uk.com de.com co.com lambda-url.us-east-1.on.aws
    s3.amazonaws.com github.io co.uk com`.split(/\s+/);

  test.each(shared)("neighbours on %s are strangers", (suffix) => {
    for (const mine of ["victim", "api", "www"]) {
      expect(belongsTo(`evil.${suffix}`, `${mine}.${suffix}`)).toBe(false);
      expect(belongsTo(suffix, `${mine}.${suffix}`)).toBe(false);
    }
  });

  test.each([
    ["api.acme.com", "uploads.acme.com", true],
    ["api.acme.com", "acme.com", true],
    ["api.acme.com", "{region}.acme.com", true],
    ["api.acme.com", "files.acme.com:8443", true],
    ["api.acme.co.uk", "files.acme.co.uk", true],
    ["acme.com", "api.eu.acme.com", true],
    ["{tenant}.acme.com", "{tenant}.acme.com", true],
    ["eu.acme.com", "us.acme.com", false],
    ["api.acme.com", "acme.com.evil.com", false],
    ["api.acme.com", "evilacme.com", false],
    ["api.acme.com", "", false],
    ["{any}.com", "api.acme.com", false],
    ["10.0.0.1:80", "10.0.0.1:81", false],
    ["localhost", "evil", false],
  ])("where %s is stated, %s: %s", (stated, host, is) => {
    expect(belongsTo(host, stated)).toBe(is);
  });
});

describe("whatever a document says of servers", () => {
  const pieces = fc.constantFrom(
    ..."https:// http:// // / . .. : @ ? # \\ %2e {a} {b} { } api acme com test localhost 127.0.0.1 :80 :{a} xn-- ü *".split(
      " ",
    ),
    " ",
    "\n",
    "\u202e",
  );
  const url = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));
  const value = fc.oneof(url, fc.constantFrom("eu", "us", "v1", "a/b", "443", "evil.test", ""));
  const variable = fc.record(
    { default: value, enum: fc.array(value, { maxLength: 3 }) },
    { requiredKeys: [] },
  );
  const server = fc.record({ url, variables: fc.record({ a: variable, b: variable }, { requiredKeys: [] }) });

  test("it compiles, and every host that a request can reach is in the manifest", () => {
    const spec = JSON.stringify({
      connector: 1,
      version: "1.0.0",
      slug: "acme",
      name: "Acme",
      description: "Acme.",
      servers: { spare: "https://spare.acme.com", default: "https://api.acme.com/v1" },
      auth: { type: "bearer_token" },
      openapi: { document: "./openapi.json" },
      operations: { include: ["/**"] },
    });
    fc.assert(
      fc.property(server, server, (root, own) => {
        const document = {
          openapi: "3.1.0",
          info: { title: "Acme", version: "1" },
          servers: [root],
          paths: { "/a": { get: { servers: [own], responses: { "200": { description: "A" } } } } },
        };
        const files = { "connector.json": spec, "openapi.json": JSON.stringify(document) };
        const { output, diagnostics } = compile("connector.json", memoryHost(files));
        expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
        const [operation] = Object.values(output?.connector.operations ?? {});
        const found = output?.connector.servers[operation?.server ?? ""];
        expect(found?.hosts.length).toBeGreaterThan(0);
        for (const host of found?.hosts ?? [])
          expect(host).toMatch(/^(\*|[a-z0-9_-]+)(\.([a-z0-9_-]+|\*))*$/);
        const secret = output?.connector.auth[0]?.servers ?? Object.keys(output?.connector.servers ?? {});
        const isOurs = found?.hosts.every((host) => host.endsWith(".acme.com"));
        expect(secret.includes(operation?.server ?? "")).toBe(isOurs);
      }),
      { numRuns: 150 },
    );
  });
});
