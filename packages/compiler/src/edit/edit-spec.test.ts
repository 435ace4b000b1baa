import { describe, expect, test } from "vitest";
import { editSpec } from "./edit-spec.ts";
import type { SpecEdit } from "./spec-edit.ts";

const spec = `# A spec.
slug: shop # short
openapi:
  # From the vendor.
  document: ./openapi.json
  sha256: "aa"

highlights: [orders.list, orders.get]
operations:
  include:
    - tag:orders # all of them

  # Orders
  orders.list:
    use: orders/list # the first
    fields: [id]

  orders.get: { use: orders/get }
  # The last one.
  orders.drop:
    use: DELETE /orders/{id}
    description: |
      Gone
      for good.
# The end.
`;

const edited = (edits: readonly SpecEdit[], text = spec) => editSpec(text, edits).text;

describe("editSpec", () => {
  test("without edits changes nothing", () => {
    expect(edited([])).toBe(spec);
  });

  test("replaces texts in the quotes that they have or need", () => {
    const text = edited([
      { op: "replace", path: "/openapi/sha256", value: "bb" },
      { op: "replace", path: "/operations/orders.list/use", value: "GET /orders/{id}" },
      { op: "replace", path: "/operations/orders.get/use", value: "GET /orders/{id}" },
    ]);
    expect(text).toBe(
      spec
        .replace('"aa"', '"bb"')
        .replace("orders/list #", "GET /orders/{id} #")
        .replace("orders/get }", '"GET /orders/{id}" }'),
    );
  });

  test("adds a list behind include, items at its end, members at a map's end", () => {
    const text = edited([
      { op: "add", path: "/operations/exclude", value: ["GET /a/{id}", "a: b"] },
      { op: "add", path: "/operations/include/-", value: "tag:bills" },
      { op: "add", path: "/operations/old.id", value: { use: "GET /a" } },
      { op: "add", path: "/operations/older.id", value: { use: "a/b" } },
    ]);
    expect(text).toBe(
      spec
        .replace(
          "all of them\n",
          'all of them\n    - tag:bills\n  exclude:\n    - GET /a/{id}\n    - "a: b"\n',
        )
        .replace("for good.\n", "for good.\n  old.id: { use: GET /a }\n  older.id: { use: a/b }\n"),
    );
  });

  test("removes members with their lines, and items", () => {
    const text = edited([
      { op: "remove", path: "/operations/orders.list" },
      { op: "remove", path: "/operations/orders.drop" },
      { op: "remove", path: "/highlights/1" },
    ]);
    expect(text).toBe(
      spec
        .replace("  orders.list:\n    use: orders/list # the first\n    fields: [id]\n", "")
        .replace(/ {2}orders\.drop:[^#]*/, "")
        .replace("[orders.list, orders.get]", "[orders.list]"),
    );
  });

  test("removes and adds at once, at the end too", () => {
    const text = edited([
      { op: "remove", path: "/operations/orders.drop" },
      { op: "add", path: "/operations/orders.gone", value: { use: "x" } },
      { op: "remove", path: "/operations/include/0" },
      { op: "add", path: "/operations/include/-", value: "tag:bills" },
    ]);
    expect(text).toBe(
      spec
        .replace(/ {2}orders\.drop:[^#]*/, "  orders.gone: { use: x }\n")
        .replace("- tag:orders # all of them", "- tag:bills"),
    );
  });

  test("what loses all its members is empty, not null", () => {
    const text = edited(
      [
        { op: "remove", path: "/a/b" },
        { op: "remove", path: "/c/0" },
      ],
      "a:\n  b: 1 # one\nc:\n- d",
    );
    expect(text).toBe("a:\n   {}\nc:\n []");
  });

  test.each([
    ["without a line break at the end", spec.replace(/\n# The end\.\n$/, "")],
    ["with line ends of Windows", spec.replaceAll("\n", "\r\n")],
  ])("keeps a text %s", (_, text) => {
    const added = edited([{ op: "add", path: "/operations/z", value: { use: "z" } }], text);
    const end = text.includes("\r\n") ? "\r\n" : "\n";
    const [before, after] = text.split("for good.");
    const more = `${end}  z: { use: z }`;
    expect(added).toBe(`${before}for good.${after === "" ? more : `${more}${after}`}`);
  });

  const json = `{
  "openapi": { "document": "./a.json" },
  "operations": {
    "include": ["tag:a", "tag:b"],
    "a.b": { "use": "a" },
    "a.c": { "use": "c" }
  }
}
`;

  test("edits JSON as JSON", () => {
    const text = edited(
      [
        { op: "add", path: "/openapi/sha256", value: "aa" },
        { op: "remove", path: "/operations/include/0" },
        { op: "add", path: "/operations/exclude", value: ["GET /a"] },
        { op: "remove", path: "/operations/a.c" },
      ],
      json,
    );
    expect(JSON.parse(text)).toEqual({
      openapi: { document: "./a.json", sha256: "aa" },
      operations: { include: ["tag:b"], "a.b": { use: "a" }, exclude: ["GET /a"] },
    });
    expect(text).toContain('    "a.b": { "use": "a" },\n    "exclude": ["GET /a"]\n');
  });

  test("tells where a place was before", () => {
    const { text, origin } = editSpec(spec, [
      { op: "replace", path: "/openapi/sha256", value: "longer than it was" },
      { op: "remove", path: "/operations/orders.list" },
      { op: "add", path: "/operations/exclude", value: ["GET /a"] },
    ]);
    for (const word of ["shop", "highlights", "orders.get:", "The end"])
      expect(origin(text.indexOf(word))).toBe(spec.indexOf(word));
    expect(origin(text.length)).toBe(spec.length);
  });
});
