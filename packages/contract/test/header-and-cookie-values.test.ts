import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArgumentError } from "../src/argument-error.ts";
import { buildRequest } from "../src/build-request.ts";
import type { Parameter } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import { cookie, header, operation } from "./support.ts";

function headerOf(value: Json, parts: Partial<Parameter> = {}): string | undefined {
  const parameters = [header("X-Note", parts)];
  return buildRequest(operation({ parameters }), { header: { "X-Note": value } }).headers["x-note"];
}

describe("header values", () => {
  test.each([
    "a\r\nX-Evil: 1",
    "a\rb",
    "a\nb",
    "a\u0000b",
    "\u001B[2J",
    "a\u007Fb",
    "€",
    "日本",
    "😀",
    "a\uD800",
  ])("%j is refused", (value) => {
    expect(() => headerOf(value)).toThrow("X-Note has a character that a header can't carry");
    expect(() => headerOf(["fine", value])).toThrow(ArgumentError);
    expect(() => headerOf({ [value]: "fine" })).toThrow(ArgumentError);
  });

  test("the problem says where it is", () => {
    const problem = { in: "header", path: ["X-Note"], message: "has a character that a header can't carry" };
    expect(() => headerOf("\n")).toThrow(
      expect.objectContaining({ name: "ArgumentError", problems: [problem] }),
    );
  });

  test("Latin-1, tabs and what a URL would encode are written as they are", () => {
    expect(headerOf("é, ü\t%2F/?")).toBe("é, ü\t%2F/?");
  });

  test("lists and objects follow style simple (OpenAPI, Style Examples)", () => {
    expect(headerOf([1, 2, "x"])).toBe("1,2,x");
    expect(headerOf({ R: 100, G: 200 })).toBe("R,100,G,200");
    expect(headerOf({ R: 100, G: 200 }, { explode: true })).toBe("R=100,G=200");
    expect(headerOf(true)).toBe("true");
  });

  test("JSON in a header is ASCII, other media types are not touched", () => {
    const parts = { contentType: "application/json" };
    expect(headerOf({ path: "/Übung €.pdf" }, parts)).toBe('{"path":"/\\u00dcbung \\u20ac.pdf"}');
    expect(JSON.parse(headerOf({ path: "😀" }, parts) ?? "")).toEqual({ path: "😀" });
    expect(headerOf("é", { contentType: "text/plain" })).toBe("é");
  });

  test("whatever is accepted, the platform's own check accepts as well", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (value) => {
        let written: string | undefined;
        try {
          written = headerOf(value);
        } catch (error) {
          expect(error).toBeInstanceOf(ArgumentError);
          return;
        }
        expect(() => new Headers({ "x-note": written ?? "" })).not.toThrow();
      }),
    );
  });
});

describe("header names", () => {
  test("are in lower case, and a name from the prototype is only a name", () => {
    const names = ["X-One", "__proto__", "constructor"];
    const parameters = names.map((name) => header(name));
    const args = { header: Object.fromEntries(names.map((name) => [name, name])) };
    const { headers } = buildRequest(operation({ parameters }), args);
    expect(Object.entries(headers)).toEqual([
      ["x-one", "X-One"],
      ["__proto__", "__proto__"],
      ["constructor", "constructor"],
    ]);
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
  });
});

describe("cookies", () => {
  test("are percent-encoded and joined into one header", () => {
    const parameters = [cookie("a"), cookie("list"), cookie("none")];
    const args = { cookie: { a: "x; admin=1\r\n", list: ["1", "2"] } };
    expect(buildRequest(operation({ parameters }), args).headers).toEqual({
      cookie: "a=x%3B%20admin%3D1%0D%0A; list=1; list=2",
    });
  });
});
