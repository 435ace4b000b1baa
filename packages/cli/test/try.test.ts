import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { editSpec } from "@specwire/compiler";
import { describe, expect, test } from "vitest";
import { scratch } from "./support/scratch.ts";
import { inProcess } from "./support/specwire.ts";
import {
  type Answer,
  type Api,
  good,
  isBearer,
  item,
  type Spec,
  secret,
  serve,
  specOf,
  tryIt,
  unauthorized,
} from "./support/try-it.ts";

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
    expect(told.err).toMatch(/help: try: specwire try \S+\/acme items list\n/);
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

  test("all that is elsewhere is told at once", async () => {
    const { findings } = await tryIt(
      (_, url) => [
        200,
        { items: [{ id: url }], paging: { after: url.includes("c=") ? null : "x", total: 2 } },
      ],
      {
        list: "items: /items, query: { properties: { c: { type: string } } }, pagination: { kind: cursor, into: c, next: { pointer: /next }, total: /total }",
      },
    );
    expect(findings.map(({ patch }: { patch?: { value: string } }) => patch?.value)).toEqual([
      "/paging/after",
      "/paging/total",
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
