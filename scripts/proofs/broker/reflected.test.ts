import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../lib/caller.ts";
import { encodings, foundIn } from "../lib/encodings.ts";
import { type OpenSession, openSession, planted } from "./session.ts";

// broker-027, broker-028: an API that repeats the credential in every writing, packing and cut.

const packings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  identity: (bytes) => bytes,
  gzip: (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  br: (bytes) => brotliCompressSync(bytes),
};
/** Bytes of a chunk; 0: all at once. */
const cuts = [0, 1, 2, 3, 7];
const accounts = ["token", "key", "pair"] as const;

let open: OpenSession;
beforeAll(async () => {
  open = await openSession();
});
afterAll(() => open.close());

async function reflect(
  account: string,
  repeated: string | Buffer,
  packing: string,
  cut: number,
): Promise<Buffer> {
  const body = Buffer.concat([Buffer.from('{"said":"'), Buffer.from(repeated), Buffer.from('"}\n')]);
  const packed = packings[packing]?.(body) ?? body;
  open.world.answerWith(async (_, response) => {
    response.writeHead(200, {
      "content-type": "text/plain",
      ...(packing !== "identity" && { "content-encoding": packing }),
    });
    for (let at = 0; at < packed.length; at += cut || packed.length) {
      response.write(packed.subarray(at, at + (cut || packed.length)));
      // Else Node.js joins them again.
      if (cut > 0) await new Promise((next) => setImmediate(next));
    }
    response.end();
  });
  const answer = await ask(open.caller, { operation: "items.list", account });
  expect(answer.envelope).toMatchObject({ from: "upstream", status: 200 });
  return answer.bytes;
}

describe.each(accounts)("the credential of the account %s", (account) => {
  const secretOf = () => planted(open.world)[accounts.indexOf(account)] ?? "";

  test.each(Object.keys(encodings))("%s, in every packing and cut", async (name) => {
    const write = encodings[name];
    if (write === undefined) throw new Error(`there is no ${name}`);
    const secret = secretOf();
    expect(foundIn(Buffer.from(write(secret)), secret)).not.toEqual([]);
    for (const packing of Object.keys(packings))
      for (const cut of packing === "identity" || account === "token" ? cuts : [0, 1]) {
        const bytes = await reflect(account, write(secret), packing, cut);
        expect({ packing, cut, found: foundIn(bytes, secret) }).toEqual({ packing, cut, found: [] });
      }
  });

  test("in headers that are passed on", async () => {
    const secret = secretOf();
    open.world.answerWith((_, response) => {
      const written = encodeURIComponent(secret);
      response.writeHead(200, `OK ${written}`, {
        "content-type": `text/plain; note=${written}`,
        etag: `"${Buffer.from(secret).toString("base64")}"`,
        link: `<https://api.test/?key=${written}>; rel="next"`,
        "x-request-id": Buffer.from(secret).toString("hex"),
        "x-ratelimit-reset": written,
        "retry-after": written,
      });
      response.end("{}");
    });
    const answer = await ask(open.caller, { operation: "items.list", account });
    expect(foundIn(answer.bytes, secret)).toEqual([]);
    expect(answer.envelope?.headers.etag).toContain("[redacted]");
  });

  test("as the API received it, whole", async () => {
    const secret = secretOf();
    open.world.answerWith(({ target, rawHeaders, body }, response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: `who are you? ${target}`, rawHeaders, body: body.toString() }));
    });
    const answer = await ask(open.caller, { operation: "items.list", account });
    expect(foundIn(answer.bytes, secret)).toEqual([]);
  });
});
