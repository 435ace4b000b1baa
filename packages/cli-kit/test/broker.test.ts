import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connector, run } from "./support/broker-session.ts";
import { answerJson, type BrokerReply, plainJson, startFakeBroker } from "./support/fake-broker.ts";
import { startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const planted = "planted-credential";

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
