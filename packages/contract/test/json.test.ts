import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  emptyRecord,
  isArray,
  isObject,
  type Json,
  own,
  pointerTokens,
  toPointer,
  valueAt,
} from "../src/json.ts";

describe("valueAt (RFC 6901)", () => {
  // The document and the pointers of RFC 6901 section 5.
  const document: Json = {
    foo: ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    "g|h": 4,
    "i\\j": 5,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
  };

  test.each<[string, Json]>([
    ["", document],
    ["/foo", ["bar", "baz"]],
    ["/foo/0", "bar"],
    ["/", 0],
    ["/a~1b", 1],
    ["/c%d", 2],
    ["/e^f", 3],
    ["/g|h", 4],
    ["/i\\j", 5],
    ['/k"l', 6],
    ["/ ", 7],
    ["/m~0n", 8],
  ])("%j", (pointer, value) => {
    expect(valueAt(document, pointer)).toEqual(value);
  });

  test("~01 is the name ~1, not a slash", () => {
    expect(valueAt({ "~1": "tilde", "/": "slash" }, "/~01")).toBe("tilde");
  });

  test.each([
    "/foo/2",
    "/foo/-",
    "/foo/00",
    "/foo/01",
    "/foo/1e0",
    "/foo/ 1",
    "/foo/-1",
    "/foo/length",
    "/bar",
    "/foo/0/x",
  ])("%j leads nowhere", (pointer) => {
    expect(valueAt(document, pointer)).toBeUndefined();
  });

  test("what is inherited does not exist", () => {
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      expect(valueAt({}, `/${name}`)).toBeUndefined();
      expect(valueAt([], `/${name}`)).toBeUndefined();
      expect(valueAt("text", `/${name}`)).toBeUndefined();
    }
    expect(valueAt(JSON.parse('{"__proto__":{"a":1}}') as Json, "/__proto__/a")).toBe(1);
  });

  test("null and false are values, a missing document is not", () => {
    expect(valueAt({ a: null, b: false }, "/a")).toBeNull();
    expect(valueAt({ a: null, b: false }, "/b")).toBe(false);
    expect(valueAt({ a: null }, "/a/b")).toBeUndefined();
    expect(valueAt(undefined, "")).toBeUndefined();
    expect(valueAt(undefined, "/a")).toBeUndefined();
  });
});

test("any tokens make a pointer that reads back as the same tokens", () => {
  const token = fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom("~", "/", "~0", "~1", "~01", ""),
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 5 }), (tokens) => {
      expect(pointerTokens(toPointer(tokens))).toEqual(tokens);
      const document = tokens.reduceRight<Json>((inner, name) => ({ [name]: inner }), "found");
      // A member named __proto__ in a literal sets a prototype, so such a document can't be built this way.
      if (!tokens.includes("__proto__")) expect(valueAt(document, toPointer(tokens))).toBe("found");
    }),
  );
  expect(toPointer(["a", 0])).toBe("/a/0");
});

test("isObject, isArray and own", () => {
  expect([{}, [], null, "x", 1].map(isObject)).toEqual([true, false, false, false, false]);
  expect([{}, [], null].map(isArray)).toEqual([false, true, false]);
  expect(own({ a: 1 }, "a")).toBe(1);
  expect(own<unknown>({}, "toString")).toBeUndefined();
  expect(own(undefined, "a")).toBeUndefined();
});

test("emptyRecord takes any key and changes no prototype", () => {
  const record = emptyRecord<number>();
  const key = "__proto__";
  record[key] = 1;
  expect(Object.entries(record)).toEqual([["__proto__", 1]]);
  expect("toString" in record).toBe(false);
});
