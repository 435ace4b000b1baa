import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { frame, framingType, readFrame } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { connector, run, session } from "./support/broker-session.ts";
import { connectorOf, operationOf } from "./support/connector.ts";
import {
  answerError,
  answerJson,
  type BrokerReply,
  plainJson,
  startAnswer,
  startFakeBroker,
} from "./support/fake-broker.ts";
import { listenOnLoopback } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

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
        help: "this session may not do it, in whatever way: tell the person you work for",
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

  test("an account that is none, and what help the broker itself gives", async () => {
    const none = answerError({ code: "ACCOUNT_NOT_FOUND", accounts: ["work"], help: "theirs" });
    expect((await run(await startFakeBroker(none), ["boxes", "get", "7"])).error?.help).toBe(
      "say which one: --account work",
    );
    const denied = answerError({ code: "PERMISSION_DENIED", help: "theirs" });
    expect((await run(await startFakeBroker(denied), ["boxes", "get", "7"])).error?.help).toBe("theirs");
  });

  test("an API that takes its time is no broker that is away", async () => {
    const broker = await startFakeBroker(() => undefined);
    const ran = await run(broker, ["boxes", "add", "--title", "x", "--timeout", "0.1"]);
    expect(ran.error).toMatchObject({
      code: "NETWORK_ERROR",
      message: "the broker did not answer: no answer within 0.1 seconds",
      help: "it may have happened all the same: look before trying again",
      retryable: false,
    });
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

  test("those of the body alone, in its order", async () => {
    const form = operationOf("boxes.attach", {
      method: "POST",
      body: {
        contentType: "multipart/form-data",
        encoding: "multipart",
        required: true,
        type: {
          kind: "object",
          properties: ["first", "second"].map((name) => ({ name, type: { kind: "file" as const } })),
        },
      },
    });
    const broker = await startFakeBroker(answerJson({}));
    const [one, two] = ["one", "two"].map((name) => {
      writeFileSync(join(folder, name), name);
      return join(folder, name);
    });
    const input = JSON.stringify({ second: path, first: one });
    const argv = ["boxes", "attach", "--input", input, "--second", two ?? ""];
    const ran = await runConnector(connectorOf([form]), argv, { env: session(broker) });
    expect(ran.exit).toBe(0);
    const [asked] = broker.asked;
    const names = asked?.envelope?.files.map(({ name }) => name);
    // Of the first one that was named for the same member nothing is sent.
    expect(names).toEqual(["two", "one"]);
    expect(
      Object.values(asked?.files ?? {})
        .map(String)
        .toSorted(),
    ).toEqual(["one", "two"]);
    const ids = asked?.envelope?.files.map(({ id }) => ({ $file: id }));
    expect(asked?.envelope?.arguments.body).toEqual({ second: ids?.[0], first: ids?.[1] });
  });

  test("an answer that comes before the file was read is the answer", async () => {
    const large = join(folder, "large");
    writeFileSync(large, Buffer.alloc(20_000_000));
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
