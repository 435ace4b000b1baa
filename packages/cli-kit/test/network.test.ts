import { readFileSync } from "node:fs";
import { getCACertificates } from "node:tls";
import { describe, expect, test } from "vitest";
import { trustedAuthorities } from "../src/http/certificates.ts";
import { proxyFor } from "../src/http/proxy.ts";
import { bearer, connectorOf, operationOf } from "./support/connector.ts";
import { startProxy } from "./support/proxy.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";
import { authorityFile, serverCertificate } from "./support/tls.ts";

const connector = connectorOf([operationOf("boxes.get"), operationOf("boxes.add", { method: "POST" })], {
  auth: [bearer],
});
const planted = { ACME_API_KEY: "planted-marker" };

describe("certificate authorities", () => {
  test.each(["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"])("%s", async (name) => {
    const recorder = await startRecorder(replyJson({ ok: 1 }), serverCertificate());
    const env = { ...planted, ACME_BASE_URL: recorder.url };
    const trusted = await runConnector(connector, ["boxes", "get"], {
      env: { ...env, [name]: authorityFile },
    });
    expect(trusted.out).toBe('{"ok":1}\n');
    const strange = await runConnector(connector, ["boxes", "get"], { env });
    expect(strange.error).toMatchObject({
      code: "NETWORK_ERROR",
      retryable: false,
      help: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
    });
    expect(strange.pauses).toEqual([]);
    expect(recorder.requests).toHaveLength(1);
  });

  test("a certificate for another host is refused", async () => {
    const recorder = await startRecorder(replyJson({}), serverCertificate());
    const proxy = await startProxy(recorder.port);
    const env = {
      ...planted,
      ACME_BASE_URL: "https://other.acme.test",
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      SSL_CERT_FILE: authorityFile,
    };
    const ran = await runConnector(connector, ["boxes", "get"], { env });
    expect(ran.error).toMatchObject({
      code: "NETWORK_ERROR",
      message: "other.acme.test: its certificate is for another host",
    });
    expect(recorder.requests).toHaveLength(0);
  });

  test("an address behind a proxy has to be in the certificate itself", async () => {
    const recorder = await startRecorder(replyJson({}), serverCertificate());
    const proxy = await startProxy(recorder.port);
    const through = {
      ...planted,
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      SSL_CERT_FILE: authorityFile,
    };
    const strange = await runConnector(connector, ["boxes", "get"], {
      env: { ...through, ACME_BASE_URL: "https://10.1.2.3" },
    });
    expect(strange.error).toMatchObject({
      code: "NETWORK_ERROR",
      message: "10.1.2.3: its certificate is for another host",
    });
    expect(recorder.requests).toHaveLength(0);
    const named = await runConnector(connector, ["boxes", "get"], {
      env: { ...through, ACME_BASE_URL: "https://127.0.0.1" },
    });
    expect(named.out).toBe("{}\n");
  });

  test("are added to the usual ones, not put in their place", () => {
    const usual = getCACertificates("default");
    expect(trustedAuthorities({ SSL_CERT_FILE: authorityFile })).toEqual([
      ...usual,
      readFileSync(authorityFile, "utf8"),
    ]);
    expect(trustedAuthorities({})).toBeUndefined();
  });

  test("a file that is not there changes nothing", async () => {
    const recorder = await startRecorder(replyJson({ ok: 1 }));
    const ran = await runConnector(connector, ["boxes", "get"], {
      env: { ...planted, ACME_BASE_URL: recorder.url, SSL_CERT_FILE: "/none.pem" },
    });
    expect(ran.exit).toBe(0);
  });
});

describe("proxies", () => {
  test("HTTPS goes through a tunnel: the proxy sees the host alone", async () => {
    const recorder = await startRecorder(replyJson({ ok: 1 }), serverCertificate());
    const proxy = await startProxy(recorder.port);
    const env = {
      ...planted,
      ACME_BASE_URL: "https://api.acme.test/v1",
      HTTPS_PROXY: `http://ann:p%40ss@127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: authorityFile,
    };
    const ran = await runConnector(connector, ["boxes", "get"], { env });
    expect(ran.out).toBe('{"ok":1}\n');
    expect(proxy.seen).toEqual([
      { line: "CONNECT api.acme.test:443", authorization: `Basic ${btoa("ann:p@ss")}` },
    ]);
    expect(recorder.requests[0]).toMatchObject({
      url: "/v1/boxes/get",
      headers: { host: "api.acme.test", authorization: "Bearer planted-marker" },
    });
    expect(recorder.everything()).not.toContain("proxy-authorization");
  });

  test("plain HTTP is asked for by its whole URL", async () => {
    const recorder = await startRecorder(replyJson({ ok: 1 }));
    const proxy = await startProxy(recorder.port);
    const env = {
      ...planted,
      ACME_BASE_URL: "http://api.acme.test:8080",
      http_proxy: `127.0.0.1:${proxy.port}`,
    };
    expect((await runConnector(connector, ["boxes", "get"], { env })).out).toBe('{"ok":1}\n');
    expect(proxy.seen).toEqual([
      { line: "GET http://api.acme.test:8080/boxes/get", authorization: undefined },
    ]);
    expect(recorder.requests[0]?.headers.host).toBe("api.acme.test:8080");
  });

  test("a refusal names the proxy and not its password", async () => {
    const proxy = await startProxy(1, "407 Proxy Authentication Required");
    const env = {
      ...planted,
      ACME_BASE_URL: "https://api.acme.test",
      ALL_PROXY: `http://ann:proxy-secret@127.0.0.1:${proxy.port}`,
    };
    const ran = await runConnector(connector, ["boxes", "get"], { env });
    expect(ran.error).toMatchObject({
      code: "NETWORK_ERROR",
      message: "api.acme.test: the proxy answered 407 Proxy Authentication Required",
    });
    expect(ran.err).not.toContain("proxy-secret");
    expect(proxy.seen).toHaveLength(1);
  });

  test("a proxy that can't be used is an error, never a way around it", async () => {
    const recorder = await startRecorder(replyJson({}));
    const env = { ...planted, ACME_BASE_URL: recorder.url };
    const socks = await runConnector(connector, ["boxes", "get"], {
      env: { ...env, ALL_PROXY: "socks5://user:proxy-secret@127.0.0.1:1" },
    });
    expect(socks.error?.code).toBe("NOT_CONFIGURED");
    expect(socks.err).not.toContain("proxy-secret");
    const dead = await runConnector(connector, ["boxes", "add"], {
      env: { ...env, HTTP_PROXY: "http://127.0.0.1:1" },
    });
    expect(dead.error?.code).toBe("NETWORK_ERROR");
    expect(recorder.requests).toHaveLength(0);
  });
});

describe("which proxy", () => {
  const proxy = { HTTPS_PROXY: "http://p:3128" };

  test.each<[string, Record<string, string>, string | undefined]>([
    ["https://a.example", proxy, "p:3128"],
    ["http://a.example", proxy, undefined],
    ["http://a.example", { ALL_PROXY: "p" }, "p:80"],
    ["https://a.example", { https_proxy: "https://low", HTTPS_PROXY: "http://up" }, "low:443"],
    ["https://a.example", { ...proxy, NO_PROXY: "*" }, undefined],
    ["https://a.example", { ...proxy, NO_PROXY: "b.example, a.example" }, undefined],
    ["https://x.a.example", { ...proxy, NO_PROXY: "a.example" }, undefined],
    ["https://x.a.example", { ...proxy, NO_PROXY: ".a.example" }, undefined],
    ["https://x.a.example", { ...proxy, no_proxy: "*.a.example" }, undefined],
    ["https://xa.example", { ...proxy, NO_PROXY: "a.example" }, "p:3128"],
    ["https://a.example.evil", { ...proxy, NO_PROXY: "a.example" }, "p:3128"],
    ["https://a.example:8443", { ...proxy, NO_PROXY: "a.example:8443" }, undefined],
    ["https://a.example", { ...proxy, NO_PROXY: "a.example:8443" }, "p:3128"],
    ["https://A.Example.", { ...proxy, NO_PROXY: "a.example" }, undefined],
    ["https://[::1]:9", { ...proxy, NO_PROXY: "[::1]" }, undefined],
    ["https://[::1]:9", { ...proxy, NO_PROXY: "::1" }, undefined],
    ["https://127.0.0.1", { ...proxy, NO_PROXY: "" }, "p:3128"],
  ])("%s with %j: %s", (url, env, expected) => {
    const found = proxyFor(new URL(url), env);
    expect(found && `${found.host}:${found.port}`).toBe(expected);
  });
});
