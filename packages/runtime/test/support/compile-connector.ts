import { compile, memoryHost } from "../../../compiler/src/index.ts";
import type { ConnectorInput } from "../../src/connectors/connector-record.ts";

/**
 * What a host passes on: a spec with what the real compiler makes of it. `lines` are the spec's, after those that
 * every spec has; what is not said is a connector with an API key and one read.
 */
export function compileConnector(slug: string, lines: Readonly<Record<string, string>> = {}): ConnectorInput {
  const members = {
    name: `name: ${slug}`,
    description: "description: For tests.",
    servers: "baseUrl: https://api.example.com/v1",
    auth: "auth: { type: api_key, in: header, name: X-Key }",
    operations: "operations: { things.list: { request: GET /things, summary: List things } }",
    ...lines,
  };
  const spec = ["connector: 1", "version: 1.0.0", `slug: ${slug}`, ...Object.values(members), ""].join("\n");
  return compileSpec(spec);
}

/** A whole spec, without a document, with what the real compiler makes of it. */
export function compileSpec(spec: string): ConnectorInput {
  const { output, diagnostics } = compile("connector.yaml", memoryHost({ "connector.yaml": spec }));
  if (output === undefined) throw new Error(JSON.stringify(diagnostics));
  return { spec, files: output.files };
}
