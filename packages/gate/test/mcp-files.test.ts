import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connector } from "@specwire/contract";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connector, operationOf } from "./support/acme.ts";
import { type WrittenSession, writeSession } from "./support/gate-file.ts";
import { type Answering, type Connected, connect, type RecordingApi, recordingApi } from "./support/mcp.ts";

// A model names files; the server may see more of the machine than the agent's own tools do.

const file = { kind: "file" } as const;
const post = (
  id: string,
  type: Connector["types"][string],
  encoding: "raw" | "multipart",
  contentType: string,
) => operationOf(id, { method: "POST", body: { contentType, encoding, required: true, type } });
const operations = [
  post("bytes.put", file, "raw", "application/octet-stream"),
  post(
    "forms.send",
    { kind: "object", properties: [{ name: "photo", type: file }] },
    "multipart",
    "multipart/form-data",
  ),
  post("texts.put", { kind: "union", variants: [{ kind: "string" }, file] }, "raw", "text/plain"),
  operationOf("keys.find", {
    parameters: [{ in: "query", name: "key", type: { kind: "string", encoding: "base64" } }],
  }),
];

let folder: string;
let session: WrittenSession;
let api: RecordingApi;
const open: Connected[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "specwire-files-"));
  mkdirSync(join(folder, "agent/below"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "agent/below/photo.png"), "picture");
  symlinkSync(join(folder, "secret.txt"), join(folder, "agent/link.txt"));
  symlinkSync(folder, join(folder, "agent/up"));
  const byId = Object.fromEntries(operations.map((one) => [one.id, one]));
  session = writeSession("environment", { ...connector, operations: byId });
  session.change((gate) => ({ ...gate, policies: [{ policy: 1, rules: [{ verdict: "allow" }] }] }));
  api = await recordingApi();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ client }) => client.close()));
  api.close();
  for (const each of [folder, session.folder]) rmSync(each, { recursive: true, force: true });
});

async function start(...args: readonly string[]): Promise<Connected["call"]> {
  return startAsked(undefined, ...args);
}

async function startAsked(
  answer: Answering["answer"],
  ...args: readonly string[]
): Promise<Connected["call"]> {
  const env = { SPECWIRE_GATE_FILE: session.gateFile, ACME_BASE_URL: api.url };
  const connected = await connect(env, { args, ...(answer && { answer }) });
  open.push(connected);
  return connected.call;
}

test("files below the folder are sent, and answers saved there", async () => {
  const call = await start("--files", join(folder, "agent"));
  expect(await call("acme_bytes_put", { input: "below/photo.png" })).toMatchObject({ isError: false });
  expect(api.requests[0]).toBe("POST /bytes/put picture");
  expect(await call("acme_forms_send", { photo: "below/photo.png" })).toMatchObject({ isError: false });
  expect(api.requests[1]).toMatch(/^POST \/forms\/send .*filename="photo.png".*picture/s);
  expect(await call("acme_keys_find", { key: "YQ==", save: "below/answer.json" })).toMatchObject({
    isError: false,
  });
  expect(readFileSync(join(folder, "agent/below/answer.json"), "utf8")).toContain("/keys/find?key=YQ%3D%3D");
});

test.each([
  "../secret.txt",
  "link.txt",
  "up/secret.txt",
  "below/../../secret.txt",
  "/etc/hostname",
  ".",
  "",
  "@../secret.txt",
  "nowhere/x",
])("%j is not a file of the server", async (path) => {
  const call = await start("--files", join(folder, "agent"));
  for (const [tool, input] of [
    ["acme_bytes_put", { input: path }],
    ["acme_forms_send", { photo: path }],
    ["acme_keys_find", { key: "YQ==", save: path === "link.txt" ? "up/x" : path }],
  ] as const)
    expect((await call(tool, input)).isError, tool).toBe(true);
  expect(api.requests).toEqual([]);
});

test("without a folder no file is read or written", async () => {
  const call = await start();
  const path = join(folder, "agent/below/photo.png");
  for (const [tool, input] of [
    ["acme_bytes_put", { input: path }],
    ["acme_forms_send", { photo: path }],
    ["acme_forms_send", { input: { photo: path } }],
    ["acme_keys_find", { key: "YQ==", save: join(folder, "agent/x") }],
  ] as const)
    expect((await call(tool, input)).isError, tool).toBe(true);
  expect(api.requests).toEqual([]);
});

test("a value that a command line would take for a file is none", async () => {
  const call = await start();
  const path = join(folder, "secret.txt");
  expect((await call("acme_keys_find", { key: `@${path}` })).isError).toBe(true);
  expect(api.requests).toEqual([]);
  for (const text of [`@${path}`, "-", "", "--input=x"])
    expect(await call("acme_texts_put", { input: text })).toMatchObject({ isError: false });
  expect(api.requests).toEqual(
    [`@${path}`, "-", "", "--input=x"].map((text) => `POST /texts/put ${text}`.trim()),
  );
});

test("a yes is for the bytes that a file had when it was shown", async () => {
  session.change((gate) => gate);
  const photo = join(folder, "agent/below/photo.png");
  const shown: string[] = [];
  const call = await startAsked(
    (message) => {
      shown.push(message);
      if (shown.length > 1) writeFileSync(photo, "another picture");
      return { action: "accept", content: { allow: true } };
    },
    "--files",
    join(folder, "agent"),
  );
  expect((await call("acme_bytes_put", { input: "below/photo.png" })).isError).toBe(false);
  expect(shown[0]).toContain(createHash("sha256").update("picture").digest("hex"));
  expect((await call("acme_bytes_put", { input: "below/photo.png" })).isError).toBe(true);
  expect(api.requests).toEqual(["POST /bytes/put picture"]);
});
