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
import { type OpenCodeServer, serveOpenCode } from "./support/opencode-server.ts";
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

    test("a read runs, and a write once a person has approved it", async () => {
      const write = "custom-acme items delete 1";
      const both = "custom-acme items list > items; custom-acme items delete 2";
      model.script(["custom-acme items list", write, "ls", both, "echo [$OPENCODE_SERVER_PASSWORD]"]);
      const seen: string[][] = [];
      const asked = await server.prompt(() => {
        seen.push(calls());
        return { reply: "once" };
      });
      expect(asked).toEqual([write, "ls", both, "echo [$OPENCODE_SERVER_PASSWORD]"]);
      // Nothing of it ran before the answer.
      expect(seen.slice(0, 3)).toEqual([
        ["items list"],
        ["items list", "items delete 1"],
        ["items list", "items delete 1"],
      ]);
      expect(calls()).toEqual(["items list", "items delete 1", "items list", "items delete 2"]);
      expect(model.told.at(-1)).toContain("[]");
    });

    test("what a person refuses does not run, and the model reads why", async () => {
      model.script(["custom-acme items delete 1"]);
      await server.prompt(() => ({ reply: "reject", message: "Not this one." }));
      expect(calls()).toEqual([]);
      expect(model.told).toEqual([expect.stringContaining("Not this one.")]);
    });

    test('an "always" opens nothing', async () => {
      model.script(["custom-acme items delete 1", "custom-acme items delete 2", "custom-acme items list"]);
      const asked = await server.prompt(() => ({ reply: "always" }));
      expect(asked).toEqual(["custom-acme items delete 1"]);
      expect(calls()).toEqual(["items delete 1", "items list"]);
      expect(model.told[1]).toContain("a person must approve it, and OpenCode did not ask");
    });

    test("a program or a gate file that changes meanwhile stops everything", async () => {
      model.script(["custom-acme items list"]);
      await server.prompt(() => ({ reply: "once" }));
      expect(calls()).toEqual(["items list"]);
      appendFileSync(session.cli, "\n");
      model.script(["custom-acme items list", "touch made"]);
      await server.prompt(() => ({ reply: "once" }));
      expect(model.told).toEqual(Array(2).fill(expect.stringContaining("is not the one that was pinned")));
      rmSync(session.gateFile);
      model.script(["custom-acme items list", "touch made"]);
      await server.prompt(() => ({ reply: "once" }));
      expect(model.told).toEqual(Array(2).fill(expect.stringContaining("specwire gate: ")));
      expect(calls()).toEqual(["items list"]);
      expect(existsSync(join(session.folder, "project", "made"))).toBe(false);
    });
  });

  describe("no command runs at all where", () => {
    const home = () => join(session.folder, "config", "opencode");
    const written = (text: string): string => {
      const file = join(session.folder, "plugin.mjs");
      writeFileSync(file, text);
      return file;
    };
    const opened = JSON.stringify({
      permission: { bash: "allow", "*": "allow" },
      agent: { build: { permission: { bash: "allow" } } },
    });

    test.each<[string, () => { plugin?: string; env?: Record<string, string> }]>([
      ["the plugin is not there", () => ({ plugin: join(session.folder, "opencode.mjs") })],
      ["the plugin is half written", () => ({ plugin: written("export default { id:") })],
      [
        "the plugin throws as it loads",
        () => ({
          plugin: written('export default { id: "a", server: async () => { throw new Error("no") } }'),
        }),
      ],
      ["plugins are turned off", () => ({ env: { OPENCODE_PURE: "1" } })],
      ["no gate file is named", () => ({ env: { SPECWIRE_GATE_FILE: "" } })],
      ["the permissions say something else", () => ({ env: { CUSTOM_INTEGRATION_PERMISSIONS: "{}" } })],
      [
        "the program was changed",
        () => {
          appendFileSync(session.cli, "\n");
          return {};
        },
      ],
      [
        "the plugin is not there, whatever the user's own configuration opens",
        () => {
          mkdirSync(home(), { recursive: true });
          const permission = { bash: "allow", "*": "allow" };
          writeFileSync(join(home(), "opencode.json"), JSON.stringify({ permission }));
          return { plugin: join(session.folder, "opencode.mjs") };
        },
      ],
      [
        "the plugin is not there, whatever the project's configuration opens",
        () => {
          mkdirSync(join(session.folder, "project"));
          writeFileSync(join(session.folder, "project", "opencode.json"), opened);
          return { plugin: join(session.folder, "opencode.mjs") };
        },
      ],
    ])("%s", async (_, arrange) => {
      const { plugin, env } = arrange();
      model.script(["custom-acme items list", "> made"]);
      const { env: whole, ...rest } = options({ permission: { bash: "allow" } }, plugin);
      await runOpenCode({ ...rest, env: { ...whole, ...env } });
      expect(model.hadShell).toEqual([false, false, false]);
      expect(calls()).toEqual([]);
      expect(existsSync(join(session.folder, "project", "made"))).toBe(false);
    });
  });
});
