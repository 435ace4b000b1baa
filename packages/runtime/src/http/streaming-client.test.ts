import { createServer, type RequestListener } from "node:http";
import {
  type AddressInfo,
  createServer as createTcpServer,
  type LookupFunction,
  type Server,
} from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import {
  brotliCompressSync,
  constants,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { HttpError } from "./http-error.ts";
import type { StreamedAnswer, StreamedRequest } from "./streaming.ts";
import {
  type ClosableStreamingClient,
  createStreamingClient,
  type StreamingOptions,
} from "./streaming-client.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return await listen(server);
}

/** A server that reads without understanding, so that what is left of a broken request can be seen. */
async function serveBytes(answer = ""): Promise<{ host: string; received: () => string }> {
  let received = "";
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (answer !== "" && received.includes("\r\n\r\n")) socket.write(answer);
    });
    ends.push(() => socket.destroy());
  });
  ends.push(() => server.close());
  return { host: await listen(server), received: () => received };
}

function client(options: StreamingOptions = {}): ClosableStreamingClient {
  const http = createStreamingClient(options);
  ends.push(http.close);
  return http;
}

function request(url: string, more: Partial<StreamedRequest> = {}): StreamedRequest {
  return { method: "GET", url, headers: {}, pool: "none", idleMilliseconds: 5000, ...more };
}

async function text(answer: StreamedAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function failure(work: Promise<unknown>): Promise<HttpError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HttpError)) throw new Error(`expected an HttpError, not ${inspect(error)}`);
  return error;
}

async function* chunks(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

const body = (length: number, ...parts: string[]) => ({ length, bytes: chunks(...parts) });

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

describe("an upload", () => {
  test("streams with its length, and is received whole", async () => {
    let seen: unknown;
    const host = await serve(async (incoming, response) => {
      seen = [
        incoming.headers["content-length"],
        await incoming.toArray().then((all) => Buffer.concat(all).toString()),
      ];
      response.end("ok");
    });
    const http = client({ allowHosts: [host] });
    const answer = await http.send(
      request(`http://${host}/`, { method: "PUT", body: body(6, "ab", "", "cd", "ef") }),
    );
    expect([await text(answer), seen]).toEqual(["ok", ["6", "abcdef"]]);
    await text(await http.send(request(`http://${host}/`, { method: "POST", body: body(0) })));
    expect(seen).toEqual(["0", ""]);
  });

  test.each([
    ["too short", body(6, "ab", "cd"), "ab"],
    ["too long in its last chunk", body(4, "ab", "cde"), undefined],
    ["too long by a chunk", body(4, "ab", "cd", "e"), "ab"],
    ["too long at once", body(4, "abcdefg"), undefined],
    ["not empty as stated", body(0, "a"), undefined],
  ])("that is %s is never whole for the server", async (_, given, left) => {
    const { host, received } = await serveBytes();
    const error = await failure(
      client({ allowHosts: [host] }).send(request(`http://${host}/`, { method: "POST", body: given })),
    );
    await sleep(50);
    expect(error.message).toBe(`the body for ${host} has not the length that was stated`);
    expect(error.sent).toBe(left !== undefined);
    expect(received().split("\r\n\r\n")[1]).toBe(left);
  });

  test("whose source fails ends with what the source threw, the last bytes unsent", async () => {
    const { host, received } = await serveBytes();
    const http = client({ allowHosts: [host] });
    const wrong = new Error("not the file that was announced");
    const bytes = (async function* () {
      yield* chunks("ab", "cd");
      throw wrong;
    })();
    await expect(
      http.send(request(`http://${host}/`, { method: "POST", body: { length: 4, bytes } })),
    ).rejects.toBe(wrong);
    await sleep(50);
    expect(received().split("\r\n\r\n")[1]).toBe("ab");
  });

  test("that is answered early gives that answer", async () => {
    const { host } = await serveBytes("HTTP/1.1 413 No\r\ncontent-length: 3\r\n\r\nbig");
    let ended = false;
    const bytes = (async function* () {
      try {
        for (;;) {
          yield Buffer.alloc(1000);
          await sleep(5);
        }
      } finally {
        ended = true;
      }
    })();
    const answer = await client({ allowHosts: [host] }).send(
      request(`http://${host}/`, { method: "POST", body: { length: 1e9, bytes } }),
    );
    expect([answer.status, await text(answer)]).toEqual([413, "big"]);
    await expect.poll(() => ended).toBe(true);
  });
});

describe("an answer", () => {
  test("comes event by event", async () => {
    let more = () => {};
    const host = await serve((_incoming, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
      more = () => response.end("data: 2\n\n");
    });
    const answer = await client({ allowHosts: [host] }).send(request(`http://${host}/`));
    const events = answer.body[Symbol.asyncIterator]();
    expect(String((await events.next()).value)).toBe("data: 1\n\n");
    more();
    expect(String((await events.next()).value)).toBe("data: 2\n\n");
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test("waits for its reader", async () => {
    let written = 0;
    const host = await serve((_incoming, response) => {
      const chunk = Buffer.alloc(64 * 1024, "x");
      const fill = () => {
        while (written < 64 * 1024 * 1024) {
          written += chunk.length;
          if (!response.write(chunk)) return;
        }
        response.end();
      };
      response.on("drain", fill);
      fill();
    });
    const answer = await client({ allowHosts: [host] }).send(request(`http://${host}/`));
    await sleep(300);
    expect(written).toBeLessThan(32 * 1024 * 1024);
    let size = 0;
    for await (const chunk of answer.body) size += chunk.length;
    expect(size).toBe(64 * 1024 * 1024);
  });

  const large = "packed ".repeat(50_000);
  const packings: [string, (text: string | Buffer) => Buffer][] = [
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["br", brotliCompressSync],
    ["zstd", zstdCompressSync],
    ["deflate", deflateSync],
    ["DEFLATE", deflateRawSync],
    ["gzip, br", (given) => brotliCompressSync(gzipSync(given))],
    ["identity", (given) => Buffer.from(given)],
  ];

  test.each(packings)("is unpacked: %s", async (encoding, pack) => {
    const host = await serve((incoming, response) => {
      const packed = pack(large);
      response.writeHead(200, { "content-encoding": encoding, "content-length": packed.length });
      if (incoming.url === "/cut") {
        response.write(packed.subarray(0, packed.length - 20));
        setTimeout(() => response.destroy(), 20);
      } else if (incoming.url === "/ends") response.end(packed);
      else response.end(packed);
    });
    const http = client({ allowHosts: [host] });
    expect(await text(await http.send(request(`http://${host}/`)))).toBe(large);
    const cut = await http.send(request(`http://${host}/cut`));
    expect((await failure(text(cut))).sent).toBe(true);
    const head = await http.send(request(`http://${host}/`, { method: "HEAD" }));
    expect(await text(head)).toBe("");
    const tight = client({ allowHosts: [host], maximumBytes: 40_000 });
    const tooLong = await failure(tight.send(request(`http://${host}/`)).then(text));
    expect(tooLong.message).toBe(`${host} answered with more than is read`);
  });

  test.each(packings.slice(0, 7))(
    "that is packed as %s and ends within it is broken",
    async (encoding, pack) => {
      const host = await serve((_incoming, response) => {
        const packed = pack(large);
        response.writeHead(200, { "content-encoding": encoding }).end(packed.subarray(0, packed.length - 10));
      });
      const answer = await client({ allowHosts: [host] }).send(request(`http://${host}/`));
      expect((await failure(text(answer))).code).toBe("NETWORK_ERROR");
    },
  );

  test.each(["compress", "gzip, unknown", "gzip, gzip, gzip, gzip"])(
    "in %s can't be searched for secrets, or takes too much to be, and is refused",
    async (encoding) => {
      const host = await serve((_incoming, response) =>
        response.writeHead(200, { "content-encoding": encoding }).end("x"),
      );
      const error = await failure(client({ allowHosts: [host] }).send(request(`http://${host}/`)));
      expect(error.message).toBe(`${host} answered in an encoding that is not known`);
    },
  );

  test("that wants more memory to be unpacked than HTTP allows is broken", async () => {
    const pack = createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: 27 } });
    pack.end("a");
    const packed = Buffer.concat(await pack.toArray());
    const host = await serve((_incoming, response) =>
      response.writeHead(200, { "content-encoding": "zstd" }).end(packed),
    );
    const answer = await client({ allowHosts: [host] }).send(request(`http://${host}/`));
    expect((await failure(text(answer))).code).toBe("NETWORK_ERROR");
  });

  test("that is empty though it says how it is packed is empty", async () => {
    const host = await serve((_incoming, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(),
    );
    expect(await text(await client({ allowHosts: [host] }).send(request(`http://${host}/`)))).toBe("");
  });

  test("that nobody reads on is dropped", async () => {
    let closed = 0;
    const host = await serve((_incoming, response) => {
      response.on("close", () => closed++);
      response.write("x".repeat(10));
    });
    const http = client({ allowHosts: [host] });
    (await http.send(request(`http://${host}/`))).discard();
    for await (const _ of (await http.send(request(`http://${host}/`))).body) break;
    await expect.poll(() => closed).toBe(2);
  });
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
