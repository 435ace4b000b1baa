import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArgumentError } from "../src/argument-error.ts";
import { buildRequest, requestUrl } from "../src/build-request.ts";
import type { Parameter } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import { operation, path, text } from "./support.ts";

const base = "https://api.acme.test/v1";

function pathOf(value: Json, parts: Partial<Parameter> = {}, template = "/items/{id}/keys"): string {
  const parameter = path("id", { type: text, ...parts });
  return buildRequest(operation({ path: template, parameters: [parameter] }), { path: { id: value } }).path;
}

describe("a path value that would leave its segment is refused", () => {
  test.each([
    "",
    ".",
    "..",
    "%2e",
    "%2E",
    "%2e%2e",
    "%2E%2E",
    ".%2e",
    "%2e.",
    "..;",
    "..;x=1",
    ".;/",
    "..%3b",
    "..%3B/admin",
    "..%2f",
    "../admin/keys",
    "a/../../admin",
    "..\\admin",
    "\\..\\admin",
    ".\t./admin",
    "%2e%2e%2fadmin",
    "%c0%ae%c0%ae/admin",
    "\uFF0E\uFF0E\uFF0Fadmin",
    "\u2025/admin",
  ])("%j, alone", (value) => {
    expect(() => pathOf(value)).toThrow(ArgumentError);
    expect(() => pathOf(value, { allowReserved: true })).toThrow(ArgumentError);
  });

  test.each(["a/../b", "../admin", "a/..", "/a", "a/", "a//b", "a/./b", "a/%2e%2e/b", "a/..;/b", "//evil"])(
    "%j, where slashes are allowed",
    (value) => {
      expect(() => pathOf(value, { allowReserved: true })).toThrow(ArgumentError);
    },
  );

  test.each<[Json, Partial<Parameter>]>([
    ["", { style: "label" }],
    [".", { style: "label" }],
    [[], { style: "label" }],
    [[""], { style: "label", explode: true }],
    [["", ""], { style: "label", explode: true }],
    [{}, { style: "label" }],
    [[], { style: "simple" }],
    [[".."], { style: "simple" }],
    [{}, { style: "simple", explode: true }],
  ])("%j in style %j", (value, parts) => {
    expect(() => pathOf(value, parts)).toThrow(ArgumentError);
  });

  test("the problem names the parameter and what was given", () => {
    try {
      pathOf("..");
      expect.unreachable();
    } catch (error) {
      expect((error as ArgumentError).problems).toEqual([
        { in: "path", path: ["id"], message: 'can\'t be ".."' },
      ]);
      expect((error as ArgumentError).message).toBe('id can\'t be ".."');
    }
  });

  test("several problems are one message", () => {
    const problem = (name: string) => ({ in: "path" as const, path: [name], message: "is odd" });
    const error = new ArgumentError([problem("a"), problem("b")]);
    expect(`${error}`).toBe("ArgumentError: a is odd; b is odd");
  });

  test("a missing value and an undeclared placeholder are refused, not left in the path", () => {
    const parameters = [path("id")];
    expect(() => buildRequest(operation({ path: "/items/{id}", parameters }), {})).toThrow("id is required");
    expect(() =>
      buildRequest(operation({ path: "/items/{other}", parameters }), { path: { other: "x" } }),
    ).toThrow("other is required");
  });
});

describe("any other value stays one segment", () => {
  test.each([
    ["a/b", "a%2Fb"],
    ["a..b/c", "a..b%2Fc"],
    ["//evil", "%2F%2Fevil"],
    ["@evil", "%40evil"],
    ["1?x=2#y", "1%3Fx%3D2%23y"],
    ["1;jsessionid=2", "1%3Bjsessionid%3D2"],
    ["%c0%af", "%25c0%25af"],
    ["．．．／", "%EF%BC%8E%EF%BC%8E%EF%BC%8E%EF%BC%8F"],
    ["a\r\nHost: x", "a%0D%0AHost%3A%20x"],
    ["\u0000", "%00"],
    ["...", "..."],
    [".a", ".a"],
    ["a.", "a."],
    [" ", "%20"],
    ["$&$1", "%24%26%241"],
    ["{id}", "%7Bid%7D"],
  ])("%j is %s", (value, written) => {
    expect(pathOf(value)).toBe(`/items/${written}/keys`);
  });

  test("numbers, booleans and lists are written too", () => {
    expect(pathOf(7)).toBe("/items/7/keys");
    expect(pathOf(false)).toBe("/items/false/keys");
    expect(pathOf(["a", "b/c"])).toBe("/items/a,b%2Fc/keys");
    expect(pathOf({ a: 1 }, { style: "matrix", explode: true }, "/items{id}")).toBe("/items;a=1");
    expect(pathOf("x", { style: "label" }, "/report{id}")).toBe("/report.x");
  });

  test("with allowReserved slashes part segments, reserved characters stay, and a percent sign is data", () => {
    expect(pathOf("docs/a b/ü?.md", { allowReserved: true })).toBe("/items/docs/a%20b/%C3%BC%3F.md/keys");
    expect(pathOf("v1:list@x;y=1,2+3", { allowReserved: true })).toBe("/items/v1:list@x;y=1,2+3/keys");
    expect(pathOf("a%2Fb/c", { allowReserved: true })).toBe("/items/a%252Fb/c/keys");
    expect(pathOf(["a/b", "c"], { allowReserved: true })).toBe("/items/a/b,c/keys");
  });

  test("two placeholders in one segment, and one that is used twice", () => {
    const parameters = [path("a"), path("b")];
    const at = (template: string, a: Json, b: Json) =>
      buildRequest(operation({ path: template, parameters }), { path: { a, b } }).path;
    expect(at("/cmp/{a}...{b}", "main", "x/y")).toBe("/cmp/main...x%2Fy");
    expect(at("/{a}/{b}/{a}", "1", "2")).toBe("/1/2/1");
    expect(() => at("/{a}{b}", ".", ".")).toThrow(ArgumentError);
  });
});

const evil = fc.constantFrom(
  ".",
  "..",
  "/",
  "\\",
  "%2e",
  "%2f",
  "%5c",
  ";",
  "?",
  "#",
  "\r\n",
  "\u0000",
  "@",
  ":",
  "%",
  "//",
);
const hostile = fc
  .array(fc.oneof(evil, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 8 })
  .map((parts) => parts.join(""));

/** The URL as a client sends it, or undefined where the value is refused. */
function sent(value: Json, parts: Partial<Parameter> = {}): URL | undefined {
  try {
    return new URL(requestUrl(base, { path: pathOf(value, parts), query: [] }));
  } catch (error) {
    expect(error).toBeInstanceOf(ArgumentError);
    return undefined;
  }
}

describe("whatever the value is", () => {
  test("the URL keeps its origin, its segments and no more", () => {
    const styles = fc.constantFrom("simple" as const, "label" as const, "matrix" as const);
    fc.assert(
      fc.property(hostile, styles, fc.boolean(), fc.boolean(), (value, style, explode, asList) => {
        const url = sent(asList ? [value, value] : value, { style, explode });
        if (url === undefined) return;
        expect(url.origin).toBe("https://api.acme.test");
        expect(url.search + url.hash).toBe("");
        const segments = url.pathname.split("/");
        expect(segments.length).toBe(5);
        expect([segments[1], segments[2], segments[4]]).toEqual(["v1", "items", "keys"]);
      }),
      { numRuns: 500 },
    );
  });

  test("with allowReserved it stays below what stands in front of it", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const url = sent(value, { allowReserved: true });
        if (url === undefined) return;
        expect(url.origin).toBe("https://api.acme.test");
        expect(url.search + url.hash).toBe("");
        expect(url.pathname).toMatch(/^\/v1\/items\/.+\/keys$/s);
        expect(url.pathname.split("/").length).toBe(4 + value.split("/").length);
      }),
      { numRuns: 500 },
    );
  });

  test("a plain value comes back by decoding its segment", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const segment = sent(value)?.pathname.split("/")[3];
        if (segment !== undefined) expect(decodeURIComponent(segment)).toBe(value.toWellFormed());
      }),
    );
  });
});

describe("requestUrl", () => {
  test("puts path and query behind the server's URL, whose slashes at the end do not count", () => {
    const request = {
      path: "/a%2Fb",
      query: [
        ["x", "1"],
        ["y%5B%5D", ""],
      ] as const,
    };
    expect(requestUrl("https://api.acme.test/v1//", request)).toBe(
      "https://api.acme.test/v1/a%2Fb?x=1&y%5B%5D=",
    );
    expect(requestUrl(base, { path: "/a", query: [] })).toBe(`${base}/a`);
  });
});
