import type { Command } from "../shared/command.ts";

export const gate: Command = {
  name: "gate",
  summary: "answer an agent client that asks before it runs a command",
  usage: "gate --client <client> [--gate-file <path>]",
  details: [
    "A hook for PreToolUse: it reads the event on standard input. The host writes the session's\ngate file where the agent can't write, and names it with --gate-file, or in SPECWIRE_GATE_FILE\nwhere nothing that the agent can write sets variables of the hook. Whatever goes wrong blocks\nthe call.",
    "The client starts it for every command. The same program as one file, which starts faster\nand needs nothing around it: node_modules/@specwire/gate/gen/hook.mjs.",
  ],
  options: {
    client: {
      value: "<client>",
      summary: "whose hook it is: claude-code or codex",
      choices: ["claude-code", "codex"],
    },
    "gate-file": { value: "<path>", summary: "the session's gate file; default: SPECWIRE_GATE_FILE" },
  },
  arguments: { name: "nothing", least: 0, most: 0 },
  examples: [
    {
      line: "gate --client claude-code --gate-file /run/specwire/gate.json",
      says: "as the command of a PreToolUse hook",
    },
  ],
  exits: ["0 the call is allowed, left to the client, or asked as its output says; 2 it is blocked"],
  load: () => import("../gate/gate.ts"),
};
