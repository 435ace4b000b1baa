import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpClient } from "./guarded-client.ts";
import { createStreamingClient } from "./streaming-client.ts";

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, "../../../cli-kit/test/fixtures/tls", name), "utf8");
const seen: unknown[] = [];
const server = createServer(
  {
    key: fixture("server.key.pem"),
    cert: fixture("server.pem"),
    ca: fixture("authority.pem"),
    requestCert: true,
    rejectUnauthorized: false,
  },
  (request, response) => {
    const socket = request.socket as TLSSocket;
    seen.push(socket.getPeerCertificate()?.subject?.CN ?? "nobody");
    response.end();
  },
);
let url = "";
const before = getCACertificates("default");
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `https://localhost:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  setDefaultCACertificates(before);
  server.closeAllConnections();
  server.close();
});

test("a server that nobody vouches for is sent nothing", async () => {
  const http = createHttpClient({ allowHosts: [new URL(url).host] });
  const error = await http.fetch(url, { method: "POST", body: "secret" }).catch((thrown) => thrown);
  expect([error.code, error.sent, seen]).toEqual(["NETWORK_ERROR", false, []]);
  expect(error.message).toMatch(/^localhost:\d+ gave no answer \([A-Z_]+\)$/);
  await http.close();
});

test("a client certificate is shown with its own request alone", async () => {
  setDefaultCACertificates([...before, fixture("authority.pem")]);
  const http = createHttpClient({ allowHosts: [new URL(url).host] });
  const identity = { cert: fixture("client.pem"), key: fixture("client.key.pem") };
  const client = "Specwire test client";
  for (const options of [{}, { identity }, {}, { identity }, {}]) await http.fetch(url, options);
  expect(seen).toEqual(["nobody", client, "nobody", client, "nobody"]);
  await http.close();
});

test("a certificate that is none is not shown in the error", async () => {
  const http = createHttpClient({ allowHosts: [new URL(url).host] });
  const error = await http
    .fetch(url, { identity: { cert: "MARKER", key: "MARKER" } })
    .catch((thrown) => thrown);
  expect([error.code, error.sent]).toEqual(["NETWORK_ERROR", false]);
  expect(`${error.stack}${JSON.stringify(error)}`).not.toContain("MARKER");
  await http.close();
});

test("a streaming client shows a certificate with the requests of its own alone, on connections of its own", async () => {
  setDefaultCACertificates([...before, fixture("authority.pem")]);
  const http = createStreamingClient({ allowHosts: [new URL(url).host] });
  const identity = { cert: fixture("client.pem"), key: fixture("client.key.pem") };
  const client = "Specwire test client";
  seen.length = 0;
  for (const options of [{}, { identity }, {}, { identity }, {}]) {
    const request = { method: "GET", url, headers: {}, pool: "account", idleMilliseconds: 5000 };
    const { status, body } = await http.send({ ...request, ...options });
    for await (const chunk of body) expect(chunk.length).toBe(0);
    expect(status).toBe(200);
  }
  expect(seen).toEqual(["nobody", client, "nobody", client, "nobody"]);
  const broken = { cert: "MARKER", key: "MARKER" };
  const error = await http
    .send({ method: "GET", url, headers: {}, pool: "a", idleMilliseconds: 5000, identity: broken })
    .catch((thrown) => thrown);
  expect([error.code, error.sent]).toEqual(["NETWORK_ERROR", false]);
  expect(`${error.stack}${JSON.stringify(error)}`).not.toContain("MARKER");
  await http.close();
});
