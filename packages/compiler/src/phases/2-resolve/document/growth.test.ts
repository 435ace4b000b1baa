import { describe, expect, test, vi } from "vitest";
import { Collector } from "../../../diagnostics/collector.ts";
import type { CompilerHost } from "../../../host.ts";
import { memoryHost } from "../../../memory-host.ts";
import { parse } from "../../1-parse/parse.ts";
import { lower } from "../../4-lower/lower.ts";
import { resolve } from "../resolve.ts";
import { readDocument } from "./read-document.ts";
import { References } from "./references.ts";

// The work is counted, not timed: references that are followed, files that are read, schemas that are looked up.

const spec = `connector: 1
version: 1.0.0
slug: acme
name: Acme
description: Things.
baseUrl: https://api.acme.test
auth: { type: none }
openapi: { document: ./openapi.json }
operations: { include: ["/**"] }
`;

interface Work {
  readonly followed: number;
  readonly read: number;
  readonly lookedUp: number;
}

function workOn(files: Readonly<Record<string, string>>): Work {
  const follow = vi.spyOn(References.prototype, "follow");
  const memory = memoryHost({ ...files, "connector.yaml": spec });
  let read = 0;
  const host: CompilerHost = {
    ...memory,
    read: (path) => {
      read++;
      return memory.read(path);
    },
  };
  const report = new Collector();
  const parsed = parse(host, "connector.yaml", report);
  const { source } = parsed;
  const found = readDocument(parsed, host, report);
  if (source === undefined || found === undefined) throw new Error("the document is not read");
  let lookedUp = 0;
  const lookup = (reference: string) => {
    lookedUp++;
    return found.document.lookup(reference);
  };
  lower(resolve({ ...parsed, source }, { ...found.document, lookup }, report));
  expect(report.diagnostics().map(({ code }) => code)).toEqual([]);
  const followed = follow.mock.calls.length;
  follow.mockRestore();
  return { followed, read, lookedUp };
}

const document = (count: number, schemaOf: (index: number) => object, prefix = "#/components/schemas/") => ({
  openapi: "3.1.0",
  info: { title: "Acme", version: "1" },
  paths: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `/things${index}`,
      {
        post: {
          operationId: `addThing${index}`,
          summary: "Add",
          requestBody: { content: { "application/json": { schema: { $ref: `${prefix}S${index}` } } } },
          responses: { 200: { description: "ok" } },
        },
      },
    ]),
  ),
  components: {
    schemas: Object.fromEntries(Array.from({ length: count }, (_, index) => [`S${index}`, schemaOf(index)])),
  },
});

const to = (index: number, count: number) => ({ $ref: `#/components/schemas/S${index % count}` });
const members = (index: number, count: number) =>
  Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`m${at}`, to(index * 7 + at * at + 1, count)]));

const graphs: Readonly<Record<string, (index: number, count: number) => object>> = {
  "each schema refers to twelve others": (index, count) => ({
    type: "object",
    properties: members(index, count),
  }),
  "each is part of the next": (index, count) => ({
    allOf: [
      ...(index % 10 === 0 ? [] : [to(index - 1, count)]),
      { type: "object", properties: { [`n${index}`]: to(index * 7, count), ...members(index, count) } },
    ],
  }),
  "each is one of five": (index, count) => ({
    oneOf: Array.from({ length: 5 }, (_, at) => ({
      type: "object",
      required: [`k${at}`],
      properties: { [`k${at}`]: to(index * 3 + at, count) },
    })),
  }),
  "each is in a chain to the end": (index, count) =>
    index === count - 1 ? { type: "string" } : { type: "array", items: to(index + 1, count) },
};

describe("work grows with the document", () => {
  test.each(Object.entries(graphs))("%s", (_, schemaOf) => {
    const works = [100, 200, 400].map((count) =>
      workOn({ "openapi.json": JSON.stringify(document(count, (index) => schemaOf(index, count))) }),
    );
    const [small, , large] = works;
    for (const kind of ["followed", "lookedUp"] as const)
      expect(large?.[kind], kind).toBeLessThanOrEqual(4.4 * (small?.[kind] ?? 0));
  });

  test("every file is read once", () => {
    const files = (count: number): Record<string, string> => ({
      "openapi.json": JSON.stringify({
        ...document(count, () => ({}), "schemas/"),
        components: {},
      }).replaceAll(/"schemas\/(S\d+)"/g, '"schemas/$1.json"'),
      ...Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `schemas/S${index}.json`,
          JSON.stringify({ type: "object", properties: { next: { $ref: `S${(index + 1) % count}.json` } } }),
        ]),
      ),
    });
    const small = workOn(files(50));
    const large = workOn(files(200));
    expect(large.read).toBe(200 + 2);
    expect(large.followed).toBeLessThanOrEqual(4.4 * small.followed);
    expect(large.lookedUp).toBeLessThanOrEqual(4.4 * small.lookedUp);
  });
});
