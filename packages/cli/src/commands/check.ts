import type { Command } from "../shared/command.ts";

export const check: Command = {
  name: "check",
  summary: "find the mistakes in connector specs",
  usage: "check <folder|file>… [--fix] [--allow-remote <host>] [--json]",
  details: [
    "All problems at once, each with its place, its reason and what to write instead. A folder\nis a connector's, with a connector.yaml, or one that holds such folders: each is checked.",
    "Diagnostics go to stderr, the closing line (or the JSON) to stdout.",
  ],
  options: {
    fix: { summary: "first repair what has only one answer; a file is changed as a whole or not at all" },
    "allow-remote": {
      value: "<host>",
      summary: "fetch what documents refer to at this host; again for a further one",
    },
    json: { summary: "diagnostics as JSON on stdout" },
  },
  arguments: { name: "a folder with connector.yaml, or the file", least: 1, most: Number.POSITIVE_INFINITY },
  examples: [
    { line: "check my-api", says: "one connector" },
    { line: "check specs", says: "every connector in specs/" },
    { line: "check my-api --fix", says: "repair near-misses such as baseURL for baseUrl" },
  ],
  exits: ["0  no errors; there may be warnings", "1  there are errors", "2  wrong usage"],
  load: () => import("../check/check.ts"),
};
