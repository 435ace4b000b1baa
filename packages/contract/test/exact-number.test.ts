import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildRequest } from "../src/build-request.ts";
import { checkArguments } from "../src/check-arguments.ts";
import { exactNumber, jsonText, parseExact } from "../src/exact-number.ts";
import type { Json } from "../src/json.ts";
import { field, object, operation, path, query, whole } from "./support.ts";

describe("numbers that JavaScript would round", () => {
  test.each<[string, Json | undefined]>([
    ["7", 7],
    ["-0.5", -0.5],
    ["1e3", 1000],
    ["007", 7],
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", { $number: "9007199254740993" }],
    ["-9223372036854775808", { $number: "-9223372036854775808" }],
    ["0.1234567890123456789", { $number: "0.1234567890123456789" }],
    ["1e400", { $number: "1e400" }],
    ["100000000000000000000", 100000000000000000000],
    ["", undefined],
    ["1.", undefined],
    ["0x10", undefined],
    ["Infinity", undefined],
  ])("%s is %j", (text, value) => {
    expect(exactNumber(text)).toEqual(value);
  });

  test("go through a URL and a body with their digits", () => {
    const id = { $number: "9007199254740993" };
    const one = operation({
      path: "/things/{id}",
      parameters: [path("id", { type: whole }), query("ids", { type: { kind: "array", items: whole } })],
      body: {
        contentType: "application/json",
        encoding: "json",
        required: true,
        type: object(field("id", whole), field("note")),
      },
    });
    const args = { path: { id }, query: { ids: [1, id] }, body: { id, note: '{"$number":"1"}' } };
    expect(checkArguments(one, {}, args)).toEqual([]);
    const built = buildRequest(one, args);
    expect(built.path).toBe("/things/9007199254740993");
    expect(built.query).toEqual([
      ["ids", "1"],
      ["ids", "9007199254740993"],
    ]);
    expect(built.body).toMatchObject({ text: '{"id":9007199254740993,"note":"{\\"$number\\":\\"1\\"}"}' });
  });

  test("are checked like others", () => {
    const found = (type: typeof whole, digits: string) =>
      checkArguments(
        operation({ parameters: [query("n", { type })] }),
        {},
        { query: { n: { $number: digits } } },
      );
    expect(found({ kind: "integer", maximum: 10 }, "9007199254740993")).toHaveLength(1);
    expect(found({ kind: "integer" }, "90071992547409930.5")).toHaveLength(1);
    expect(found({ kind: "number" }, "90071992547409930.5")).toEqual([]);
    expect(found({ kind: "string" }, "9007199254740993")).toHaveLength(1);
    // What is no number stays an object, so nothing can be written into JSON that way.
    expect(found({ kind: "integer" }, '1,"admin":true')).toHaveLength(1);
  });

  test("any JSON text comes out as it went in", () => {
    const digits = fc.bigInt().map((value) => `${value}`);
    const strings = fc.string().map((value) => JSON.stringify(value));
    const text = fc
      .array(fc.oneof(digits, strings, fc.constant('{"a":[1.5,true,null]}')))
      .map((all) => `[${all}]`);
    fc.assert(
      fc.property(text, (json) => {
        const bare = (one: string) => one.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
        expect(bare(jsonText(parseExact(json)))).toBe(bare(json));
      }),
    );
  });
});
