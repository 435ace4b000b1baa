import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { HttpError } from "./http-error.ts";
import type { StreamedAnswer } from "./streaming.ts";
import { createStreamingClient } from "./streaming-client.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A server that says these bytes to each request, and to the first one `first`. */
async function asked(answer: string, first = answer): Promise<() => Promise<string>> {
  let requests = 0;
  const server = createServer((socket) => {
    ends.push(() => socket.destroy());
    socket.on("error", () => {});
    socket.on("data", () => {
      requests += 1;
      socket.write(requests === 1 ? first : answer);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  ends.push(() => server.close());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = createStreamingClient({ allowHosts: [host] });
  ends.push(http.close);
  return async () => {
    const request = { method: "GET", url: `http://${host}/`, headers: {}, pool: "a", idleMilliseconds: 500 };
    try {
      return await said(await http.send(request));
    } catch (error) {
      if (!(error instanceof HttpError) || !error.sent) throw error;
      return error.code;
    }
  };
}

async function said({ status, body }: StreamedAnswer): Promise<string> {
  let text = "";
  for await (const chunk of body) text += Buffer.from(chunk).toString();
  return `${status} ${text}`;
}

const good = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood";

test("answers on the way to the answer are not the answer", async () => {
  const hints = "HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=next\r\n\r\n";
  expect(await (await asked(hints + hints + good))()).toBe("200 good");
});

test.each<[string, string]>([
  ["another protocol", "HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\nframes"],
  ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nfour!"],
  [
    "a length and chunks",
    "HTTP/1.1 200 OK\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
  ],
  ["chunks that are none", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n"],
  ["a header over two lines", "HTTP/1.1 200 OK\r\nx-a: b\r\n  c\r\ncontent-length: 0\r\n\r\n"],
  ["a name with a space", "HTTP/1.1 200 OK\r\ncontent-length : 4\r\n\r\ngood"],
  ["a head without an end", `HTTP/1.1 200 OK\r\nx-a: ${"a".repeat(100_000)}\r\n\r\n`],
  ["less than its length", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\ngood"],
  ["nothing of HTTP", "SSH-2.0-OpenSSH_9.2\r\n"],
])("%s is no answer", async (_, answer) => {
  expect(await (await asked(answer))()).toBe("NETWORK_ERROR");
});

test("what comes behind an answer is no answer to the next request", async () => {
  const evil = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil";
  const ask = await asked(good, good + evil);
  expect(await ask()).toBe("200 good");
  await sleep(20);
  expect(await ask()).toBe("200 good");
});
