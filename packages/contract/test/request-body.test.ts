import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArgumentError } from "../src/argument-error.ts";
import type { RequestBody } from "../src/build-body.ts";
import { buildRequest } from "../src/build-request.ts";
import type { Body } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import { anything, operation } from "./support.ts";

const types = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  multipart: "multipart/form-data",
  raw: "application/octet-stream",
};

function built(encoding: Body["encoding"], value: Json | undefined, parts: Partial<Body> = {}) {
  const body: Body = { contentType: types[encoding], encoding, required: true, type: anything, ...parts };
  return buildRequest(operation({ method: "POST", body }), value === undefined ? {} : { body: value });
}

function bodyOf(encoding: Body["encoding"], value: Json | undefined, parts: Partial<Body> = {}): RequestBody {
  return built(encoding, value, parts).body;
}

function form(value: Json, parts: Partial<Body> = {}): string | undefined {
  const body = bodyOf("form", value, parts);
  return body.kind === "text" ? body.text : undefined;
}

describe("json", () => {
  test("any value is written as JSON, with the declared content type", () => {
    const contentType = "application/merge-patch+json";
    for (const value of [{ a: [1, null] }, [], "text", 0, false, null])
      expect(bodyOf("json", value, { contentType })).toEqual({
        kind: "text",
        text: JSON.stringify(value),
        contentType,
      });
    expect(built("json", {}, { contentType }).headers).toEqual({ "content-type": contentType });
  });

  test("no value is no body and no content type", () => {
    expect(built("json", undefined)).toMatchObject({ headers: {}, body: { kind: "none" } });
  });

  test("keys of the prototype survive as keys", () => {
    const value = JSON.parse('{"__proto__":{"polluted":1},"constructor":2}') as Json;
    const body = bodyOf("json", value, { default: { a: 1 }, fixed: { b: { c: 2 } } });
    expect(body).toMatchObject({ text: '{"a":1,"__proto__":{"polluted":1},"constructor":2,"b":{"c":2}}' });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe("defaults and fixed members", () => {
  const parts = {
    default: { a: 1, deep: { b: 2, c: 3 }, list: [1] },
    fixed: { deep: { z: 9 }, kind: "note" },
  };
  const text = (value: Json | undefined) => {
    const body = bodyOf("json", value, parts);
    return body.kind === "text" ? JSON.parse(body.text) : body;
  };

  test("stand in for a missing body", () => {
    expect(text(undefined)).toEqual({ a: 1, deep: { b: 2, c: 3, z: 9 }, list: [1], kind: "note" });
  });

  test("are merged under and over what the caller gives; lists and null are taken whole", () => {
    expect(text({ a: null, deep: { b: 5, z: 0 }, list: [], kind: "x", new: 1 })).toEqual({
      a: null,
      deep: { b: 5, c: 3, z: 9 },
      list: [],
      kind: "note",
      new: 1,
    });
  });

  test("leave no trace in the connector", () => {
    const before = JSON.stringify(parts);
    text({ a: 2, deep: { b: 1 } });
    expect(JSON.stringify(parts)).toBe(before);
  });
});

describe("form", () => {
  test("encodes names and values, blanks as plus signs", () => {
    expect(form({ "a b": "c d+é&=", n: 1, yes: true, none: null, empty: "" })).toBe(
      "a+b=c+d%2B%C3%A9%26%3D&n=1&yes=true&none=&empty=",
    );
    expect(bodyOf("form", { a: 1 })).toMatchObject({ kind: "text", contentType: types.form });
  });

  test("repeats lists, and writes objects and lists of objects with brackets", () => {
    expect(form({ tag: ["a", "b c"], none: [] })).toBe("tag=a&tag=b+c");
    expect(form({ o: { a: 1 }, l: [{ a: 1 }] })).toBe("o%5Ba%5D=1&l%5B0%5D%5Ba%5D=1");
  });

  test.each<[NonNullable<Body["fields"]>[string], Json, string]>([
    [{ explode: false }, ["a", "b,c"], "x=a,b%2Cc"],
    [{ style: "spaceDelimited" }, ["a", "b"], "x=a+b"],
    [{ style: "pipeDelimited" }, ["a", "b"], "x=a%7Cb"],
    [
      { style: "deepObject" },
      { a: 1, b: { c: [2, 3] } },
      "x%5Ba%5D=1&x%5Bb%5D%5Bc%5D%5B%5D=2&x%5Bb%5D%5Bc%5D%5B%5D=3",
    ],
    [{ style: "deepObject" }, [{ price: "p" }], "x%5B0%5D%5Bprice%5D=p"],
    [{ style: "form" }, { a: 1, b: 2 }, "a=1&b=2"],
    [{ style: "form", explode: false }, { a: 1, b: 2 }, "x=a,1,b,2"],
    [{ contentType: "application/json" }, ["a"], "x=%5B%22a%22%5D"],
    [{ contentType: "text/plain" }, "a b", "x=a+b"],
  ])("Encoding Object %j: %j is %s", (encoding, value, written) => {
    expect(form({ x: value }, { fields: { x: encoding } })).toBe(written);
  });

  test("an encoding that is named like something inherited is not one", () => {
    expect(form({ constructor: [1, 2], toString: "x" }, { fields: {} })).toBe(
      "constructor=1&constructor=2&toString=x",
    );
  });

  test("the members of an exploded object can't stand in for another field", () => {
    const parts = { fields: { x: { style: "form" as const } }, fixed: { mode: "safe" } };
    const problem = { in: "body", path: ["x", "mode"], message: "is another parameter's name" };
    expect(() => form({ x: { mode: "evil" } }, parts)).toThrow(
      expect.objectContaining({ problems: [problem] }),
    );
    expect(() => form({ x: { mode: "evil" } }, parts)).toThrow(ArgumentError);
  });

  test("a text that is given for the whole body is taken as it is", () => {
    expect(form("a=1&b=2")).toBe("a=1&b=2");
  });

  test("the URL standard's reader finds every pair again", () => {
    const word = fc.string({ unit: "grapheme", maxLength: 10 });
    fc.assert(
      fc.property(
        fc.dictionary(word, fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 }))),
        (value) => {
          const expected = Object.entries(value).flatMap(([name, one]) =>
            [one].flat().map((text) => [name, text] as const),
          );
          expect([...new URLSearchParams(form(value))]).toEqual(expected);
        },
      ),
    );
  });
});

describe("multipart", () => {
  const parts = (value: Json, more: Partial<Body> = {}) => bodyOf("multipart", value, more);

  test("a part per field, objects as JSON, and files at the end by their id", () => {
    expect(parts({ title: "A", file: { $file: "f1" }, n: 1, meta: { a: 1 } })).toEqual({
      kind: "multipart",
      contentType: "multipart/form-data",
      parts: [
        { name: "title", text: "A" },
        { name: "n", text: "1" },
        { name: "meta", text: '{"a":1}', contentType: "application/json" },
        { name: "file", file: "f1" },
      ],
    });
  });

  test("a part per item of a list, unless the list is one JSON text", () => {
    const value = { files: [{ $file: "a" }, { $file: "b" }], tags: ["x", "y"], more: [{ a: 1 }, 2] };
    const fields = {
      tags: { contentType: "application/json" },
      files: { contentType: "image/png, image/jpeg", headers: { "X-Kind": "picture" } },
    };
    const headers = { "X-Kind": "picture" };
    expect(parts(value, { fields })).toMatchObject({
      parts: [
        { name: "tags", text: '["x","y"]', contentType: "application/json" },
        { name: "more", text: '{"a":1}', contentType: "application/json" },
        { name: "more", text: "2" },
        { name: "files", file: "a", contentType: "image/png, image/jpeg", headers },
        { name: "files", file: "b", contentType: "image/png, image/jpeg", headers },
      ],
    });
  });

  test("a style that is stated is followed, without percent-encoding", () => {
    const fields = {
      filter: { style: "deepObject" as const },
      ids: { explode: false },
      all: { explode: true },
    };
    expect(parts({ filter: { "a b": "c&d" }, ids: [1, 2], all: ["x", "y"] }, { fields })).toMatchObject({
      parts: [
        { name: "filter[a b]", text: "c&d" },
        { name: "ids", text: "1,2" },
        { name: "all", text: "x" },
        { name: "all", text: "y" },
      ],
    });
  });

  test("parts of other kinds stand in their order, without names", () => {
    expect(parts([{ a: 1 }, { $file: "f" }, "text"], { contentType: "multipart/mixed" })).toEqual({
      kind: "multipart",
      contentType: "multipart/mixed",
      parts: [{ text: '{"a":1}', contentType: "application/json" }, { file: "f" }, { text: "text" }],
    });
  });

  test("sets no content type: its boundary is known only to whoever sends it", () => {
    expect(built("multipart", { a: 1 }).headers).toEqual({});
    expect(parts({})).toEqual({ kind: "multipart", contentType: "multipart/form-data", parts: [] });
    expect(parts(["no", "fields"])).toEqual({
      kind: "multipart",
      contentType: "multipart/form-data",
      parts: [],
    });
  });
});

describe("raw", () => {
  test("a file by its id, a text as it is", () => {
    expect(built("raw", { $file: "f1" })).toMatchObject({
      headers: { "content-type": types.raw },
      body: { kind: "file", file: "f1", contentType: types.raw },
    });
    expect(bodyOf("raw", "# Title\r\n", { contentType: "text/markdown" })).toEqual({
      kind: "text",
      text: "# Title\r\n",
      contentType: "text/markdown",
    });
  });

  test("an object with more than a file's id is no file", () => {
    expect(bodyOf("raw", { $file: "f1", more: 1 })).toMatchObject({
      kind: "text",
      text: '{"$file":"f1","more":1}',
    });
  });
});
