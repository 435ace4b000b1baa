import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GateFile, Manifest } from "@specwire/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spec } from "./support/scratch.ts";
import { type Ended, ended, inProcess, main, nodeFlags } from "./support/specwire.ts";

// The gate's programs as commands. What they decide is tested where they are made.

let folder: string;
let gateFile: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "specwire-gate-")));
  mkdirSync(join(folder, "acme"));
  writeFileSync(join(folder, "acme/connector.yaml"), spec("acme"));
  await inProcess(["compile", join(folder, "acme"), "--out", join(folder, "out")]);
  const cli = join(folder, "out/acme/cli.mjs");
  const digest = `sha256:${createHash("sha256").update(readFileSync(cli)).digest("hex")}`;
  const manifest = JSON.parse(readFileSync(join(folder, "out/acme/permissions.json"), "utf8")) as Manifest;
  const acme = { cli, digest, manifest, accounts: [] };
  const file: GateFile = { gate: 1, mode: "broker", connectors: { acme }, policies: [] };
  gateFile = join(folder, "gate.json");
  writeFileSync(gateFile, JSON.stringify(file));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], input: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, [...nodeFlags, main, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return ended(child);
}

const event = (command: string) =>
  JSON.stringify({ hook_event_name: "PreToolUse", tool_name: "Bash", tool_input: { command } });

describe("gate", () => {
  test("answers a hook as the session's gate file says", async () => {
    const env = { SPECWIRE_GATE_FILE: gateFile };
    const args = ["gate", "--client", "claude-code"];
    const { code, out, err } = await run(args, event("custom-acme items list"), env);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toMatchObject({ hookSpecificOutput: { permissionDecision: "allow" } });
    const unknown = await run(args, event("custom-acme items destroy"), env);
    expect(unknown).toMatchObject({ code: 2, out: "" });
    expect(await run(args, event("ls"), env)).toMatchObject({ code: 0, out: "" });
  });

  test.each([
    ["no client is named", ["gate"], {}],
    ["the client is unknown", ["gate", "--client", "other"], {}],
    ["a flag is unknown", ["gate", "--client", "codex", "--quick"], {}],
    ["a word is too many", ["gate", "--client", "codex", "now"], {}],
    ["no gate file is named", ["gate", "--client", "codex"], { SPECWIRE_GATE_FILE: undefined }],
    ["the gate file is not there", ["gate", "--client", "codex"], { SPECWIRE_GATE_FILE: "/nowhere" }],
  ])("blocks where %s", async (_, args, env) => {
    const read = event("custom-acme items list");
    expect(await run(args, read, { SPECWIRE_GATE_FILE: gateFile, ...env })).toMatchObject({
      code: 2,
      out: "",
    });
  });
});

const line = (id: number, method: string, params: object) =>
  `${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`;
const opening = line(1, "initialize", {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: "test", version: "1" },
});

/** Answers by the id of the request. */
const answers = ({ out }: Ended) =>
  Object.fromEntries(
    out
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text) as { id: number; result: object })
      .map(({ id, result }) => [id, result]),
  );

describe("mcp", () => {
  test("serves compiled folders", async () => {
    const input = opening + line(2, "tools/list", {});
    const ran = await run(["mcp", join(folder, "out/acme")], input);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(answers(ran)).toMatchObject({
      1: { serverInfo: { name: "specwire" } },
      2: { tools: [{ name: "acme_items_delete" }, { name: "acme_items_list" }] },
    });
  });

  test("a policy holds for them", async () => {
    const policy = join(folder, "policy.json");
    writeFileSync(policy, JSON.stringify({ policy: 1, rules: [{ verdict: "deny" }] }));
    const input = opening + line(2, "tools/list", {});
    const ran = await run(["mcp", join(folder, "out/acme"), "--policy", policy], input);
    expect(answers(ran)).toMatchObject({ 2: { tools: [] } });
  });

  test.each([
    ["nothing is named", [], {}],
    ["a folder is none", ["nowhere"], {}],
    ["a gate file is named as well", ["acme"], { SPECWIRE_GATE_FILE: "gate.json" }],
    ["a policy is none", ["acme", "--policy", "package.json"], {}],
    ["the wait is none", ["acme", "--wait", "soon"], {}],
    ["the gate file is of a broker, and there is none", [], { SPECWIRE_GATE_FILE: "gate.json" }],
  ])("does not start where %s", async (_, args, env) => {
    const paths = args.map((word) => (word === "acme" ? join(folder, "out/acme") : word));
    const variables = Object.fromEntries(
      Object.entries(env).map(([name, path]) => [name, join(folder, path)]),
    );
    const { code, out, err } = await run(["mcp", ...paths], opening, variables);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^specwire mcp: .+\n$/);
  });
});
