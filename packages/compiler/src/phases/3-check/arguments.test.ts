import type { JsonObject } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import { bodyMembers, valueProblem } from "./arguments.ts";

const nothing = () => undefined;

describe("bodyMembers", () => {
  test("takes alternatives together, and what all of them need", () => {
    const { members, required, open } = bodyMembers(
      {
        allOf: [{ properties: { a: {} }, required: ["a"] }],
        oneOf: [{ properties: { b: {} }, required: ["b"] }, { properties: { c: {} } }],
      },
      nothing,
    );
    expect([...members.keys()]).toEqual(["a", "b", "c"]);
    expect([...required]).toEqual(["a"]);
    expect(open).toBe(false);
  });

  test("ends where definitions lead to themselves, also when each look-up makes a new copy", () => {
    const lookup = (): JsonSchema => ({ properties: { a: {} }, allOf: [{ $ref: "#/$defs/a" }] });
    expect([...bodyMembers({ $ref: "#/$defs/a" }, lookup).members.keys()]).toEqual(["a"]);
  });

  test("reads a chain of any length; what an alternative of it needs is not needed", () => {
    let schema: JsonObject = { oneOf: [{ properties: { deep: {} }, required: ["deep"] }] };
    for (let level = 0; level < 20_000; level++) schema = { allOf: [schema] };
    const { members, required } = bodyMembers(schema, nothing);
    expect([...members.keys()]).toEqual(["deep"]);
    expect([...required]).toEqual([]);
  });

  test("looks at each of many alternatives of alternatives once", () => {
    let looked = 0;
    const lookup = (reference: string): JsonSchema => {
      looked++;
      const next = { $ref: `#/${Number(reference.slice(2)) + 1}` };
      return reference === "#/40" ? { properties: { end: {} } } : { oneOf: [next, next] };
    };
    expect([...bodyMembers({ $ref: "#/0" }, lookup).members.keys()]).toEqual(["end"]);
    expect(looked).toBeLessThan(100);
  });
});

describe("valueProblem", () => {
  test.each([
    [1, { type: "integer" }],
    ["9007199254740993", { type: "integer" }],
    [{ $number: "9007199254740993" }, { type: "integer" }],
    [[{ $number: "9007199254740993" }], { type: "array", items: { type: "number" } }],
    [null, { type: "string", nullable: true }],
    [null, { type: ["string", "null"] }],
    ["a", { enum: ["a", "b"] }],
    [{ $file: "a.png" }, { type: "string", format: "binary" }],
    ["anything", {}],
    ["anything", { oneOf: [{ type: "integer" }] }],
  ])("%j fits %j", (value, schema) => {
    expect(valueProblem(value, schema as JsonSchema, nothing)).toBeUndefined();
  });

  test.each([
    ["1", { type: "integer" }, "integer is wanted"],
    [{ $number: "9007199254740993" }, { type: "object" }, "object is wanted"],
    [{ $number: "9007199254740993" }, { type: "string" }, "string is wanted"],
    [1.5, { type: "integer" }, "integer is wanted"],
    ["c", { enum: ["a", "b"] }, 'one of "a", "b" is wanted'],
    [["a", 1], { type: "array", items: { type: "string" } }, "in its items, string is wanted"],
    [{ a: 1 }, { type: "object", properties: { a: { type: "string" } } }, 'in "a", string is wanted'],
    ["a", false, "nothing is accepted"],
  ])("%j does not fit %j", (value, schema, problem) => {
    expect(valueProblem(value, schema as JsonSchema, nothing)).toBe(problem);
  });
});
