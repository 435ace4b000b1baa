import { encodeTable } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { basic, bearer, connectorOf, headerKey, operationOf, slotOf, twoKeys } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const me = operationOf("members.me", { path: "/me" });
const planted = "s3cr3t/planted+marker=";

describe("where a credential goes", () => {
  test.each([
    ["bearer", bearer, { ACME_API_KEY: planted }, { authorization: `Bearer ${planted}` }, "/me"],
    ["a header", headerKey, { ACME_API_KEY: planted }, { "x-api-key": planted }, "/me"],
    [
      "basic",
      basic,
      { ACME_USERNAME: "ann", ACME_PASSWORD: planted },
      { authorization: `Basic ${btoa(`ann:${planted}`)}` },
      "/me",
    ],
    [
      "two keys in the query",
      twoKeys,
      { ACME_KEY: "k", ACME_TOKEN: planted },
      {},
      "/me?key=k&token=s3cr3t%2Fplanted%2Bmarker%3D",
    ],
  ])("%s", async (_, scheme, env, headers, url) => {
    const recorder = await startRecorder(replyJson({ id: 1 }));
    const connector = connectorOf([me], { auth: [scheme] });
    const ran = await runConnector(connector, ["members", "me"], {
      env: { ...env, ACME_BASE_URL: recorder.url },
    });
    expect(ran.out).toBe('{"id":1}\n');
    expect(recorder.requests[0]?.headers).toMatchObject(headers);
    expect(recorder.requests[0]?.url).toBe(url);
  });

  test("a named OAuth2 token takes the place of the access token", async () => {
    const oauth2 = {
      id: "oauth2",
      type: "oauth2" as const,
      slots: [slotOf("access_token", "ACME_ACCESS_TOKEN"), slotOf("user", "ACME_USER")],
      placements: [
        { in: "header" as const, name: "Authorization", prefix: "Bearer ", slots: ["access_token"] },
      ],
    };
    const recorder = await startRecorder(replyJson({}));
    const connector = connectorOf([me, operationOf("members.self", { token: "user" })], { auth: [oauth2] });
    const env = { ACME_BASE_URL: recorder.url, ACME_USER: planted };
    await runConnector(connector, ["members", "self"], { env });
    expect(recorder.requests[0]?.headers.authorization).toBe(`Bearer ${planted}`);
    const other = await runConnector(connector, ["members", "me"], { env });
    expect(other.error).toMatchObject({
      code: "AUTH_REQUIRED",
      message: "Acme is not connected: ACME_ACCESS_TOKEN is not set",
    });
    expect(recorder.requests).toHaveLength(1);
  });

  test("the first alternative that is set, or the one that the host names", async () => {
    const recorder = await startRecorder(replyJson({}));
    const connector = connectorOf([me], { auth: [bearer, basic] });
    const env = { ACME_BASE_URL: recorder.url, ACME_USERNAME: "ann", ACME_PASSWORD: "p" };
    await runConnector(connector, ["members", "me"], { env });
    await runConnector(connector, ["members", "me"], { env: { ...env, ACME_API_KEY: "k" } });
    await runConnector(connector, ["members", "me"], {
      env: { ...env, ACME_API_KEY: "k", ACME_AUTH_METHOD: "basic" },
    });
    await runConnector(connector, ["members", "me"], {
      env: { ...env, ACME_API_KEY: "k", ACME_AUTH_METHOD: "header" },
    });
    expect(recorder.requests.map((one) => one.headers.authorization?.split(" ")[0])).toEqual([
      "Basic",
      "Bearer",
      "Basic",
      "Bearer",
    ]);
  });

  test("user agent, accept and the connector's own headers are always sent", async () => {
    const recorder = await startRecorder(replyJson({}));
    await runConnector(connectorOf([me], { headers: { "X-Version": "2026-01" } }), ["members", "me"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(recorder.requests[0]?.headers).toMatchObject({
      "user-agent": "custom-acme/1.2.3 (specwire)",
      "x-version": "2026-01",
      accept: expect.stringContaining("application/json"),
    });
  });
});

describe("without a usable credential", () => {
  const connector = connectorOf([me], { auth: [twoKeys] });

  test("missing ones are named, and nothing is sent", async () => {
    const recorder = await startRecorder(replyJson({}));
    const ran = await runConnector(connector, ["members", "me"], {
      env: { ACME_BASE_URL: recorder.url, ACME_KEY: planted },
    });
    expect(ran.error).toMatchObject({
      code: "AUTH_REQUIRED",
      message: "Acme is not connected: ACME_TOKEN is not set",
      retryable: false,
    });
    expect(ran.error?.help).toMatch(/ask the host to connect Acme/);
    expect(ran.exit).toBe(3);
    expect(recorder.requests).toHaveLength(0);
  });

  test("each alternative is named", async () => {
    const ran = await runConnector(connectorOf([me], { auth: [headerKey, basic] }), ["members", "me"]);
    expect(ran.error?.message).toBe(
      "Acme is not connected: ACME_API_KEY, or ACME_USERNAME and ACME_PASSWORD are not set",
    );
  });

  test("one with a line end is refused and never shown", async () => {
    const recorder = await startRecorder(replyJson({}));
    const env = { ACME_BASE_URL: recorder.url, ACME_KEY: "k", ACME_TOKEN: "planted-marker\nx: y" };
    const ran = await runConnector(connector, ["members", "me"], { env });
    expect(ran.error?.code).toBe("NOT_CONFIGURED");
    expect(ran.error?.message).toMatch(/ACME_TOKEN/);
    expect(ran.out + ran.err).not.toContain("planted-marker");
    expect(recorder.requests).toHaveLength(0);
  });

  test.each([
    [{}, 3, "REAUTH_REQUIRED"],
    [{ ACME_EXPIRES_AT: String(Date.UTC(2026, 10, 22)) }, 3, "SESSION_EXPIRED"],
    [{ ACME_EXPIRES_AT: "2026-11-22T00:00:00Z" }, 3, "SESSION_EXPIRED"],
    [{ ACME_EXPIRES_AT: "2027-01-01T00:00:00Z" }, 3, "REAUTH_REQUIRED"],
  ])("a 401 with %j", async (env, exit, code) => {
    const recorder = await startRecorder(replyJson({ message: "Bad credentials" }, 401));
    const ran = await runConnector(connector, ["members", "me"], {
      env: { ACME_BASE_URL: recorder.url, ACME_KEY: "k", ACME_TOKEN: "t", ...env },
    });
    expect(ran.error).toMatchObject({ code, message: "Bad credentials", status: 401 });
    expect(ran.exit).toBe(exit);
  });

  test("a 401 where nothing was sent asks to connect", async () => {
    const recorder = await startRecorder(replyJson({}, 401));
    const ran = await runConnector(connectorOf([me]), ["members", "me"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(ran.error?.code).toBe("AUTH_REQUIRED");
  });

  test("RFC 6750 insufficient_scope", async () => {
    const recorder = await startRecorder(
      replyJson({ message: "no" }, 403, { "www-authenticate": 'Bearer error="insufficient_scope"' }),
    );
    const scoped = connectorOf(
      [operationOf("members.me", { path: "/me", scopes: [["read", "org"], ["admin"]] })],
      { auth: [bearer] },
    );
    const ran = await runConnector(scoped, ["members", "me"], {
      env: { ACME_BASE_URL: recorder.url, ACME_API_KEY: "k" },
    });
    expect(ran.error).toMatchObject({
      code: "SCOPE_REQUIRED",
      help: expect.stringContaining("read and org, or admin"),
    });
    expect(ran.exit).toBe(3);
  });
});

describe("accounts", () => {
  test.each([
    [{ ACME_ACCOUNT: "work" }, "work", undefined],
    [{ ACME_ACCOUNT: "work" }, "home", "ACCOUNT_NOT_FOUND"],
    [{}, "home", "ACCOUNT_NOT_FOUND"],
  ])("%j and --account %s", async (env, account, code) => {
    const recorder = await startRecorder(replyJson({}));
    const ran = await runConnector(connectorOf([me]), ["members", "me", "--account", account], {
      env: { ACME_BASE_URL: recorder.url, ...env },
    });
    expect(ran.error?.code).toBe(code);
    expect(recorder.requests).toHaveLength(code ? 0 : 1);
  });
});

test("--account where nothing is connected says that", async () => {
  const ran = await runConnector(connectorOf([me], { auth: [bearer] }), ["members", "me", "--account", "a"]);
  expect(ran.error?.help).toBe("no account is connected; ask the host to connect Acme");
});

describe("base URLs", () => {
  const servers = {
    default: { url: "https://{instance}/v1", env: "ACME_BASE_URL", hosts: ["*.acme.example"] },
    uploads: {
      url: "https://uploads.acme.example",
      env: "ACME_UPLOADS_BASE_URL",
      hosts: ["uploads.acme.example"],
    },
  };

  test("a server of its own for an operation, with a path in its URL", async () => {
    const recorder = await startRecorder(replyJson({}));
    const connector = connectorOf([operationOf("files.add", { server: "uploads", path: "/x" })], { servers });
    await runConnector(connector, ["files", "add"], {
      env: { ACME_UPLOADS_BASE_URL: `${recorder.url}/base/` },
    });
    expect(recorder.requests[0]?.url).toBe("/base/x");
  });

  test.each([
    [{}, /ACME_BASE_URL is not set/],
    [{ ACME_BASE_URL: "https://x\n" }, /not a plain http/],
    [{ ACME_BASE_URL: "https://x/a b" }, /not a plain http/],
    [{ ACME_BASE_URL: "ftp://x" }, /not a plain http/],
    [{ ACME_BASE_URL: "https://user:planted@x" }, /not a plain http/],
    [{ ACME_BASE_URL: "https://x/?a=b" }, /not a plain http/],
  ])("%j is an error", async (env, message) => {
    const ran = await runConnector(connectorOf([me], { servers }), ["members", "me"], { env });
    expect(ran.error).toMatchObject({ code: "NOT_CONFIGURED", message: expect.stringMatching(message) });
    expect(ran.err).not.toContain("planted");
    expect(ran.exit).toBe(2);
  });
});

describe("secrets stay out of every output", () => {
  const connector = connectorOf(
    [
      me,
      operationOf("members.list", {
        path: "/m",
        response: { kind: "json", items: "", fields: [], known: [] },
      }),
    ],
    { auth: [basic] },
  );
  const forms = [planted, encodeURIComponent(planted), btoa(planted), btoa(`ann:${planted}`)];

  test.each([
    ["an answer", ["members", "me"], 200],
    ["an error", ["members", "me"], 400],
    ["raw output", ["members", "me", "--output", "raw"], 200],
    ["a list", ["members", "list"], 200],
    ["a table", ["members", "list", "--output", "table"], 200],
  ])("%s that repeats it", async (_, argv, status) => {
    const recorder = await startRecorder((request, response) => {
      const echo = `${forms.join(" ")} ${request.headers.authorization}`;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(request.url === "/m" ? [{ note: echo }] : { message: echo }));
    });
    const env = { ACME_BASE_URL: recorder.url, ACME_USERNAME: "ann", ACME_PASSWORD: planted };
    const ran = await runConnector(connector, argv, { env });
    for (const form of forms.slice(0, 3)) expect(ran.out + ran.err).not.toContain(form);
    expect(ran.out + ran.err).toContain("[redacted]");
  });

  // Longer than a cell, a message and a code may be, so that each of them is cut inside of it.
  const long = `k${"Zq3+/".repeat(17)}`;
  const longForms = [long, encodeURIComponent(long), btoa(long), JSON.stringify(long).slice(1, -1)];

  test.each(longForms.flatMap((form) => [0, 30, 45, 55, 470, 490].map((before) => [before, form] as const)))(
    "not even a part of it, %i characters in: %s",
    async (before, form) => {
      expect(long).toHaveLength(86);
      const said = `${"x".repeat(before)}${form} and more ${"y".repeat(600)}`;
      const recorder = await startRecorder((request, response) => {
        const { pathname } = new URL(request.url, "http://x");
        const body = pathname === "/m" ? [{ note: said, [form]: 1 }] : { message: said, code: said };
        response.writeHead(pathname === "/bad" ? 400 : pathname === "/html" ? 500 : 200);
        response.end(pathname === "/html" ? `<html><p>${said}` : JSON.stringify(body));
      });
      const keyed = connectorOf(
        [
          ...Object.values(connector.operations),
          operationOf("members.bad", { path: "/bad" }),
          operationOf("members.html", { path: "/html" }),
        ],
        { auth: [headerKey] },
      );
      const env = { ACME_BASE_URL: recorder.url, ACME_API_KEY: long };
      for (const argv of [
        ["list"],
        ["list", "--output", "table"],
        ["me", "--output", "table"],
        ["bad"],
        ["html"],
      ]) {
        const ran = await runConnector(keyed, ["members", ...argv], { env });
        expect(ran.out + ran.err).not.toContain(form.slice(0, 5));
      }
    },
  );

  test("a text that arrives in pieces", async () => {
    const recorder = await startRecorder((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      response.write(`a ${planted.slice(0, 9)}`);
      setTimeout(() => response.end(`${planted.slice(9)} b\nlast`), 20);
    });
    const text = connectorOf(
      [operationOf("notes.get", { response: { kind: "text", fields: [], known: [] } })],
      { auth: [bearer] },
    );
    const ran = await runConnector(text, ["notes", "get"], {
      env: { ACME_BASE_URL: recorder.url, ACME_API_KEY: planted },
    });
    expect(ran.out).toBe("a [redacted] b\nlast");
  });

  test("a text without line ends is printed in parts, in time that grows with it", async () => {
    const before = "x".repeat(64 * 1024 - 20);
    const whole = `${before}${planted}${"y".repeat(200_000)}${planted}`;
    const recorder = await startRecorder((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      for (let at = 0; at < whole.length; at += 1000) response.write(whole.slice(at, at + 1000));
      response.end();
    });
    const text = connectorOf(
      [operationOf("notes.get", { response: { kind: "text", fields: [], known: [] } })],
      { auth: [bearer] },
    );
    const ran = await runConnector(text, ["notes", "get"], {
      env: { ACME_BASE_URL: recorder.url, ACME_API_KEY: planted },
    });
    expect(ran.out === whole.replaceAll(planted, "[redacted]")).toBe(true);
  });

  test("help, search, schema and the first page", async () => {
    const env = { ACME_BASE_URL: "http://127.0.0.1:9", ACME_USERNAME: "ann-planted", ACME_PASSWORD: planted };
    for (const argv of [
      [],
      ["--help"],
      ["members"],
      ["members", "me", "--help"],
      ["--find", "me"],
      ["members", "me", "--schema"],
    ]) {
      const ran = await runConnector(connector, argv, { env });
      expect(ran.exit).toBe(0);
      expect(ran.out + ran.err).not.toContain("planted");
    }
  });

  test("the table can hold none", () => {
    expect(encodeTable(connector, "sha256:0")).not.toContain(planted);
  });
});
