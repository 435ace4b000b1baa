import type { Command } from "../shared/command.ts";

export const gate: Command = {
  name: "gate",
  summary: "answer an agent client that asks before it runs a command",
  usage: "gate --client <client>",
  details: [
    "A hook for PreToolUse: it reads the event on standard input. The host names the session's\ngate file in SPECWIRE_GATE_FILE, where the agent can't write. Whatever goes wrong blocks\nthe call.",
    "The client starts it for every command. The same program as one file, which starts faster\nand needs nothing around it: node_modules/@specwire/gate/gen/hook.mjs.",
  ],
  options: {
    client: {
      value: "<client>",
      summary: "whose hook it is: claude-code or codex",
      choices: ["claude-code", "codex"],
    },
  },
  arguments: { name: "nothing", least: 0, most: 0 },
  examples: [{ line: "gate --client claude-code", says: "as the command of a PreToolUse hook" }],
  exits: ["0 the call is allowed, left to the client, or asked as its output says; 2 it is blocked"],
  load: () => import("../gate/gate.ts"),
};
