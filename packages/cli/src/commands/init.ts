import type { Command } from "../shared/command.ts";

export const init: Command = {
  name: "init",
  summary: "start a connector: write <slug>/connector.yaml with a read and a write to change",
  usage: "init <slug> [--name <text>] [--base-url <url>] [--auth <type>] [--dir <dir>] [--json]",
  details: [
    "The slug is the connector's short name: 3 to 40 lower-case letters and digits, in words\njoined by `-`. It asks nothing and never overwrites a spec.",
  ],
  options: {
    name: { value: "<text>", summary: "what people call the service; default: from the slug" },
    "base-url": { value: "<url>", summary: "where its API is; default: https://api.example.com" },
    auth: {
      value: "<type>",
      choices: ["api_key", "bearer_token", "basic", "oauth2", "none"],
      summary: "api_key, bearer_token (default), basic, oauth2 or none",
    },
    dir: { value: "<dir>", summary: "where the folder <slug> is made; default: here" },
    json: { summary: "say what was written as JSON" },
  },
  arguments: { name: "a slug, such as my-api", least: 1, most: 1 },
  examples: [
    { line: "init my-api", says: "with defaults, to be edited" },
    {
      line: "init acme --name ACME --base-url https://api.acme.test/v2 --auth api_key",
      says: "for a known API",
    },
  ],
  exits: ["0  written", "2  wrong usage, or there is a spec already"],
  load: () => import("../init/init.ts"),
};
