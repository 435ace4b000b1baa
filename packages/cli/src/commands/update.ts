import type { Command } from "../shared/command.ts";

export const update: Command = {
  name: "update",
  summary: "take a newer OpenAPI document: show what changes for whom, then rewrite the pin",
  usage:
    "update <folder|file> [--document <file|folder>] [--against <dir>] [--accept <selector>…]\n           [--accept-all] [--yes] [--dry-run] [--all] [--allow-remote <host>] [--json]",
  details: [
    "Compiles the connector with its present document and with the new one, and says what was\nadded, removed and changed, and whom it breaks: who types commands, who reads answers, who\nconsented to access, hosts and scopes.",
    "Then it puts the new document in place of the old one and rewrites connector.yaml, all or\nnothing: the pin (sha256); operations that are new and that `include` would take, as\n`METHOD /path` in `exclude`, so that nothing joins the manifest unasked; `use` of operations\nthat are called otherwise now; ids that would change. Comments and order stay.",
    "What breaks somebody is written only with --yes; the entries of operations that are gone go\nthen. What does not compile with the new document is never written.",
  ],
  options: {
    document: {
      value: "<file|folder>",
      summary: "the newer document; a folder where it has several files",
    },
    against: {
      value: "<dir>",
      summary: "compare with this compiled folder (out/<slug>); for a document that was replaced in place",
    },
    accept: {
      value: "<selector>",
      summary:
        "take new operations: METHOD /path, operationId, tag:<name> or a path glob; repeatable;\nold ones by METHOD /path or operationId",
    },
    "accept-all": {
      summary: "take every new operation that `include` selects; without `include`, every new one",
    },
    yes: { summary: "write also what breaks somebody" },
    "dry-run": { summary: "show only; exit with 1 where something breaks" },
    all: { summary: "show every change, not a page of them" },
    "allow-remote": {
      value: "<host>",
      summary: "fetch what documents refer to at this host; again for a further one",
    },
    json: { summary: "everything as JSON on stdout" },
  },
  arguments: { name: "a folder with connector.yaml, or the file", least: 1, most: 1 },
  examples: [
    { line: "update my-api --document ~/Downloads/openapi.json --dry-run", says: "what would change?" },
    { line: "update my-api --document ~/Downloads/openapi.json", says: "take it, unless somebody breaks" },
    { line: "update my-api --accept tag:billing --document new.json", says: "with its new operations" },
    { line: "update my-api --accept createInvoice", says: "take one that was left out before" },
    { line: "update my-api --against out/my-api", says: "the file was replaced already" },
  ],
  exits: [
    "0  written, or nothing to write; with --dry-run, nothing breaks",
    "1  nothing was written: it breaks somebody and there is no --yes, or it does not compile",
    "2  wrong usage, or files that can't be read or written",
  ],
  load: () => import("../update/update.ts"),
};
