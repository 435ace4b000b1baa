import { readFileSync } from "node:fs";
import type { AuthScheme, Connector } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { basic, bearer, connectorOf, headerKey, operationOf, slotOf } from "./support/connector.ts";
import { startProxy } from "./support/proxy.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";
import { authorityFile, clientFiles, serverCertificate } from "./support/tls.ts";

const appKey: AuthScheme = {
  id: "app",
  type: "api_key",
  slots: [slotOf("api_key", "ACME_APP")],
  placements: [{ in: "query", name: "app", slots: ["api_key"] }],
};
const session: AuthScheme = {
  id: "session",
  type: "api_key",
  slots: [slotOf("api_key", "ACME_SESSION")],
  placements: [{ in: "cookie", name: "sid", slots: ["api_key"] }],
};
const certificate: AuthScheme = {
  id: "mutual_tls",
  type: "mutual_tls",
  slots: [
    { ...slotOf("client_cert", "ACME_CLIENT_CERT"), file: true },
    { ...slotOf("client_key", "ACME_CLIENT_KEY"), file: true },
  ],
  placements: [],
};
const auth = [headerKey, appKey, session, bearer, basic].map((one) =>
  one === headerKey ? { ...one, id: "key", slots: [slotOf("api_key", "ACME_KEY")] } : one,
);

const planted = {
  ACME_KEY: "planted-key",
  ACME_APP: "planted-app",
  ACME_SESSION: "planted-session",
  ACME_API_KEY: "planted-bearer",
  ACME_USERNAME: "planted-user",
  ACME_PASSWORD: "planted-word",
};
type Name = keyof typeof planted;
const only = (...names: Name[]) => Object.fromEntries(names.map((name) => [name, planted[name]]));

/** Each credential that a request holds, by the name of its variable. */
function sent(text: string): string[] {
  const basicText = btoa(`${planted.ACME_USERNAME}:${planted.ACME_PASSWORD}`);
  return [
    ...Object.entries(planted).flatMap(([name, value]) => (text.includes(value) ? [name] : [])),
    ...(text.includes(basicText) ? ["ACME_USERNAME", "ACME_PASSWORD"] : []),
  ];
}

describe("schemes together, as alternatives, or none", () => {
  const get = operationOf("boxes.get");
  const call = async (more: Partial<Connector>, env: Record<string, string>) => {
    const recorder = await startRecorder(replyJson({ ok: 1 }));
    const connector = connectorOf([get], { auth, ...more });
    const ran = await runConnector(connector, ["boxes", "get"], {
      env: { ...env, ACME_BASE_URL: recorder.url },
    });
    return { ...ran, sent: sent(recorder.everything()), count: recorder.requests.length };
  };

  test.each<[string, string[][], Name[], Name[]]>([
    ["both of two", [["key", "app"]], ["ACME_KEY", "ACME_APP"], ["ACME_KEY", "ACME_APP"]],
    [
      "three in three places",
      [["key", "app", "session"]],
      ["ACME_KEY", "ACME_APP", "ACME_SESSION"],
      ["ACME_KEY", "ACME_APP", "ACME_SESSION"],
    ],
    [
      "a key and a bearer token",
      [["app", "bearer_token"]],
      ["ACME_APP", "ACME_API_KEY"],
      ["ACME_APP", "ACME_API_KEY"],
    ],
    [
      "the first that is whole",
      [["key", "app"], ["bearer_token"]],
      ["ACME_KEY", "ACME_API_KEY"],
      ["ACME_API_KEY"],
    ],
    [
      "the first of two that are whole",
      [["basic"], ["key"]],
      ["ACME_KEY", "ACME_USERNAME", "ACME_PASSWORD"],
      ["ACME_USERNAME", "ACME_PASSWORD"],
    ],
    ["none where it is optional and not set", [[], ["key"]], [], []],
    ["one that is set though it is optional", [[], ["key"]], ["ACME_KEY"], ["ACME_KEY"]],
    ["nothing in part", [["key", "app"], []], ["ACME_KEY"], []],
    ["nothing at all", [], ["ACME_KEY", "ACME_APP", "ACME_API_KEY"], []],
  ])("%s", async (_, security, set, expected) => {
    const ran = await call({ security }, only(...set));
    expect(ran.exit).toBe(0);
    expect(ran.sent).toEqual(expected);
  });

  test("a credential of which a part is set is pointed out where the call goes out without it", async () => {
    const half = await call({ security: [["basic"], []] }, only("ACME_USERNAME"));
    expect([half.exit, half.sent]).toEqual([0, []]);
    expect(half.err).toBe("Called without a credential: a part of one is set, but not ACME_PASSWORD.\n");
    const whole = await call({ security: [["basic"], ["key"], []] }, only("ACME_USERNAME", "ACME_KEY"));
    expect(whole.err).toBe("");
    const unset = await call({ security: [["basic"], []] }, {});
    expect(unset.err).toBe("");
  });

  test("what each alternative lacks is said, and nothing is sent", async () => {
    const ran = await call({ security: [["key", "app"], ["basic"]] }, only("ACME_KEY"));
    expect(ran.error).toMatchObject({
      code: "AUTH_REQUIRED",
      message: "Acme is not connected: ACME_APP, or ACME_USERNAME and ACME_PASSWORD are not set",
    });
    expect(ran.out + ran.err).not.toContain("planted");
    expect(ran.count).toBe(0);
  });

  test.each([
    ["basic", ["ACME_USERNAME", "ACME_PASSWORD"]],
    ["key", ["ACME_KEY"]],
    ["api_key", ["ACME_KEY"]],
    ["none", []],
    ["header", ["ACME_KEY"]],
  ])("AUTH_METHOD=%s chooses", async (method, expected) => {
    const security = [["key"], ["basic"], []];
    const ran = await call({ security }, { ...planted, ACME_AUTH_METHOD: method });
    expect(ran.sent).toEqual(expected);
  });

  test("AUTH_METHOD=none where a credential is needed is an error", async () => {
    const ran = await call({ security: [["key"]] }, { ...planted, ACME_AUTH_METHOD: "none" });
    expect(ran.error).toMatchObject({ code: "NOT_CONFIGURED", help: expect.stringContaining("key") });
    expect(ran.count).toBe(0);
  });

  test("an operation's own requirement is the only one that counts for it", async () => {
    const recorder = await startRecorder(replyJson({}));
    const connector = connectorOf(
      [get, operationOf("admin.get", { security: [["basic"]] }), operationOf("status.get", { security: [] })],
      { auth, security: [["key"]] },
    );
    const env = { ...planted, ACME_BASE_URL: recorder.url };
    for (const words of ["boxes", "admin", "status"]) await runConnector(connector, [words, "get"], { env });
    expect(recorder.requests.map((one) => sent(JSON.stringify([one.url, one.headers])))).toEqual([
      ["ACME_KEY"],
      ["ACME_USERNAME", "ACME_PASSWORD"],
      [],
    ]);
    const lacking = await runConnector(connector, ["admin", "get"], { env: only("ACME_KEY") });
    expect(lacking.error?.message).toBe("Acme is not connected: ACME_USERNAME and ACME_PASSWORD are not set");
  });

  test("a dry run shows every place, with the names of variables alone", async () => {
    const connector = connectorOf([get], { auth, security: [["key", "app", "session", "basic"]] });
    for (const env of [{}, planted]) {
      const ran = await runConnector(connector, ["boxes", "get", "--dry-run"], { env });
      expect(JSON.parse(ran.out)).toMatchObject({
        url: "https://api.acme.example/boxes/get?app=<ACME_APP>",
        headers: {
          "x-api-key": "<ACME_KEY>",
          cookie: "sid=<ACME_SESSION>",
          authorization: "Basic <ACME_USERNAME>:<ACME_PASSWORD>",
        },
      });
      expect(ran.out).not.toMatch(/planted|STAND-IN/);
    }
  });

  test("an answer that repeats any secret of the connector holds none, used or not", async () => {
    const recorder = await startRecorder(replyJson({ echo: Object.values(planted).join(" ") }));
    const connector = connectorOf([get], { auth, security: [["key"]] });
    const env = { ...planted, ACME_BASE_URL: recorder.url };
    const ran = await runConnector(connector, ["boxes", "get"], { env });
    expect(ran.out).toContain("[redacted]");
    expect(ran.out).not.toContain("planted");
  });

  test("a password may be empty on purpose, not by leaving it out", async () => {
    const recorder = await startRecorder(replyJson({}));
    const connector = connectorOf([get], { auth: [basic] });
    const env = { ACME_BASE_URL: recorder.url, ACME_USERNAME: "planted-user" };
    const absent = await runConnector(connector, ["boxes", "get"], { env });
    expect(absent.error?.message).toContain("ACME_PASSWORD is not set");
    await runConnector(connector, ["boxes", "get"], { env: { ...env, ACME_PASSWORD: "" } });
    expect(recorder.requests.map((one) => one.headers.authorization)).toEqual([
      `Basic ${btoa("planted-user:")}`,
    ]);
  });

  test("a token that was copied with its word is sent with it once, and redacted without it", async () => {
    const recorder = await startRecorder(replyJson({ echo: "planted-bearer" }));
    const env = { ACME_BASE_URL: recorder.url, ACME_API_KEY: "bearer planted-bearer" };
    const ran = await runConnector(connectorOf([get], { auth: [bearer] }), ["boxes", "get"], { env });
    expect(recorder.requests[0]?.headers.authorization).toBe("Bearer planted-bearer");
    expect(ran.out).toBe('{"echo":"[redacted]"}\n');
  });
});

describe("servers that a credential is not for", () => {
  const operations = [
    operationOf("boxes.get"),
    operationOf("blobs.get", { server: "blobs" }),
    operationOf("blobs.list", {
      server: "blobs",
      response: { kind: "json", items: "", fields: [], known: [] },
    }),
  ];
  const servers = (url: string) => ({
    default: { url, env: "ACME_BASE_URL", hosts: [] },
    blobs: { url, env: "ACME_BLOBS_BASE_URL", hosts: [] },
  });
  const everywhere = auth.map((scheme) => ({ ...scheme, servers: ["default"] }));

  test("get none of its secrets, alone or together", async () => {
    const recorder = await startRecorder(replyJson([]));
    for (const security of [[["key"]], [["key", "app"]], [["basic"], ["session"]]]) {
      const connector = connectorOf(operations, {
        auth: everywhere,
        security,
        servers: servers(recorder.url),
      });
      for (const words of [
        ["blobs", "get"],
        ["blobs", "list"],
      ]) {
        const ran = await runConnector(connector, words, { env: planted });
        expect(ran.exit).toBe(0);
        const dry = await runConnector(connector, [...words, "--dry-run"], { env: planted });
        expect(dry.out).not.toMatch(/<ACME|Basic/);
      }
    }
    expect(sent(recorder.everything())).toEqual([]);
    expect(recorder.requests).toHaveLength(6);
  });

  test("get those that are for them", async () => {
    const recorder = await startRecorder(replyJson([]));
    const mixed = auth.map((one) => (one.id === "app" ? one : { ...one, servers: ["default"] }));
    const connector = connectorOf(operations, {
      auth: mixed,
      security: [["key", "app"], ["session"]],
      servers: servers(recorder.url),
    });
    await runConnector(connector, ["blobs", "get"], { env: planted });
    expect(sent(recorder.everything())).toEqual(["ACME_APP"]);
  });
});

describe("a client certificate", () => {
  const files = { ACME_CLIENT_CERT: clientFiles.certificate, ACME_CLIENT_KEY: clientFiles.key };
  const texts = {
    ACME_CLIENT_CERT: readFileSync(clientFiles.certificate, "utf8"),
    ACME_CLIENT_KEY: readFileSync(clientFiles.key, "utf8"),
  };
  const asking = () => ({ ...serverCertificate(), ca: texts.ACME_CLIENT_CERT });
  const download = operationOf("files.get", {
    response: { kind: "binary", fields: [], known: [] },
    follow: { hosts: ["localhost"], method: "GET" },
  });
  const connector = connectorOf(
    [operationOf("boxes.get"), download, operationOf("open.get", { security: [] })],
    {
      auth: [certificate, bearer],
      security: [["mutual_tls", "bearer_token"]],
    },
  );
  const trust = { SSL_CERT_FILE: authorityFile, ACME_API_KEY: "planted-bearer" };

  test.each([
    ["files", files],
    ["texts", texts],
  ])("from %s is shown, beside what else is needed", async (_, pair) => {
    const recorder = await startRecorder(replyJson({ ok: 1 }), asking());
    const env = { ...trust, ...pair, ACME_BASE_URL: recorder.url };
    const ran = await runConnector(connector, ["boxes", "get"], { env });
    expect(ran.err).toBe("");
    expect(recorder.requests).toMatchObject([
      { client: "Specwire test client", headers: { authorization: "Bearer planted-bearer" } },
    ]);
  });

  test("goes through a tunnel to the API, and not to the proxy", async () => {
    const recorder = await startRecorder(replyJson({ ok: 1 }), asking());
    const proxy = await startProxy(recorder.port);
    const env = {
      ...trust,
      ...files,
      ACME_BASE_URL: "https://api.acme.test",
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
    };
    const ran = await runConnector(connector, ["boxes", "get"], { env });
    expect(ran.err).toBe("");
    expect(recorder.requests[0]?.client).toBe("Specwire test client");
  });

  test("is not shown where an operation does not need it, or a redirect leads", async () => {
    const store = await startRecorder((_, response) => response.end("BYTES"), asking());
    const api = await startRecorder((_, response) => {
      response.writeHead(302, { location: `https://localhost:${store.port}/signed` });
      response.end();
    }, asking());
    const env = { ...trust, ...files, ACME_BASE_URL: api.url };
    const ran = await runConnector(connector, ["files", "get"], { env });
    expect(ran.out).toBe("BYTES");
    expect(api.requests[0]?.client).toBe("Specwire test client");
    expect(store.requests[0]?.client).toBeUndefined();
    expect(store.everything()).not.toContain("planted");
    await runConnector(connector, ["open", "get"], { env });
    expect(api.requests[1]?.client).toBeUndefined();
  });

  test("a dry run names its variable and reads no file", async () => {
    const ran = await runConnector(connector, ["boxes", "get", "--dry-run"], {
      env: { ...trust, ACME_CLIENT_CERT: "/none.pem", ACME_CLIENT_KEY: "/none.pem" },
    });
    expect(JSON.parse(ran.out)).toMatchObject({ clientCertificate: "<ACME_CLIENT_CERT>" });
  });

  test.each([
    ["ACME_CLIENT_CERT", "/none.pem"],
    ["ACME_CLIENT_KEY", import.meta.filename],
  ])("%s that names no PEM file is an error, without its contents", async (name, value) => {
    const recorder = await startRecorder(replyJson({}), asking());
    const env = { ...trust, ...files, [name]: value, ACME_BASE_URL: recorder.url };
    const ran = await runConnector(connector, ["boxes", "get"], { env });
    expect(ran.error).toMatchObject({
      code: "NOT_CONFIGURED",
      message: `${name} names no PEM file that can be read`,
    });
    expect(ran.err).not.toContain("readFileSync");
    expect(recorder.requests).toHaveLength(0);
  });

  test("a key that is none is an error of the connection that holds no part of it", async () => {
    const recorder = await startRecorder(replyJson({}), asking());
    const key = "-----BEGIN PRIVATE KEY-----\nplanted-key-material\n-----END PRIVATE KEY-----\n";
    const env = { ...trust, ...files, ACME_CLIENT_KEY: key, ACME_BASE_URL: recorder.url };
    const ran = await runConnector(connector, ["boxes", "get"], { env });
    expect(ran.error?.code).toBe("NOT_CONFIGURED");
    expect(ran.err).not.toContain("planted-key-material");
    expect(recorder.requests).toHaveLength(0);
  });

  test("is needed: without it nothing is sent", async () => {
    const ran = await runConnector(connector, ["boxes", "get"], { env: trust });
    expect(ran.error?.message).toBe(
      "Acme is not connected: ACME_CLIENT_CERT and ACME_CLIENT_KEY are not set",
    );
  });
});

describe("the first page", () => {
  test.each([
    [{}, "Not connected: ACME_KEY, ACME_APP not set; ask the host to connect Acme."],
    [only("ACME_KEY"), "Not connected: ACME_APP not set; ask the host to connect Acme."],
    [only("ACME_KEY", "ACME_APP"), "Connected: ACME_KEY, ACME_APP; calls api.acme.example."],
    [only("ACME_API_KEY"), "Connected: ACME_API_KEY; calls api.acme.example."],
  ])("%j: %s", async (env, line) => {
    const connector = connectorOf([operationOf("boxes.get")], {
      auth,
      security: [["key", "app"], ["bearer_token"]],
    });
    const ran = await runConnector(connector, [], { env });
    expect(ran.out).toContain(`${line}\n`);
    expect(ran.out).not.toContain("planted");
  });

  test("a credential that is not needed is offered", async () => {
    const connector = connectorOf([operationOf("boxes.get")], {
      auth: [headerKey],
      security: [["api_key"], []],
    });
    const ran = await runConnector(connector, []);
    expect(ran.out).toContain("No credential needed (it takes ACME_API_KEY); calls api.acme.example.\n");
  });
});
