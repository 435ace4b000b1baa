import type { ArgumentType, Connector, Operation } from "@specwire/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareConnectors } from "../../src/index.ts";
import { compileSpec, slugs } from "../support/compiled.ts";

const name = fc.constantFrom("a", "b", "c", "d");
const { type } = fc.letrec<{ type: ArgumentType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 4, depthIdentifier: "type" },
    fc.constant<ArgumentType>({ kind: "any" }),
    fc.record(
      {
        kind: fc.constant("string" as const),
        enum: fc.uniqueArray(name, { minLength: 1 }),
        nullable: fc.constant(true as const),
      },
      { requiredKeys: ["kind"] },
    ),
    fc.record({ kind: fc.constantFrom("integer" as const, "number" as const), minimum: fc.nat(9) }),
    fc.record({ kind: fc.constant("reference" as const), name }),
    fc.record({ kind: fc.constant("array" as const), items: tie("type") }),
    fc.record({
      kind: fc.constant("union" as const),
      variants: fc.array(tie("type"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record(
      {
        kind: fc.constant("object" as const),
        properties: fc.uniqueArray(fc.record({ name, type: tie("type") }), {
          selector: (field) => field.name,
        }),
        additional: tie("type"),
      },
      { requiredKeys: ["kind", "properties"] },
    ),
  ),
}));

const operation = fc.record({
  parameter: type,
  body: type,
  known: fc.uniqueArray(name),
  access: fc.constantFrom("read" as const, "write" as const),
});
const connector = fc
  .record({
    operations: fc.dictionary(name, operation, { maxKeys: 4 }),
    types: fc.dictionary(name, type, { maxKeys: 4 }),
  })
  .map(({ operations, types }) => connectorOf(operations, types));

function connectorOf(
  operations: Record<
    string,
    { parameter: ArgumentType; body: ArgumentType; known: string[]; access: "read" | "write" }
  >,
  types: Connector["types"],
): Connector {
  const made = Object.entries(operations).map(
    ([id, { parameter, body, known, access }]): Operation => ({
      id,
      summary: id,
      access,
      destructive: false,
      sensitive: false,
      idempotent: true,
      method: "POST",
      path: `/${id}`,
      server: "default",
      scopes: [],
      parameters: [{ in: "query", name: "q", type: parameter }],
      body: { contentType: "application/json", encoding: "json", required: true, type: body },
      response: { kind: "json", fields: [], known },
      examples: [],
    }),
  );
  return {
    compiled: 1,
    slug: "test",
    name: "Test",
    description: "",
    version: "1.0.0",
    servers: {
      default: { url: "https://api.example.com", env: "TEST_BASE_URL", hosts: ["api.example.com"] },
    },
    variables: {},
    headers: {},
    auth: [],
    security: [],
    errors: [],
    highlights: [],
    operations: Object.fromEntries(made.map((one) => [one.id, one])),
    types,
  };
}

describe("compareConnectors", () => {
  test.each(slugs)("%s is the same as itself", (slug) => {
    const { connector } = compileSpec(slug);
    expect(compareConnectors(connector, structuredClone(connector))).toEqual([]);
  });

  test("a connector is the same as itself", () => {
    fc.assert(
      fc.property(connector, (one) => {
        expect(compareConnectors(one, structuredClone(one))).toEqual([]);
      }),
    );
  });

  test("what one way adds, the other way removes", () => {
    const opposite: Record<string, string> = {
      "operation-added": "operation-removed",
      "field-added": "field-removed",
      "operation-removed": "operation-added",
      "field-removed": "field-added",
    };
    const moves = (before: Connector, after: Connector, turned: boolean) =>
      compareConnectors(before, after)
        .filter(({ kind }) => kind in opposite)
        // Names of types are those of the newer connector.
        .filter(({ at }) => !at?.startsWith("type "))
        .map(({ kind, operations, at }) => [turned ? opposite[kind] : kind, operations.join(), at].join(" "))
        .sort();
    fc.assert(
      fc.property(connector, connector, (one, other) => {
        expect(moves(other, one, true)).toEqual(moves(one, other, false));
      }),
    );
  });

  test("time grows with the size, on types that all name each other", () => {
    const dense = (count: number, value: string): Connector => {
      const names = Array.from({ length: count }, (_, index) => `t${index}`);
      const types = names.map((one, index): [string, ArgumentType] => [
        one,
        {
          kind: "object",
          properties: [
            { name: "kind", type: { kind: "string", enum: [value] } },
            ...[1, 7, 31].map((step) => ({
              name: `to${step}`,
              type: { kind: "reference" as const, name: `t${(index + step) % count}` },
            })),
          ],
        },
      ]);
      const body: ArgumentType = { kind: "reference", name: "t0" };
      return connectorOf(
        { one: { parameter: { kind: "any" }, body, known: [], access: "write" } },
        Object.fromEntries(types),
      );
    };
    const changes = compareConnectors(dense(3000, "a"), dense(3000, "b"));
    expect(changes).toHaveLength(6000);
    expect(changes.every(({ operations }) => operations.join() === "one")).toBe(true);
  });

  test("cycles of different length end", () => {
    const cycle = (length: number): Connector => {
      const types = Array.from({ length }, (_, index): [string, ArgumentType] => [
        `t${index}`,
        {
          kind: "object",
          properties: [{ name: "next", type: { kind: "reference", name: `t${(index + 1) % length}` } }],
        },
      ]);
      const body: ArgumentType = { kind: "reference", name: "t0" };
      return connectorOf(
        { one: { parameter: { kind: "any" }, body, known: [], access: "write" } },
        Object.fromEntries(types),
      );
    };
    expect(compareConnectors(cycle(499), cycle(503)).length).toBeLessThan(2);
  });
});
