import { connect, type Socket } from "node:net";
import { framingType } from "@specwire/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BrokerWorld, brokerWorld } from "./broker-world.ts";
import { type Caller, envelopeOf, http, textOf } from "./caller.ts";

// What arrives at the broker's own HTTP, byte for byte: nothing of it reaches an API but operations.

let world: BrokerWorld;
let caller: Caller;
beforeAll(async () => {
  world = await brokerWorld();
  const things = await world.connector("things");
  await things.account("work");
  const url = await world.broker({ listen: [{ port: 0 }], idleMilliseconds: 1000 });
  caller = await world.session({ connectors: [things], url });
});
afterAll(() => world.close());

/** Writes bytes to the broker, and gives all that comes back until it closes. */
async function raw(...parts: readonly (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(caller.url);
  const socket: Socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  for (const part of parts) socket.write(part);
  await new Promise((resolve) => socket.on("close", resolve));
  return Buffer.concat(chunks).toString("latin1");
}

const head = (lines: readonly string[], first = "POST /v1/operations HTTP/1.1") =>
  `${[first, "host: broker", "connection: close", `authorization: Specwire ${caller.grant}`, `content-type: ${framingType}`, ...lines].join("\r\n")}\r\n\r\n`;
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
/** A read, under an id of its own. */
const read = () => envelopeOf(caller, { operation: "things.list" }).bytes;
const length = () => `content-length: ${read().length}`;

test("what is plain is performed", async () => {
  expect(statusOf(await raw(head([length()]), read()))).toBe(200);
  expect(world.upstream.seen.length).toBe(1);
});

describe("is refused, and nothing is sent", () => {
  const cases: Record<string, () => readonly (string | Buffer)[]> = {
    "two lengths": () => [head([length(), "content-length: 4"]), read()],
    "chunks without a length": () => [
      head(["transfer-encoding: chunked"]),
      `${read().length.toString(16)}\r\n`,
      read(),
      "\r\n0\r\n\r\n",
    ],
    "a length and chunks": () => [head([length(), "transfer-encoding: chunked"]), read()],
    "a transfer coding that nobody knows": () => [head(["transfer-encoding: xchunked"]), read()],
    "chunks within another coding": () => [head(["transfer-encoding: chunked, identity"]), read()],
    "a coding behind a control character": () => [head(["transfer-encoding: \x0bchunked"]), read()],
    "a header that is folded": () => [head([length(), "x-a: b", " authorization: Specwire x"]), read()],
    "a bare line feed": () => [head([length()]).replaceAll("\r\n", "\n"), read()],
    "no host": () => [head([length()]).replace("host: broker\r\n", ""), read()],
    "two hosts": () => [head([length(), "host: other"]), read()],
    "two grants": () => [head([length(), `authorization: Specwire ${caller.grant}`]), read()],
    "another scheme": () => [head([length()]).replace("Specwire", "Bearer"), read()],
    "an absolute target": () => [
      head([length()], "POST http://other.example/v1/operations HTTP/1.1"),
      read(),
    ],
    "a path that is written otherwise": () => [head([length()], "POST /v1/./operations HTTP/1.1"), read()],
    "an encoded path": () => [head([length()], "POST /v1/%6fperations HTTP/1.1"), read()],
    "a query": () => [head([length()], "POST /v1/operations?x=1 HTTP/1.1"), read()],
    "another method": () => [head([length()], "PUT /v1/operations HTTP/1.1"), read()],
    "a method that is overridden": () => [
      head([length(), "x-http-method-override: POST"], "GET /v1/operations HTTP/1.1"),
      read(),
    ],
    "a tunnel": () => [head([], "CONNECT api.example.com:443 HTTP/1.1")],
    "another content type": () => [head([length()]).replace(framingType, "application/json"), read()],
    "a packed body": () => [head([length(), "content-encoding: gzip"]), read()],
    "a head that is too long": () => [head([length(), `x-a: ${"a".repeat(20_000)}`]), read()],
    "no HTTP": () => ["\x16\x03\x01\x02\x00\x01\x00"],
    "the preface of HTTP/2": () => ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    world.upstream.seen.length = 0;
    const answer = await raw(...(cases[name]?.() ?? []));
    expect(answer === "" || statusOf(answer) >= 400).toBe(true);
    expect(world.upstream.seen).toEqual([]);
  });
});

test("an upgrade has no meaning", async () => {
  for (const protocol of ["websocket", "h2c"]) {
    const answer = await raw(
      head([length(), `upgrade: ${protocol}`]).replace("close", "close, upgrade"),
      read(),
    );
    expect(statusOf(answer)).not.toBe(101);
  }
});

test("what stands behind a request is a request of its own, and needs its own grant", async () => {
  world.upstream.seen.length = 0;
  const smuggled = `POST /v1/operations HTTP/1.1\r\nhost: broker\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`;
  const answer = await raw(head([length()]).replace("connection: close\r\n", ""), read(), smuggled);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 401"]);
  expect(world.upstream.seen.length).toBe(1);
});

test("nothing of a body is asked for before the grant is known", async () => {
  const expecting = [length(), "expect: 100-continue"];
  const refused = await raw(head(expecting).replace(caller.grant, "none"));
  expect(refused.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 401"]);
  const taken = await raw(head(expecting), read());
  expect(taken.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 100", "HTTP/1.1 200"]);
});

test("headers of a caller reach no API", async () => {
  world.upstream.seen.length = 0;
  const own = [
    "cookie: s=1",
    "x-forwarded-host: evil.example",
    "x-original-url: /admin",
    "x-http-method-override: DELETE",
    "x-key: mine",
    "connection: x-key",
  ];
  expect(statusOf(await raw(head([length(), ...own]), read()))).toBe(200);
  const [seen] = world.upstream.seen;
  expect(seen?.method).toBe("GET");
  expect(seen?.headers.filter(([name]) => name === "x-key").map(([, value]) => value)).toEqual([
    "upstream-key-of-ada",
  ]);
  const names = seen?.headers.map(([name]) => name).toSorted();
  expect(names).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent", "x-key"]);
});

describe("slowness has an end", () => {
  test("of a head", async () => {
    expect(statusOf(await raw("POST /v1/operations HTTP/1.1\r\nhost: broker\r\n"))).toBe(408);
  }, 60_000);

  test("of a body that comes byte by byte, each in time", async () => {
    const { hostname, port } = new URL(caller.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.write(head([length()]));
    const bytes = read();
    let sent = 0;
    const timer = setInterval(() => socket.write(bytes.subarray(sent, ++sent)), 100);
    await expect.poll(() => answer, { timeout: 5000 }).toContain("did not arrive in time");
    clearInterval(timer);
    expect(sent).toBeLessThan(bytes.length / 2);
    socket.destroy();
  });

  test("of a body", async () => {
    const answer = await raw(head([length()]), read().subarray(0, 10));
    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain("did not arrive in time");
  });
});

describe("an envelope that is none", () => {
  const framed = (text: string) => {
    const bytes = Buffer.from(text);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    return Buffer.concat([size, bytes]);
  };
  const whole = (change: (envelope: Record<string, unknown>) => unknown) => {
    const { envelope } = envelopeOf(caller, { operation: "things.list" });
    return framed(JSON.stringify(change({ ...envelope })));
  };
  const cases: Record<string, () => Buffer> = {
    "is no JSON": () => framed("{"),
    "is no object": () => framed("[]"),
    "is not UTF-8": () => Buffer.concat([framed("{}").subarray(0, 4), Buffer.from([0xff, 0xfe])]),
    "ends early": () => read().subarray(0, 20),
    "is longer than anything": () => Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7b]),
    "has another version": () => whole((one) => ({ ...one, envelope: 2 })),
    "has a member that nobody knows": () => whole((one) => ({ ...one, approvalId: "x" })),
    "has arguments of another place": () => whole((one) => ({ ...one, arguments: { url: { x: 1 } } })),
    "has a place that is no object": () => whole((one) => ({ ...one, arguments: { query: [] } })),
    "has no id": () => whole(({ requestId: _, ...one }) => one),
    "has an id in capitals": () =>
      whole((one) => ({ ...one, requestId: String(one.requestId).toUpperCase().replace(/^./, "A") })),
    "has files without a digest": () =>
      whole((one) => ({ ...one, files: [{ id: "a", name: "a", size: 1 }] })),
    "has a file of no size": () =>
      whole((one) => ({ ...one, files: [{ id: "a", name: "a", size: -1, sha256: "0".repeat(64) }] })),
    "is deeper than any argument": () =>
      whole((one) => ({ ...one, arguments: { body: JSON.parse("[".repeat(100) + "]".repeat(100)) } })),
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    world.upstream.seen.length = 0;
    const answer = await http(
      caller,
      "POST",
      "/v1/operations",
      { "content-type": framingType },
      cases[name]?.(),
    );
    expect([400, 413]).toContain(answer.statusCode);
    expect(JSON.parse(await textOf(answer))).toMatchObject({
      error: { code: "INVALID_REQUEST", message: expect.any(String) },
    });
    expect(world.upstream.seen).toEqual([]);
  });
});

test("an error says what is wrong, as JSON", async () => {
  const answer = await http({ ...caller, grant: "none" }, "GET", "/v1/session");
  expect(answer.statusCode).toBe(401);
  expect(answer.headers["www-authenticate"]).toBe("Specwire");
  expect(JSON.parse(await textOf(answer))).toEqual({
    error: expect.objectContaining({ code: "SESSION_EXPIRED", connector: "", retryable: false }),
  });
});

test("a session is told what it has", async () => {
  const answer = await http(caller, "GET", "/v1/session");
  expect(JSON.parse(await textOf(answer))).toEqual({
    envelope: 1,
    expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
    connectors: { things: { digest: caller.digest, accounts: ["work"] } },
  });
});

test("a caller that sends more than it said still reads the answer", async () => {
  const more = Buffer.concat([read(), Buffer.alloc(300_000)]);
  const answer = await http(caller, "POST", "/v1/operations", { "content-type": framingType }, more);
  expect(answer.statusCode).toBe(200);
  expect(await textOf(answer)).toContain("more bytes came than the files have");
});
