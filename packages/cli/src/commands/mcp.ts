import type { Command } from "../shared/command.ts";

export const mcp: Command = {
  name: "mcp",
  summary: "serve operations as MCP tools, on standard input and output",
  usage: "mcp [compiled folder…] [--policy <file>] [--files <folder>] [--wait <seconds>]",
  details: [
    "Serves what SPECWIRE_GATE_FILE allows a session, or compiled connectors with credentials\nfrom the environment. Reads run; writes are put to a person by the client, as long as no\npolicy says otherwise, and are refused where it can't ask.",
    "Up to 40 operations are a tool each. More are found by a search, and performed by tools\nthat read, write and remove.",
  ],
  options: {
    policy: { value: "<file>", summary: "JSON of a policy, for compiled folders; may be repeated" },
    files: {
      value: "<folder>",
      summary: "send files from below this folder and save answers there; without it, no files",
    },
    wait: {
      value: "<seconds>",
      summary: "how long a call waits for a person's decision at the broker (default 45)",
    },
  },
  arguments: { name: "a compiled folder", least: 0, most: Number.POSITIVE_INFINITY },
  examples: [
    { line: "mcp out/my-api", says: "a connector that `specwire compile` wrote" },
    { line: "mcp --files .", says: "the session of SPECWIRE_GATE_FILE, with files from here" },
  ],
  exits: ["0 the client has gone; 2 the session can't be opened"],
  load: () => import("../gate/mcp.ts"),
};
