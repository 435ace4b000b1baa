import { describe, expect, test } from "vitest";
import { applyFixes } from "../../diagnostics/apply-fixes.ts";
import { Collector } from "../../diagnostics/collector.ts";
import { parseText } from "./parse.ts";

const head = `connector: 1
version: 1.0.0
slug: acme
name: Acme
description: Things and their owners.
baseUrl: https://api.acme.test
`;
const auth = "auth: { type: none }\n";
const list = "operations:\n  things.list:\n    request: GET /things\n";

/** As `check --fix` does: apply what is certain, look again, until nothing changes. */
function fixed(text: string): string {
  for (let current = text; ; ) {
    const report = new Collector();
    parseText("connector.yaml", current, report);
    const next = applyFixes("connector.yaml", current, report.diagnostics());
    if (next.applied === 0) return current;
    current = next.text;
  }
}

describe("a repair of the text takes nothing of the spec", () => {
  const fence =
    "    description: |\n      Such as:\n      ```\n      connector: 1\n      slug: foo\n      ```\n      Enough.\n";
  const header = "headers:\n  X-Version: '2'\n  X-B: '2'\n  X-C: '2'\n";
  const fixedBody = "    fixed:\n      body:\n        mode: all\n";
  test.each([
    [
      "a code fence in a text",
      `${head}${auth}${list}    summary: List: all\n${fence}`,
      `${head}${auth}${list}    summary: "List: all"\n${fence}`,
    ],
    [
      "keys before `connector`",
      `headers:\n  Acme-Note: a: b\n${head}${auth}${list}`,
      `headers:\n  Acme-Note: "a: b"\n${head}${auth}${list}`,
    ],
    [
      "a key of the top among headers",
      `${head}${auth}${header} docsUrl: https://acme.test\n${list}`,
      `${head}${auth}${header}docsUrl: https://acme.test\n${list}`,
    ],
    [
      "a key of an operation below fixed values",
      `${head}${auth}${list}${fixedBody}       destructive: true\n`,
      `${head}${auth}${list}${fixedBody}    destructive: true\n`,
    ],
    [
      "a comment after an open quote",
      `${head}${auth}headers:\n  X-Version: "2 # pinned\n${list}`,
      `${head}${auth}headers:\n  X-Version: "2" # pinned\n${list}`,
    ],
    [
      "a comment after an apostrophe",
      `${head}${auth}headers:\n  X-Note: 'it's 2' # pinned\n${list}`,
      `${head}${auth}headers:\n  X-Note: "it's 2" # pinned\n${list}`,
    ],
    [
      "what looks like an anchor in a text",
      `${head}${auth}${list}    summary: &s List\n    description: "Q: &A, see: *s"\n`,
      `${head}${auth}${list}    summary: List\n    description: "Q: &A, see: *s"\n`,
    ],
    [
      "the prose around a fence",
      `Here it is:\n\n\`\`\`yaml\n${head}${auth}${list}\`\`\`\nIt has one operation.\n`,
      `${head}${auth}${list}`,
    ],
  ])("%s", (_, wrong, right) => {
    expect(fixed(wrong)).toBe(right);
  });
});

describe("what would mean something else afterwards is left to its author", () => {
  const operation = (more: string) => `${head}${auth}${list}    ${more}\n`;
  const write = (more: string) =>
    `${head}${auth}operations:\n  things.add:\n    request: POST /things\n    ${more}\n`;
  const scheme = (more: string) => `${head}components:\n  securitySchemes:\n    one: ${more}\n${list}`;
  test.each([
    ["a header among the query", operation("query: [{ name: X-Trace, in: header, type: string }]")],
    ["the same by its name", operation("query: { trace: { in: header, type: string, required: true } }")],
    [
      "a parameter with a media type",
      operation("parameters: [{ name: a, in: query, content: { application/json: { schema: {} } } }]"),
    ],
    ["HTTP Digest", scheme("{ type: http, scheme: digest }")],
    [
      "two flows",
      scheme(
        "{ type: oauth2, flows: { clientCredentials: { tokenUrl: https://a.test/t }, authorizationCode: { authorizationUrl: https://a.test/a, tokenUrl: https://a.test/t } } }",
      ),
    ],
    [
      "a flow that nobody should use",
      scheme("{ type: oauth2, flows: { implicit: { authorizationUrl: https://a.test/a } } }"),
    ],
    [
      "two secrets in one header",
      `${head}auth: { type: api_key, in: header, name: "Authorization: Bearer {a}:{b}" }\n${list}`,
    ],
    [
      "two prefixes",
      `${head}auth: { type: api_key, in: header, prefix: "Token ", name: "Authorization: Bearer {a}" }\n${list}`,
    ],
    ["a base URL and a server", `${head}${auth}servers: [{ url: https://b.test }]\n${list}`],
    [
      "files that are declared nowhere else",
      write("body: { type: object, properties: { name: { type: string } }, files: [attachment] }"),
    ],
    [
      "what stands beside a reference",
      `${head}${auth}components: { schemas: { Pet: { type: object } } }\noperations:\n  things.add:\n    request: POST /things\n    body: { $ref: "#/components/schemas/Pet", required: [a] }\n`,
    ],
    ["whether to ask first", write("confirm: always")],
    [
      "a line that several maps may have",
      `${head}${auth}${list}    query:\n      properties:\n        a:\n          type: string\n         required: true\n`,
    ],
  ])("%s", (_, text) => {
    const report = new Collector();
    parseText("connector.yaml", text, report);
    expect(report.diagnostics()).not.toEqual([]);
    expect(fixed(text)).toBe(text);
  });

  test("but `optional: false` is kept as what it says", () => {
    expect(fixed(operation("query: [{ name: a, type: string, optional: false }]"))).toContain(
      "required: [a]",
    );
  });
});
