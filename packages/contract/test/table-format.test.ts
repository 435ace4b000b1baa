import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Operation, Parameter } from "../src/connector.ts";
import {
  encodeTable,
  groupOf,
  type PackedOperation,
  tableKey,
  tableVersion,
  unpackOperation,
} from "../src/table-format.ts";
import { connector, operation, path, query, text } from "./support.ts";

/** The lines of a table, by key, as a CLI would read them. */
function read(table: string): Map<string, unknown> {
  const lines = table.trimEnd().split("\n").slice(1);
  return new Map(
    lines.map((line) => {
      const [, key = "", value = ""] =
        /^\/\/= (connector|groups|search|end|(?:group|operation|shared|type) \S*) (.*)$/.exec(line) ?? [];
      return [key, JSON.parse(value)];
    }),
  );
}

function named(...ids: string[]): Record<string, Operation> {
  return Object.fromEntries(
    ids.map((id) => [id, operation({ id, access: id.endsWith("create") ? "write" : "read" })]),
  );
}

const operations = named("cards.create", "cards.get", "cards.lists.add", "search");

describe("encodeTable", () => {
  test("one line a value, in line comments, with the head, the groups, operations and types", () => {
    const acme = connector({ operations, types: { "#/a b": text } });
    const table = encodeTable(acme, "sha256:00");
    expect(table.split("\n")[0]).toBe(`//= specwire-table ${tableVersion}`);
    expect(table.endsWith("\n")).toBe(true);
    const lines = read(table);
    expect([...lines.keys()]).toEqual([
      ...["connector", "group ", "group cards", "groups"],
      ...Object.keys(operations).map((id) => `operation ${id}`),
      ...["search", "type %0023%002fa%0020b", "end"],
    ]);
    expect([...lines.keys()].slice(0, -1)).toEqual([...lines.keys()].slice(0, -1).sort());
    const end = table.lastIndexOf("//= end ");
    expect(lines.get("end")).toEqual({ version: tableVersion, bytes: end });
    const { operations: _, types: __, ...head } = acme;
    expect(lines.get("connector")).toEqual({ ...head, digest: "sha256:00", counts: { read: 3, write: 1 } });
    expect(lines.get("operation cards.create")).toEqual(operations["cards.create"]);
    expect(lines.get(`type ${tableKey("#/a b")}`)).toEqual(text);
    expect(lines.get("group cards")).toEqual([
      ["cards.create", "List things", "write", false],
      ["cards.get", "List things", "read", false],
      ["cards.lists.add", "List things", "read", false],
    ]);
    expect(lines.get("groups")).toEqual({
      "": { count: 1, summary: "search" },
      cards: { count: 3, summary: "create, get, lists add" },
    });
  });

  test("what several operations have alike is written once", () => {
    const owner = path("owner", { description: "The account that owns the repository, by its name" });
    const known = ["created_at", "description", "full_name", "html_url", "id", "name", "owner"];
    const one = (id: string, ...own: Parameter[]) =>
      operation({ id, parameters: [owner, ...own], response: { kind: "json", fields: [], known } });
    const all = { "a.get": one("a.get", query("page")), "a.list": one("a.list") };
    const lines = read(encodeTable(connector({ operations: all }), "x"));
    expect([lines.get("shared 0"), lines.get("shared 1")]).toEqual([owner, known]);
    const packed = lines.get("operation a.get") as PackedOperation;
    expect(packed.parameters).toEqual([0, query("page")]);
    const shared = (number: number) => lines.get(`shared ${number}`);
    for (const [id, operation] of Object.entries(all))
      expect(unpackOperation(lines.get(`operation ${id}`) as PackedOperation, shared)).toEqual(operation);
  });

  test("names the first six commands of a group", () => {
    const many = named(...["a", "b", "c", "d", "e", "f", "g"].map((word) => `cards.${word}`));
    expect(read(encodeTable(connector({ operations: many }), "x")).get("groups")).toEqual({
      cards: { count: 7, summary: "a, b, c, d, e, f, …" },
    });
  });

  test("whatever the strings say, the lines are the same in number and printable ASCII", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        "*/",
        "//",
        "\n",
        "\u2028",
        "//# sourceMappingURL=x",
        "@ts-ignore",
        "</script>",
        "<!--",
        "\\",
        "`$`",
      ),
    );
    const lines = (table: string) => table.split("\n").length;
    fc.assert(
      fc.property(hostile, hostile, (summary, name) => {
        const one = connector({
          name,
          operations: { "a.b": operation({ id: "a.b", summary }) },
          types: { [`t${name}`]: { kind: "string", pattern: summary } },
        });
        const table = encodeTable(one, "x");
        expect(lines(table)).toBe(9);
        expect(table).toMatch(/^(?:\/\/= [\x20-\x7e]*\n)+$/);
        for (const line of table.trimEnd().split("\n")) expect(line.slice(4)).not.toMatch(/\/\/|\*\/|[@#<]/);
        const found = read(table);
        expect(found.get("operation a.b")).toEqual(JSON.parse(JSON.stringify(one.operations["a.b"])));
        expect(found.get(`type ${tableKey(`t${name}`)}`)).toEqual({ kind: "string", pattern: summary });
        expect((found.get("connector") as { name: string }).name).toBe(name);
      }),
    );
  });
});

test("tableKey tells any two names apart, and has no blank", () => {
  const name = fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom("%", "%0020", " ", "a b", "a%0020b"),
  );
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(tableKey(one) === tableKey(other)).toBe(one === other);
      expect(tableKey(one)).toMatch(/^[A-Za-z0-9._%-]*$/);
    }),
  );
});

test("groupOf is the first of several words", () => {
  expect(["cards.create", "cards.lists.add", "search"].map(groupOf)).toEqual(["cards", "cards", ""]);
});
