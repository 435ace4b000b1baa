import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { editSpec } from "@specwire/compiler";
import { describe, expect, onTestFinished, test } from "vitest";
import { scratch } from "./support/scratch.ts";
import { inProcess } from "./support/specwire.ts";

const secret = "planted-secret-7f3a";

type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];
type Api = (request: IncomingMessage, url: string) => Answer;

async function serve(api: Api) {
  const seen: IncomingMessage[] = [];
  const server: Server = createServer((request, response: ServerResponse) => {
    seen.push(request);
    const [status, body, headers] = api(request, request.url ?? "");
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

interface Spec {
  readonly base?: string;
  readonly auth?: string;
  readonly list?: string;
  readonly top?: string;
  readonly request?: string;
}

const specOf = (
  url: string,
  {
    base = "",
    auth = "{ type: bearer_token }",
    list = "items: /items",
    top = "",
    request = "GET /items",
  }: Spec,
) =>
  `connector: 1
version: 1.0.0
slug: acme
name: Acme
description: Items of Acme.
baseUrl: ${url}${base}
auth: ${auth}
${top}operations:
  items.list: { request: ${request}, summary: List items, fields: [id], ${list} }
  items.delete:
    request: DELETE /items/{id}
    summary: Delete an item
    path: { properties: { id: { type: string, description: The item } } }
    response: none
`;

async function tryIt(
  api: Api,
  spec: Spec = {},
  before: readonly string[] = [],
  words: readonly string[] = [],
) {
  const { url, seen } = await serve(api);
  const folder = scratch({ "acme/connector.yaml": specOf(url, spec) });
  const source = join(folder, "acme");
  const env = { ACME_API_KEY: secret, ACME_USERNAME: "ada", ACME_PASSWORD: secret };
  const told = await inProcess(["try", ...before, source, ...words], env);
  const asked = seen.length;
  const { out, code } = await inProcess(["try", "--json", ...before, source, ...words], env);
  for (const text of [told.out, told.err, out]) expect(text).not.toContain(secret);
  const found = out === "" ? undefined : JSON.parse(out);
  return { told, code, seen, asked, url, findings: found?.findings ?? [], found };
}

const item = { id: 1, name: "a" };
const isBearer = (request: IncomingMessage) => request.headers.authorization === `Bearer ${secret}`;
const unauthorized = (says: string, more = {}): Answer => [401, { message: says }, more];
const good: Answer = [200, { items: [item, item] }];

describe("a connector that works", () => {
  test("its answer's shape is shown, and no value", async () => {
    const { told, found, code, asked } = await tryIt((request) =>
      isBearer(request) ? good : unauthorized("no"),
    );
    expect(told.out).toMatch(
      /^GET http:\S+\/items {2}\(items list\)\nsent: header Authorization: Bearer …\nworks: 200, a list of 2 with id, name\n$/,
    );
    expect([told.code, code, asked]).toEqual([0, 0, 1]);
    expect(found).toMatchObject({ works: true, status: 200, findings: [] });
  });

  test("the credential may come from a file", async () => {
    const files = {
      "bare.txt": "from-the-file\n",
      "padded.txt": "from-the-file==\n",
      "lines.env": "# mine\nACME_API_KEY='from-the-file'\n",
      "data.json": '{"api_key":"from-the-file"}',
    };
    const folder = scratch(files);
    for (const name of Object.keys(files)) {
      const { seen, told } = await tryIt(() => good, {}, [`--credential-file=${join(folder, name)}`]);
      expect(seen[0]?.headers.authorization).toMatch(/^Bearer from-the-file(==)?$/);
      expect(told.out + told.err).not.toContain("from-the-file");
    }
  });

  test("a write is refused, and nothing is sent", async () => {
    const { told, asked } = await tryIt(() => good, {}, [], ["items", "delete", "--id", "1"]);
    expect([told.code, asked]).toEqual([2, 0]);
    expect(told.err).toContain("items.delete changes something, and try only reads");
  });

  test("a command that is wrong is refused with the tool's words", async () => {
    const { told, asked } = await tryIt(() => good, {}, [], ["items", "list", "--lmit", "1"]);
    expect([told.code, asked]).toEqual([2, 0]);
    expect(told.err).toContain("there is no flag --lmit");
    expect(told.err).toMatch(/help: try: specwire try \S+\/acme items list --limit 1\n/);
  });

  test("so is a wrong name, and a value that is missing", async () => {
    const near = await tryIt(() => good, {}, [], ["item", "list"]);
    expect([near.told.code, near.asked]).toEqual([2, 0]);
    expect(near.told.err).toMatch(
      /no command "item list".*\n {2}help: try: specwire try \S+\/acme items list\n/s,
    );
    const { told } = await tryIt(() => good, {}, [], ["items", "delete"]);
    expect(told.err).toMatch(
      /--id is required.*\n {2}help: try: specwire try \S+\/acme items delete --id <text>\n/s,
    );
  });

  test("its flags may stand anywhere, with their value as the next word", async () => {
    const folder = scratch({ "key.txt": "from-the-file" });
    const file = ["--credential-file", join(folder, "key.txt")];
    for (const [before, words] of [
      [file, []],
      [[], ["--probe", ...file]],
      [[], ["items", ...file, "list", "--probe"]],
    ] as const) {
      const { seen, told } = await tryIt(() => good, {}, before, words);
      expect([told.code, told.err]).toEqual([0, ""]);
      expect(seen[0]?.headers.authorization).toBe("Bearer from-the-file");
    }
    const { told } = await tryIt(() => good, {}, [], ["--", "items", "list", "--probe"]);
    expect([told.code, told.err]).toEqual([2, expect.stringContaining("there is no flag --probe")]);
  });
});

describe("what is wrong", () => {
  const key = "{ type: api_key, in: header, name: X-Key }";
  test.each<[string, Api, Spec, object]>([
    [
      "a web site",
      () => [200, "<!DOCTYPE html><p>Hi", { "content-type": "text/html" }],
      {},
      { code: "wrong-base-url" },
    ],
    [
      "a page that is not there",
      () => [404, "<html>no", { "content-type": "text/html" }],
      {},
      { code: "wrong-base-url" },
    ],
    [
      "a route that is not there",
      () => [404, { message: "Cannot GET /items" }],
      {},
      { code: "wrong-base-url" },
    ],
    ["a thing that is not there", () => [404, { message: "No such item" }], {}, { code: "not-found" }],
    [
      "a part of the path twice",
      (_, url) => (url === "/v1/v1/items" ? [404, {}] : good),
      { base: "/v1", request: "GET /v1/items" },
      { code: "wrong-base-url", patch: { path: "/baseUrl", value: "URL", line: 6 } },
    ],
    [
      "a redirect elsewhere",
      () => [301, "", { location: "https://api.acme.example/v2/items" }],
      {},
      { code: "redirected", help: expect.stringContaining("only if the API's documentation names") },
    ],
    [
      "a redirect to another path",
      () => [301, "", { location: "/v2/items" }],
      {},
      { code: "redirected", patch: { path: "/baseUrl", value: "URL/v2", line: 6 } },
    ],
    [
      "a redirect to a login",
      () => [302, "", { location: "/login?next=/items" }],
      {},
      { code: "redirected", help: expect.stringContaining("login for people") },
    ],
    [
      "a redirect to a slash",
      () => [308, "", { location: "/items/" }],
      {},
      { code: "redirected", help: expect.stringContaining("/items/") },
    ],
    [
      "Basic wanted",
      () => unauthorized("no", { "www-authenticate": 'Basic realm="acme"' }),
      {},
      { code: "wrong-credential-place", patch: { path: "/auth/type", value: "basic" } },
    ],
    [
      "Bearer wanted",
      () => unauthorized("no", { "www-authenticate": "Bearer" }),
      { auth: "{ type: basic }" },
      { code: "wrong-credential-place", patch: { path: "/auth/type", value: "bearer_token" } },
    ],
    [
      "another prefix wanted",
      () => unauthorized("no", { "www-authenticate": "Token" }),
      {},
      { code: "wrong-credential-place", patch: { path: "/auth/prefix", value: "Token ", line: 7 } },
    ],
    [
      "a prefix said in words",
      () => unauthorized("Use the header 'Authorization: Token your-api-token'."),
      {},
      { code: "wrong-credential-place", patch: { path: "/auth/prefix", value: "Token " } },
    ],
    [
      "another header said in words",
      () => unauthorized("Missing API key. Send it in the X-Api-Key header."),
      { auth: key },
      { code: "wrong-credential-place", patch: { path: "/auth/name", value: "X-Api-Key" } },
    ],
    [
      "a header instead of a bearer token",
      () => unauthorized("API key missing (header: X-Auth-Token)"),
      {},
      { code: "wrong-credential-place", help: expect.stringContaining("name: X-Auth-Token") },
    ],
    [
      "a query parameter said in words",
      () => unauthorized("Pass your key as the query parameter `api_key`."),
      {},
      { code: "wrong-credential-place", help: expect.stringContaining("in: query, name: api_key") },
    ],
    [
      "a credential that is not good",
      () => unauthorized(`Token ${secret} has expired`),
      {},
      { code: "wrong-credential" },
    ],
    [
      "a right that is missing",
      () => [403, { message: "You may not list items" }],
      {},
      { code: "forbidden" },
    ],
    [
      "a missing key behind 403",
      () => [403, { message: "Missing authentication token" }],
      {},
      { code: "wrong-credential" },
    ],
    [
      "a missing version header",
      () => [400, { message: "Acme-Version header is required" }],
      {},
      { code: "missing-header", help: expect.stringContaining("Acme-Version") },
    ],
    [
      "a version header that is there",
      () => [400, { message: "Acme-Version 1 is too old" }],
      { top: 'headers: { Acme-Version: "1" }\n' },
      { code: "refused-request" },
    ],
    [
      "200 for an error",
      () => [200, { ok: false, error: "invalid_auth" }],
      {},
      {
        code: "error-in-success",
        patch: { path: "/errors", value: [{ when: { pointer: "/ok", equals: false }, message: "/error" }] },
      },
    ],
    [
      "the same, declared",
      () => [200, { ok: false, error: "invalid_auth" }],
      { top: "errors: [{ when: { pointer: /ok, equals: false }, message: /error }]\n" },
      { code: "refused-request" },
    ],
    [
      "a list elsewhere",
      () => [200, { data: { rows: [item] }, total: 1 }],
      {},
      { code: "wrong-items", patch: { path: "/operations/items.list/items", value: "/data/rows", line: 9 } },
    ],
    [
      "a list that nobody declared",
      () => [200, { data: [item] }],
      { list: "response: json" },
      { code: "list-not-declared", patch: { value: "/data" } },
    ],
    [
      "pages that are all the same",
      () => [200, { items: [item, item] }],
      {
        list: "items: /items, query: { properties: { p: { type: integer } } }, pagination: { kind: page, into: p }",
      },
      { code: "wrong-pagination", says: expect.stringContaining("second page") },
    ],
    [
      "a cursor elsewhere",
      () => [200, { items: [item], meta: { next_cursor: "abc" } }],
      {
        list: "items: /items, query: { properties: { c: { type: string } } }, pagination: { kind: cursor, into: c, next: { pointer: /cursor } }",
      },
      { code: "wrong-pagination", says: expect.stringContaining("/meta/next_cursor") },
    ],
    [
      "a cursor elsewhere that leads on",
      (_, url) =>
        url.includes("c=5")
          ? [200, { items: [{ id: 6 }], paging: {} }]
          : [200, { items: [item], paging: { after: "5", token: "x" } }],
      {
        list: "items: /items, query: { properties: { c: { type: string } } }, pagination: { kind: cursor, into: c, next: { pointer: /meta/after } }",
      },
      {
        code: "wrong-pagination",
        says: expect.stringContaining("it has /paging/after"),
        patch: { path: "/operations/items.list/pagination/next/pointer", value: "/paging/after" },
      },
    ],
    [
      "the number of all elsewhere",
      () => [200, { items: [item], meta: { total: 23, total_pages: 3 } }],
      {
        list: "items: /items, query: { properties: { p: { type: integer } } }, pagination: { kind: page, into: p, total: /total }",
      },
      {
        code: "wrong-pagination",
        says: expect.stringContaining("second page"),
      },
    ],
    [
      "a link to more elsewhere",
      (_, url) =>
        url.includes("p=2") ? [200, { items: [{ id: 2 }] }] : [200, { items: [item], next: "/items?p=2" }],
      {
        top: "pagination: { kind: link, next: { pointer: /links/next } }\n",
        list: "items: /items, query: { properties: { p: { type: integer } } }",
      },
      { code: "wrong-pagination", patch: { path: "/pagination/next/pointer", value: "/next", line: 8 } },
    ],
    [
      "an error in words of its own",
      () => [200, { ok: false, problem: { kind: "no_such_ticket", text: "There is no ticket 99" } }],
      {},
      {
        code: "error-in-success",
        says: expect.stringContaining("There is no ticket 99"),
        patch: {
          path: "/errors",
          value: [
            { when: { pointer: "/ok", equals: false }, code: "/problem/kind", message: "/problem/text" },
          ],
        },
      },
    ],
    [
      "a missing header, in words that a rule finds",
      () => [400, { problem: { text: "Send X-Desk-Version" } }],
      { top: "errors: [{ when: { pointer: /problem }, message: /problem/text }]\n" },
      { code: "missing-header", says: 'the API asks for the header X-Desk-Version: "Send X-Desk-Version"' },
    ],
    [
      "a verify that is not there",
      () => [200, { items: [item] }],
      { auth: "{ type: bearer_token, verify: { operation: items.list, label: /login } }" },
      { code: "wrong-verify" },
    ],
    ["too many", () => [429, { message: "slow down" }], {}, { code: "rate-limited" }],
    ["an error of the API", () => [500, { message: "oops" }], {}, { code: "server-error" }],
    ["no JSON", () => [200, "id,name\n1,a", { "content-type": "text/csv" }], {}, { code: "not-json" }],
  ])("%s", async (_, api, spec, expected) => {
    const { findings, code, url, told, seen, asked } = await tryIt(api, spec);
    const text = JSON.stringify(findings).replaceAll(url, "URL");
    expect(JSON.parse(text)[0]).toMatchObject(expected);
    expect([code, told.code]).toEqual([1, 1]);
    expect(told.out).toContain("problem: ");
    expect(asked).toBeLessThanOrEqual(2);
    for (const request of seen) expect(request.method).toBe("GET");
  });

  const takesToken: Api = (request) =>
    request.headers.authorization === `Token ${secret}`
      ? good
      : unauthorized("no", { "www-authenticate": 'Token realm="acme"' });
  const takesKey: Api = (request) =>
    request.headers["x-api-key"] === secret ? good : unauthorized("Send your key in the X-Api-Key header.");
  test.each<[string, Api, Spec]>([
    ["prefix", takesToken, {}],
    ["header", takesKey, { auth: "{ type: api_key, in: header, name: X-Key }" }],
    ["list", () => [200, { data: { rows: [item] } }], {}],
    [
      "base URL",
      (_, url) => (url === "/v1/items" ? good : [404, {}]),
      { base: "/v1", request: "GET /v1/items" },
    ],
  ])("the patch of a wrong %s makes it work", async (_, api, spec) => {
    const { url } = await serve(api);
    const text = specOf(url, spec);
    const folder = scratch({ "acme/connector.yaml": text });
    const again = async () => {
      const { out } = await inProcess(["try", "--json", join(folder, "acme")], { ACME_API_KEY: secret });
      return JSON.parse(out);
    };
    const { path, value } = (await again()).findings[0].patch;
    const op = new RegExp(`\\b${path.split("/").at(-1)}:`).test(text) ? "replace" : "add";
    writeFileSync(join(folder, "acme/connector.yaml"), editSpec(text, [{ op, path, value }]).text);
    expect(await again()).toMatchObject({ works: true });
  });

  test("nobody there, and no such host", async () => {
    const gone = await serve(() => good);
    const port = new URL(gone.url).port;
    for (const [url, says] of [
      ["http://127.0.0.1:1", "nothing listens at 127.0.0.1:1 (ECONNREFUSED)"],
      [`https://127.0.0.1:${port}`, "does not speak TLS as https:// asks for"],
      ["https://acme.invalid", "there is no host acme.invalid"],
    ] as const) {
      const folder = scratch({ "acme/connector.yaml": specOf(url, {}) });
      const { out, code } = await inProcess(["try", join(folder, "acme")], { ACME_API_KEY: secret });
      expect([code, out]).toEqual([1, expect.stringContaining(says)]);
    }
  });

  test("what may be wrong is no reason to send a credential elsewhere", async () => {
    for (const location of [
      "https://evil.example/items",
      "http://127.0.0.1.evil.example/items",
      "http://127.0.0.2/items",
    ]) {
      const { findings } = await tryIt(() => [302, "", { location }]);
      expect(findings).toMatchObject([{ code: "redirected" }]);
      expect(findings[0].patch).toBeUndefined();
    }
  });

  test("a credential that comes back is neither shown nor proposed", async () => {
    const echoes: Answer[] = [
      unauthorized("no", { "www-authenticate": `${secret} realm=x` }),
      unauthorized(`Invalid credential in header: ${secret}`),
      unauthorized(`Send it in the query parameter ${secret}`),
      [400, { message: `X-${secret} is required` }],
      [200, { [secret]: [{ [secret]: 1 }], next: secret }],
      [200, { ok: false, [secret]: { message: secret } }],
    ];
    for (const answer of echoes) {
      // That nothing holds the secret is asked there.
      for (const auth of ["{ type: bearer_token }", "{ type: api_key, in: header, name: X-Key }"]) {
        await tryIt(() => answer, { auth });
      }
    }
  });

  test("a thing with one list among what it is, works", async () => {
    const { told } = await tryIt(() => [200, { login: "ada", emails: [item] }], { list: "response: json" });
    expect([told.code, told.out]).toEqual([
      0,
      expect.stringContaining("works: 200, an object with login, emails"),
    ]);
  });

  test("an answer that is too long works as far as it was read", async () => {
    const { told } = await tryIt(() => [200, { items: [{ id: "x".repeat(2_100_000) }] }]);
    expect([told.code, told.out]).toEqual([0, expect.stringContaining("works: 200, more than 2 MB")]);
  });

  test("words without end are read in no time", async () => {
    for (const [status, message] of [
      [401, "a-".repeat(100_000)],
      [400, `X-${"A".repeat(200_000)}${"A-".repeat(100_000)}`],
      [403, "no ".repeat(100_000)],
    ] as const) {
      const before = process.cpuUsage();
      await tryIt(() => [status, { message }]);
      const { user, system } = process.cpuUsage(before);
      expect(user + system).toBeLessThan(3_000_000);
    }
  });

  test("a base URL that the tool would refuse is refused", async () => {
    const folder = scratch({ "acme/connector.yaml": specOf("https://api.acme.invalid", {}) });
    const env = { ACME_API_KEY: secret, ACME_BASE_URL: "http://u:p@acme.invalid/x?y=z" };
    const { code, err, out } = await inProcess(["try", join(folder, "acme")], env);
    expect([code, out, err]).toEqual([
      2,
      "",
      expect.stringContaining("ACME_BASE_URL is not a plain http(s) URL"),
    ]);
  });

  test("an error without words gets no rule, since nobody knows where they would be", async () => {
    const { findings } = await tryIt(() => [200, { ok: false }]);
    expect(findings).toMatchObject([{ code: "error-in-success", says: "it answers 200 and means an error" }]);
    expect(findings[0].patch).toBeUndefined();
  });

  test("a total elsewhere is found where the pages are right", async () => {
    const { findings } = await tryIt(
      (_, url) => [200, { items: [{ id: url }], meta: { total: 23, total_pages: 3 } }],
      {
        list: "items: /items, query: { properties: { p: { type: integer } } }, pagination: { kind: page, into: p, total: /total }",
      },
    );
    expect(findings).toMatchObject([
      {
        says: "the answer has nothing at /total, where the number of all should be; it has /meta/total",
        patch: { path: "/operations/items.list/pagination/total", value: "/meta/total", line: 9 },
      },
    ]);
  });

  test("where a list ends, it says where it looked for more", async () => {
    const { told } = await tryIt(() => [200, { items: [item] }], {
      list: "items: /items, query: { properties: { c: { type: string } } }, pagination: { kind: cursor, into: c, next: { pointer: /next } }",
    });
    expect(told.out).toContain("a list of 1 with id, name; the last page, since nothing is at /next\n");
  });

  test("no credential is set", async () => {
    const { url } = await serve(() => unauthorized("who are you"));
    const folder = scratch({ "acme/connector.yaml": specOf(url, {}) });
    const { out, code } = await inProcess(["try", join(folder, "acme")], {});
    expect([code, out]).toEqual([
      1,
      expect.stringContaining("do: set ACME_API_KEY, or give --credential-file"),
    ]);
  });

  test("what the API says reaches nobody's terminal as it is", async () => {
    const { told } = await tryIt(() => [
      400,
      { message: `\u001b]0;owned\u0007 ${secret} ${"x".repeat(5000)}` },
    ]);
    expect(told.out).not.toContain("\u001b");
    expect(told.out.length).toBeLessThan(900);
  });
});

describe("--probe", () => {
  test("finds another prefix of the same header, and says first that it tries", async () => {
    const api: Api = (request) =>
      request.headers.authorization === `Token ${secret}` ? good : unauthorized("no");
    const { told, findings, seen } = await tryIt(api, {}, ["--probe"]);
    expect(told.err).toMatch(
      /^probe: up to 7 more reads of 127\.0\.0\.1:\d+, with other prefixes in the same header\n$/,
    );
    expect(findings[0]).toMatchObject({
      says: 'it works with the prefix "Token "',
      patch: { path: "/auth/prefix", value: "Token ", line: 7 },
    });
    expect(told.out).not.toContain("--probe");
    for (const request of seen) expect(request.url).toBe("/items");
  });

  test("finds another base path of the same host", async () => {
    const api: Api = (_, url) => (url === "/api/v1/items" ? good : [404, "<html>"]);
    const { findings, url } = await tryIt(api, {}, ["--probe"]);
    expect(findings[0]).toMatchObject({
      code: "wrong-base-url",
      patch: { path: "/baseUrl", value: `${url}/api/v1` },
    });
  });

  test("takes no refusal and no other JSON for the API", async () => {
    const other: Api = (_, url) =>
      url.startsWith("/api/")
        ? [200, { success: false, error: "unknown route" }]
        : [404, { error: "no such route" }];
    const { findings } = await tryIt(other, {}, ["--probe"]);
    expect(findings.filter(({ patch }: { patch?: object }) => patch)).toEqual([]);
    const wall: Api = (_, url) =>
      url.startsWith("/v1/")
        ? good
        : url.startsWith("/api/")
          ? [403, { message: "blocked" }]
          : [404, { error: "route" }];
    const { findings: found, url } = await tryIt(wall, {}, ["--probe"]);
    expect(found[0]).toMatchObject({ patch: { value: `${url}/v1` } });
  });

  test("tries nothing where nothing is to be found out", async () => {
    const { asked, told } = await tryIt(() => good, {}, ["--probe"]);
    expect([asked, told.err]).toEqual([1, ""]);
  });
});
