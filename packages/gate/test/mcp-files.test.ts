import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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
  operationOf("photos.find", {
    parameters: [
      { in: "query", name: "like", type: { kind: "union", variants: [file, { kind: "integer" }] } },
      { in: "query", name: "q", type: { kind: "string" } },
    ],
  }),
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
  expect((await call("acme_photos_find", { like: path, q: "a@example.com" })).isError).toBe(true);
  expect((await call("acme_photos_find", { like: `${path}.none`, q: "@b" })).isError).toBe(true);
  expect(api.requests).toEqual([]);
  for (const text of [`@${path}`, "-", "", "--input=x"])
    expect(await call("acme_texts_put", { input: text })).toMatchObject({ isError: false });
  expect(api.requests).toEqual(
    [`@${path}`, "-", "", "--input=x"].map((text) => `POST /texts/put ${text}`.trim()),
  );
});

const yes = { action: "accept", content: { allow: true } } as const;
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

test("a yes is for the bytes that a file had when it was shown", async () => {
  session.change((gate) => ({ ...gate, policies: [] }));
  const photo = join(folder, "agent/below/photo.png");
  const shown: string[] = [];
  const call = await startAsked(
    (message) => {
      shown.push(message);
      if (shown.length > 1) writeFileSync(photo, "another picture");
      return yes;
    },
    "--files",
    join(folder, "agent"),
  );
  expect((await call("acme_bytes_put", { input: "below/photo.png" })).isError).toBe(false);
  expect(shown[0]).toContain(JSON.stringify(photo));
  expect(shown[0]).toContain(hashOf("picture"));
  expect((await call("acme_bytes_put", { input: "below/photo.png" })).isError).toBe(true);
  expect(shown).toHaveLength(2);
  expect(api.requests).toEqual(["POST /bytes/put picture"]);
});

test("while another process swaps the file, what was shown is sent or nothing", async () => {
  session.change((gate) => ({ ...gate, policies: [] }));
  const photo = join(folder, "agent/below/photo.png");
  const pictures = ["picture", "another"];
  let last = "";
  const call = await startAsked(
    (message) => {
      last = pictures.find((one) => message.includes(hashOf(one))) ?? "none of them";
      return yes;
    },
    "--files",
    join(folder, "agent"),
  );
  const swap = `const fs = require("node:fs"); let turn = 0; setInterval(() => {
    fs.writeFileSync(process.argv[1] + ".new", turn++ % 2 ? "picture" : "another");
    fs.renameSync(process.argv[1] + ".new", process.argv[1]);
  }, 2)`;
  const swapping = spawn(process.execPath, ["-e", swap, photo]);
  try {
    let sent = 0;
    for (let turn = 0; turn < 40; turn++) {
      const before = api.requests.length;
      await call("acme_bytes_put", { input: "below/photo.png" });
      const request = api.requests[before];
      if (request === undefined) continue;
      sent++;
      expect(request).toBe(`POST /bytes/put ${last}`);
    }
    expect(sent).toBeGreaterThan(0);
  } finally {
    swapping.kill();
  }
});

test("no copy of a file is left", async () => {
  const copies = join(folder, "copies");
  mkdirSync(copies);
  const env = { SPECWIRE_GATE_FILE: session.gateFile, ACME_BASE_URL: api.url, TMPDIR: copies };
  const connected = await connect(env, { args: ["--files", join(folder, "agent")] });
  open.push(connected);
  expect((await connected.call("acme_bytes_put", { input: "below/photo.png" })).isError).toBe(false);
  expect((await connected.call("acme_bytes_put", { input: "below" })).isError).toBe(true);
  expect((await connected.call("acme_forms_send", { photo: "below/photo.png", other: 1 })).isError).toBe(
    true,
  );
  expect(readdirSync(copies)).toEqual([]);
  expect(api.requests).toHaveLength(1);
});

test("what is no plain file is not waited for", async () => {
  execFileSync("mkfifo", [join(folder, "agent/pipe")]);
  const call = await start("--files", join(folder, "agent"));
  expect((await call("acme_bytes_put", { input: "pipe" })).text).toContain("no plain file");
  expect(api.requests).toEqual([]);
});

test("a folder in which the copies would lie can't be that of the files", async () => {
  const env = { SPECWIRE_GATE_FILE: session.gateFile, TMPDIR: join(folder, "agent") };
  await expect(connect(env, { args: ["--files", folder] })).rejects.toThrow();
});
