import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { basic, connectorOf, operationOf, parameterOf } from "./support/connector.ts";
import { runProgram, runtimes, writePrograms } from "./support/programs.ts";
import { startProxy } from "./support/proxy.ts";
import { type Reply, replyJson, startRecorder } from "./support/recorder.ts";
import { authorityFile, serverCertificate } from "./support/tls.ts";

// The generated file as it is shipped, started by each runtime that has to run it unchanged.

const big = "x".repeat(3_000_000);
const connector = connectorOf(
  [
    operationOf("boxes.list", {
      path: "/boxes",
      parameters: [parameterOf("page", { type: { kind: "integer" } })],
      response: { kind: "json", items: "", fields: ["id"], known: [] },
      pagination: { kind: "link", next: { header: "link" } },
    }),
    operationOf("boxes.get", {
      path: "/boxes/{id}",
      parameters: [parameterOf("id", { in: "path", required: true })],
    }),
    operationOf("boxes.add", {
      method: "POST",
      path: "/boxes",
      body: {
        contentType: "multipart/form-data",
        encoding: "multipart",
        required: true,
        type: {
          kind: "object",
          properties: [
            { name: "file", type: { kind: "file" } },
            { name: "title", type: { kind: "string" } },
          ],
        },
      },
    }),
    operationOf("boxes.download", { path: "/bytes", response: { kind: "binary", fields: [], known: [] } }),
  ],
  { auth: [basic] },
);

const reply: Reply = (request, response, count) => {
  if (request.url === "/boxes/big") replyJson({ big })(request, response, count);
  else if (request.url === "/boxes/none")
    replyJson({ message: "no such box" }, 404)(request, response, count);
  else if (request.url === "/boxes/zip") {
    response.writeHead(200, { "content-encoding": "gzip" });
    response.end(gzipSync('{"zip":true}'));
  } else if (request.url === "/bytes") response.end(Buffer.from([0, 255, 128, 10, 13]));
  else if (request.url.startsWith("/boxes/"))
    replyJson({ id: request.url.slice(7) })(request, response, count);
  else {
    const page = Number(new URL(request.url, "http://x").searchParams.get("page") ?? 1);
    const link = page < 3 ? { link: `<http://x/boxes?page=${page + 1}>; rel="next"` } : {};
    replyJson([{ id: page, other: 1 }], 200, link)(request, response, count);
  }
};

const secrets = { ACME_USERNAME: "ann", ACME_PASSWORD: "planted-marker" };
let path = "";
beforeAll(() => {
  path = writePrograms(connector);
});

const starts: [runtime: string, extension: string][] = [
  ["Node.js", ".mjs"],
  ["Bun", ".ts"],
  ["Deno", ".ts"],
];

describe.each(starts)("%s runs custom-acme%s", (runtime, extension) => {
  const run = (argv: readonly string[], env: Record<string, string> = {}, input?: string) =>
    runProgram([...(runtimes[runtime] ?? []), path + extension, ...argv], { ...secrets, ...env }, input);

  test("help, and an error with its exit code", async () => {
    const help = await run([]);
    expect([help.exit, help.err]).toEqual([0, ""]);
    expect(help.out.toString()).toMatch(/^custom-acme 1\.2\.3 - Acme/);
    const wrong = await run(["boxes", "gett"]);
    expect(wrong.exit).toBe(2);
    expect(wrong.out.toString()).toBe("");
    expect(JSON.parse(wrong.err).error).toMatchObject({
      code: "UNKNOWN_COMMAND",
      help: "try: custom-acme boxes get",
    });
  });

  test("answers, pages, bytes and what is said on the side", async () => {
    const recorder = await startRecorder(reply);
    const env = { ACME_BASE_URL: recorder.url };
    const list = await run(["boxes", "list", "--all"], env);
    expect([list.out.toString(), list.err, list.exit]).toEqual([
      '[{"id":1},{"id":2},{"id":3}]\n',
      "All 3 items.\nAlso: other (--fields id,other or all)\n",
      0,
    ]);
    expect((await run(["boxes", "get", "zip"], env)).out.toString()).toBe('{"zip":true}\n');
    const large = await run(["boxes", "get", "big", "--fields", "all"], env);
    expect(large.out.length).toBe(big.length + 11);
    const none = await run(["boxes", "get", "none"], env);
    expect([none.exit, JSON.parse(none.err).error.code]).toEqual([1, "NOT_FOUND"]);
    expect([...(await run(["boxes", "download"], env)).out]).toEqual([0, 255, 128, 10, 13]);
    expect(
      recorder.requests.every((one) => one.headers.authorization === `Basic ${btoa("ann:planted-marker")}`),
    ).toBe(true);
    expect(recorder.requests[0]?.headers["user-agent"]).toBe("custom-acme/1.2.3 (specwire)");
  });

  test("an upload and a download", async () => {
    const recorder = await startRecorder(reply);
    const folder = mkdtempSync(join(tmpdir(), "kit-program-"));
    const file = join(folder, "a.bin");
    writeFileSync(file, big);
    const env = { ACME_BASE_URL: recorder.url };
    const sent = await run(["boxes", "add", "--file", file, "--input", "-"], env, '{"title":"piped"}');
    expect([sent.exit, sent.err]).toEqual([0, ""]);
    const form = await new Response(recorder.requests[0]?.body, {
      headers: { "content-type": recorder.requests[0]?.headers["content-type"] ?? "" },
    }).formData();
    expect(form.get("title")).toBe("piped");
    expect(await (form.get("file") as File).text()).toBe(big);
    expect(recorder.requests[0]?.headers["content-length"]).toBe(String(recorder.requests[0]?.body.length));
    const saved = join(folder, "saved.bin");
    const got = await run(["boxes", "download", "--save", saved], env);
    expect(JSON.parse(got.out.toString())).toMatchObject({ saved, bytes: 5 });
    expect([...readFileSync(saved)]).toEqual([0, 255, 128, 10, 13]);
  });

  test.each(["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"])(
    "HTTPS with an authority from %s, straight and through a tunnel",
    async (name) => {
      const recorder = await startRecorder(reply, serverCertificate());
      const proxy = await startProxy(recorder.port);
      const direct = await run(["boxes", "get", "7"], {
        ACME_BASE_URL: recorder.url,
        [name]: authorityFile,
      });
      expect([direct.out.toString(), direct.err]).toEqual(['{"id":"7"}\n', ""]);
      const env = {
        ACME_BASE_URL: "https://api.acme.test",
        HTTPS_PROXY: `http://u:p@127.0.0.1:${proxy.port}`,
        [name]: authorityFile,
      };
      const tunnelled = await run(["boxes", "list", "--all"], env);
      expect([tunnelled.out.toString(), tunnelled.err]).toEqual([
        '[{"id":1},{"id":2},{"id":3}]\n',
        "All 3 items.\nAlso: other (--fields id,other or all)\n",
      ]);
      expect(new Set(proxy.seen.map((one) => one.line))).toEqual(new Set(["CONNECT api.acme.test:443"]));
      const around = await run(["boxes", "get", "7"], {
        ...env,
        ACME_BASE_URL: recorder.url,
        NO_PROXY: "127.0.0.1",
      });
      expect(around.exit).toBe(0);
      const strange = await run(["boxes", "get", "7"], { ACME_BASE_URL: recorder.url });
      expect([strange.exit, JSON.parse(strange.err).error.code]).toEqual([6, "NETWORK_ERROR"]);
    },
  );

  test("plain HTTP through a proxy", async () => {
    const recorder = await startRecorder(reply);
    const proxy = await startProxy(recorder.port);
    const ran = await run(["boxes", "get", "7"], {
      ACME_BASE_URL: "http://api.acme.test",
      HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
    });
    expect([ran.out.toString(), ran.err]).toEqual(['{"id":"7"}\n', ""]);
    expect(proxy.seen.map((one) => one.line)).toEqual(["GET http://api.acme.test/boxes/7"]);
  });

  test("a reader that goes away", async () => {
    const recorder = await startRecorder(reply);
    const words = [...(runtimes[runtime] ?? []), path + extension, "boxes", "get", "big", "--fields", "all"]
      .map((word) => `'${word}'`)
      .join(" ");
    const ran = await runProgram(["sh", "-c", `{ ${words}; echo "exit $?" >&2; } | head -c 5`], {
      ...secrets,
      ACME_BASE_URL: recorder.url,
    });
    expect([ran.out.toString(), ran.err]).toEqual(['{"big', "exit 0\n"]);
  });

  test("a server that is not there", async () => {
    const ran = await run(["boxes", "add", "--title", "x"], { ACME_BASE_URL: "http://127.0.0.1:1" });
    expect([ran.exit, JSON.parse(ran.err).error]).toMatchObject([
      6,
      { code: "NETWORK_ERROR", message: "127.0.0.1:1: refuses the connection", retryable: true },
    ]);
  });
});

test("Node.js erases the types of custom-acme.ts by itself", async () => {
  const recorder = await startRecorder(reply);
  const env = { ...secrets, ACME_BASE_URL: recorder.url };
  const ran = await runProgram([process.execPath, `${path}.ts`, "boxes", "get", "7"], env);
  expect([ran.out.toString(), ran.err, ran.exit]).toEqual(['{"id":"7"}\n', "", 0]);
});
