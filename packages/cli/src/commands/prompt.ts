import type { Command } from "../shared/command.ts";

export const prompt: Command = {
  name: "prompt",
  summary: "print what a model needs to know to write a connector spec",
  usage: "prompt",
  details: [
    "Markdown of at most 3,000 tokens, for the system prompt of an agent that writes specs from\nan API's documentation: a whole spec, what to write for what, every key.",
  ],
  options: {},
  arguments: { name: "nothing", least: 0, most: 0 },
  examples: [{ line: "prompt > authoring.md", says: "keep it beside an agent's other instructions" }],
  exits: ["0  printed", "2  wrong usage"],
  load: () => import("../prompt/prompt.ts"),
};
