import type { ArgumentType, Connector, Operation } from "@specwire/contract";
import { encodeTable } from "@specwire/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openTable, typesOf } from "../src/table.ts";
import { bearer, connectorOf, operationOf, parameterOf } from "./support/connector.ts";

const digest = `sha256:${"a".repeat(64)}`;

/** Text that has tried to get out of comments, strings and lines before. */
const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom(
    "\n//= operation a.b {}",
    "\r\n",
    "\u2028",
    "\u2029",
    "*/ evil() /*",
    "</script>",
    "// @ts-ignore",
    "@ts-nocheck",
    "//# sourceMappingURL=data:,x",
    "//@ sourceURL=x",
    "`$" + "{process.exit()}`",
    "\ud800",
    "\0",
    "__proto__",
    "constructor",
    "#!/bin/sh",
    "/// <reference path='x'/>",
  ),
);
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?$/);
const id = fc.oneof(
  word,
  fc.tuple(word, word).map((words) => words.join(".")),
  fc.tuple(word, word, word).map((words) => words.join(".")),
);
const text = (value: string) => value;

const connectors: fc.Arbitrary<Connector> = fc
  .record({
    texts: fc.array(nasty, { minLength: 4, maxLength: 4 }),
    ids: fc.uniqueArray(id, { maxLength: 8 }),
    names: fc.uniqueArray(nasty.map(text), { maxLength: 4 }),
  })
  .map(({ texts: [a = "", b = "", c = "", d = ""], ids, names }) =>
    connectorOf(
      ids.map((one) =>
        operationOf(one, {
          summary: a,
          description: b,
          parameters: [parameterOf(c, { description: d, type: { kind: "string", enum: [a, b] } })],
          examples: [{ summary: c, arguments: { query: Object.fromEntries([[c, d]]) } }],
        }),
      ),
      {
        description: a,
        headers: Object.fromEntries([[b, c]]),
        auth: [{ ...bearer, slots: bearer.slots.map((slot) => ({ ...slot, label: d })) }],
        types: Object.fromEntries(
          names.map((name): [string, ArgumentType] => [name, { kind: "string", pattern: a }]),
        ),
      },
    ),
  );

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe("the table of a generated CLI", () => {
  test("gives back what was put into it", () => {
    fc.assert(
      fc.property(connectors, (connector) => {
        const table = openTable(encodeTable(connector, digest));
        const { operations, types, ...head } = connector;
        expect(table.connector()).toEqual(plain({ ...head, digest, counts: table.connector().counts }));
        for (const [one, operation] of Object.entries(operations))
          expect(table.operation(one)).toEqual(plain(operation));
        for (const [name, type] of Object.entries(types)) expect(table.type(name)).toEqual(plain(type));
        const byId = Object.values(operations).sort((a, b) => (a.id < b.id ? -1 : 1));
        expect([...table.operations()]).toEqual(plain(byId));
        const listed = Object.keys(table.groups()).flatMap((name) =>
          (table.group(name) ?? []).map(([one]) => one),
        );
        expect(listed.sort()).toEqual(Object.keys(operations).sort());
      }),
      { numRuns: 300 },
    );
  });

  test("is lines of printable ASCII that can be nothing but comments", () => {
    fc.assert(
      fc.property(connectors, (connector) => {
        const lines = encodeTable(connector, digest).split("\n");
        expect(lines.pop()).toBe("");
        for (const line of lines) {
          expect(line).toMatch(/^\/\/= [\x20-\x7e]*$/);
          expect(line.slice(4)).not.toMatch(/\/\/|\*\/|<\/|@ts-|[#@]\s*source(Mapping)?URL/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is read behind any code", () => {
    const connector = connectorOf([operationOf("a.b")]);
    const table = openTable(
      `const mark = "\\n//= operation a.b {}";\n// about //= things\n${encodeTable(connector, digest)}`,
    );
    expect(table.operation("a.b")).toEqual(plain(connector.operations["a.b"]));
  });

  test("has nothing under names that nobody declared", () => {
    const table = openTable(encodeTable(connectorOf([operationOf("a.b")]), digest));
    for (const name of ["", "a", "a.b ", "a.b {", "__proto__", "constructor", "a\n//= operation a.b"]) {
      expect(table.operation(name)).toBeUndefined();
      expect(table.type(name)).toBeUndefined();
      if (name !== "a") expect(table.group(name)).toBeUndefined();
    }
  });

  test.each([
    ["", /no table/],
    ["//= specwire-table 1\n", /version 1/],
    ['//= specwire-table 1\n//= end {"version":1,"bytes":21}\n', /version 1/],
    ["//= specwire-table 2\n", /no "connector"/],
    ["//= specwire-table 2", /no "connector"/],
  ])("refuses %j", (broken, message) => {
    expect(() => openTable(broken).connector()).toThrow(message);
  });

  test("one line among many is found, however long they are, and with little reading", () => {
    const size = fc.oneof(fc.nat(200), fc.nat(20_000));
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 60 }), (sizes) => {
        const all = sizes.map((one, index) => operationOf(`g.n${index}`, { description: "d".repeat(one) }));
        const text = `code\n${encodeTable(connectorOf(all), digest)}`;
        let read = 0;
        const table = openTable({
          size: text.length,
          read(start, end) {
            const part = text.slice(start, end);
            read += part.length;
            return part;
          },
        });
        for (const one of all) expect(table.operation(one.id)?.description).toBe(one.description);
        expect(table.operation("g.n")).toBeUndefined();
        expect(table.operation("zzz")).toBeUndefined();
        read = 0;
        table.connector();
        expect(read).toBeLessThan(15 * 65_536);
      }),
      { numRuns: 60 },
    );
  });

  test.each<[string, (text: string) => string]>([
    ["other line ends", (text) => text.replaceAll("\n", "\r\n")],
    ["a line behind it", (text) => `${text}//# sourceMappingURL=x\n`],
    ["no line end at its end", (text) => text.trimEnd()],
    ["more code before it", (text) => `// formatted\n\n${text}`],
    ["its last line lost", (text) => text.replace(/\/\/= end .*\n/, "")],
  ])("is read with %s", (_, change) => {
    const connector = connectorOf([operationOf("a.b"), operationOf("c.d")]);
    const table = openTable(change(`"use strict";\n${encodeTable(connector, digest)}`));
    expect(table.operation("c.d")).toEqual(plain(connector.operations["c.d"]));
    expect(Object.keys(table.groups())).toEqual(["a", "c"]);
    expect([...table.operations()]).toHaveLength(2);
  });

  test("an operation brings the types that it reaches, and no others", () => {
    const operation: Operation = operationOf("a.b", {
      parameters: [parameterOf("x", { type: { kind: "array", items: { kind: "reference", name: "A" } } })],
    });
    const types: Connector["types"] = {
      A: { kind: "object", properties: [{ name: "b", type: { kind: "reference", name: "B" } }] },
      B: { kind: "union", variants: [{ kind: "reference", name: "A" }, { kind: "string" }] },
      C: { kind: "string" },
    };
    const table = openTable(encodeTable(connectorOf([operation], { types }), digest));
    expect(Object.keys(typesOf(table, operation))).toEqual(["A", "B"]);
  });
});
