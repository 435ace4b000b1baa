import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import {
  chunks,
  client,
  endAll,
  failure,
  request,
  serve,
  serveBytes,
  text,
} from "../../test/support/streaming-world.ts";

const body = (length: number, ...parts: string[]) => ({ length, bytes: chunks(...parts) });

afterEach(endAll);

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
