import type { Command } from "../shared/command.ts";

export const catalogue: Command = {
  name: "commands",
  summary: "list a connector's commands with the flags they need",
  usage: "commands <connector folder|compiled folder> [group…] [--json] [--allow-remote <host>]",
  details: [
    "Nothing is called and nothing is written. --json is what the tool itself prints for --commands:\nversion 1 of a format with a schema, catalogue.schema.json of @specwire/compiler.",
  ],
  options: {
    json: { summary: "the commands as JSON, one a line" },
    "allow-remote": { value: "<host>", summary: "fetch what its document refers to at this host" },
  },
  arguments: { name: "a connector's folder", least: 1, most: Number.POSITIVE_INFINITY },
  examples: [
    { line: "commands my-api", says: "all of them" },
    { line: "commands my-api items", says: "those of a group" },
    { line: "commands out/my-api --json", says: "of a compiled folder, for a program" },
  ],
  exits: ["0  listed", "1  the spec has errors", "2  wrong usage; no such connector or group"],
  load: () => import("../catalogue/catalogue.ts"),
};
