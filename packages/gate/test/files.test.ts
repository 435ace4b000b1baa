import type { Connector } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { judgeForClient } from "../src/judge-for-client.ts";
import { connector, operationOf } from "./support/acme.ts";
import { sessionOfConnectors } from "./support/sessions.ts";

// Files that a line reads or writes. Nothing here is there: a line is judged without opening anything.

const string = { kind: "string" } as const;
const encoded = { kind: "string", encoding: "base64" } as const;
const body = {
  contentType: "application/json",
  encoding: "json",
  required: true,
  type: {
    kind: "object",
    properties: [
      { name: "raw", type: encoded },
      { name: "parts", type: { kind: "array", items: encoded } },
      { name: "title", type: string },
      { name: "to", type: { kind: "array", items: string } },
    ],
    additional: encoded,
  },
} as const;
const bytes = {
  contentType: "application/octet-stream",
  encoding: "raw",
  required: true,
  type: { kind: "file" },
} as const;
const operations = [
  operationOf("mails.send", { method: "POST", body }),
  operationOf("mails.search", { method: "POST", access: "read", body }),
  operationOf("scans.read", { method: "POST", access: "read", body: bytes }),
  operationOf("files.get", { parameters: [{ in: "query", name: "q", type: string }] }),
];
const acme: Connector = {
  ...connector,
  operations: Object.fromEntries(operations.map((one) => [one.id, one])),
};
const within = sessionOfConnectors([acme]);
const judge = (words: string, mode: "environment" | "broker" = "environment") =>
  judgeForClient(`custom-acme ${words}`, { ...within, mode });

describe("where secrets are within reach, a line that reads a file is asked", () => {
  test.each([
    "mails search --input @body.json",
    "mails search --input=@/proc/self/environ",
    "mails search --input @body.json --dry-run",
    "mails search --raw @/proc/self/environ",
    "mails search --raw=@/proc/self/environ",
    "mails search --title a --raw @a.png",
    "mails search --parts @a --parts @b",
    "mails send --raw @/proc/self/environ --dry-run",
    "mails send --input @/etc/shadow --dry-run",
    "scans read --input @a.png",
    "scans read --input a.png",
    "scans read --input a.png --dry-run",
    "files get --save out",
  ])("%s", async (words) => {
    expect(await judge(words)).toMatchObject({
      verdict: "ask",
      reason: expect.stringMatching(/ the file "/),
    });
  });

  test("and is allowed where the broker is what holds the secrets", async () => {
    expect(await judge("mails search --raw @a.png", "broker")).toMatchObject({ verdict: "allow" });
    expect(await judge("mails send --raw @a.png --dry-run", "broker")).toMatchObject({ verdict: "allow" });
  });
});

test.each([
  "files get --q @octocat",
  "mails search --title @octocat",
  "mails search --to @octocat",
  `mails search --to '["a@example.com","@b"]'`,
  `mails search --parts '["YQ=="]'`,
  `mails search --input '{"title":"@a","raw":"Yg=="}'`,
  "mails search --help --input @a",
  "mails send --title a --dry-run",
])("%s names no file", async (words) => {
  expect(await judge(words)).toMatchObject({ verdict: "allow" });
});

test.each([`mails search --parts '["@a"]'`, `mails search --input '{"raw":"@b"}'`])(
  "%s names no file and is no base64 either: the tool refuses it",
  async (words) => {
    expect(await judge(words)).toMatchObject({ verdict: "deny", reason: expect.stringContaining("base64") });
  },
);

test.each([
  ["out.json", "allow"],
  ["out/a.json", "allow"],
  ["/tmp/out.json", "ask"],
  ["../out.json", "ask"],
  ["./out.json", "ask"],
  ["'~/.bashrc'", "ask"],
  [".jq", "ask"],
  [".git/hooks/pre-commit", "ask"],
  ["a/.envrc", "ask"],
])("with a broker, an answer saved as %s: %s", async (path, verdict) => {
  expect(await judge(`files get --save ${path}`, "broker")).toMatchObject({ verdict });
  // The broker asks about the request, not about the file.
  expect(await judge(`mails send --title a --save ${path}`, "broker")).toMatchObject({ verdict });
});

test("a domain in a list as JSON is a condition that is met", async () => {
  const only = [{ argument: "body.to", domains: ["example.com"] }];
  const policies = [{ policy: 1, rules: [{ verdict: "allow", only }] } as const];
  const judged = (address: string) =>
    judgeForClient(`custom-acme mails send --to '["${address}"]'`, { ...within, policies });
  expect(await judged("a@example.com")).toMatchObject({ verdict: "allow" });
  expect(await judged("a@example.org")).toMatchObject({ verdict: "ask" });
});
