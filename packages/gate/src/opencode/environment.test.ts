import type { JsonObject } from "@specwire/contract";
import { expect, test } from "vitest";
import { openCodeEnvironment } from "./environment.ts";

const paths = { plugin: "/opt/a b/opencode.mjs", gateFile: "/opt/gate.json" };
const contentOf = (config?: JsonObject): JsonObject => {
  const { OPENCODE_CONFIG_CONTENT } = openCodeEnvironment({ ...paths, ...(config && { config }) });
  return JSON.parse(OPENCODE_CONFIG_CONTENT ?? "") as JsonObject;
};
const plugin = (bash: JsonObject | string) => ["file:///opt/a%20b/opencode.mjs", { bash }];

test("the shell is closed, and the plugin has what opens it", () => {
  expect(contentOf()).toEqual({
    permission: { bash: "deny", "bas?": "deny" },
    plugin: [plugin("ask")],
  });
  const bash = { "*": "ask", "git *": "allow" };
  expect(contentOf({ model: "a/b", plugin: ["other"], permission: { edit: "ask", bash } })).toEqual({
    model: "a/b",
    permission: { edit: "ask", bash: "deny", "bas?": "deny" },
    plugin: ["other", plugin(bash)],
  });
  expect(contentOf({ permission: "allow" })).toEqual({
    permission: { "*": "allow", bash: "deny", "bas?": "deny" },
    plugin: [plugin("allow")],
  });
});

test("the gate file is named, and configuration that an agent could write is not read", () => {
  expect(openCodeEnvironment(paths)).toMatchObject({
    SPECWIRE_GATE_FILE: "/opt/gate.json",
    OPENCODE_DISABLE_PROJECT_CONFIG: "1",
  });
});

test.each<[JsonObject]>([
  [{ agent: { build: { permission: { bash: "allow" } } } }],
  [{ agent: { build: { permission: { "*": "allow" } } } }],
  [{ agent: { build: { permission: "allow" } } }],
  ...["bas?", "b*", "*sh", "**", "????", "*a*", "Bash"].map((key): [JsonObject] => [
    { agent: { build: { permission: { [key]: "allow" } } } },
  ]),
  [{ agent: { build: { tools: { bash: true } } } }],
  [{ mode: { build: { permission: { bash: { "ls *": "allow" } } } } }],
  [{ tools: { bash: true } }],
])("%j would open the shell without the plugin", (config) => {
  expect(() => contentOf(config)).toThrow(TypeError);
});

test("the last pattern that is about the shell counts for other commands", () => {
  const permission = { "*": "allow", bash: "ask", "b*": "deny", edit: "allow" };
  expect(contentOf({ permission })).toMatchObject({ plugin: [plugin("deny")] });
});

test("an agent's own permission may be about other tools", () => {
  const agent = {
    build: { permission: { edit: "allow", "web*": "deny", "bash_?": "ask", "b(a|b)sh": "ask" } },
  };
  expect(contentOf({ agent })).toMatchObject({ agent });
});

test("relative paths would be another file in another folder", () => {
  expect(() => openCodeEnvironment({ ...paths, plugin: "opencode.mjs" })).toThrow(TypeError);
  expect(() => openCodeEnvironment({ ...paths, gateFile: "gate.json" })).toThrow(TypeError);
});
