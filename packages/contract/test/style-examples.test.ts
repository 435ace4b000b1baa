import { describe, expect, test } from "vitest";
import { buildRequest } from "../src/build-request.ts";
import type { ParameterLocation, ParameterStyle } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import { percentEncode, serializePairs, serializeSegment, styleOf } from "../src/serialize.ts";
import { anything, operation } from "./support.ts";

const string = "blue";
const array = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

type Row = [style: ParameterStyle, explode: boolean, value: Json, written: string];

/** OpenAPI 3.0.4 and 3.1.1, "Style Examples", row by row. Empty: the empty string, as RFC 6570 writes it. */
const inPath: Row[] = [
  ["matrix", false, "", ";color"],
  ["matrix", false, string, ";color=blue"],
  ["matrix", false, array, ";color=blue,black,brown"],
  ["matrix", false, object, ";color=R,100,G,200,B,150"],
  ["matrix", true, "", ";color"],
  ["matrix", true, string, ";color=blue"],
  ["matrix", true, array, ";color=blue;color=black;color=brown"],
  ["matrix", true, object, ";R=100;G=200;B=150"],
  ["label", false, "", "."],
  ["label", false, string, ".blue"],
  ["label", false, array, ".blue,black,brown"],
  ["label", false, object, ".R,100,G,200,B,150"],
  ["label", true, "", "."],
  ["label", true, string, ".blue"],
  ["label", true, array, ".blue.black.brown"],
  ["label", true, object, ".R=100.G=200.B=150"],
  ["simple", false, "", ""],
  ["simple", false, string, "blue"],
  ["simple", false, array, "blue,black,brown"],
  ["simple", false, object, "R,100,G,200,B,150"],
  ["simple", true, "", ""],
  ["simple", true, string, "blue"],
  ["simple", true, array, "blue,black,brown"],
  ["simple", true, object, "R=100,G=200,B=150"],
];

const inQuery: Row[] = [
  ["form", false, "", "color="],
  ["form", false, string, "color=blue"],
  ["form", false, array, "color=blue,black,brown"],
  ["form", false, object, "color=R,100,G,200,B,150"],
  ["form", true, "", "color="],
  ["form", true, string, "color=blue"],
  ["form", true, array, "color=blue&color=black&color=brown"],
  ["form", true, object, "R=100&G=200&B=150"],
  ["spaceDelimited", false, array, "color=blue%20black%20brown"],
  ["spaceDelimited", false, object, "color=R%20100%20G%20200%20B%20150"],
  ["pipeDelimited", false, array, "color=blue%7Cblack%7Cbrown"],
  ["pipeDelimited", false, object, "color=R%7C100%7CG%7C200%7CB%7C150"],
  ["deepObject", true, object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
];

/** OpenAPI 3.2's rows for cookies. Those of `form` are with the delimiter that cookies have, which it notes. */
const inCookie: Row[] = [
  ["cookie", false, "", "color="],
  ["cookie", false, string, "color=blue"],
  ["cookie", false, array, "color=blue,black,brown"],
  ["cookie", false, object, "color=R,100,G,200,B,150"],
  ["cookie", true, string, "color=blue"],
  ["cookie", true, array, "color=blue; color=black; color=brown"],
  ["cookie", true, object, "R=100; G=200; B=150"],
  ["form", false, array, "color=blue,black,brown"],
  ["form", false, object, "color=R,100,G,200,B,150"],
  ["form", true, array, "color=blue; color=black; color=brown"],
  ["form", true, object, "R=100; G=200; B=150"],
];

/** The column "undefined": null, which is no text. */
const undefinedRows: Row[] = [
  ["form", false, null, "color="],
  ["form", true, null, "color="],
  ["form", true, { R: null }, "R="],
  ["deepObject", true, { R: null }, "color%5BR%5D="],
];

/** What the tables mark n/a or leave out; our own choice. */
const beyond: Row[] = [
  ["spaceDelimited", true, array, "color=blue&color=black&color=brown"],
  ["pipeDelimited", true, array, "color=blue&color=black&color=brown"],
  ["spaceDelimited", false, string, "color=blue"],
  ["pipeDelimited", false, string, "color=blue"],
  ["deepObject", true, string, "color=blue"],
  ["deepObject", false, object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
  ["deepObject", true, array, "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown"],
  ["deepObject", true, { a: { b: 1 } }, "color%5Ba%5D%5Bb%5D=1"],
  ["deepObject", true, { list: ["x", "y"] }, "color%5Blist%5D%5B%5D=x&color%5Blist%5D%5B%5D=y"],
  [
    "deepObject",
    true,
    { of: [{ a: 1 }, { b: 2 }] },
    "color%5Bof%5D%5B0%5D%5Ba%5D=1&color%5Bof%5D%5B1%5D%5Bb%5D=2",
  ],
  ["form", true, [], ""],
  ["form", false, [], ""],
  ["form", true, {}, ""],
  ["form", false, {}, ""],
  ["pipeDelimited", false, {}, ""],
  ["deepObject", true, {}, ""],
  ["form", false, [""], "color="],
  ["form", true, ["", "a"], "color=&color=a"],
  ["form", true, [1, true, null], "color=1&color=true&color="],
  ["form", false, { a: { b: 1 } }, "color=a,%7B%22b%22%3A1%7D"],
];

function segment(style: ParameterStyle, explode: boolean, value: Json): string {
  const parameter = { name: "color", in: "path" as const, type: anything, style, explode };
  return serializeSegment(parameter, value, (part) => percentEncode(part));
}

function pairs(style: ParameterStyle, explode: boolean, value: Json): string {
  const written = serializePairs({ name: "color", in: "query", style, explode }, value);
  return written.map((pair) => pair.join("=")).join("&");
}

describe("OpenAPI's style examples", () => {
  test.each(inPath)("%s, explode %s: %j is %s", (style, explode, value, written) => {
    expect(segment(style, explode, value)).toBe(written);
  });

  test.each(inQuery)("%s, explode %s: %j is ?%s", (style, explode, value, written) => {
    expect(pairs(style, explode, value)).toBe(written);
  });

  test.each(undefinedRows)("%s, explode %s: %j is ?%s", (style, explode, value, written) => {
    expect(pairs(style, explode, value)).toBe(written);
  });

  test.each(inCookie)("%s in a cookie, explode %s: %j is %s", (style, explode, value, written) => {
    const parameter = { in: "cookie" as const, name: "color", type: anything, style, explode };
    const one = operation({ parameters: [parameter] });
    expect(buildRequest(one, { cookie: { color: value } }).headers.cookie).toBe(written);
  });

  test("the style cookie passes on what is escaped already, and refuses what would begin another one", () => {
    const parameter = { in: "cookie" as const, name: "color", type: anything, style: "cookie" as const };
    const sent = (value: Json) =>
      buildRequest(operation({ parameters: [parameter] }), { cookie: { color: value } }).headers.cookie;
    expect(sent('"a%20b"=')).toBe('color="a%20b"=');
    for (const value of ["a; admin=1", "a\nb", "ü€", { "a; b": "c" }, { "a=b": "c" }])
      expect(() => sent(value)).toThrow("color has a character that a cookie can't carry");
  });

  test.each(beyond)("beyond the table: %s, explode %s: %j is ?%s", (style, explode, value, written) => {
    expect(pairs(style, explode, value)).toBe(written);
  });

  test.each<Row>([
    ["matrix", true, ["", "a"], ";color;color=a"],
    ["matrix", true, { R: "", G: 1 }, ";R;G=1"],
    ["matrix", true, [], ";color"],
    ["matrix", false, [], ";color"],
    ["matrix", true, {}, ";color"],
    ["label", true, [], "."],
    ["label", false, {}, "."],
    ["label", true, { R: "" }, ".R="],
  ])("empty members: %s, explode %s: %j is %s", (style, explode, value, written) => {
    expect(segment(style, explode, value)).toBe(written);
  });

  test("delimiters inside a value are encoded, those between values are not", () => {
    expect(segment("matrix", false, ["a,b", "c;d"])).toBe(";color=a%2Cb,c%3Bd");
    expect(segment("simple", true, { "a=b": "c,d" })).toBe("a%3Db=c%2Cd");
    expect(pairs("form", false, ["a,b", "c&d"])).toBe("color=a%2Cb,c%26d");
    expect(pairs("pipeDelimited", false, ["a b", "c"])).toBe("color=a%20b%7Cc");
    expect(pairs("deepObject", true, { "a]&b": "x=y#z" })).toBe("color%5Ba%5D%26b%5D=x%3Dy%23z");
  });

  test("names are encoded too", () => {
    expect(serializePairs({ name: "filter[name]", in: "query" }, "x")).toEqual([["filter%5Bname%5D", "x"]]);
    const parameter = { name: "a/b", in: "path" as const, type: anything, style: "matrix" as const };
    expect(serializeSegment(parameter, "x", (part) => percentEncode(part))).toBe(";a%2Fb=x");
  });
});

describe("defaults of style and explode", () => {
  test.each<[ParameterLocation, ParameterStyle, boolean]>([
    ["query", "form", true],
    ["cookie", "form", true],
    ["path", "simple", false],
    ["header", "simple", false],
  ])("%s: %s, explode %s", (location, style, explode) => {
    expect(styleOf({ in: location })).toEqual({ style, explode });
  });

  test("explode is false for every style but form, whatever the location", () => {
    for (const style of [
      "matrix",
      "label",
      "simple",
      "spaceDelimited",
      "pipeDelimited",
      "deepObject",
    ] as const)
      expect(styleOf({ in: "query", style }).explode).toBe(false);
    expect(styleOf({ in: "query", explode: false })).toEqual({ style: "form", explode: false });
  });
});

describe("parameters with a media type", () => {
  test("are JSON, text as it is", () => {
    const parameter = { name: "at", in: "query" as const, contentType: "application/json" };
    expect(serializePairs(parameter, { lat: 1, long: [2] })).toEqual([
      ["at", "%7B%22lat%22%3A1%2C%22long%22%3A%5B2%5D%7D"],
    ]);
    expect(serializePairs({ ...parameter, contentType: "text/plain" }, "a b")).toEqual([["at", "a%20b"]]);
  });
});
