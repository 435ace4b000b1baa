import { setTimeout as sleep } from "node:timers/promises";
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
import { client, endAll, failure, request, serve, text } from "../../test/support/streaming-world.ts";

afterEach(endAll);

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
