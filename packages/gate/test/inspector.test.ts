import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { type WrittenSession, writeSession } from "./support/gate-file.ts";
import { program, type RecordingApi, recordingApi } from "./support/mcp.ts";

// The protocol's own inspector, on its command line, against the program as it stands beside an agent.

const inspector = join(import.meta.dirname, "..", "node_modules", ".bin", "mcp-inspector");
const home = mkdtempSync(join(tmpdir(), "specwire-inspector-"));
let session: WrittenSession;
let api: RecordingApi;
beforeEach(async () => {
  session = writeSession("environment");
  api = await recordingApi();
});
afterEach(() => {
  api.close();
  rmSync(session.folder, { recursive: true, force: true });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Inspected {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function inspect(...args: readonly string[]): Promise<Inspected> {
  const env = { SPECWIRE_GATE_FILE: session.gateFile, ACME_BASE_URL: api.url };
  const variables = Object.entries(env).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
  return new Promise((resolve) => {
    execFile(
      inspector,
      ["--cli", process.execPath, program, ...variables, ...args],
      { env: { PATH: process.env.PATH, HOME: home }, encoding: "utf8" },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

const call = (tool: string, ...pairs: readonly string[]) =>
  inspect("--method", "tools/call", "--tool-name", tool, ...pairs.flatMap((pair) => ["--tool-arg", pair]));

test("lists the tools, and finds nothing in their schemas that clients differ about", async () => {
  const { stdout, stderr, code } = await inspect("--method", "tools/list", "--strict");
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const { tools } = JSON.parse(stdout) as { tools: readonly { name: string; annotations: object }[] };
  expect(tools).toHaveLength(5);
  expect(tools[3]).toMatchObject({ name: "acme_items_list", annotations: { readOnlyHint: true } });
});

test("calls a read, and gets what the API answers", async () => {
  const { stdout, code } = await call("acme_items_get", "id=7");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    content: [{ type: "text", text: '{"asked":"/items/7","body":""}' }],
  });
  expect(api.requests).toEqual(["GET /items/7"]);
});

test("calls a write, which no person is there to allow", async () => {
  const { stdout, code } = await call("acme_items_delete", "id=7");
  expect(code).not.toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining("APPROVAL_REQUIRED") as string }],
  });
  expect(api.requests).toEqual([]);
});
