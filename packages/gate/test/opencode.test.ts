import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import type { JsonObject } from "@specwire/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCodeEnvironment } from "../src/index.ts";
import { type WrittenSession, writeSession } from "./support/gate-file.ts";
import { openCode, runOpenCode, withModel } from "./support/opencode.ts";
import { type Answer, type OpenCodeServer, serveOpenCode } from "./support/opencode-server.ts";
import { type ScriptedModel, scriptedModel } from "./support/scripted-model.ts";

// The real client with a scripted model, both on this machine alone. What runs is seen by what our program, and the
// shell, leave behind.

const program = join(import.meta.dirname, "..", "gen", "opencode.mjs");
let session: WrittenSession;
let model: ScriptedModel;
beforeEach(async () => {
  session = writeSession();
  const bin = join(session.folder, "bin");
  mkdirSync(bin);
  const launcher = join(bin, "custom-acme");
  writeFileSync(launcher, `#!/bin/sh\necho "$*" >> "${session.folder}/calls"\necho "answered $*"\n`);
  chmodSync(launcher, 0o755);
  model = await scriptedModel();
});
afterEach(() => {
  model.close();
  rmSync(session.folder, { recursive: true, force: true, maxRetries: 5 });
});

const calls = (): string[] => {
  const file = join(session.folder, "calls");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
};

function options(config: JsonObject = {}, plugin = program) {
  const set = { plugin, gateFile: session.gateFile, config: { ...withModel(model), ...config } };
  const PATH = [join(session.folder, "bin"), process.env.PATH].join(delimiter);
  return { folder: session.folder, env: { ...openCodeEnvironment(set), PATH } };
}

describe.skipIf(openCode === undefined)("OpenCode", () => {
  test("with a broker: reads and plain writes run, others as the host says, the rest is stopped", async () => {
    model.script([
      "custom-acme items list | head -3",
      "custom-acme items delete 1",
      "echo one > made && cat made",
      "custom-acme items get",
      "custom-acme items list; custom-acme items delete 2",
    ]);
    await runOpenCode(options({ permission: { bash: "allow" } }));
    expect(calls()).toEqual(["items list", "items delete 1"]);
    expect(model.told).toEqual([
      expect.stringContaining("answered items list"),
      expect.stringContaining("answered items delete 1"),
      expect.stringContaining("one"),
      expect.stringContaining("specwire gate: id is required"),
    ]);
  });

  describe("where secrets are within reach", () => {
    let server: OpenCodeServer;
    beforeEach(async () => {
      session.change((file) => ({ ...file, mode: "environment" }));
      server = await serveOpenCode(options({ permission: { bash: "allow" } }));
    });
    afterEach(() => server.stop());

    /** What the model is told of its commands, and which a person was asked about. */
    async function prompt(commands: readonly string[], person: (command: string) => Answer) {
      model.script(commands);
      const asked = await server.prompt(person);
      return { asked, told: [...model.told] };
    }

    test("a read runs, a write once a person has approved it, and nothing once a pinned file changes", async () => {
      const read = "custom-acme items list";
      const write = "custom-acme items delete 1";
      const both = "custom-acme items list > items; custom-acme items delete 2";
      const password = 'echo "[$OPENCODE_SERVER_PASSWORD]"';
      const before: string[][] = [];
      const approved = await prompt([read, write, "ls", both, password], () => {
        before.push(calls());
        return { reply: "once" };
      });
      expect(approved.asked).toEqual([write, "ls", both, password]);
      expect(approved.told.at(-1)).toContain("[]");
      // Nothing of it ran before the answer.
      const first = ["items list", "items delete 1"];
      expect(before).toEqual([["items list"], first, first, [...first, "items list", "items delete 2"]]);

      const refused = await prompt([write], () => ({ reply: "reject", message: "Not this one." }));
      expect(refused.told).toEqual([expect.stringContaining("Not this one.")]);
      expect(calls()).toHaveLength(4);

      // An "always" opens nothing: the next write is stopped, since OpenCode would not ask any more.
      const always = await prompt([write, write, read], () => ({ reply: "always" }));
      expect(always.asked).toEqual([write]);
      expect(always.told[1]).toContain("a person must approve it, and OpenCode did not ask");
      expect(calls().slice(4)).toEqual(["items delete 1", "items list"]);

      appendFileSync(session.cli, "\n");
      const changed = await prompt([read, "touch made"], () => ({ reply: "once" }));
      expect(changed.told).toEqual(Array(2).fill(expect.stringContaining("is not the one that was pinned")));
      rmSync(session.gateFile);
      const gone = await prompt([read, "touch made"], () => ({ reply: "once" }));
      expect(gone.told).toEqual(Array(2).fill(expect.stringContaining("specwire gate: ")));
      expect(calls()).toHaveLength(6);
      expect(existsSync(join(session.folder, "project", "made"))).toBe(false);
    });
  });

  describe("no command runs at all, whatever other configuration opens, where", () => {
    const folder = (...names: readonly string[]): string => {
      const path = join(session.folder, ...names);
      mkdirSync(path, { recursive: true });
      return path;
    };
    const written = (text: string): { plugin: string } => {
      const plugin = join(session.folder, "plugin.mjs");
      writeFileSync(plugin, text);
      return { plugin };
    };
    beforeEach(() => {
      const permission = { bash: "allow", "*": "allow" };
      writeFileSync(join(folder("config", "opencode"), "opencode.json"), JSON.stringify({ permission }));
      const project = { permission, agent: { build: { permission } } };
      writeFileSync(join(folder("project"), "opencode.json"), JSON.stringify(project));
    });

    test.each<[string, () => { plugin?: string; env?: Record<string, string> }]>([
      ["the plugin is not there", () => ({ plugin: join(session.folder, "opencode.mjs") })],
      ["the plugin is half written", () => written("export default { id:")],
      [
        "the plugin throws as it loads",
        () => written('export default { id: "a", server: async () => { throw new Error("no") } }'),
      ],
      ["plugins are turned off", () => ({ env: { OPENCODE_PURE: "1" } })],
      ["no gate file is named", () => ({ env: { SPECWIRE_GATE_FILE: "" } })],
      [
        "the program was changed",
        () => {
          appendFileSync(session.cli, "\n");
          return {};
        },
      ],
    ])("%s", async (_, arrange) => {
      const { plugin, env } = arrange();
      model.script(["custom-acme items list", "> made"]);
      const whole = options({ permission: { bash: "allow" } }, plugin);
      await runOpenCode({ ...whole, env: { ...whole.env, ...env } });
      expect(model.hadShell).toEqual([false, false, false]);
      expect(calls()).toEqual([]);
      expect(existsSync(join(session.folder, "project", "made"))).toBe(false);
    });
  });
});
