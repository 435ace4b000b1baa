import type { RequestListener } from "node:http";
import type { LookupFunction } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { client, endAll, failure, request, serve, text } from "../../test/support/streaming-world.ts";
import type { StreamedRequest } from "./streaming.ts";

afterEach(endAll);

test("sends what it is given, and returns any answer, a redirect unfollowed", async () => {
  const seen: unknown[] = [];
  const host = await serve(async (incoming, response) => {
    seen.push([incoming.method, incoming.url, incoming.headers, await incoming.toArray().then(String)]);
    response.writeHead(302, { location: "/elsewhere", "x-a": ["1", "2"] }).end("moved");
  });
  const http = client({ allowHosts: [host] });
  const headers = {
    authorization: "Bearer a",
    host: "evil.example",
    connection: "authorization",
    "content-length": "999",
    "transfer-encoding": "chunked",
    "proxy-authorization": "Basic x",
    "accept-encoding": "compress",
  };
  const answer = await http.send(
    request(`http://${host}/a%2Fb?c=d%20e;f&g='h'`.replaceAll("'", "%27"), {
      method: "PATCH",
      headers,
      body: Buffer.from("abc"),
    }),
  );
  expect([answer.status, answer.headers.location, answer.headers["x-a"]]).toEqual([
    302,
    "/elsewhere",
    "1, 2",
  ]);
  expect(await text(answer)).toBe("moved");
  const received = {
    host,
    connection: "keep-alive",
    authorization: "Bearer a",
    "content-length": "3",
    "accept-encoding": "gzip, br, deflate, zstd",
  };
  expect(seen).toEqual([["PATCH", "/a%2Fb?c=d%20e;f&g=%27h%27", received, "abc"]]);
});

test.each([
  "http://HOST/a/../b",
  "http://HOST/a/%2e%2E/b",
  "http://HOST/./a",
  "http://HOST/a\\b",
  "http://HOST\\@example.com/",
  "http://HOST/a b",
  "http://HOST/\ta",
  "http://HOST/a\nb",
  "http://HOST/\u00e9",
  "http://HOST/?a='b'",
  "http:HOST/a",
  "http:///HOST/a",
  "http://user:secret@HOST/",
  "//HOST/a",
  "ftp://HOST/",
  "https://10.0.0.1/",
  "https://169.254.169.254/latest",
  "http://example.com/",
])("%j is refused before anything is sent", async (url) => {
  let requests = 0;
  const host = await serve((_incoming, response) => response.end(`${++requests}`));
  const error = await failure(client({ allowHosts: [host] }).send(request(url.replace("HOST", host))));
  expect([error.code, error.sent, requests]).toEqual(["HOST_REFUSED", false, 0]);
  expect(inspect(error)).not.toContain("secret");
});

test("double slashes, semicolons and encoded slashes stay; a fragment stays at home", async () => {
  const paths: unknown[] = [];
  const host = await serve((incoming, response) => {
    paths.push(incoming.url);
    response.end();
  });
  const http = client({ allowHosts: [host] });
  for (const path of ["", "?a", "//v1//x", "/a;b=1/..;/c", "/%2f%2F?q=%00#part"])
    await text(await http.send(request(`http://${host}${path}`)));
  expect(paths).toEqual(["/", "/?a", "//v1//x", "/a;b=1/..;/c", "/%2f%2F?q=%00"]);
});

test("a public name that leads to a private network is refused, whatever it answers later", async () => {
  let requests = 0;
  const host = await serve((_incoming, response) => response.end(`${++requests}`));
  const lookup: LookupFunction = (_name, _how, done) => done(null, [{ address: "127.0.0.1", family: 4 }]);
  const url = `https://rebind.example:${host.split(":")[1]}/`;
  const error = await failure(client({ lookup }).send(request(url)));
  expect([error.code, error.sent, requests]).toEqual(["HOST_REFUSED", false, 0]);
});

describe("an end comes", () => {
  const silent: RequestListener = (incoming, response) => {
    if (incoming.url === "/head") response.writeHead(200).write("a");
  };

  test("after a silence, before and in the answer", async () => {
    const host = await serve(silent);
    const http = client({ allowHosts: [host] });
    const before = await failure(http.send(request(`http://${host}/`, { idleMilliseconds: 100 })));
    expect([before.message, before.sent]).toEqual([`${host} did not answer in time`, true]);
    const within = await http.send(request(`http://${host}/head`, { idleMilliseconds: 100 }));
    expect((await failure(text(within))).message).toBe(`${host} did not answer in time`);
  });

  test("not while anything moves", async () => {
    const host = await serve(async (incoming, response) => {
      await incoming.toArray();
      response.writeHead(200);
      for (let i = 0; i < 6; i++) {
        response.write("a");
        await sleep(100);
      }
      response.end();
    });
    const bytes = (async function* () {
      for (let i = 0; i < 6; i++) {
        yield Buffer.from("b");
        await sleep(100);
      }
    })();
    const http = client({ allowHosts: [host] });
    const asked = request(`http://${host}/`, {
      method: "POST",
      body: { length: 6, bytes },
      idleMilliseconds: 300,
    });
    expect(await text(await http.send(asked))).toBe("aaaaaa");
  });

  test("when the caller says so, at any time", async () => {
    const host = await serve(silent);
    const http = client({ allowHosts: [host] });
    const gone = await failure(http.send(request(`http://${host}/`, { signal: AbortSignal.abort() })));
    expect([gone.code, gone.sent]).toEqual(["NETWORK_ERROR", false]);
    for (const path of ["", "head"]) {
      const controller = new AbortController();
      const { signal } = controller;
      const work = http.send(request(`http://${host}/${path}`, { signal })).then(text);
      setTimeout(() => controller.abort(), 100);
      expect((await failure(work)).message).toBe(`${host} gave no answer (ABORTED)`);
    }
  });
});

test("connections serve one pool and one certificate alone", async () => {
  const host = await serve((incoming, response) => response.end(String(incoming.socket.remotePort)));
  const http = client({ allowHosts: [host], maximumPools: 2 });
  const port = async (pool: string, more: Partial<StreamedRequest> = {}) => {
    const said = await text(await http.send(request(`http://${host}/`, { pool, ...more })));
    // undici gives a connection back one turn later.
    await sleep(5);
    return said;
  };
  const [a, b] = [await port("a"), await port("b")];
  expect(b).not.toBe(a);
  expect([await port("a"), await port("b")]).toEqual([a, b]);
  // A third one takes the place of the one that was not used for longest.
  const withCertificate = await port("b", { identity: { cert: "c", key: "k" } });
  expect([withCertificate === b, await port("b")]).toEqual([false, b]);
  expect(await port("a")).not.toBe(a);
});

test("what Node.js and undici say is not passed on", async () => {
  const http = client();
  const headers = { authorization: "Bearer se\ncret\u0100" };
  const error = await failure(http.send(request("https://api.example.com/?t=secret", { headers })));
  expect([error.code, error.sent]).toEqual(["NETWORK_ERROR", false]);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("cret");
});
