import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileBytes } from "../src/arguments/files.ts";
import { connectorOf, operationOf, string } from "./support/connector.ts";
import { type Reply, replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "kit-files-"));
  const photo = join(folder, 'ph"oto.png');
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256));
  writeFileSync(photo, bytes);

  test("multipart, streamed with its length", async () => {
    const upload = operationOf("files.add", {
      method: "POST",
      body: {
        contentType: "multipart/form-data",
        encoding: "multipart",
        required: true,
        type: {
          kind: "object",
          properties: [
            { name: "file", required: true, type: { kind: "file" } },
            { name: "title", type: string },
            { name: "meta", type: { kind: "any" } },
          ],
        },
        fields: { file: { contentType: "image/png" } },
      },
    });
    const recorder = await startRecorder(replyJson({ ok: true }));
    const env = { ACME_BASE_URL: recorder.url };
    for (const flags of [
      ["--file", photo, "--title", "é"],
      ["--file", `@${photo}`, "--title", "é"],
      ["--input", JSON.stringify({ file: photo, title: "é" })],
    ]) {
      const ran = await runConnector(connectorOf([upload]), ["files", "add", ...flags, "--meta", '{"a":1}'], {
        env,
      });
      expect(ran.out).toBe('{"ok":true}\n');
    }
    for (const request of recorder.requests) {
      expect(request.headers["content-length"]).toBe(String(request.body.length));
      expect(request.headers["transfer-encoding"]).toBeUndefined();
      const form = await new Response(request.body, {
        headers: { "content-type": request.headers["content-type"] ?? "" },
      }).formData();
      const file = form.get("file") as File;
      expect([file.name, file.type, form.get("title"), form.get("meta")]).toEqual([
        'ph"oto.png',
        "image/png",
        "é",
        '{"a":1}',
      ]);
      expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    }
  });

  test("a raw body is the file's bytes, sent again whole after a failure", async () => {
    const upload = operationOf("files.put", {
      method: "PUT",
      body: { contentType: "image/png", encoding: "raw", required: true, type: { kind: "file" } },
    });
    const recorder = await startRecorder((request, response, count) =>
      replyJson({}, count === 1 ? 503 : 200)(request, response, count),
    );
    const ran = await runConnector(connectorOf([upload]), ["files", "put", "--input", `@${photo}`], {
      env: { ACME_BASE_URL: recorder.url },
    });
    expect(ran.exit).toBe(0);
    expect(recorder.requests.map((one) => one.body.equals(bytes))).toEqual([true, true]);
    expect(recorder.requests[0]?.headers["content-type"]).toBe("image/png");
  });

  test("a file that is not there is an error before anything is sent", async () => {
    const upload = operationOf("files.put", {
      method: "PUT",
      body: { contentType: "image/png", encoding: "raw", required: true, type: { kind: "file" } },
    });
    const recorder = await startRecorder(replyJson({}));
    for (const path of ["@/none/x.png", `@${folder}`]) {
      const ran = await runConnector(connectorOf([upload]), ["files", "put", "--input", path], {
        env: { ACME_BASE_URL: recorder.url },
      });
      expect(ran.error).toMatchObject({ code: "INVALID_ARGUMENT", flag: "--input" });
    }
    expect(recorder.requests).toHaveLength(0);
  });

  test.each(["longer", ""])("a file that changes while it is sent is refused: %j", async (content) => {
    const path = join(mkdtempSync(join(tmpdir(), "kit-files-")), "a");
    writeFileSync(path, content);
    const read = async () => {
      for await (const _ of fileBytes({ path, name: "a", size: 3 }));
    };
    await expect(read()).rejects.toThrow("changed while it was sent");
  });

  test("a file reference that nobody made by a path is refused", async () => {
    const upload = operationOf("files.put", {
      method: "POST",
      body: {
        contentType: "multipart/form-data",
        encoding: "multipart",
        required: true,
        type: { kind: "object", properties: [{ name: "file", type: { kind: "file" } }] },
      },
    });
    const ran = await runConnector(
      connectorOf([upload]),
      ["files", "put", "--input", '{"file":{"$file":"/etc/passwd"}}'],
      { env: { ACME_BASE_URL: "http://127.0.0.1:1" } },
    );
    expect(ran.error?.code).toBe("INVALID_ARGUMENT");
  });

  describe("--save", () => {
    const binary = operationOf("files.get", {
      path: "/f",
      response: { kind: "binary", fields: [], known: [] },
    });
    const reply: Reply = (_, response) => {
      response.writeHead(200, { "content-type": "image/png" });
      response.end(bytes);
    };

    test("writes the bytes and says so", async () => {
      const recorder = await startRecorder(reply);
      const path = join(mkdtempSync(join(tmpdir(), "kit-save-")), "out.png");
      const env = { ACME_BASE_URL: recorder.url };
      const ran = await runConnector(connectorOf([binary]), ["files", "get", "--save", path], {
        env,
        terminal: true,
      });
      expect(JSON.parse(ran.out)).toEqual({ saved: path, bytes: bytes.length, contentType: "image/png" });
      expect(readFileSync(path).equals(bytes)).toBe(true);
      const again = await runConnector(connectorOf([binary]), ["files", "get", "--save", path], { env });
      expect(again.error).toMatchObject({
        code: "USAGE",
        flag: "--save",
        message: expect.stringContaining("exists already"),
      });
      expect(recorder.requests).toHaveLength(1);
    });

    test("leaves nothing behind when the download breaks", async () => {
      const recorder = await startRecorder((_, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("part");
        setTimeout(() => response.destroy(), 20);
      });
      const target = mkdtempSync(join(tmpdir(), "kit-save-"));
      const ran = await runConnector(connectorOf([binary]), ["files", "get", "--save", join(target, "x")], {
        env: { ACME_BASE_URL: recorder.url },
      });
      expect(ran.error?.code).toBe("NETWORK_ERROR");
      expect(readdirSync(target)).toEqual([]);
    });

    test("a file that appears meanwhile is left alone", async () => {
      const path = join(mkdtempSync(join(tmpdir(), "kit-save-")), "out.png");
      const recorder = await startRecorder((_, response) => {
        writeFileSync(path, "mine");
        response.end("theirs");
      });
      const ran = await runConnector(connectorOf([binary]), ["files", "get", "--save", path], {
        env: { ACME_BASE_URL: recorder.url },
      });
      expect(ran.error).toMatchObject({ code: "USAGE", flag: "--save" });
      expect(readFileSync(path, "utf8")).toBe("mine");
    });

    test("an error answer is not saved", async () => {
      const recorder = await startRecorder(replyJson({ message: "gone" }, 404));
      const target = mkdtempSync(join(tmpdir(), "kit-save-"));
      const ran = await runConnector(connectorOf([binary]), ["files", "get", "--save", join(target, "x")], {
        env: { ACME_BASE_URL: recorder.url },
      });
      expect(ran.error).toMatchObject({ code: "NOT_FOUND", message: "gone" });
      expect(readdirSync(target)).toEqual([]);
    });

    test("bytes go into a pipe, never to a terminal", async () => {
      const recorder = await startRecorder(reply);
      const env = { ACME_BASE_URL: recorder.url };
      expect((await runConnector(connectorOf([binary]), ["files", "get"], { env })).bytes.equals(bytes)).toBe(
        true,
      );
      const ran = await runConnector(connectorOf([binary]), ["files", "get"], { env, terminal: true });
      expect(ran.error).toMatchObject({ code: "USAGE", flag: "--save" });
      expect(recorder.requests).toHaveLength(1);
    });
  });
});
