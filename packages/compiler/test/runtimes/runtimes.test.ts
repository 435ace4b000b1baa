import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileFolder, examplesFolder, fileOf, specsFolder } from "../support/compiled.ts";
import {
  authorityFile,
  type Loopback,
  type Recorded,
  serverCertificate,
  startProxy,
  startServer,
} from "../support/loopback.ts";
import { type Ended, runProgram, starters } from "../support/program.ts";

// The very files that the compiler writes, as programs of their own, on every runtime that they promise.

const connectors = {
  github: join(specsFolder, "github"),
  slack: join(specsFolder, "slack"),
  notes: join(examplesFolder, "notes-api"),
};
const repository = ["--owner", "octocat", "--repo", "hello-world"];
const secret = "planted-marker";
const folder = mkdtempSync(join(tmpdir(), "specwire-runtimes-"));
let plain: Loopback;
let secure: Loopback;
let proxy: Loopback;

beforeAll(async () => {
  plain = await startServer(answer);
  secure = await startServer(answer, serverCertificate());
  proxy = await startProxy(plain.port, secure.port);
  for (const [slug, spec] of Object.entries(connectors)) {
    mkdirSync(join(folder, slug));
    for (const path of ["cli.ts", "cli.mjs"])
      writeFileSync(join(folder, slug, path), fileOf(compileFolder(spec), path));
  }
});

afterAll(async () => {
  for (const server of [plain, secure, proxy]) await server.close();
  rmSync(folder, { recursive: true });
});

function answer(
  { method, url, headers }: Recorded,
  response: Parameters<Parameters<typeof startServer>[0]>[1],
) {
  const json = (status: number, body: unknown, more: Record<string, string> = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...more });
    response.end(JSON.stringify(body));
  };
  const { pathname, searchParams } = new URL(url, "http://loopback");
  if (pathname.endsWith("/issues/404")) return json(404, { message: "Not Found" });
  if (method === "POST") return json(201, { id: 7, ok: true });
  if (pathname.endsWith("/notes"))
    return json(200, { notes: [{ id: 1, text: "Tea", done: false }], total: 1 });
  if (pathname.endsWith("/conversations.list")) return json(200, { ok: false, error: "ratelimited" });
  if (!pathname.endsWith("/issues")) return json(200, { number: 1, title: "é" });
  const page = Number(searchParams.get("page") ?? 1);
  const next = `<http://${headers.host}${pathname}?page=${page + 1}>; rel="next"`;
  json(200, [{ number: page, title: "é" }], page < 3 ? { link: next } : {});
}

describe.concurrent.each(Object.keys(starters))("%s", { timeout: 60_000 }, (runtime) => {
  // Tests share the servers: each runtime asks below a path of its own.
  const mark = runtime.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  const mine = (server: Loopback) => server.requests.filter(({ url }) => url.includes(`${mark}/`));
  const start = (slug: string, argv: readonly string[], env: Record<string, string> = {}, input?: string) => {
    const { file, words } = starters[runtime] ?? expect.fail("no such runtime");
    return runProgram([...words, join(folder, slug, file), ...argv], env, input);
  };
  const github = (server: Loopback = plain, host = "127.0.0.1") => ({
    GITHUB_BASE_URL: `${server === secure ? "https" : "http"}://${host}:${server.port}/${mark}`,
    GITHUB_ACCESS_TOKEN: secret,
  });
  const quiet = ({ exit, err }: Ended) => expect({ exit, err }).toEqual({ exit: 0, err: "" });

  test("says its version and its commands", async () => {
    const version = await start("github", ["--version"]);
    quiet(version);
    expect(version.out).toBe("1.0.0\n");
    const help = await start("github", ["issues"]);
    quiet(help);
    expect(help.out).toContain("custom-github issues: 14 commands");
  });

  test("goes through the pages of a list", async () => {
    const ran = await start(
      "github",
      ["issues", "list", ...repository, "--all", "--fields", "number,title"],
      github(),
    );
    expect(ran).toEqual({
      exit: 0,
      out: '[{"number":1,"title":"é"},{"number":2,"title":"é"},{"number":3,"title":"é"}]\n',
      err: "All 3 items.\nOnly --state open, which the API takes by itself; all: --state all\n",
    });
    const asked = mine(plain).filter(({ url }) => url.includes("/issues?"));
    expect(asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      [`/${mark}/repos/octocat/hello-world/issues?per_page=100`, `Bearer ${secret}`],
      [`/${mark}/repos/octocat/hello-world/issues?page=2&per_page=100`, `Bearer ${secret}`],
      [`/${mark}/repos/octocat/hello-world/issues?page=3&per_page=100`, `Bearer ${secret}`],
    ]);
  });

  test("sends a body from flags and from standard input", async () => {
    quiet(
      await start(
        "github",
        ["issues", "create", ...repository, "--title", "Grüße 🎉", "--labels", "a"],
        github(),
      ),
    );
    const piped = ["issues", "create", ...repository, "--input", "-"];
    quiet(await start("github", piped, github(), '{"title":"piped"}'));
    const sent = mine(plain).filter(({ method, url }) => method === "POST" && url.endsWith("/issues"));
    expect(
      sent.map(({ body, headers }) => [body, headers["content-type"], headers["content-length"]]),
    ).toEqual([
      ['{"title":"Grüße 🎉","labels":["a"]}', "application/json", "39"],
      ['{"title":"piped"}', "application/json", "17"],
    ]);
  });

  test("says what went wrong, without the secret", async () => {
    const ran = await start("github", ["issues", "get", ...repository, "--issue-number", "404"], github());
    expect(ran).toMatchObject({ exit: 1, out: "" });
    expect(JSON.parse(ran.err).error).toMatchObject({ code: "NOT_FOUND", connector: "github", status: 404 });
    expect(ran.err).not.toContain(secret);
    expect(
      await start("github", ["issues", "get", ...repository, "--issue-numbr", "1"], github()),
    ).toMatchObject({
      exit: 2,
      out: "",
      err: expect.stringContaining("--issue-number"),
    });
  });

  test("asks through a proxy, plain and by a tunnel", async () => {
    const through = `http://ann:p%40ss@127.0.0.1:${proxy.port}`;
    const get = ["issues", "get", ...repository, "--issue-number", "1"];
    const env = { GITHUB_ACCESS_TOKEN: secret, HTTP_PROXY: through, HTTPS_PROXY: through };
    quiet(await start("github", get, { ...env, GITHUB_BASE_URL: `http://api.acme.test/${mark}` }));
    expect(mine(proxy).map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET http://api.acme.test/${mark}/repos/octocat/hello-world/issues/1`,
    ]);
    const tunnelled = {
      ...env,
      GITHUB_BASE_URL: `https://api.acme.test/${mark}`,
      NODE_EXTRA_CA_CERTS: authorityFile,
    };
    quiet(await start("github", get, tunnelled));
    const inside = mine(secure).filter(({ headers }) => headers.host === "api.acme.test");
    expect(inside).toHaveLength(1);
    expect(inside[0]?.headers).not.toHaveProperty("proxy-authorization");
    const tunnel = proxy.requests.find(({ method }) => method === "CONNECT");
    expect(tunnel).toMatchObject({
      url: "api.acme.test:443",
      headers: { "proxy-authorization": `Basic ${btoa("ann:p@ss")}` },
    });
    expect(tunnel?.headers).not.toHaveProperty("authorization");
  });

  test("trusts a further authority, and nobody else", async () => {
    const get = ["issues", "get", ...repository, "--issue-number", "2"];
    const asked = () => mine(secure).filter(({ url }) => url.endsWith("/2")).length;
    const strange = await start("github", get, github(secure));
    expect(strange).toMatchObject({ exit: 6, out: "" });
    expect(strange.err).not.toContain(secret);
    expect(asked()).toBe(0);
    quiet(await start("github", get, { ...github(secure), NODE_EXTRA_CA_CERTS: authorityFile }));
    expect(asked()).toBe(1);
  });

  test("works for the written-out notes and for Slack's errors with status 200", async () => {
    const notes = { NOTES_BASE_URL: `http://127.0.0.1:${plain.port}/${mark}`, NOTES_API_KEY: secret };
    const list = await start("notes", ["notes", "list", "--no-done"], notes);
    const err = "All 1 item.\nOne: custom-notes notes get --id 1\n";
    expect(list).toEqual({ exit: 0, out: '[{"id":1,"text":"Tea","done":false}]\n', err });
    const created = await start("notes", ["notes", "create", "--text", "Milk"], notes);
    expect([created.exit, created.err]).toEqual([0, "See it: custom-notes notes get --id 7\n"]);
    expect(mine(plain).find(({ body }) => body.includes("Milk"))).toMatchObject({
      url: `/${mark}/notes`,
      headers: { "x-api-key": secret },
      body: '{"text":"Milk"}',
    });
    const slack = { SLACK_BASE_URL: `http://127.0.0.1:${plain.port}/${mark}`, SLACK_ACCESS_TOKEN: secret };
    const limited = await start("slack", ["channels", "list"], slack);
    expect(limited).toMatchObject({ exit: 7, out: "" });
    expect(JSON.parse(limited.err).error).toMatchObject({ code: "RATE_LIMITED", retryable: true });
    quiet(await start("slack", ["messages", "send", "--channel", "C1", "--text", "a b&c"], slack));
    expect(mine(plain).find(({ url }) => url.endsWith("/chat.postMessage"))).toMatchObject({
      headers: { "content-type": expect.stringContaining("application/x-www-form-urlencoded") },
      body: expect.stringMatching(/text=a(\+|%20)b%26c/),
    });
  });
});

describe("whatever package.json lies above it, cli.ts runs on Node.js without a word", () => {
  test.each(["{}", '{"type":"module"}', '{"type":"commonjs"}'])("%s", async (text) => {
    const place = mkdtempSync(join(folder, "above-"));
    writeFileSync(join(place, "package.json"), text);
    writeFileSync(join(place, "custom-notes.ts"), fileOf(compileFolder(connectors.notes), "cli.ts"));
    const ran = await runProgram([process.execPath, join(place, "custom-notes.ts"), "--version"]);
    expect(ran).toEqual({ exit: 0, out: "1.0.0\n", err: "" });
  });
});
