import { describe, expect, test } from "vitest";
import { ArgumentError } from "../src/argument-error.ts";
import { buildRequest, requestUrl } from "../src/build-request.ts";
import type { Arguments, Operation } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import { cookie, header, operation, path, query } from "./support.ts";

function request(parts: Partial<Operation>, args: Arguments = {}) {
  return buildRequest(operation(parts), args);
}

describe("defaults and fixed values of parameters", () => {
  const parameters = [
    path("id", { default: "me" }),
    query("state", { default: "open" }),
    query("v", { fixed: "2" }),
    header("Accept", { fixed: "application/json" }),
    cookie("seen", { default: "1" }),
  ];

  test("are sent where the caller gives nothing", () => {
    expect(request({ path: "/people/{id}", parameters })).toEqual({
      method: "GET",
      path: "/people/me",
      query: [
        ["state", "open"],
        ["v", "2"],
      ],
      headers: { accept: "application/json", cookie: "seen=1" },
      body: { kind: "none" },
    });
  });

  test("a default gives way, a fixed value does not", () => {
    const args = {
      path: { id: "7" },
      query: { state: "all", v: "9" },
      header: { Accept: "*/*" },
      cookie: { seen: "" },
    };
    expect(request({ path: "/people/{id}", parameters }, args)).toMatchObject({
      path: "/people/7",
      query: [
        ["state", "all"],
        ["v", "2"],
      ],
      headers: { accept: "application/json", cookie: "seen=" },
    });
  });

  test("null, false, 0 and an empty text are values too", () => {
    const given = (value: Json) =>
      request({ parameters: [query("q", { default: "x" })] }, { query: { q: value } }).query;
    expect([null, false, 0, ""].map(given)).toEqual([
      [["q", ""]],
      [["q", "false"]],
      [["q", "0"]],
      [["q", ""]],
    ]);
    const fixed = (value: Json) =>
      request({ parameters: [query("q", { fixed: value })] }, { query: { q: "x" } }).query;
    expect([null, false, 0].map(fixed)).toEqual([[["q", ""]], [["q", "false"]], [["q", "0"]]]);
  });

  test("what is not declared is not sent, inherited names included", () => {
    const args = { query: { other: "1" }, header: { host: "evil" }, path: { x: "1" }, body: { a: 1 } };
    expect(request({ parameters: [query("toString"), header("constructor")] }, args)).toEqual({
      method: "GET",
      path: "/things",
      query: [],
      headers: {},
      body: { kind: "none" },
    });
  });
});

describe("names that an exploded object brings along", () => {
  const parameters = [query("filter", { style: "form", explode: true }), query("v", { fixed: "2" })];

  test("are written", () => {
    const built = request({ parameters }, { query: { filter: { "a b": "1", c: "2" } } });
    expect(requestUrl("https://api.acme.test", built)).toBe("https://api.acme.test/things?a%20b=1&c=2&v=2");
  });

  test.each(["V", "v[]", "[v]", "v ", ".v", "v_"])("%s is read as a fixed one by some server", (name) => {
    expect(() => request({ parameters }, { query: { filter: { [name]: "1" } } })).toThrow(ArgumentError);
  });

  test("must not be that of another parameter", () => {
    expect(() => request({ parameters }, { query: { filter: { v: "1" } } })).toThrow(ArgumentError);
    expect(() => request({ parameters }, { query: { filter: { v: "1" } } })).toThrow(
      "filter.v is another parameter's name",
    );
    const cookies = [cookie("prefs"), cookie("session", { fixed: "x" })];
    expect(() => request({ parameters: cookies }, { cookie: { prefs: { session: "y" } } })).toThrow(
      ArgumentError,
    );
  });
});
