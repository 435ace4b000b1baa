import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { createHttpClient, type HttpOptions } from "./guarded-client.ts";
import type { HttpClient } from "./http-client.ts";
import { HttpError } from "./http-error.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function serve(listener: RequestListener): Promise<{ host: string; url: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `http://${host}/`, server };
}

function client(options: HttpOptions = {}): HttpClient {
  const http = createHttpClient(options);
  ends.push(http.close);
  return http;
}

async function failure(work: Promise<unknown>): Promise<HttpError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HttpError)) throw new Error(`expected an HttpError, not ${inspect(error)}`);
  return error;
}

const resolveTo =
  (...answers: readonly string[][]): LookupFunction =>
  (_name, _how, done) => {
    const next = answers.length > 1 ? (answers as string[][]).shift() : answers[0];
    done(
      null,
      (next ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };

test("sends what it is given and returns any answer, a redirect unfollowed", async () => {
  const seen: unknown[] = [];
  const { host, url } = await serve(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    seen.push([request.method, request.url, request.headers["user-agent"], request.headers["x-a"], body]);
    response.writeHead(302, { location: "/elsewhere", "set-cookie": ["a=1", "b=2"] }).end("moved");
  });
  const http = client({ allowHosts: [host] });
  const body = new URLSearchParams({ a: "b c" });
  const answer = await http.fetch(`${url}path?q=1`, { method: "POST", headers: { "x-a": "y" }, body });
  expect(answer.status).toBe(302);
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(await answer.text()).toBe("moved");
  await http.fetch(`${url}r`, { method: "PUT", body: "x", headers: { "user-agent": "mine" } });
  expect(seen).toEqual([
    ["POST", "/path?q=1", "specwire", "y", "a=b+c"],
    ["PUT", "/r", "mine", undefined, "x"],
  ]);
});

test.each([
  "http://127.0.0.1:9/",
  "https://127.0.0.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://0177.0.0.1/",
  "https://[::1]/",
  "https://[::ffff:10.0.0.1]/",
  "https://[64:ff9b::a9fe:a9fe]/",
  "https://169.254.169.254/latest/meta-data",
  "https://10.1.2.3/",
  "https://[fd00:ec2::254]/",
  "http://example.com/",
  "ftp://example.com/",
  "no URL",
  "https://user:secret@example.com/",
])("%s is refused before anything is sent", async (url) => {
  const asked: string[] = [];
  const lookup: LookupFunction = (name, _how, done) => {
    asked.push(name);
    done(null, [{ address: "127.0.0.1", family: 4 }]);
  };
  const error = await failure(client({ lookup }).fetch(url));
  expect([error.code, error.sent, asked]).toEqual(["HOST_REFUSED", false, []]);
  expect(inspect(error)).not.toContain("secret");
});

test.each([
  ["127.0.0.1"],
  ["10.0.0.7"],
  ["169.254.169.254"],
  ["::1"],
  ["fd12::1"],
  ["::ffff:192.168.0.1"],
  ["0.0.0.0"],
])("a public name that leads to %s is refused", async (address) => {
  const error = await failure(client({ lookup: resolveTo([address]) }).fetch("https://api.example.com/"));
  expect([error.code, error.sent]).toEqual(["HOST_REFUSED", false]);
});

test("an allowed name may lead to a private network, never to where a cloud says who a machine is", async () => {
  const http = (address: string) =>
    client({ allowHosts: ["git.corp.example"], lookup: resolveTo([address]), timeoutMilliseconds: 300 });
  const metadata = await failure(http("169.254.169.254").fetch("https://git.corp.example/"));
  expect(metadata.code).toBe("HOST_REFUSED");
  const inside = await failure(http("127.0.0.1").fetch("https://git.corp.example/"));
  expect(inside.code).toBe("NETWORK_ERROR");
  const otherPort = await failure(http("127.0.0.1").fetch("https://git.corp.example:8443/"));
  expect(otherPort.code).toBe("HOST_REFUSED");
});

test("a name that answers differently the second time gains nothing: what was judged is dialled", async () => {
  let requests = 0;
  const { host } = await serve((_request, response) => response.end(`${++requests}`));
  const port = host.split(":")[1] ?? "";
  const answers = [["192.0.2.1"], ["127.0.0.1"]];
  const http = client({ lookup: resolveTo(...answers), timeoutMilliseconds: 200 });
  const first = await failure(http.fetch(`https://rebind.example:${port}/`));
  const second = await failure(http.fetch(`https://rebind.example:${port}/`));
  expect([first.code, second.code, requests]).toEqual(["HOST_REFUSED", "HOST_REFUSED", 0]);
});

test("knows what was not sent", async () => {
  const { host, url, server } = await serve((request) => request.socket.destroy());
  const reset = await failure(client({ allowHosts: [host] }).fetch(url, { method: "POST", body: "a" }));
  expect([reset.code, reset.sent]).toEqual(["NETWORK_ERROR", true]);
  server.close();
  const closed = await failure(client({ allowHosts: [host] }).fetch(url));
  expect([closed.code, closed.sent, closed.message]).toEqual([
    "NETWORK_ERROR",
    false,
    `${host} gave no answer (ECONNREFUSED)`,
  ]);
  const lookup: LookupFunction = (_name, _how, done) =>
    done(Object.assign(new Error("secret"), { code: "ENOTFOUND" }), []);
  const unknown = await failure(client({ lookup }).fetch("https://api.example.com/x?token=secret"));
  expect([unknown.code, unknown.sent]).toEqual(["NETWORK_ERROR", false]);
  expect(inspect(unknown, { depth: 9, showHidden: true })).not.toContain("secret");
});

test("headers of the connection are the client's own", async () => {
  const seen: IncomingHttpHeaders[] = [];
  const { host, url } = await serve((request, response) => {
    seen.push(request.headers);
    response.end();
  });
  const headers = {
    host: "evil.example",
    connection: "upgrade",
    "content-length": "999",
    "transfer-encoding": "chunked",
    expect: "100-continue",
    "x-a": "b",
  };
  await client({ allowHosts: [host] }).fetch(url, { method: "POST", body: "abc", headers });
  expect(seen).toMatchObject([{ host, "content-length": "3", "x-a": "b" }]);
  expect(seen[0]).not.toHaveProperty("transfer-encoding");
});

test("what can't be sent is not shown", async () => {
  const error = await failure(
    client().fetch("https://api.example.com/", { headers: { authorization: "Bearer se\ncret\u0100" } }),
  );
  expect([error.code, error.sent]).toEqual(["NETWORK_ERROR", false]);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("cret");
});

test("has a time limit for the whole of it, and obeys the caller's", async () => {
  const { host, url } = await serve((_request, response) => {
    response.writeHead(200);
    response.write("slow");
  });
  const slow = await failure(client({ allowHosts: [host], timeoutMilliseconds: 200 }).fetch(url));
  expect([slow.code, slow.sent, slow.message]).toEqual([
    "NETWORK_ERROR",
    true,
    `${host} did not answer in time`,
  ]);
  const signal = AbortSignal.timeout(100);
  const stopped = await failure(client({ allowHosts: [host] }).fetch(url, { signal }));
  expect([stopped.code, stopped.sent]).toEqual(["NETWORK_ERROR", true]);
});

test("reads no more than its limit, packed or not", async () => {
  const large = "x".repeat(5000);
  const { host, url } = await serve((request, response) => {
    if (request.url === "/packed") response.setHeader("content-encoding", "gzip").end(gzipSync(large));
    else response.end(large);
  });
  const tight = client({ allowHosts: [host], maximumBytes: 4000 });
  for (const path of ["", "packed"]) {
    const error = await failure(tight.fetch(`${url}${path}`));
    expect(error.message).toBe(`${host} answered with more than is read`);
  }
  const wide = client({ allowHosts: [host] });
  for (const path of ["", "packed"]) expect(await (await wide.fetch(`${url}${path}`)).text()).toBe(large);
});

test.each(["", "http://a", "a/b", "user@a", "a b", "2130706433"])("allowHosts refuses %j", (entry) => {
  expect(() => createHttpClient({ allowHosts: [entry] })).toThrow("is not a host");
});
