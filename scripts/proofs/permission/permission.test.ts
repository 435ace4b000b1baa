import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, memoryHost } from "../../../packages/compiler/src/index.ts";
import {
  type Arguments,
  type Connector,
  decide,
  type Json,
  manifestOf,
  type Policy,
  readPolicy,
  type Verdict,
} from "../../../packages/contract/src/index.ts";

// Specs that call a write a read, or say less than they do: what the compiler and the decision make of each.

interface Expected {
  readonly ids: readonly string[];
  /** Codes of the findings. */
  readonly diagnostics: readonly string[];
  /** What is decided of each operation without a policy; absent: the spec does not compile. */
  readonly operations?: Readonly<Record<string, Verdict>>;
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
  readonly policy?: Json;
  readonly withPolicy?: readonly {
    readonly operation: string;
    readonly arguments: Arguments;
    readonly verdict: Verdict;
  }[];
}

const folder = join(import.meta.dirname, "cases");

describe.each(readdirSync(folder))("%s", (name) => {
  const texts = readdirSync(join(folder, name)).map((file) => [
    file,
    readFileSync(join(folder, name, file), "utf8"),
  ]);
  const { "expected.json": expectedText = "", ...files } = Object.fromEntries(texts) as Record<
    string,
    string
  >;
  const expected = JSON.parse(expectedText) as Expected;
  const { output, diagnostics } = compile("connector.yaml", memoryHost(files));

  test("is found to be what it is", () => {
    expect(diagnostics.map(({ code }) => code)).toEqual(expected.diagnostics);
    expect(output === undefined).toBe(expected.operations === undefined);
  });

  test("is decided accordingly", () => {
    if (output === undefined) return;
    const { connector } = output;
    const found = Object.keys(connector.operations).map((id) => [id, verdictOf(connector, id)]);
    expect(Object.fromEntries(found)).toEqual(expected.operations);
    for (const [id, hosts] of Object.entries(expected.hosts ?? {}))
      expect(manifestOf(connector, "").operations[id]?.hosts).toEqual(hosts);
    const policies = expected.policy === undefined ? [] : [readPolicy(expected.policy)];
    for (const one of expected.withPolicy ?? [])
      expect(verdictOf(connector, one.operation, one.arguments, policies)).toBe(one.verdict);
  });
});

function verdictOf(
  connector: Connector,
  operation: string,
  args: Arguments = {},
  policies: readonly Policy[] = [],
): Verdict {
  const rules = { manifests: { [connector.slug]: manifestOf(connector, "") }, policies };
  return decide({ connector: connector.slug, operation, arguments: args }, rules).verdict;
}
