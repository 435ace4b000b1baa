import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { connectorOf, operationOf } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { type RunOptions, runConnector } from "./support/run-in-process.ts";

const get = operationOf("boxes.get", { path: "/b" });
const connector = connectorOf([get, operationOf("boxes.add", { method: "POST" })], {
  errors: [
    {
      when: { pointer: "/ok", equals: false },
      code: "/error",
      map: { invalid_auth: "AUTH_REQUIRED", ratelimited: "RATE_LIMITED" },
    },
  ],
});

async function answered(
  body: string,
  status = 200,
  headers: Record<string, string> = {},
  argv: readonly string[] = [],
  options: RunOptions = {},
) {
  const recorder = await startRecorder((_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  });
  return runConnector(connector, ["boxes", "get", ...argv], {
    ...options,
    env: { ACME_BASE_URL: recorder.url },
  });
}

describe("success", () => {
  test("compact into a pipe, rows on a terminal, indented JSON where it is asked for", async () => {
    expect((await answered('{ "a": [1] }')).out).toBe('{"a":[1]}\n');
    expect((await answered('{"a":[1]}', 200, {}, [], { terminal: true })).out).toBe("a  1\n");
    const json = ["--output", "json"];
    expect((await answered('{"a":[1]}', 200, {}, json, { terminal: true })).out).toBe(
      '{\n  "a": [\n    1\n  ]\n}\n',
    );
  });

  test("--fields of one object, and the other formats", async () => {
    const body = '{"a":{"b":1,"c":2},"d":"x"}';
    expect((await answered(body, 200, {}, ["--fields", "a.b"])).out).toBe('{"a":{"b":1}}\n');
    expect((await answered(body, 200, {}, ["--output", "ndjson"])).out).toBe('{"a":{"b":1,"c":2},"d":"x"}\n');
    expect((await answered(body, 200, {}, ["--output", "table"])).out).toBe("a.b  1\na.c  2\nd    x\n");
    expect((await answered('{ "a":1 }', 200, {}, ["--output", "raw"])).out).toBe('{ "a":1 }\n');
  });

  test("a field that the answer does not have is pointed out", async () => {
    const ran = await answered('{"a":1,"b":2}', 200, {}, ["--fields", "a,c"]);
    expect([ran.out, ran.err]).toEqual(['{"a":1}\n', "The answer has no c; did you mean a?\n"]);
  });

  test("whole numbers beyond 2^53 keep their digits", async () => {
    expect((await answered('{"id":12345678901234567891,"n":1.5,"s":"12345678901234567891"}')).out).toBe(
      '{"id":"12345678901234567891","n":1.5,"s":"12345678901234567891"}\n',
    );
  });

  test("an empty answer is said in words", async () => {
    const ran = await answered("", 204);
    expect([ran.out, ran.err, ran.exit]).toEqual(["", "Done (204): the API sends nothing back.\n", 0]);
  });

  test("words where nothing was promised are printed", async () => {
    const recorder = await startRecorder((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      response.end("ok");
    });
    const none = operationOf("boxes.get", { response: { kind: "none", fields: [], known: [] } });
    const ran = await runConnector(connectorOf([none]), ["boxes", "get"], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect([ran.out, ran.exit]).toEqual(["ok\n", 0]);
  });

  test("a proxy whose password is no percent-encoding is the host's matter", async () => {
    const ran = await runConnector(connectorOf([operationOf("boxes.get")]), ["boxes", "get"], {
      env: { ACME_BASE_URL: "http://a.example", HTTP_PROXY: "http://u:%zz@127.0.0.1:1" },
    });
    expect([ran.error?.code, ran.exit]).toEqual(["NOT_CONFIGURED", 2]);
    expect(ran.err).not.toContain("%zz");
  });

  test("a closed pipe ends quietly", async () => {
    const ran = await answered('{"a":1}', 200, {}, [], { closeAfter: 0 });
    expect([ran.err, ran.exit]).toEqual(["", 0]);
  });

  test.each(["text/event-stream", "application/x-ndjson"])(
    "%s is passed on as it came with --output raw",
    async (type) => {
      const raw = ["--output", "raw"];
      expect((await answered('{"a":1}\n{ "a":2}', 200, { "content-type": type }, raw)).out).toBe(
        '{"a":1}\n{ "a":2}',
      );
    },
  );
});

describe("errors", () => {
  test.each<[number, string, Record<string, string>, object, number]>([
    [404, '{"message":"Not Found"}', {}, { code: "NOT_FOUND", message: "Not Found", status: 404 }, 1],
    [
      422,
      '{"message":"Bad","errors":[{"field":"title","code":"missing"}]}',
      {},
      { code: "INVALID_REQUEST", message: "Bad: title is missing" },
      1,
    ],
    [409, "{}", {}, { code: "CONFLICT", message: "the API answered 409" }, 1],
    [403, '{"message":"limit"}', { "x-ratelimit-remaining": "0" }, { code: "RATE_LIMITED" }, 7],
    [
      500,
      "<html><head><title>Oops</title><style>b{}</style></head><body><h1>It  broke</h1></body></html>",
      {},
      { code: "SERVER_ERROR", message: "Oops It broke" },
      1,
    ],
    [400, "plain words", {}, { code: "INVALID_REQUEST", message: "plain words" }, 1],
    [200, '{"ok":false,"error":"invalid_auth"}', {}, { code: "AUTH_REQUIRED", apiCode: "invalid_auth" }, 3],
    [
      200,
      '{"ok":false,"error":"ratelimited"}',
      { "retry-after": "9" },
      { code: "RATE_LIMITED", retryAfter: 9, retryable: true },
      7,
    ],
    [200, '{"ok":false,"error":"other"}', {}, { code: "API_ERROR", message: "other" }, 1],
    [
      200,
      "<html>Please log in</html>",
      { "content-type": "text/html" },
      { code: "UNEXPECTED_ANSWER", message: "the API answered text/html in place of JSON: Please log in" },
      1,
    ],
  ])("%i %s", async (status, body, headers, error, exit) => {
    const ran = await answered(body, status, headers);
    expect(ran.error).toMatchObject({ connector: "acme", operation: "boxes.get", ...error });
    expect(ran.exit).toBe(exit);
    expect(ran.out).toBe("");
    expect(ran.err.trim().split("\n")).toHaveLength(1);
  });

  test("the error object has exactly the members of the contract", async () => {
    const { error } = await answered('{"message":"no","code":"E1"}', 404);
    expect(Object.keys(error ?? {}).sort()).toEqual([
      "apiCode",
      "code",
      "connector",
      "help",
      "message",
      "operation",
      "retryable",
      "status",
    ]);
  });

  test("a long message is cut", async () => {
    expect((await answered(JSON.stringify({ message: "m".repeat(5000) }), 400)).error?.message).toHaveLength(
      500,
    );
  });

  test("more than memory should hold is refused", async () => {
    const megabytes = Array.from({ length: 66 }, () => Buffer.alloc(1024 * 1024, "1"));
    const recorder = await startRecorder((_, response) => {
      Readable.from(megabytes).pipe(response);
    });
    const ran = await runConnector(connector, ["boxes", "get"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.error).toMatchObject({
      code: "UNEXPECTED_ANSWER",
      message: "the answer is larger than 64 MB",
    });
  });

  test("a failed write is not called repeatable", async () => {
    const recorder = await startRecorder(replyJson({}, 500));
    const ran = await runConnector(connector, ["boxes", "add"], { env: { ACME_BASE_URL: recorder.url } });
    expect(ran.error).toMatchObject({ code: "SERVER_ERROR", retryable: false });
  });

  test("a fault of ours is INTERNAL, without a stack unless it is asked for", async () => {
    const broken = { table: "no table" };
    const ran = await runConnector(connector, ["boxes", "get"], broken);
    expect(ran.error).toMatchObject({ code: "INTERNAL", message: "this file has no table of operations" });
    expect(ran.exit).toBe(70);
    expect(ran.err).not.toMatch(/\n\s+at /);
    expect((await runConnector(connector, [], { ...broken, env: { SPECWIRE_DEBUG: "1" } })).err).toMatch(
      /\n\s+at /,
    );
  });
});
