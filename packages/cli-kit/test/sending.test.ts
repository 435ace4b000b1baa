import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { AuthScheme } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { followRedirects } from "../src/http/redirects.ts";
import { basic, bearer, connectorOf, operationOf, parameterOf, twoKeys } from "./support/connector.ts";
import { type Reply, replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const get = operationOf("boxes.get", { path: "/boxes" });
const add = operationOf("boxes.add", { method: "POST", path: "/boxes" });
const put = operationOf("boxes.put", { method: "PUT", path: "/boxes" });
const connector = connectorOf([get, add, put]);

/** Fails the first requests, then answers. */
function failing(times: number, status: number, headers: Record<string, string> = {}): Reply {
  return (request, response, count) =>
    (count <= times ? replyJson({ message: "busy" }, status, headers) : replyJson({ ok: true }))(
      request,
      response,
      count,
    );
}

describe("header parameters", () => {
  test("can't say where a request goes, how long it is, or who sends it", async () => {
    const recorder = await startRecorder(replyJson({ ok: true }));
    const names = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Cookie", "X-Own"];
    const parameters = names.map((name) => parameterOf(name, { in: "header" }));
    const cookie: AuthScheme = {
      id: "api_key",
      type: "api_key",
      slots: [{ id: "key", env: "ACME_KEY", label: "Key" }],
      placements: [{ in: "cookie", name: "sid", slots: ["key"] }],
    };
    const connector = connectorOf(
      [
        operationOf("boxes.get", { path: "/boxes", parameters }),
        operationOf("boxes.add", { method: "POST", path: "/boxes", parameters }),
      ],
      { auth: [cookie] },
    );
    const values = ["evil.example", "99", "chunked", "upgrade", "a=b;sid=evil", "own"];
    const flags = names.flatMap((name, index) => [`--${name.toLowerCase()}`, values[index] ?? ""]);
    const env = { ACME_BASE_URL: recorder.url, ACME_KEY: "good-key" };
    for (const verb of ["get", "add"]) {
      const ran = await runConnector(connector, ["boxes", verb, ...flags], { env });
      expect(ran.exit).toBe(0);
      const dry = await runConnector(connector, ["boxes", verb, ...flags, "--dry-run"], { env });
      expect(dry.out).not.toMatch(/evil|chunked/);
    }
    for (const { headers } of recorder.requests) {
      expect(headers).toMatchObject({
        host: `127.0.0.1:${recorder.port}`,
        cookie: "sid=good-key",
        "x-own": "own",
      });
      expect(headers["transfer-encoding"]).toBeUndefined();
    }
    expect(recorder.requests.map((one) => one.headers["content-length"])).toEqual([undefined, "0"]);
  });
});

describe("retries", () => {
  test.each([429, 502, 503, 504])("%i is tried again, with growing pauses", async (status) => {
    const recorder = await startRecorder(failing(2, status));
    const ran = await runConnector(connector, ["boxes", "get"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.out).toBe('{"ok":true}\n');
    expect(ran.pauses).toEqual([500, 1000]);
  });

  test("after three tries it is an error", async () => {
    const recorder = await startRecorder(failing(9, 503));
    const ran = await runConnector(connector, ["boxes", "get"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.error).toMatchObject({ code: "SERVER_ERROR", status: 503, retryable: true });
    expect(recorder.requests).toHaveLength(3);
  });

  test("Retry-After is waited for", async () => {
    const recorder = await startRecorder(failing(1, 429, { "retry-after": "7" }));
    const ran = await runConnector(connector, ["boxes", "put"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.exit).toBe(0);
    expect(ran.pauses).toEqual([7000]);
  });

  test("a long Retry-After is left to the caller", async () => {
    const recorder = await startRecorder(failing(1, 429, { "retry-after": "3600" }));
    const ran = await runConnector(connector, ["boxes", "get"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.error).toMatchObject({ code: "RATE_LIMITED", retryAfter: 3600, retryable: true });
    expect(ran.exit).toBe(7);
    expect(ran.pauses).toEqual([]);
  });

  test.each([429, 503])("what is not idempotent is sent once (%i)", async (status) => {
    const recorder = await startRecorder(failing(1, status));
    const ran = await runConnector(connector, ["boxes", "add"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.exit).not.toBe(0);
    expect(recorder.requests).toHaveLength(1);
  });

  test("a server that breaks off is asked again, or not, and the error says what is known", async () => {
    const recorder = await startRecorder((_, response) => response.destroy());
    const env = { ACME_BASE_URL: recorder.url };
    const again = await runConnector(connector, ["boxes", "get"], { env });
    expect(again.error).toMatchObject({ code: "NETWORK_ERROR", retryable: true });
    expect(again.exit).toBe(6);
    expect(recorder.requests).toHaveLength(3);
    const once = await runConnector(connector, ["boxes", "add"], { env });
    expect(once.error).toMatchObject({
      code: "NETWORK_ERROR",
      retryable: false,
      help: expect.stringContaining("may have happened"),
    });
    expect(recorder.requests).toHaveLength(4);
  });

  test("nobody listening", async () => {
    const ran = await runConnector(connector, ["boxes", "add"], {
      env: { ACME_BASE_URL: "http://127.0.0.1:1" },
    });
    expect(ran.error).toMatchObject({
      code: "NETWORK_ERROR",
      message: "127.0.0.1:1: refuses the connection",
      help: expect.stringContaining("nothing listens there: ACME_BASE_URL says where else to call"),
      retryable: true,
    });
  });

  test("--timeout ends a call without an answer", async () => {
    const recorder = await startRecorder(() => {});
    const ran = await runConnector(connector, ["boxes", "get", "--timeout", "0.2"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(ran.error).toMatchObject({ code: "NETWORK_ERROR", message: "no answer within 0.2 seconds" });
    expect(recorder.requests).toHaveLength(1);
  });

  test("an answer that stops in the middle", async () => {
    const recorder = await startRecorder((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"a":');
      setTimeout(() => response.destroy(), 20);
    });
    const ran = await runConnector(connector, ["boxes", "get"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.error?.code).toBe("NETWORK_ERROR");
    expect(ran.out).toBe("");
  });
});

describe("content encodings", () => {
  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
  ])("%s", async (encoding, compress) => {
    const recorder = await startRecorder((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding });
      response.end(compress(JSON.stringify({ ok: encoding })));
    });
    const ran = await runConnector(connector, ["boxes", "get"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.out).toBe(`{"ok":"${encoding}"}\n`);
  });

  test("a broken one is an error, not a hang", async () => {
    const recorder = await startRecorder((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end("no gzip");
    });
    const ran = await runConnector(connector, ["boxes", "get"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.error?.code).toBe("NETWORK_ERROR");
  });
});

describe("hosts of redirects", () => {
  test("a redirect never leaves HTTPS", async () => {
    const operation = operationOf("a.b", { follow: { hosts: ["b.example"], method: "GET" } });
    const empty = { body: (async function* () {})(), discard() {} };
    const redirect = { ...empty, status: 302, headers: { location: "http://b.example/" } };
    const get = async () => ({ ...empty, status: 200, headers: {} });
    await expect(followRedirects(redirect, "https://a.example/", operation, get)).rejects.toThrow(
      "it leaves HTTPS",
    );
    expect((await followRedirects(redirect, "http://a.example/", operation, get)).status).toBe(200);
  });
});

describe("redirects", () => {
  const planted = "planted-marker-9";
  const download = operationOf("files.get", {
    path: "/files/{id}",
    parameters: [
      parameterOf("id", { in: "path", required: true }),
      parameterOf("X-Private", { in: "header" }),
    ],
    response: { kind: "binary", fields: [], known: [] },
    follow: { hosts: ["127.0.0.1"], method: "GET" },
  });

  test.each([
    ["a header", bearer, { ACME_API_KEY: planted }],
    ["the query", twoKeys, { ACME_KEY: planted, ACME_TOKEN: planted }],
    ["basic", basic, { ACME_USERNAME: planted, ACME_PASSWORD: planted }],
  ])("a declared one is followed without the credential (%s)", async (_, scheme, env) => {
    const store = await startRecorder((_, response) => response.end("BYTES"));
    const api = await startRecorder((_, response) => {
      response.writeHead(302, { location: `${store.url}/signed?sig=abc` });
      response.end();
    });
    const ran = await runConnector(
      connectorOf([download], { auth: [scheme], headers: { "X-Version": "1" } }),
      ["files", "get", "7", "--x-private", "p"],
      {
        env: { ACME_BASE_URL: api.url, ...env },
      },
    );
    expect(ran.out).toBe("BYTES");
    expect(api.everything()).toMatch(/planted-marker-9|cGxhbnRlZC1tYXJrZXIt/);
    expect(store.requests).toHaveLength(1);
    expect(store.requests[0]?.method).toBe("GET");
    expect(store.requests[0]?.url).toBe("/signed?sig=abc");
    expect(store.everything()).not.toMatch(/planted|cGxhbnRlZC/);
    expect(Object.keys(store.requests[0]?.headers ?? {}).sort()).toEqual([
      "accept",
      "accept-encoding",
      "connection",
      "host",
      "user-agent",
    ]);
  });

  test.each([
    ["another host", "http://localhost:1/x", /redirects to localhost:1: this host is not declared/],
    ["a name that only ends alike", "http://evil127.0.0.1.example/x", /not declared/],
    ["a user in the URL", "http://a:b@127.0.0.1:1/x", /not a plain URL/],
    ["no URL", "http://[", /something that is no URL/],
  ])("%s is not followed", async (_, location, message) => {
    const api = await startRecorder((_, response) => {
      response.writeHead(302, { location });
      response.end();
    });
    const ran = await runConnector(connectorOf([download], { auth: [bearer] }), ["files", "get", "7"], {
      env: { ACME_BASE_URL: api.url, ACME_API_KEY: planted },
    });
    expect(ran.error).toMatchObject({
      code: "UNEXPECTED_ANSWER",
      status: 302,
      message: expect.stringMatching(message),
    });
    expect(ran.err).not.toContain(planted);
    expect(api.requests).toHaveLength(1);
  });

  test("an undeclared one to the same host is not followed either", async () => {
    const api = await startRecorder((_, response) => {
      response.writeHead(301, { location: "/elsewhere" });
      response.end();
    });
    const ran = await runConnector(connector, ["boxes", "get"], { env: { ACME_BASE_URL: api.url } });
    expect(ran.error?.code).toBe("UNEXPECTED_ANSWER");
    expect(api.requests).toHaveLength(1);
  });

  test("five at most", async () => {
    const api = await startRecorder((request, response) => {
      response.writeHead(302, { location: `${request.url}x` });
      response.end();
    });
    const ran = await runConnector(connectorOf([download]), ["files", "get", "7"], {
      env: { ACME_BASE_URL: api.url },
    });
    expect(ran.error?.message).toMatch(/more than 5 redirects/);
    expect(api.requests).toHaveLength(6);
  });

  test("a redirect that keeps the method is not followed with a body", async () => {
    const api = await startRecorder((_, response) => {
      response.writeHead(307, { location: "/x" });
      response.end();
    });
    const upload = operationOf("files.add", {
      method: "POST",
      follow: { hosts: ["127.0.0.1"], method: "GET" },
    });
    const ran = await runConnector(connectorOf([upload]), ["files", "add"], {
      env: { ACME_BASE_URL: api.url },
    });
    expect(ran.error?.message).toMatch(/send the request's body again/);
  });
});
