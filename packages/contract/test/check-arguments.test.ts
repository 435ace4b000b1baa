import { describe, expect, test } from "vitest";
import type { ArgumentType } from "../src/argument-type.ts";
import { checkArguments } from "../src/check-arguments.ts";
import type { Arguments, Operation } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import {
  anything,
  cookie,
  field,
  flag,
  header,
  object,
  operation,
  path,
  query,
  text,
  whole,
} from "./support.ts";

function problems(parts: Partial<Operation>, args: Arguments, types: Record<string, ArgumentType> = {}) {
  return checkArguments(operation(parts), types, args);
}

const json = (type: ArgumentType, required = true) => ({
  contentType: "application/json",
  encoding: "json" as const,
  required,
  type,
});

describe("parameters", () => {
  const parameters = [
    path("id", { type: text, required: true }),
    query("limit", { type: whole }),
    header("X-Mode", { type: { kind: "string", enum: ["a", "b"] } }),
    cookie("seen", { type: flag }),
  ];

  test("fine ones bring no problem", () => {
    const args = {
      path: { id: "7" },
      query: { limit: 5 },
      header: { "X-Mode": "a" },
      cookie: { seen: true },
    };
    expect(problems({ parameters }, args)).toEqual([]);
    expect(problems({ parameters }, { path: { id: "7" } })).toEqual([]);
  });

  test("each problem says where it is", () => {
    const args = { query: { limit: "5" }, header: { "X-Mode": "c" }, cookie: { seen: "yes" } };
    expect(problems({ parameters }, args)).toEqual([
      { in: "path", path: ["id"], message: "is required", missing: true },
      { in: "query", path: ["limit"], message: "must be an integer" },
      { in: "header", path: ["X-Mode"], message: 'can\'t be "c"; allowed: a, b', allowed: ["a", "b"] },
      { in: "cookie", path: ["seen"], message: "must be true or false" },
    ]);
  });

  test("unknown ones are named, in their own location only", () => {
    const args = { path: { id: "7", limit: 1 }, query: { Limit: 1 }, header: { "x-mode": "a" }, body: {} };
    expect(
      problems({ parameters }, args).map(({ in: place, path: at, message }) => [place, ...at, message]),
    ).toEqual([
      ["path", "limit", "is not a parameter of this operation"],
      ["query", "Limit", "is not a parameter of this operation"],
      ["header", "x-mode", "is not a parameter of this operation"],
      ["body", "is not taken by this operation"],
    ]);
  });

  test("null is not the same as nothing", () => {
    expect(problems({ parameters }, { path: { id: null }, query: { limit: null } })).toEqual([
      { in: "path", path: ["id"], message: "must be a string, not null" },
      { in: "query", path: ["limit"], message: "must be an integer, not null" },
    ]);
    const nullable = [query("q", { type: { kind: "string", nullable: true }, required: true })];
    expect(problems({ parameters: nullable }, { query: { q: null } })).toEqual([]);
    const defaulted = [query("q", { type: text, default: "x" })];
    expect(problems({ parameters: defaulted }, { query: { q: null } })).toHaveLength(1);
  });

  test("a default or a fixed value satisfies what is required, and is checked itself", () => {
    const filled = [
      query("a", { type: text, required: true, default: "x" }),
      query("b", { type: text, fixed: "y" }),
    ];
    expect(problems({ parameters: filled }, {})).toEqual([]);
    expect(problems({ parameters: [query("a", { type: whole, default: "x" })] }, {})).toHaveLength(1);
  });

  test("what is fixed can't be given", () => {
    const fixed = [
      query("a", { type: text, fixed: "y" }),
      query("n", { type: { kind: "any" }, fixed: null }),
    ];
    expect(problems({ parameters: fixed }, { query: { a: "y", n: 1 } })).toEqual([
      { in: "query", path: ["a"], message: "is fixed by the connector" },
      { in: "query", path: ["n"], message: "is fixed by the connector" },
    ]);
  });
});

describe("the body", () => {
  const type = object(field("name", text, { required: true }), field("size", whole));

  test("is required only where it is declared so", () => {
    expect(problems({ body: json(type) }, {})).toEqual([
      { in: "body", path: [], message: "is required", missing: true },
    ]);
    expect(problems({ body: json(type, false) }, {})).toEqual([]);
  });

  test("problems lead to their member", () => {
    expect(problems({ body: json(type) }, { body: { size: 1.5, colour: "red" } })).toEqual([
      { in: "body", path: ["name"], message: "is required", missing: true },
      { in: "body", path: ["size"], message: "must be a whole number" },
      { in: "body", path: ["colour"], message: "is not a field of this object" },
    ]);
    expect(problems({ body: json(type) }, { body: [] })).toEqual([
      { in: "body", path: [], message: "must be an object" },
    ]);
    expect(problems({ body: json(type) }, { body: null })).toEqual([
      { in: "body", path: [], message: "must be an object, not null" },
    ]);
  });

  test("is checked as it will be sent, with defaults and fixed members", () => {
    expect(problems({ body: { ...json(type), default: { name: "x" } } }, {})).toEqual([]);
    expect(problems({ body: { ...json(type), fixed: { name: "x" } } }, { body: { size: 1 } })).toEqual([]);
    expect(problems({ body: { ...json(type), default: { name: 1 } } }, { body: { size: 1 } })).toHaveLength(
      1,
    );
  });

  test("may repeat what is fixed, and not change it", () => {
    const nested = object(field("a", object(field("b", text), field("c", text))), field("n", anything));
    const body = { ...json(nested), fixed: { a: { b: "x" }, n: [1] } };
    expect(problems({ body }, { body: { a: { b: "x", c: "y" }, n: [1] } })).toEqual([]);
    expect(problems({ body }, { body: { a: { b: "z" }, n: null } })).toEqual([
      { in: "body", path: ["a", "b"], message: "is fixed by the connector" },
      { in: "body", path: ["n"], message: "is fixed by the connector" },
    ]);
    expect(problems({ body }, { body: { a: [] } })).toEqual([
      { in: "body", path: ["a"], message: "must be an object" },
    ]);
    expect(problems({ body }, { body: ["lost"] })).toEqual([
      { in: "body", path: [], message: "must be an object" },
    ]);
  });
});

describe("hostile arguments", () => {
  const hostile = JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  ) as Record<string, Json>;

  test("names of the prototype are unknown names like any other", () => {
    const body = json(object(field("name")));
    const found = problems(
      { body, parameters: [query("q")] },
      { query: hostile, header: hostile, body: hostile },
    );
    expect(found.map((one) => [one.in, ...one.path])).toEqual([
      ["query", "__proto__"],
      ["query", "constructor"],
      ["header", "__proto__"],
      ["header", "constructor"],
      ["body", "__proto__"],
      ["body", "constructor"],
    ]);
  });

  test("names of the prototype can be declared, and are missing until they are given", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const parameters = names.map((name) => query(name, { type: text, required: true }));
    const body = json(object(...names.map((name) => field(name, text, { required: true }))));
    expect(problems({ parameters, body }, { body: {} })).toHaveLength(8);
    const given = Object.fromEntries(names.map((name) => [name, "x"]));
    expect(problems({ parameters, body }, { query: given, body: given })).toEqual([]);
  });

  test("merging defaults with such keys changes no prototype", () => {
    const body = { ...json(anything), default: hostile, fixed: hostile };
    problems({ body }, { body: hostile });
    expect((Object.prototype as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("at most 50 problems are collected", () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`x${index}`, 1]));
    expect(problems({}, { query: many })).toHaveLength(50);
    const list = json({ kind: "array", items: text });
    expect(
      problems({ body: list }, { body: Array.from({ length: 200 }, () => 1), query: many }),
    ).toHaveLength(50);
  });
});
