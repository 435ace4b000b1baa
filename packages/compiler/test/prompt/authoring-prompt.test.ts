import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, test } from "vitest";
import { authoringPrompt, compile, memoryHost } from "../../src/index.ts";

const prompt = authoringPrompt();

const findings = (spec: string): string[] =>
  compile("/connector.yaml", memoryHost({ "/connector.yaml": spec })).diagnostics.map(
    ({ code, message }) => `${code}: ${message}`,
  );

/** A spec around one value of `auth` or `pagination` as the prompt shows it. */
const around = (auth: string, pagination = "false"): string => `
connector: 1
version: 1.0.0
slug: sample
name: Sample
description: A sample.
baseUrl: https://api.sample-things.com
auth: ${auth}
operations:
  things.search:
    request: POST /things
    summary: Search things
    query: { properties: { cursor: { type: string }, page: { type: integer }, offset: { type: integer }, per_page: { type: integer }, limit: { type: integer } } }
    items: ""
    pagination: ${pagination}
`;

describe("the authoring prompt", () => {
  test("costs at most 3,000 tokens", () => {
    expect(encode(prompt).length).toBeLessThanOrEqual(3000);
  });

  test("shows whole specs that compile", () => {
    const specs = [...prompt.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, spec = ""]) => spec);
    expect(specs.length).toBeGreaterThan(0);
    for (const spec of specs) {
      // The one thing that stays: a reason that people are to see.
      expect(findings(spec).filter((one) => !one.startsWith("permission/less-dangerous"))).toEqual([]);
    }
  });

  const inline = [...prompt.matchAll(/`(\{ (?:type|kind): .*? \})`/g)].map(([, code = ""]) =>
    code.replaceAll("…", "https://example.com/oauth"),
  );
  const schemes = inline.filter((code) => code.startsWith("{ type: ") && !code.startsWith("{ type: string"));
  const paginations = inline.filter((code) => code.startsWith("{ kind: "));

  test.each(schemes)("what it says of authentication is right: %s", (scheme) => {
    expect(findings(around(scheme))).toEqual([]);
  });

  test.each(paginations)("what it says of pagination is right: %s", (pagination) => {
    expect(findings(around("{ type: none }", pagination))).toEqual([]);
  });

  test("it says something of each kind", () => {
    expect(schemes.length).toBeGreaterThanOrEqual(6);
    expect(paginations.length).toBeGreaterThanOrEqual(5);
  });
});
