import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bearer, connectorOf, operationOf, parameterOf } from "./support/connector.ts";
import { answerError, answerJson, plainJson, startAnswer, startFakeBroker } from "./support/fake-broker.ts";
import { runProgram, runtimes, writePrograms } from "./support/programs.ts";

// The generated file as it is shipped, on each runtime, with nothing but a broker.

const big = Buffer.alloc(3_000_000, "x");
const connector = connectorOf(
  [
    operationOf("boxes.get", {
      path: "/boxes/{id}",
      parameters: [parameterOf("id", { in: "path", required: true })],
    }),
    operationOf("boxes.upload", {
      method: "POST",
      body: {
        contentType: "application/octet-stream",
        encoding: "raw",
        required: true,
        type: { kind: "file" },
      },
    }),
    operationOf("boxes.download", { response: { kind: "binary", fields: [], known: [] } }),
    operationOf("boxes.watch", {
      response: { kind: "stream", accept: "text/event-stream", fields: [], known: [] },
    }),
  ],
  { auth: [bearer] },
);

let path = "";
beforeAll(() => {
  path = writePrograms(connector);
});

describe.each(
  Object.keys(runtimes).flatMap((runtime) => ["unix", "tcp"].map((on) => [runtime, on] as const)),
)("%s over %s", (runtime, on) => {
  const extension = runtime === "Node.js" ? ".mjs" : ".ts";
  const start = (reply: Parameters<typeof startFakeBroker>[0]) =>
    startFakeBroker(reply, on as "unix" | "tcp");
  const run = (url: string, argv: readonly string[], input?: string | Buffer) =>
    runProgram(
      [...(runtimes[runtime] ?? []), path + extension, ...argv],
      { SPECWIRE_BROKER_URL: url, SPECWIRE_GRANT: "grant-1", ACME_API_KEY: "planted" },
      input,
    );

  test("a call and its answer", async () => {
    const broker = await start(answerJson({ id: "7" }));
    const ran = await run(broker.url, ["boxes", "get", "7"]);
    expect([ran.out.toString(), ran.err, ran.exit]).toEqual(['{"id":"7"}\n', "", 0]);
    expect(broker.operations()).toMatchObject([{ arguments: { path: { id: "7" } } }]);
    expect(JSON.stringify(broker.asked)).not.toContain("planted");
  });

  test("a file, and what is piped in", async () => {
    const broker = await start(answerJson({}));
    const file = join(mkdtempSync(join(tmpdir(), "kit-upload-")), "big.bin");
    writeFileSync(file, big);
    expect((await run(broker.url, ["boxes", "upload", "--input", `@${file}`])).exit).toBe(0);
    expect((await run(broker.url, ["boxes", "upload", "--input", "-"], big)).exit).toBe(0);
    const sent = broker.asked.flatMap(({ files }) => Object.values(files));
    expect(sent.map((one) => one.equals(big))).toEqual([true, true]);
  });

  test("a download, whole or not at all", async () => {
    const broker = await start((asked, response, count) => {
      startAnswer(asked, response, { status: 200, headers: { "content-type": "image/png" } });
      response.write(big);
      setTimeout(() => (count === 1 ? response.end() : response.destroy()), 50);
    });
    const target = join(mkdtempSync(join(tmpdir(), "kit-download-")), "out");
    expect((await run(broker.url, ["boxes", "download", "--save", target])).exit).toBe(0);
    expect(readFileSync(target).equals(big)).toBe(true);
    const broken = await run(broker.url, ["boxes", "download", "--save", `${target}2`]);
    expect([broken.exit, JSON.parse(broken.err).error.code]).toEqual([6, "NETWORK_ERROR"]);
  });

  test("events until --limit ends them", async () => {
    const broker = await start((asked, response) => {
      startAnswer(asked, response, { status: 200, headers: { "content-type": "text/event-stream" } });
      response.write("data: 1\n\ndata: 2\n\n");
    });
    const ran = await run(broker.url, ["boxes", "watch", "--limit", "2"]);
    expect([ran.out.toString(), ran.exit]).toEqual(['{"data":1}\n{"data":2}\n', 0]);
  });

  test("an approval that is waited for", async () => {
    let approved = false;
    const broker = await start((asked, response, count) => {
      const isCall = asked.envelope !== undefined;
      if (isCall && approved) return answerJson({ done: true })(asked, response, count);
      if (isCall) return answerError({ code: "APPROVAL_REQUIRED", approvalId: "a1" })(asked, response, count);
      setTimeout(() => {
        approved = true;
        plainJson({ envelope: 1, approvalId: "a1", status: "approved", expiresAt: "" })(
          asked,
          response,
          count,
        );
      }, 100);
      return undefined;
    });
    const ran = await run(broker.url, ["boxes", "upload", "--input", "-", "--wait", "30"], "piped");
    expect([ran.out.toString(), ran.exit]).toEqual(['{"done":true}\n', 0]);
    expect(ran.err).toBe("Waiting up to 30 seconds for a person to approve this: a1.\nApproved.\n");
  });

  test("a broker that is not there", async () => {
    const gone = on === "unix" ? "unix:/tmp/specwire-none.sock" : "http://127.0.0.1:1";
    const ran = await run(gone, ["boxes", "get", "7"]);
    expect([ran.exit, JSON.parse(ran.err).error]).toMatchObject([
      6,
      { code: "NETWORK_ERROR", message: expect.stringContaining("the broker can't be reached") },
    ]);
  });
});
