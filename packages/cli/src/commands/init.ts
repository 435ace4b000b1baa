import type { Command } from "../shared/command.ts";

export const init: Command = {
  name: "init",
  summary: "start a connector: write <slug>/connector.yaml, alone or from an OpenAPI document",
  usage:
    "init [slug|folder] [--openapi <file|folder|url>] [--include <selector>]…\n" +
    "    [--exclude <selector>]… [--tag <name>]…\n    [--name <text>] [--base-url <url>] [--auth <type>] [--allow-remote <host>]…\n    [--dir <dir>] [--json]",
  details: [
    "The slug is the connector's short name: 3 to 40 lower-case letters and digits, in words\njoined by `-`. Of a folder's path the last part is the slug. It asks nothing and\nnever overwrites a spec.",
    "With --openapi the document is copied beside the spec and pinned, and everything that it\ntells, or that can be guessed from it, is written out with a remark where it is a guess:\nslug, server, credential, pagination, names and access of the operations. Up to 40\noperations are written one by one, more of them in bulk by tag or path.",
    "A selector is `tag:<name>`, a path with `*` and `**`, an operationId, or `METHOD /path`.",
  ],
  options: {
    openapi: {
      value: "<file|folder|url>",
      summary: "the document: JSON or YAML, one file, a folder of them, or a URL of an allowed host",
    },
    include: { value: "<selector>", summary: "take only these operations; may be repeated" },
    exclude: { value: "<selector>", summary: "leave these out; may be repeated" },
    tag: { value: "<name>", summary: "short for --include tag:<name>" },
    name: {
      value: "<text>",
      summary: "what people call the service; default: the document's title, or the slug",
    },
    "base-url": {
      value: "<url>",
      summary: "where its API is; default: the document's server, or https://api.example.com",
    },
    auth: {
      value: "<type>",
      choices: ["api_key", "bearer_token", "basic", "oauth2", "none"],
      summary: "api_key, bearer_token, basic, oauth2 or none; default: the document's, or bearer_token",
    },
    "allow-remote": {
      value: "<host>",
      summary: "fetch what is on this host, once: copies are kept beside the document; may be repeated",
    },
    dir: { value: "<dir>", summary: "where the folder <slug> is made; default: here" },
    json: { summary: "say what was written as JSON" },
  },
  arguments: { name: "a slug, such as my-api, or --openapi <file>", least: 0, most: 1 },
  examples: [
    { line: "init my-api", says: "with defaults, to be edited" },
    {
      line: "init acme --name ACME --base-url https://api.acme.test/v2 --auth api_key",
      says: "for a known API",
    },
    { line: "init --openapi acme-openapi.json", says: "of a document, all of it" },
    { line: "init acme --openapi acme.yaml --tag issues --tag users", says: "two of its tags" },
    { line: "init --openapi ./spec --exclude 'DELETE /orgs/{org}'", says: "of a folder, but one operation" },
  ],
  exits: [
    "0  written",
    "1  the document cannot be used; diagnostics say why",
    "2  wrong usage, or there is a spec already",
  ],
  load: () => import("../init/init.ts"),
};
