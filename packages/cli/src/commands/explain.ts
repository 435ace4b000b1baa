import type { Command } from "../shared/command.ts";

export const explain: Command = {
  name: "explain",
  summary: "explain a code of a diagnostic, or of an error of a generated tool",
  usage: "explain [code] [--json]",
  details: ["Without a code: all of them, by family."],
  options: { json: { summary: "the same as JSON" } },
  arguments: { name: "a code", least: 0, most: 1 },
  examples: [
    { line: "explain", says: "every code" },
    { line: "explain schema/unknown-key", says: "a diagnostic of `check`" },
    { line: "explain AUTH_REQUIRED", says: "an error of a generated tool" },
  ],
  exits: ["0  explained", "2  there is no such code"],
  load: () => import("../explain/explain.ts"),
};
