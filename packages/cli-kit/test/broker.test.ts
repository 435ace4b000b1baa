import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bearer, connectorOf, operationOf, parameterOf, string } from "./support/connector.ts";
import {
  answerError,
  answerJson,
  type BrokerReply,
  type FakeBroker,
  plainJson,
  startAnswer,
  startFakeBroker,
} from "./support/fake-broker.ts";
import { startRecorder } from "./support/recorder.ts";
import { type RunOptions, runConnector } from "./support/run-in-process.ts";

const list = operationOf("boxes.list", {
  path: "/boxes",
  parameters: [parameterOf("cursor"), parameterOf("color")],
  response: { kind: "json", items: "/items", fields: ["id"], known: [] },
  pagination: { kind: "cursor", into: { in: "query", name: "cursor" }, next: { pointer: "/next" } },
});
const get = operationOf("boxes.get", {
  path: "/boxes/{id}",
  parameters: [parameterOf("id", { in: "path", required: true })],
});
const add = operationOf("boxes.add", {
  method: "POST",
  path: "/boxes",
  body: {
    contentType: "application/json",
    encoding: "json",
    required: true,
    type: {
      kind: "object",
      properties: [{ name: "title", required: true, type: string }],
      additional: { kind: "any" },
    },
  },
});
const upload = operationOf("boxes.upload", {
  method: "POST",
  path: "/upload",
  body: { contentType: "application/octet-stream", encoding: "raw", required: true, type: { kind: "file" } },
});
const download = operationOf("boxes.download", {
  path: "/file",
  response: { kind: "binary", fields: [], known: [] },
});
const watch = operationOf("boxes.watch", {
  path: "/events",
  response: { kind: "stream", accept: "text/event-stream", fields: [], known: [] },
});
const connector = connectorOf([list, get, add, upload, download, watch], { auth: [bearer] });
const planted = "planted-credential";

const session = (broker: FakeBroker, more: Record<string, string> = {}) => ({
  SPECWIRE_BROKER_URL: broker.url,
  SPECWIRE_GRANT: "grant-1",
  ...more,
});

const run = (broker: FakeBroker, argv: readonly string[], options: RunOptions = {}) =>
  runConnector(connector, argv, { ...options, env: session(broker, options.env) });

describe("an operation", () => {
  test.each(["unix", "tcp"] as const)("goes out as an envelope over %s", async (on) => {
    const broker = await startFakeBroker(answerJson({ id: "7" }), on);
    const ran = await run(broker, ["boxes", "add", "--title", "é", "--account", "work"]);
    expect([ran.out, ran.err, ran.exit]).toEqual(['{"id":"7"}\n', "", 0]);
    const [asked] = broker.asked;
    expect(asked).toMatchObject({ method: "POST", path: "/v1/operations" });
    expect(asked?.headers).toMatchObject({
      authorization: "Specwire grant-1",
      "content-type": "application/vnd.specwire.envelope",
      "content-length": expect.any(String),
    });
    expect(asked?.envelope).toEqual({
      envelope: 1,
      requestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      connector: { slug: "acme", digest: `sha256:${"0".repeat(64)}` },
      operation: "boxes.add",
      arguments: { body: { title: "é" } },
      account: "work",
      files: [],
    });
  });

  test("without --account says nothing of one, and each call has an id of its own", async () => {
    const broker = await startFakeBroker(answerJson({}));
    await run(broker, ["boxes", "get", "7"]);
    await run(broker, ["boxes", "get", "7"]);
    const [first, second] = broker.operations();
    expect(first).not.toHaveProperty("account");
    expect(first?.requestId).not.toBe(second?.requestId);
  });

  test("what is wrong with the arguments is said before anything is sent", async () => {
    const broker = await startFakeBroker(answerJson({}));
    expect((await run(broker, ["boxes", "add"])).error?.code).toBe("INVALID_ARGUMENT");
    expect(broker.asked).toEqual([]);
  });

  test("numbers of many digits stay what they are", async () => {
    const broker = await startFakeBroker(answerJson({}));
    await run(broker, ["boxes", "add", "--input", '{"title":"x","n":12345678901234567891}']);
    expect(broker.operations()[0]?.arguments.body).toEqual({
      title: "x",
      n: { $number: "12345678901234567891" },
    });
  });
});

describe("the grant", () => {
  const file = join(mkdtempSync(join(tmpdir(), "kit-grant-")), "grant");

  test("is read from its file for each request, and before the variable", async () => {
    writeFileSync(file, "grant-old\n");
    const pages: BrokerReply = (asked, response, count) => {
      writeFileSync(file, "grant-new\n");
      answerJson(count === 1 ? { items: [{ id: 1 }], next: "n" } : { items: [{ id: 2 }] })(
        asked,
        response,
        count,
      );
    };
    const broker = await startFakeBroker(pages);
    const ran = await run(broker, ["boxes", "list", "--all"], { env: { SPECWIRE_GRANT_FILE: file } });
    expect(ran.out).toBe('[{"id":1},{"id":2}]\n');
    expect(broker.asked.map(({ headers }) => headers.authorization)).toEqual([
      "Specwire grant-old",
      "Specwire grant-new",
    ]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["none", {}, "SPECWIRE_GRANT is not set"],
    ["an empty one", { SPECWIRE_GRANT: "" }, "SPECWIRE_GRANT is not set"],
    ["two lines", { SPECWIRE_GRANT: "a\nb" }, "SPECWIRE_GRANT holds no grant"],
    [
      "a file that is not there",
      { SPECWIRE_GRANT_FILE: "/none" },
      "SPECWIRE_GRANT_FILE names no file that can be read",
    ],
    ["an empty file", { SPECWIRE_GRANT_FILE: "/dev/null" }, "SPECWIRE_GRANT_FILE holds no grant"],
  ])("%s is refused before anything is sent", async (_, env, message) => {
    const broker = await startFakeBroker(answerJson({}));
    const ran = await runConnector(connector, ["boxes", "get", "7"], {
      env: { SPECWIRE_BROKER_URL: broker.url, ...env },
    });
    expect([ran.exit, ran.error]).toMatchObject([2, { code: "NOT_CONFIGURED", message }]);
    expect(broker.asked).toEqual([]);
  });

  test("one that the broker refuses ends the session", async () => {
    for (const reply of [
      plainJson({ error: { code: "SESSION_EXPIRED", connector: "", message: "It has ended." } }, 401),
      plainJson("?", 401),
    ]) {
      const ran = await run(await startFakeBroker(reply), ["boxes", "get", "7"]);
      expect([ran.exit, ran.error?.code, ran.error?.connector]).toEqual([3, "SESSION_EXPIRED", "acme"]);
    }
  });

  test("is never printed", async () => {
    const broker = await startFakeBroker(answerJson({ echo: "Specwire grant-1" }));
    const ran = await run(broker, ["boxes", "get", "7"]);
    expect(ran.out).toBe('{"echo":"Specwire [redacted]"}\n');
  });
});

describe("the environment's own credential", () => {
  const env = { ACME_API_KEY: planted };

  test("is never used, and never sent to the broker", async () => {
    const api = await startRecorder((_, response) => response.end("{}"));
    const broker = await startFakeBroker(answerJson({}));
    await run(broker, ["boxes", "get", "7"], { env: { ...env, ACME_BASE_URL: api.url } });
    expect(api.requests).toEqual([]);
    expect(JSON.stringify(broker.asked)).not.toContain(planted);
  });

  test.each<[string, Record<string, string>, string]>([
    ["a broker that is down", { SPECWIRE_BROKER_URL: "http://127.0.0.1:1" }, "NETWORK_ERROR"],
    ["a socket that is gone", { SPECWIRE_BROKER_URL: "unix:/tmp/none.sock" }, "NETWORK_ERROR"],
    ["an empty address", { SPECWIRE_BROKER_URL: "" }, "NOT_CONFIGURED"],
    ["an address of another kind", { SPECWIRE_BROKER_URL: "ftp://broker" }, "NOT_CONFIGURED"],
    ["a user in the address", { SPECWIRE_BROKER_URL: "http://a:b@127.0.0.1:1" }, "NOT_CONFIGURED"],
    ["a grant without an address", {}, "NOT_CONFIGURED"],
  ])("is nothing to fall back on: %s", async (_, address, code) => {
    const api = await startRecorder((_request, response) => response.end("{}"));
    const ran = await runConnector(connector, ["boxes", "get", "7"], {
      env: { ...env, SPECWIRE_GRANT: "g", ACME_BASE_URL: api.url, ...address },
    });
    expect(ran.error?.code).toBe(code);
    expect(api.requests).toEqual([]);
    expect(ran.err).not.toContain(planted);
  });

  test("a broker that is down: what to do, and that the same may work later", async () => {
    const ran = await runConnector(connector, ["boxes", "get", "7"], {
      env: { SPECWIRE_GRANT: "g", SPECWIRE_BROKER_URL: "unix:/tmp/none.sock" },
    });
    expect([ran.exit, ran.error]).toEqual([
      6,
      {
        code: "NETWORK_ERROR",
        connector: "acme",
        message: "the broker can't be reached: unix:/tmp/none.sock: there is no such socket",
        help: "try again in a moment; if it stays so, tell the host that its broker does not answer",
        retryable: true,
        operation: "boxes.get",
      },
    ]);
  });
});

test("no proxy sees the grant", async () => {
  const proxy = await startRecorder((_, response) => response.end("{}"));
  const broker = await startFakeBroker(answerJson({ id: "7" }), "tcp");
  const ran = await run(broker, ["boxes", "get", "7"], {
    env: { HTTP_PROXY: proxy.url, http_proxy: proxy.url, ALL_PROXY: proxy.url },
  });
  expect([ran.out, proxy.requests]).toEqual(['{"id":"7"}\n', []]);
});

describe("answers", () => {
  test("an API's error is the same as without a broker", async () => {
    const broker = await startFakeBroker(answerJson({ message: "no such box" }, { status: 404 }));
    const ran = await run(broker, ["boxes", "get", "7"]);
    expect([ran.exit, ran.error]).toMatchObject([
      1,
      { code: "NOT_FOUND", message: "no such box", status: 404 },
    ]);
  });

  test.each([
    ["none", "AUTH_REQUIRED"],
    ["live", "REAUTH_REQUIRED"],
    ["expired", "SESSION_EXPIRED"],
  ] as const)("a 401 with a credential that is %s is %s", async (credential, code) => {
    const broker = await startFakeBroker(answerJson({}, { status: 401, credential }));
    expect((await run(broker, ["boxes", "get", "7"])).error?.code).toBe(code);
  });

  test("the broker's own error is passed on with its code's exit", async () => {
    const error = {
      code: "PERMISSION_DENIED",
      message: "denied by a person: not\u001b[2J today",
      operation: "x",
    };
    const ran = await run(await startFakeBroker(answerError(error)), ["boxes", "get", "7"]);
    expect([ran.exit, ran.error]).toEqual([
      4,
      {
        code: "PERMISSION_DENIED",
        connector: "acme",
        message: "denied by a person: not today",
        retryable: false,
        operation: "boxes.get",
      },
    ]);
  });

  test("a code of tomorrow is passed on", async () => {
    const ran = await run(await startFakeBroker(answerError({ code: "OF_TOMORROW", retryable: true })), [
      "boxes",
      "get",
      "7",
    ]);
    expect([ran.exit, ran.error]).toMatchObject([1, { code: "OF_TOMORROW", retryable: true }]);
  });

  test("which accounts there are to choose from", async () => {
    const broker = await startFakeBroker(
      answerError({ code: "ACCOUNT_REQUIRED", accounts: ["work", "at home"] }),
    );
    const ran = await run(broker, ["boxes", "get", "7"]);
    expect([ran.exit, ran.error]).toMatchObject([
      3,
      { accounts: ["work", "at home"], help: "say which one: --account work, or --account 'at home'" },
    ]);
  });

  test.each<[string, BrokerReply]>([
    [
      "a page of something else",
      (_, response) => {
        response.end("<html>");
      },
    ],
    ["another server's 404", plainJson({ message: "?" }, 404)],
    [
      "no envelope",
      (_, response) => {
        response.writeHead(200, { "content-type": "application/vnd.specwire.envelope" });
        response.end("x");
      },
    ],
    [
      "an envelope that says it is longer than it may be",
      (_, response) => {
        response.writeHead(200, { "content-type": "application/vnd.specwire.envelope" });
        response.end(Buffer.from([255, 255, 255, 255, 1]));
      },
    ],
    ["an answer to another request", answerJson({}, { requestId: "other" })],
    ["an answer without a status", (asked, response) => startAnswer(asked, response, {})],
    ["another version", answerJson({}, { envelope: 2 as 1 })],
  ])("what is no broker's answer is refused: %s", async (_, reply) => {
    const ran = await run(await startFakeBroker(reply), ["boxes", "add", "--title", "x"]);
    expect(ran.error).toMatchObject({
      code: "NOT_CONFIGURED",
      message: expect.stringContaining("no broker that this tool knows"),
    });
  });

  test("one that breaks off", async () => {
    const broker = await startFakeBroker((asked, response) => {
      startAnswer(asked, response, { status: 200, headers: { "content-type": "application/json" } });
      response.write('{"id":');
      setTimeout(() => response.destroy(), 20);
    });
    const ran = await run(broker, ["boxes", "add", "--title", "x"]);
    expect(ran.error).toMatchObject({
      code: "NETWORK_ERROR",
      help: "it may have happened all the same: look before trying again",
      retryable: false,
    });
  });

  test("--save writes a download, and nothing of one that breaks off", async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256));
    const broker = await startFakeBroker((asked, response, count) => {
      startAnswer(asked, response, { status: 200, headers: { "content-type": "image/png" } });
      response.write(bytes);
      setTimeout(() => (count === 1 ? response.end() : response.destroy()), 20);
    });
    const folder = mkdtempSync(join(tmpdir(), "kit-save-"));
    const path = join(folder, "a.png");
    const ran = await run(broker, ["boxes", "download", "--save", path]);
    expect(JSON.parse(ran.out)).toEqual({ saved: path, bytes: bytes.length, contentType: "image/png" });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    const broken = await run(broker, ["boxes", "download", "--save", join(folder, "b.png")]);
    expect(broken.error?.code).toBe("NETWORK_ERROR");
    expect(readdirSync(folder)).toEqual(["a.png"]);
  });

  test("events are printed as they come; --limit ends a stream that goes on", async () => {
    const broker = await startFakeBroker((asked, response) => {
      startAnswer(asked, response, { status: 200, headers: { "content-type": "text/event-stream" } });
      response.write("data: 1\n\ndata: 2\n\n");
    });
    const ran = await run(broker, ["boxes", "watch", "--limit", "2"]);
    expect([ran.out, ran.exit]).toEqual(['{"data":1}\n{"data":2}\n', 0]);
  });

  test("reads are tried again while the API is busy; what writes is not", async () => {
    const busy: BrokerReply = (asked, response, count) =>
      answerJson({ id: "7" }, { status: count === 1 ? 503 : 200 })(asked, response, count);
    const ran = await run(await startFakeBroker(busy), ["boxes", "get", "7"]);
    expect([ran.out, ran.pauses]).toEqual(['{"id":"7"}\n', [500]]);
    const broker = await startFakeBroker(busy);
    expect((await run(broker, ["boxes", "add", "--title", "x"])).error?.code).toBe("SERVER_ERROR");
    expect(broker.asked).toHaveLength(1);
  });
});

describe("files", () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256));
  const folder = mkdtempSync(join(tmpdir(), "kit-files-"));
  const path = join(folder, "a b.bin");
  writeFileSync(path, bytes);

  test("follow the envelope, named with size and digest", async () => {
    const broker = await startFakeBroker(answerJson({}));
    const ran = await run(broker, ["boxes", "upload", "--input", `@${path}`]);
    expect(ran.exit).toBe(0);
    const [asked] = broker.asked;
    expect(asked?.envelope?.files).toMatchObject([{ name: "a b.bin", size: bytes.length }]);
    expect(asked?.envelope?.arguments.body).toEqual({ $file: asked?.envelope?.files[0]?.id });
    expect(Object.values(asked?.files ?? {}).map((one) => one.equals(bytes))).toEqual([true]);
  });

  test("of what is piped in as well, also when it has to be sent twice", async () => {
    const approval = { code: "APPROVAL_REQUIRED", approvalId: "a1" };
    const broker = await startFakeBroker((asked, response, count) => {
      if (asked.envelope === undefined)
        plainJson({ envelope: 1, approvalId: "a1", status: "approved" })(asked, response, count);
      else (count === 1 ? answerError(approval) : answerJson({}))(asked, response, count);
    });
    const ran = await run(broker, ["boxes", "upload", "--input", "-", "--wait", "5"], { stdin: "piped" });
    expect(ran.exit).toBe(0);
    const sent = broker.asked.flatMap(({ files }) => Object.values(files).map(String));
    expect(sent).toEqual(["piped", "piped"]);
    expect(broker.operations().map(({ files }) => files)).toMatchObject([
      [{ name: "stdin", size: 5 }],
      [{ name: "stdin", size: 5 }],
    ]);
  });

  test("only those that the arguments still name", async () => {
    const form = operationOf("boxes.attach", {
      method: "POST",
      body: {
        contentType: "multipart/form-data",
        encoding: "multipart",
        required: true,
        type: { kind: "object", properties: [{ name: "file", type: { kind: "file" } }] },
      },
    });
    const broker = await startFakeBroker(answerJson({}));
    const other = join(folder, "other");
    writeFileSync(other, "other");
    const argv = ["boxes", "attach", "--input", JSON.stringify({ file: path }), "--file", other];
    const ran = await runConnector(connectorOf([form]), argv, { env: session(broker) });
    expect(ran.exit).toBe(0);
    expect(broker.operations()[0]?.files).toMatchObject([{ name: "other" }]);
  });

  test("an answer that comes before the file was read is the answer", async () => {
    const large = join(folder, "large");
    writeFileSync(large, Buffer.alloc(20_000_000));
    const { createServer } = await import("node:http");
    const { frame, framingType, readFrame } = await import("@specwire/contract");
    const { listenOnLoopback } = await import("./support/recorder.ts");
    const server = createServer(async (request, response) => {
      const { envelope } = await readFrame(request);
      const { requestId } = envelope as { requestId: string };
      const error = { code: "PERMISSION_DENIED", connector: "acme", message: "never", retryable: false };
      response.writeHead(200, { "content-type": framingType });
      response.end(frame({ envelope: 1, requestId, from: "broker", headers: {}, error }));
      request.resume();
    });
    const url = `http://127.0.0.1:${await listenOnLoopback(server)}`;
    const ran = await runConnector(connector, ["boxes", "upload", "--input", `@${large}`], {
      env: { SPECWIRE_BROKER_URL: url, SPECWIRE_GRANT: "g" },
    });
    expect(ran.error).toMatchObject({ code: "PERMISSION_DENIED", message: "never" });
  });
});
