import type { Command } from "../shared/command.ts";

export const run: Command = {
  name: "run",
  summary: "use a connector's command-line tool, straight from its spec",
  usage: "run [--allow-remote <host>] <connector folder|compiled folder> [command…]",
  details: [
    "A spec is compiled into a folder of your own under the system's temporary one. Everything\nbehind the folder belongs to the connector's tool: commands, flags and --help. It reads its\ncredential from the environment; --dry-run shows a request and sends nothing.",
  ],
  options: {
    "allow-remote": {
      value: "<host>",
      summary: "fetch what its document refers to at this host",
    },
  },
  arguments: { name: "a connector's folder", least: 1, most: Number.POSITIVE_INFINITY, passRest: true },
  examples: [
    { line: "run my-api", says: "what it can do" },
    { line: "run my-api items list --help", says: "the flags of one command" },
    { line: "run out/my-api items list", says: "from a compiled folder" },
  ],
  exits: ["the tool's own; 1 where the spec has errors, 2 where there is no connector"],
  load: () => import("../run/run.ts"),
};
