import type { Command } from "../shared/command.ts";

export const compile: Command = {
  name: "compile",
  summary: "write the command-line tool, instructions and manifest of connectors",
  usage:
    "compile <folder|file>… [-o <dir>] [--check] [--tokens] [--token-budget <n>] [--allow-remote <host>] [--json]",
  details: [
    "Writes <dir>/<slug>/, the whole folder or nothing. A folder that Specwire wrote before is\nreplaced; one that holds anything else is left alone. With an error nothing is written.",
  ],
  options: {
    out: { value: "<dir>", short: "o", summary: "where the folder <slug> is written; default: out" },
    check: { summary: "write nothing; exit with 1 and name the files that differ from what is there" },
    tokens: { summary: "show what the texts cost an agent that reads them; exit with 1 beyond a budget" },
    "token-budget": { value: "<n>", summary: "how many tokens instructions.md may take; default: 600" },
    "allow-remote": {
      value: "<host>",
      summary: "fetch what documents refer to at this host; again for a further one",
    },
    json: { summary: "what was written, and diagnostics, as JSON on stdout" },
  },
  arguments: { name: "a folder with connector.yaml, or the file", least: 1, most: Number.POSITIVE_INFINITY },
  examples: [
    { line: "compile my-api", says: "writes out/my-api" },
    { line: "compile specs -o dist", says: "every connector in specs/" },
    { line: "compile my-api --tokens", says: "which help or instructions are long, and why" },
    { line: "compile specs -o dist --check", says: "in CI: is dist/ up to date?" },
  ],
  exits: [
    "0  written, or unchanged",
    "1  diagnostics contain an error; with --check, files differ; with --tokens, a budget is passed",
    "2  wrong usage, or a folder that may not be replaced",
  ],
  load: () => import("../compile/compile.ts"),
};
