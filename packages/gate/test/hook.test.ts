import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { permissionsOf } from "@specwire/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { manifest } from "./support/acme.ts";
import { type WrittenSession, writeSession } from "./support/gate-file.ts";

// The program as it stands beside an agent: one file, a process for each call.

const program = join(import.meta.dirname, "..", "gen", "hook.mjs");
let session: WrittenSession;
beforeEach(() => {
  session = writeSession();
});
afterEach(() => rmSync(session.folder, { recursive: true, force: true }));

interface Options {
  readonly client?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly more?: readonly string[];
}

function ask(
  input: unknown,
  { client = "claude-code", env = {}, more = [] }: Options = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [program, "--client", client, ...more], {
    input: typeof input === "string" ? input : JSON.stringify(input),
    env: { PATH: process.env.PATH, SPECWIRE_GATE_FILE: session.gateFile, ...env },
    encoding: "utf8",
  });
}

const bash = (command: unknown) => ({
  hook_event_name: "PreToolUse",
  session_id: "s",
  cwd: "/work",
  tool_name: "Bash",
  tool_input: { command, description: "d" },
});

const decision = ({ stdout }: SpawnSyncReturns<string>) =>
  (JSON.parse(stdout) as { hookSpecificOutput: { permissionDecision: string } }).hookSpecificOutput
    .permissionDecision;

describe("Claude Code", () => {
  test("with a broker a read is allowed, and a write, of which the broker asks", () => {
    for (const line of ["items list | head -3", "items delete 1", "keys list"]) {
      const answer = ask(bash(`custom-acme ${line}`));
      expect(answer).toMatchObject({ status: 0, stderr: "" });
      expect(decision(answer)).toBe("allow");
    }
    expect(decision(ask(bash("custom-acme items list; custom-acme items delete 1")))).toBe("ask");
  });

  test("where secrets are within reach a write is asked, without a word on standard error", () => {
    session.change((file) => ({ ...file, mode: "environment" }));
    expect(decision(ask(bash("custom-acme items list | head -3")))).toBe("allow");
    const write = ask(bash("custom-acme items delete 1"));
    expect(write).toMatchObject({ status: 0, stderr: "" });
    expect(decision(write)).toBe("ask");
  });

  test("what a policy denies stays denied with a broker", () => {
    const policy = { policy: 1, rules: [{ destructive: true, verdict: "deny" }] };
    session.change((file) => ({ ...file, policies: [policy] }));
    expect(ask(bash("custom-acme items delete 1"))).toMatchObject({ status: 2, stdout: "" });
  });

  test("what is denied is blocked with the reason for the model", () => {
    const { status, stderr } = ask(bash("custom-acme items get"));
    expect(status).toBe(2);
    expect(stderr).toContain("id is required");
    expect(ask(bash("custom-acme --account home items list")).status).toBe(2);
  });

  test("what is not ours, and other tools, are left to the client", () => {
    expect(ask(bash("ls -la"))).toMatchObject({ status: 0, stdout: "", stderr: "" });
    const edit = { hook_event_name: "PreToolUse", tool_name: "Edit", tool_input: { file_path: "a" } };
    expect(ask(edit)).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });

  test("where secrets are within reach, what is not ours is asked", () => {
    session.change((file) => ({ ...file, mode: "environment" }));
    expect(decision(ask(bash("ls -la")))).toBe("ask");
  });
});

describe("a yes to a command is none", () => {
  const read = "custom-acme items list";
  const event = (more: object, tool_name = "Bash") => ({
    ...bash(read),
    tool_name,
    tool_input: { command: read, ...more },
  });

  test("to leave the sandbox, nor to what the gate does not know", () => {
    expect(decision(ask(event({ dangerouslyDisableSandbox: true })))).toBe("ask");
    expect(decision(ask(event({ as: "root" })))).toBe("ask");
    const usual = { timeout: 5_000, run_in_background: true, dangerouslyDisableSandbox: false };
    expect(decision(ask(event(usual)))).toBe("allow");
  });

  test("to another tool that takes commands", () => {
    expect(decision(ask(event({}, "PowerShell")))).toBe("ask");
    const policy = { policy: 1, rules: [{ operations: ["items.list"], verdict: "deny" }] };
    session.change((file) => ({ ...file, policies: [policy] }));
    expect(ask(event({}, "Monitor"))).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("Codex, which runs what it is told to allow or ask", () => {
  test("allows in silence, and blocks what must be asked", () => {
    const client = "codex";
    expect(ask(bash("custom-acme items list"), { client })).toMatchObject({ status: 0, stdout: "" });
    expect(ask(bash("custom-acme items delete 1"), { client })).toMatchObject({ status: 0, stdout: "" });
    expect(ask(bash("ls"), { client })).toMatchObject({ status: 0, stdout: "" });
    const both = "custom-acme items list; custom-acme items delete 1";
    expect(ask(bash(both), { client })).toMatchObject({ status: 2, stdout: "" });
    session.change((file) => ({ ...file, mode: "environment" }));
    expect(ask(bash("custom-acme items delete 1"), { client })).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("whatever goes wrong blocks", () => {
  const read = bash("custom-acme items list");

  test.each([
    ["no gate file is named", { env: { SPECWIRE_GATE_FILE: undefined } }],
    ["the gate file is not there", { env: { SPECWIRE_GATE_FILE: "/nowhere/gate.json" } }],
    ["the gate file is a folder", { env: { SPECWIRE_GATE_FILE: "/" } }],
    ["the client is unknown", { client: "other" }],
    ["the permissions are mangled", { env: { CUSTOM_INTEGRATION_PERMISSIONS: '{"custom-acme":"delete"]}' } }],
    [
      "the permissions say something else",
      { env: { CUSTOM_INTEGRATION_PERMISSIONS: '{"custom-acme":{"read":["items.delete"],"write":[]}}' } },
    ],
    ["the permissions lack the connector", { env: { CUSTOM_INTEGRATION_PERMISSIONS: "{}" } }],
  ])("%s", (_, options) => {
    expect(ask(read, options)).toMatchObject({ status: 2, stdout: "" });
  });

  test("what is missing is told by its name", () => {
    const nowhere = ask(read, { env: { SPECWIRE_GATE_FILE: "/nowhere/gate.json" } });
    expect(nowhere.stderr).toContain("the gate file that SPECWIRE_GATE_FILE names can't be read (ENOENT)");
    expect(ask("custom-acme items list").stderr).toContain("the input is no JSON");
    writeFileSync(session.gateFile, "{");
    expect(ask(read).stderr).toContain("the gate file is no JSON");
  });

  test("permissions that say the same change nothing", () => {
    const CUSTOM_INTEGRATION_PERMISSIONS = JSON.stringify(permissionsOf({ acme: manifest }));
    expect(decision(ask(read, { env: { CUSTOM_INTEGRATION_PERMISSIONS } }))).toBe("allow");
  });

  test.each([
    ["nothing comes", ""],
    ["no JSON comes", "custom-acme items list"],
    ["another event comes", { ...read, hook_event_name: "PostToolUse" }],
    ["no tool is named", { hook_event_name: "PreToolUse" }],
    ["the command is no text", bash(["custom-acme", "items", "list"])],
    ["the event is endless", `{"hook_event_name":"${"a".repeat(5_000_000)}"}`],
  ])("%s", (_, input) => {
    expect(ask(input)).toMatchObject({ status: 2, stdout: "" });
  });

  test.each([
    ["is half written", (text: string) => text.slice(0, text.length / 2)],
    ["is of another version", (text: string) => text.replace('"gate":1', '"gate":2')],
    ["has an unknown mode", (text: string) => text.replace('"broker"', '"open"')],
    ["has another manifest", (text: string) => text.replace('"manifest":1', '"manifest":2')],
    ["has a policy that is none", (text: string) => text.replace('"policies":[]', '"policies":[{}]')],
    ["has the manifest of another build", (text: string) => text.replace("sha256:0000", "sha256:1111")],
    ["has a relative program", (text: string) => text.replace(/"cli":"[^"]*"/, '"cli":"custom-acme.mjs"')],
  ])("the gate file %s", (_, change) => {
    let text = "";
    session.change((file) => {
      text = JSON.stringify(file);
      return file;
    });
    writeFileSync(session.gateFile, change(text));
    expect(ask(read)).toMatchObject({ status: 2, stdout: "" });
  });

  test("the program is not the one that was pinned", () => {
    appendFileSync(session.cli, "\n");
    expect(ask(read)).toMatchObject({ status: 2, stdout: "" });
    rmSync(session.cli);
    expect(ask(read)).toMatchObject({ status: 2, stdout: "" });
  });

  test("an argument names the gate file, whatever the environment says", () => {
    const env = { SPECWIRE_GATE_FILE: "/nowhere/gate.json" };
    expect(decision(ask(read, { env, more: ["--gate-file", session.gateFile] }))).toBe("allow");
    const more = ["--gate-file", "/nowhere/gate.json"];
    expect(ask(read, { more })).toMatchObject({ status: 2, stdout: "" });
    expect(ask(read, { more: ["--gate-file"] })).toMatchObject({ status: 2, stdout: "" });
  });

  test.each([
    ["judging never ends", "for (;;);"],
    ["judging ends without an answer", "process.exit(0);"],
    ["judging needs more memory than there is", "const all = []; for (;;) all.push([...Array(1e6).keys()]);"],
  ])("%s", { timeout: 30_000 }, (_, code) => {
    const script = `import { isMainThread } from "node:worker_threads"; if (!isMainThread) { ${code} }`;
    const began = Date.now();
    const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(script)}`;
    expect(ask(read, { env: { NODE_OPTIONS } })).toMatchObject({ status: 2, stdout: "" });
    expect(Date.now() - began).toBeLessThan(9_000);
  });

  test("an event that never ends", { timeout: 30_000 }, () => {
    const script = `(printf '{'; sleep 7) | "$0" "$1" --client claude-code`;
    const began = Date.now();
    const { status } = spawnSync("bash", ["-c", script, process.execPath, program], {
      env: { PATH: process.env.PATH, SPECWIRE_GATE_FILE: session.gateFile },
      timeout: 25_000,
    });
    expect(status).toBe(2);
    expect(Date.now() - began).toBeGreaterThan(1_000);
  });
});
