import { readFrame } from "@specwire/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrokerWorld, brokerWorld, type StoredForTest } from "./broker-world.ts";
import { type Caller, send } from "./caller.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

// A sandbox that sees when bytes come, and in what chunks, must not see how much of a guess is right.
const secret = "sk_9fKqLx72ZmQpTr";
const guesses = ["sk_9fKqLx72ZmQp", "sk_9fKqLx72Zmxx", "xxxxxxxxxxxxxxx"];

let world: BrokerWorld;
let storage: Upstream;
let files: StoredForTest;
let caller: Caller;

beforeAll(async () => {
  storage = await startUpstream();
  world = await brokerWorld("pglite", [storage.host]);
  files = await world.connector("files", {
    operations: `operations:
  files.download:
    request: GET /files/{name}
    summary: Download
    response: binary
    follow: { hosts: [127.0.0.1] }
  files.watch: { request: GET /events, summary: Watch, response: stream }`,
  });
  await files.account("work", { api_key: secret });
  caller = await world.session({ connectors: [files] });
});
afterAll(async () => {
  await world.close();
  storage.stop();
});

/** What is read of an answer that pauses after `before`, up to the pause and after it: the lengths of its chunks. */
async function pace(
  on: Upstream,
  asked: Parameters<typeof send>[1],
  contentType: string,
  before: string,
): Promise<{ readonly lengths: readonly number[]; readonly text: string }> {
  let goOn = () => {};
  on.answer = (_, response) => {
    response.writeHead(200, { "content-type": contentType }).write(before);
    goOn = () => response.end(" and all the rest\n");
  };
  const { rest } = await readFrame(await send(caller, asked));
  const chunks: Uint8Array[] = [];
  for await (const chunk of rest) {
    chunks.push(chunk);
    goOn();
  }
  return { lengths: chunks.map(({ length }) => length), text: Buffer.concat(chunks).toString() };
}

test.each(["of the API", "of a host that it redirects to"])("a download %s", async (of) => {
  const asked = { operation: "files.download", arguments: { path: { name: "a" } } };
  if (of !== "of the API")
    world.upstream.answer = (_, response) =>
      response.writeHead(302, { location: `${storage.origin}/a` }).end();
  const on = of === "of the API" ? world.upstream : storage;
  for (const guess of guesses) {
    const { lengths, text } = await pace(
      on,
      asked,
      "application/octet-stream",
      `${".".repeat(9985)}${guess}`,
    );
    expect(text).toContain(`.${guess} and all`);
    expect(lengths).toEqual([10_000 - 4096, 4096 + " and all the rest\n".length]);
  }
});

test("events", async () => {
  for (const guess of guesses) {
    const asked = { operation: "files.watch" };
    const { lengths, text } = await pace(
      world.upstream,
      asked,
      "text/event-stream",
      `data: 1\n\ndata: ${guess}`,
    );
    expect(text).toContain(guess);
    expect(lengths).toEqual(["data: 1\n\n".length, `data: ${guess} and all the rest\n`.length]);
  }
});
