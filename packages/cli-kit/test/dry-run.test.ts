import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { basic, bearer, connectorOf, operationOf, parameterOf, twoKeys } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { runConnector } from "./support/run-in-process.ts";

const me = operationOf("members.me", { path: "/me" });
const planted = "s3cr3t/planted+marker=";

describe("--dry-run", () => {
  test.each([
    ["bearer", bearer, { ACME_API_KEY: planted }, "headers.authorization", "Bearer <ACME_API_KEY>"],
    [
      "basic",
      basic,
      { ACME_USERNAME: "ann-planted", ACME_PASSWORD: planted },
      "headers.authorization",
      "Basic <ACME_USERNAME>:<ACME_PASSWORD>",
    ],
    [
      "two keys",
      twoKeys,
      { ACME_KEY: planted, ACME_TOKEN: planted },
      "url",
      "https://api.acme.example/me?x=1&key=<ACME_KEY>&token=<ACME_TOKEN>",
    ],
    [
      "nothing connected",
      twoKeys,
      {},
      "url",
      "https://api.acme.example/me?x=1&key=<ACME_KEY>&token=<ACME_TOKEN>",
    ],
  ])("%s", async (_, scheme, env, path, value) => {
    const operation = operationOf("members.me", { path: "/me", parameters: [parameterOf("x")] });
    const ran = await runConnector(
      connectorOf([operation], { auth: [scheme] }),
      ["members", "me", "--x", "1", "--dry-run"],
      { env },
    );
    expect(ran.exit).toBe(0);
    expect(JSON.parse(ran.out)).toHaveProperty(path, value);
    expect(ran.out).not.toMatch(/planted|STAND-IN/);
  });

  test("shows the body and sends nothing, also where a value is the secret itself", async () => {
    const recorder = await startRecorder(replyJson({}));
    const operation = operationOf("members.add", {
      method: "POST",
      body: {
        contentType: "application/json",
        encoding: "json",
        required: true,
        type: { kind: "object", properties: [{ name: "a", type: { kind: "string" } }] },
      },
    });
    const env = { ACME_BASE_URL: recorder.url, ACME_API_KEY: planted };
    const ran = await runConnector(
      connectorOf([operation], { auth: [bearer] }),
      ["members", "add", "--a", planted, "--dry-run"],
      { env },
    );
    expect(JSON.parse(ran.out)).toMatchObject({
      method: "POST",
      url: `${recorder.url}/members/add`,
      body: { a: "[redacted]" },
    });
    expect(recorder.requests).toHaveLength(0);
  });

  describe("shows files by path and size, never what they hold", () => {
    const folder = mkdtempSync(join(tmpdir(), "specwire-dry-run-"));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const text = '{"title":"planted-in-the-file"}';
    const path = join(folder, "a.json");
    writeFileSync(path, text);
    const properties = [
      { name: "title", type: { kind: "string" } },
      { name: "raw", type: { kind: "string", encoding: "base64" } },
      { name: "parts", type: { kind: "array", items: { kind: "string", encoding: "base64url" } } },
    ] as const;
    const operation = operationOf("members.add", {
      method: "POST",
      parameters: [parameterOf("x", { type: { kind: "string", encoding: "base64" } })],
      body: {
        contentType: "application/json",
        encoding: "json",
        required: true,
        type: { kind: "object", properties },
      },
    });
    const shown = `<${path}, ${text.length} bytes, base64>`;

    test.each([
      ["the whole body", ["--input", `@${path}`], { body: { file: path, bytes: text.length } }],
      ["an encoded member", ["--raw", `@${path}`, "--title", "t"], { body: { raw: shown, title: "t" } }],
      ["an item of a list", ["--parts", `@${path}`], { body: { parts: [`${shown.slice(0, -1)}url>`] } }],
      ["a parameter", ["--x", `@${path}`], { url: `https://api.acme.example/members/add?x=${shown}` }],
    ])("%s", async (_, words, request) => {
      const ran = await runConnector(connectorOf([operation]), ["members", "add", ...words, "--dry-run"]);
      expect(JSON.parse(ran.out)).toMatchObject(request);
      for (const form of [
        text,
        ...["base64", "base64url"].map((one) => Buffer.from(text).toString(one as "hex")),
      ])
        expect(ran.out).not.toContain(form);
    });

    test("a file that is no JSON is not quoted", async () => {
      const other = join(folder, "other");
      writeFileSync(other, "planted:*:1");
      const words = ["members", "add", "--input", `@${other}`];
      const ran = await runConnector(connectorOf([operation]), words);
      expect(ran.exit).toBe(2);
      expect(ran.err).toContain(`${other} is not JSON`);
      expect(ran.out + ran.err).not.toContain("planted");
    });
  });

  test("a URL that nobody knows yet stands as its template", async () => {
    const servers = { default: { url: "https://{instance}/v1", env: "ACME_BASE_URL", hosts: [] } };
    const ran = await runConnector(connectorOf([me], { servers }), ["members", "me", "--dry-run"]);
    expect(JSON.parse(ran.out).url).toBe("https://{instance}/v1/me");
  });
});
