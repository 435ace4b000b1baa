import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorityFile, clientFiles, serverCertificate } from "../../../cli-kit/test/support/tls.ts";
import { openAccount } from "../../src/accounts/account-store.ts";
import { saveAccount } from "../../src/accounts/save-account.ts";
import { addConnector } from "../../src/connectors/connector-store.ts";
import type { Context } from "../../src/context.ts";
import type { SessionBundle } from "../../src/session/bundle.ts";
import { openSession } from "../../src/session/session.ts";
import type { SessionOptions } from "../../src/session/session-options.ts";
import { writeSession } from "../../src/session/write-session.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { createVault } from "../../src/vault/vault.ts";
import { compileConnector, compileSpec } from "../support/compile-connector.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

// The bundle as a sandbox has it: its files on disk, its environment, and nothing else.

const repository = join(import.meta.dirname, "../../../..");
const scratch = () => mkdtempSync(join(tmpdir(), "specwire-sandbox-"));

let database: TestDatabase;
let context: Context;
let notes: { readonly url: string; readonly close: () => void };
beforeAll(async () => {
  database = await testDatabase("pglite");
  const { db, locks } = database;
  const keyProvider = keyring({ primary: "k1", keys: { k1: generateKey() } });
  const vault = createVault({ db, keyProvider });
  context = { db, locks, vault, log: () => undefined, now: Date.now } as unknown as Context;
  const example: string = join(repository, "examples/notes-api/server.mjs");
  notes = await (await import(example)).startNotes(0);
  const spec = readFileSync(join(repository, "examples/notes-api/connector.yaml"), "utf8");
  const input = compileSpec(spec.replace("http://127.0.0.1:8787", notes.url));
  const { id: connectorId } = await addConnector(context, { createdBy: null, ...input });
  await saveAccount(context, {
    ...{ userId: "ada", connectorId, schemeId: "api_key", status: "connected", label: "Work" },
    secrets: { api_key: "demo-key" },
  });
});
afterAll(async () => {
  notes.close();
  await database.close();
});

async function sandbox(slug: string, options: Partial<SessionOptions>): Promise<SessionBundle> {
  const root = join(scratch(), `it's "my" $HOME app`);
  const bundle = await openSession(
    context,
    async (accountId) => (await openAccount(context, accountId)) ?? Promise.reject(new Error("gone")),
    { userId: "ada", allowed: [`custom:${slug}`], root, ...options },
  );
  await writeSession(bundle, root);
  return bundle;
}

/** Types a command, as an agent's shell does. */
function type(
  command: string,
  env: Readonly<Record<string, string>>,
): Promise<{ exit: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("/bin/sh", ["-c", command], { env, stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit, out, err }));
  });
}

/** A folder for the PATH with one program in it. */
function only(name: string, program: string): string {
  const folder = scratch();
  symlinkSync(join(repository, program), join(folder, name));
  return folder;
}

describe("the command of a session", () => {
  const runtimes: Readonly<Record<string, string>> = {
    "Node.js": dirname(process.execPath),
    Bun: only("bun", "node_modules/bun/bin/bun.exe"),
    Deno: only("deno", "node_modules/deno/deno"),
  };

  test.each(Object.entries(runtimes))("calls the API, with %s alone on the PATH", async (_, path) => {
    const { env } = await sandbox("notes", { path });
    const listed = await type("custom-notes notes list --limit 2", env);
    expect({ ...listed, err: "" }).toEqual({ exit: 0, err: "", out: expect.stringContaining('"id":1') });
    expect((await type("custom-notes notes create --text 'a b'", env)).out).toContain('"text":"a b"');
  });

  test("knows its account, and hides its key", async () => {
    const { env } = await sandbox("notes", { path: dirname(process.execPath) });
    expect((await type("custom-notes notes list --account Work --limit 1", env)).exit).toBe(0);
    const other = await type("custom-notes notes list --account Home", env);
    expect(other).toMatchObject({ exit: 3, err: expect.stringContaining("ACCOUNT_NOT_FOUND") });
    expect((await type("custom-notes notes list --dry-run", env)).out).not.toContain("demo-key");
  });

  test("without a program to run it, it says what is missing", async () => {
    const { env } = await sandbox("notes", { path: scratch() });
    expect(await type("custom-notes", env)).toEqual({
      exit: 127,
      out: "",
      err: "custom-notes: there is no node, bun or deno on the PATH\n",
    });
  });

  test("is not there where it is not allowed", async () => {
    const { env } = await sandbox("notes", { allowed: [], path: dirname(process.execPath) });
    expect(env).toEqual({});
  });
});

test.each(["variable", "file"] as const)(
  "a certificate reaches the command as a %s",
  async (certificates) => {
    const { key, cert } = serverCertificate();
    const certificate = readFileSync(clientFiles.certificate, "utf8");
    const server = createServer(
      { key, cert, ca: certificate, requestCert: true, rejectUnauthorized: true },
      (_, response) => response.end('[{"id":"proven"}]'),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const slug = `tls-${certificates}`;
      const input = compileConnector(slug, {
        servers: `baseUrl: https://127.0.0.1:${port}`,
        auth: "auth: { type: mutual_tls }",
      });
      const { id: connectorId } = await addConnector(context, { createdBy: "ada", ...input });
      await saveAccount(context, {
        ...{ userId: "ada", connectorId, schemeId: "mutual_tls", status: "connected" },
        secrets: { client_cert: certificate, client_key: readFileSync(clientFiles.key, "utf8") },
      });
      const { env, files } = await sandbox(slug, { certificates, path: dirname(process.execPath) });
      expect(files.some((file) => file.text.includes("PRIVATE KEY"))).toBe(certificates === "file");
      expect(Object.values(env).join(delimiter).includes("PRIVATE KEY")).toBe(certificates === "variable");
      const answer = await type(`custom-${slug} things list`, { ...env, NODE_EXTRA_CA_CERTS: authorityFile });
      expect(answer).toMatchObject({ exit: 0, out: expect.stringContaining("proven") });
    } finally {
      server.close();
    }
  },
);
