import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { connectorOf, operationOf } from "./support/connector.ts";
import { startRecorder } from "./support/recorder.ts";
import { type RunOptions, runConnector } from "./support/run-in-process.ts";

const watch = operationOf("boxes.watch", {
  path: "/events",
  response: { kind: "stream", accept: "text/event-stream", fields: [], known: [] },
});
const connector = connectorOf([watch]);

/** Runs the command against a server that sends these pieces one after the other. */
async function streamed(
  pieces: readonly (string | Uint8Array)[],
  contentType: string,
  argv: readonly string[] = [],
  options: RunOptions = {},
) {
  const recorder = await startRecorder((_, response) => {
    response.writeHead(200, { "content-type": contentType });
    const slowly = async function* () {
      for (const piece of pieces) {
        yield piece;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    Readable.from(slowly(), { objectMode: true }).pipe(response);
  });
  const ran = await runConnector(connector, ["boxes", "watch", ...argv], {
    ...options,
    env: { ACME_BASE_URL: recorder.url },
  });
  return { ...ran, request: recorder.requests[0] };
}

function lines(text: string): unknown[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
}

describe("server-sent events", () => {
  const events = (text: string, argv: readonly string[] = []) =>
    streamed([text], "text/event-stream", argv).then(({ out }) => lines(out));

  test("the Accept header asks for them", async () => {
    const { request } = await streamed(["data: 1\n\n"], "text/event-stream");
    expect(request?.headers.accept).toBe("text/event-stream, */*;q=0.5");
  });

  test("each is one line of JSON, data parsed where it is JSON", async () => {
    const text =
      'event: add\nid: 7\nretry: 100\ndata: {"a":[1,\ndata: 2]}\n\ndata: plain\n\n: comment\n\ndata\n\n';
    expect(await events(text)).toEqual([
      { event: "add", id: "7", retry: 100, data: { a: [1, 2] } },
      { data: "plain" },
      { data: "" },
    ]);
  });

  test("one blank behind the colon goes, and no more; names that are unknown count for nothing", async () => {
    expect(await events("data:  two\ndata:none\nfoo: bar\nretry: soon\n\n")).toEqual([
      { data: " two\nnone" },
    ]);
  });

  test.each([
    ["LF", "\n"],
    ["CR", "\r"],
    ["CRLF", "\r\n"],
  ])("lines end with %s, wherever the pieces are cut", async (_, end) => {
    const text = `\uFEFFdata: {"ü":1}${end}id: a${end}${end}data: x${end}data: y${end}${end}`;
    const bytes = Buffer.from(text);
    const wanted = [{ id: "a", data: { ü: 1 } }, { data: "x\ny" }];
    for (const size of [1, 3, 7, bytes.length]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(lines((await streamed(pieces, "text/event-stream; charset=utf-8")).out)).toEqual(wanted);
    }
  });

  test("one that is not ended is no event", async () => {
    expect(await events("data: 1\n\ndata: 2\n")).toEqual([{ data: 1 }]);
  });

  test("--limit ends the stream, --fields chooses, --output raw passes on", async () => {
    const text = 'data: {"a":1,"b":2}\n\n'.repeat(5);
    expect(await events(text, ["--limit", "2", "--fields", "data.a"])).toEqual([
      { data: { a: 1 } },
      { data: { a: 1 } },
    ]);
    const raw = await streamed([text], "text/event-stream", ["--output", "raw"]);
    expect(raw.out).toBe(text);
  });

  test("--limit does not wait for a stream that goes on", async () => {
    const recorder = await startRecorder((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
    });
    const ran = await runConnector(connector, ["boxes", "watch", "--limit", "1"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect([lines(ran.out), ran.exit]).toEqual([[{ data: 1 }], 0]);
  });

  test("a stream that says nothing says so", async () => {
    const ran = await streamed([": ping\n\n"], "text/event-stream");
    expect([ran.out, ran.err]).toEqual(["", "boxes.watch ended without sending anything.\n"]);
  });

  test("--all has no meaning", async () => {
    const ran = await streamed([], "text/event-stream", ["--all"]);
    expect(ran.error).toMatchObject({ code: "USAGE", flag: "--all" });
  });
});

describe("JSON lines and sequences", () => {
  test.each([
    ["application/x-ndjson", '{"a":1}\n\n{"a":2}\r\n{"a":3}'],
    ["application/jsonl", '{"a":1}\n{"a":2}\n{"a":3}\n'],
    ["application/json-seq", '\u001e{"a":1}\n\u001e{\n"a":2}\n\u001e{"a":3}\n'],
    ["application/geo+json-seq", '\u001e{"a":1}\n\u001e{"a":2}\n\u001e{"a":3}'],
  ])("%s: one line a value", async (type, text) => {
    const bytes = [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
    expect((await streamed(bytes, type)).out).toBe('{"a":1}\n{"a":2}\n{"a":3}\n');
  });

  test("large ids keep their digits, what is no JSON is text", async () => {
    expect((await streamed(['{"id":12345678901234567891}\nnot json\n'], "application/x-ndjson")).out).toBe(
      '{"id":"12345678901234567891"}\n"not json"\n',
    );
  });
});
