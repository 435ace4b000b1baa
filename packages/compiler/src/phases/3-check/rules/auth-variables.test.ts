import { expect, test } from "vitest";
import { compile } from "../../../compile.ts";
import { memoryHost } from "../../../memory-host.ts";

/** Codes of the diagnostics of a connector with two keys, one with this id. */
function codesOf(slug: string, id: string): string[] {
  const spec = `connector: 1
version: 1.0.0
slug: ${slug}
name: Acme
description: Things.
baseUrl: https://api.acme.test
auth: { type: api_key, keys: [{ id: ${id}, in: header, name: X-A }, { id: other, in: header, name: X-B }] }
operations: { things.list: { request: GET /things, summary: List things } }
`;
  return compile("connector.yaml", memoryHost({ "connector.yaml": spec })).diagnostics.map(
    ({ code }) => code,
  );
}

test.each([
  ["git-external", "diff"],
  ["git-ssh", "command"],
  ["git-config", "count"],
  ["git-config-key", "x"],
  ["java", "tool-options"],
  ["node-tls", "reject-unauthorized"],
  ["prompt", "command"],
  ["dotnet-startup", "hooks"],
  ["our", "https-proxy"],
])("a key of %s named %s would be a variable that runs programs or leads them elsewhere", (slug, id) => {
  expect(codesOf(slug, id)).toContain("auth/foreign-variable");
});

test.each([
  ["git-works", "key"],
  ["java-forum", "token"],
  ["config", "key"],
])("a key of %s named %s is nobody else's", (slug, id) => {
  expect(codesOf(slug, id)).not.toContain("auth/foreign-variable");
});
