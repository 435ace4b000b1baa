import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, memoryHost } from "../packages/compiler/src/index.ts";
import { openCodeEnvironment } from "../packages/gate/src/index.ts";
import { openCode, runOpenCode, withModel } from "../packages/gate/test/support/opencode.ts";
import { scriptedModel } from "../packages/gate/test/support/scripted-model.ts";
import { generateKey, keyring, openRuntime, writeSession } from "../packages/runtime/src/index.ts";

// All of it at once: the real client with its plugin, a generated tool, and a broker that alone has the key.

const root = join(import.meta.dirname, "..");
const example = join(root, "examples", "notes-api");
const userId = "ada";
const folder = mkdtempSync(join(tmpdir(), "specwire-agent-"));
const undo: (() => Promise<unknown> | void)[] = [];
afterAll(async () => {
  for (const each of undo.toReversed()) await each();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function startWorld() {
  const { startNotes, apiKey } = await import(join(example, "server.mjs"));
  const notes: { url: string; close: () => void } = await startNotes(0);
  undo.push(() => notes.close());
  const text = readFileSync(join(example, "connector.yaml"), "utf8");
  const spec = text.replace("http://127.0.0.1:8787", notes.url);
  const files = compile("connector.yaml", memoryHost({ "connector.yaml": spec })).output?.files ?? [];
  const runtime = await openRuntime({
    database: { memory: true },
    keys: keyring({ primary: "k1", keys: { k1: generateKey() } }),
    publicUrl: "https://host.example",
    allowHosts: [new URL(notes.url).host],
  });
  undo.push(() => runtime.close());
  const { id: connectorId } = await runtime.connectors.add({ userId: null, spec, files });
  await runtime.accounts.connectWithKeys({
    userId,
    connectorId,
    label: "home",
    secrets: { api_key: apiKey },
  });
  const broker = await runtime.broker({ listen: [{ socket: join(folder, "broker.sock") }] });
  undo.push(() => broker.close({ graceMilliseconds: 0 }));
  const app = join(folder, "app");
  mkdirSync(app);
  const bundle = await runtime.session({
    ...{ userId, allowed: ["custom:notes"], mode: "broker", root: app, path: process.env.PATH ?? "" },
    broker: { url: `unix:${join(folder, "broker.sock")}` },
  });
  await writeSession(bundle, app);
  const gateFile = join(folder, "gate.json");
  writeFileSync(gateFile, JSON.stringify(bundle.gate));
  const count = async (): Promise<number> => {
    const answer = await fetch(`${notes.url}/notes`, { headers: { "x-api-key": apiKey } });
    return ((await answer.json()) as { total: number }).total;
  };
  return { runtime, env: bundle.env, gateFile, count, apiKey: apiKey as string };
}

describe.skipIf(openCode === undefined)("an agent in OpenCode, with a broker", () => {
  let world: Awaited<ReturnType<typeof startWorld>>;
  let model: Awaited<ReturnType<typeof scriptedModel>>;
  beforeAll(async () => {
    [world, model] = await Promise.all([startWorld(), scriptedModel()]);
    undo.push(() => model.close());
  });

  /** What the agent is told of its commands; whoever is at the host allows all others. */
  async function work(...commands: readonly string[]): Promise<readonly string[]> {
    model.script(commands);
    const config = { ...withModel(model), permission: { bash: "allow" } };
    const plugin = join(root, "packages", "gate", "gen", "opencode.mjs");
    const env = { ...openCodeEnvironment({ plugin, gateFile: world.gateFile, config }), ...world.env };
    await runOpenCode({ folder, env });
    return [...model.told];
  }

  test("reads; what it writes is sent once a person has approved it, by whatever way it is called", async () => {
    const write = "custom-notes notes create --text 'Buy milk'";
    const hidden = "printf 'custom-%s notes delete 1\\n' notes > way-around && sh way-around";
    const before = await world.count();
    const first = await work("custom-notes notes list --output json | jq length", write, hidden, "env");
    expect(first[0]).toMatch(/^5$/m);
    expect(first[1]).toContain("APPROVAL_REQUIRED");
    expect(first[2]).toContain("APPROVAL_REQUIRED");
    expect(first.join("\n")).not.toContain(world.apiKey);
    expect(await world.count()).toBe(before);

    const asked = await world.runtime.approvals.list({ userId });
    const { id: approvalId, words } =
      asked.find((one) => one.operation === "notes.create") ?? expect.fail("nobody was asked");
    expect(words).toContain("Buy milk");
    await world.runtime.approvals.approve({ approvalId, userId });

    const [again, twice] = await work(write, write);
    expect(again).toContain("Buy milk");
    expect(twice).toContain("APPROVAL_REQUIRED");
    expect(await world.count()).toBe(before + 1);
    expect(existsSync(join(folder, "project", "way-around"))).toBe(true);
  });
});
