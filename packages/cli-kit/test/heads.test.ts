import { deflateRawSync, gzipSync, zstdCompressSync } from "node:zlib";
import type { Operation, ResponseShape } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { connectorOf, operationOf } from "./support/connector.ts";
import { type Reply, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

async function asked(reply: Reply, more: Partial<Operation> = {}, argv: readonly string[] = []) {
  const recorder = await startRecorder(reply);
  const one = operationOf("boxes.get", { path: "/b", ...more });
  const ran = await runConnector(
    connectorOf([one], { errorShapes: [{ message: "/fault/text", code: "/fault/no" }] }),
    ["boxes", "get", ...argv],
    { env: { ACME_BASE_URL: recorder.url } },
  );
  return { ...ran, request: recorder.requests[0] };
}

const answer =
  (status: number, headers: Record<string, string>, body: string | Buffer = ""): Reply =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

const shape = (kind: ResponseShape["kind"], more: Partial<ResponseShape> = {}): Partial<Operation> => ({
  response: { kind, fields: [], known: [], ...more },
});

describe("answers without a body", () => {
  test("HEAD prints status and headers, whatever they promise", async () => {
    const reply = answer(200, {
      "content-encoding": "gzip",
      "content-length": "20",
      etag: '"1"',
      "set-cookie": "a=b",
    });
    const ran = await asked(reply, { method: "HEAD", ...shape("none") });
    const printed = JSON.parse(ran.out) as { status: number; headers: Record<string, string> };
    expect([printed.status, printed.headers.etag, printed.headers["set-cookie"]]).toEqual([
      200,
      '"1"',
      undefined,
    ]);
    expect((await asked(answer(404, {}), { method: "HEAD", ...shape("none") })).error?.code).toBe(
      "NOT_FOUND",
    );
  });

  test("a redirect that is the answer says where it leads, and is not followed", async () => {
    const reply = answer(302, { location: "https://files.example/x?sig=1" });
    const ran = await asked(reply, shape("none", { redirect: true }));
    expect(JSON.parse(ran.out)).toEqual({ status: 302, location: "https://files.example/x?sig=1" });
    expect((await asked(reply, shape("none"))).error?.code).toBe("UNEXPECTED_ANSWER");
  });

  test("304 is no error", async () => {
    const ran = await asked(answer(304, { etag: "1" }));
    expect([ran.exit, ran.out, ran.err]).toEqual([0, "", "Not modified (304): it is as it was.\n"]);
  });
});

describe("encodings", () => {
  test.each<[string, string, Buffer]>([
    ["deflate without its head", "deflate", deflateRawSync('{"a":1}')],
    ["two, one upon the other", "gzip, deflate", deflateRawSync(gzipSync('{"a":1}'))],
    ["zstd", "zstd", zstdCompressSync('{"a":1}')],
    ["none that is known", "identity", Buffer.from('{"a":1}')],
  ])("%s", async (_, encoding, body) => {
    const ran = await asked(answer(200, { "content-encoding": encoding }, body));
    expect([ran.out, ran.err]).toEqual(['{"a":1}\n', ""]);
  });

  test("text in another character set", async () => {
    const latin = Buffer.from([0xe9, 0x0a]);
    const reply = answer(200, { "content-type": "text/plain; charset=iso-8859-1" }, latin);
    expect((await asked(reply, shape("text"))).out).toBe("é\n");
    expect(
      (await asked(answer(200, { "content-type": "text/plain; charset=wat" }, "é"), shape("text"))).out,
    ).toBe("é");
  });
});

describe("what is asked for", () => {
  test.each<[Partial<Operation>, string]>([
    [{}, "application/json, */*;q=0.5"],
    [shape("text", { accept: "text/csv" }), "text/csv, */*;q=0.5"],
    [shape("json", { accept: "application/hal+json" }), "application/hal+json, */*;q=0.5"],
  ])("%j: %s", async (more, accept) => {
    expect((await asked(answer(200, {}, "{}"), more)).request?.headers.accept).toBe(accept);
  });
});

describe("errors of the documented shape", () => {
  test("message and code are where the document says", async () => {
    const body = '{"fault":{"text":"No such box","no":17},"message":"see fault"}';
    const { error } = await asked(answer(404, {}, body));
    expect(error).toMatchObject({ code: "NOT_FOUND", message: "No such box", apiCode: "17" });
  });

  test("what is not there is looked for where most APIs have it", async () => {
    const { error } = await asked(answer(422, {}, '{"errors":[{"detail":"too long"}]}'));
    expect(error).toMatchObject({ code: "INVALID_REQUEST", message: "too long" });
  });
});
