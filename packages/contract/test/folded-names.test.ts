import { describe, expect, test } from "vitest";
import type { ArgumentType } from "../src/argument-type.ts";
import { buildRequest } from "../src/build-request.ts";
import { checkArguments } from "../src/check-arguments.ts";
import type { Arguments, Body } from "../src/connector.ts";
import { FoldedNames, foldedLevels, isMethodOverride } from "../src/folded-name.ts";
import type { Json } from "../src/json.ts";
import { anything, field, operation, query } from "./support.ts";

describe("names as servers fold them", () => {
  test.each([
    ["to", ["to"]],
    ["To[0].X", ["to", "to0", "to0x"]],
    ["[to]", ["to"]],
    ["$_to+", ["to"]],
    ["ｔｏ\u200b", ["to"]],
    ["$$", ["$$"]],
    ["[[[", ["[[["]],
  ])("%j is a part of, or is, %j", (name, levels) => {
    expect(foldedLevels(name)).toEqual(levels);
  });

  test("a name of thousands of levels costs no more than it is long", () => {
    expect(foldedLevels("a[".repeat(100_000)).length).toBeLessThan(12);
  });

  test("what is near and whose it is", () => {
    const names = new FoldedNames();
    for (const name of ["channel", "filter[status]", "filter[kind]"]) names.add(name);
    const met = (name: string) => names.met(name, "mine");
    expect(["channel[]", "Channel", "channel.x", "channel\0y"].map(met)).toEqual(Array(4).fill("channel"));
    expect(met("filter")).toBe("filter[status]");
    expect(met("filter[status][]")).toBe("filter[status]");
    expect(["filter[other]", "chan", "channels", "filters[status]"].map(met)).toEqual(
      Array(4).fill(undefined),
    );
    expect(names.met("channel[0]", "channel")).toBeUndefined();
  });

  test("names that are read as the method", () => {
    const all = ["_method", "_METHOD", "[_method]", ".method", "X-HTTP-Method-Override", "x_http_method"];
    expect(all.filter((name) => !isMethodOverride(name))).toEqual([]);
    expect(["method", "payment_method", "_methods", "Method"].filter(isMethodOverride)).toEqual([]);
  });
});

const open: ArgumentType = {
  kind: "object",
  properties: [field("channel"), field("id_list"), field("meta", anything)],
  additional: anything,
};
const encodings = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  multipart: "multipart/form-data",
} as const;

function posting(encoding: keyof typeof encodings, parts: Partial<Body> = {}) {
  const body: Body = { contentType: encodings[encoding], encoding, required: true, type: open, ...parts };
  return operation({ method: "POST", body });
}

describe.each(["json", "form", "multipart"] as const)("an open body (%s)", (encoding) => {
  const problems = (body: Json, parts: Partial<Body> = {}) =>
    checkArguments(posting(encoding, parts), {}, { body }).map(
      ({ path, message }) => `${path.join(".")} ${message}`,
    );

  test.each([
    [{ Channel: "x" }, "Channel is read as channel by some servers; say channel"],
    [{ channel: "a", "channel[]": "x" }, "channel[] is read as channel by some servers; say channel"],
    [{ channel: "a", "channel ": "x" }, "channel  is read as channel by some servers; say channel"],
    [{ "channel[0]": "x" }, "channel[0] is read as channel by some servers; say channel"],
    [{ idList: "x" }, "idList is read as id_list by some servers; say id_list"],
    [{ _method: "DELETE" }, "_method is read as the request's method by some servers"],
    [
      { "X-HTTP-Method-Override": "PUT" },
      "X-HTTP-Method-Override is read as the request's method by some servers",
    ],
  ])("refuses %j", (body, said) => {
    expect(problems(body)).toEqual([said]);
  });

  test("takes others, and what stands inside of a member", () => {
    expect(problems({ channel: "a", channels: "b", mode: 1, x: { Channel: 1, _method: 2 } })).toEqual([]);
    expect(problems({ meta: { Channel: 1, a: 1, A: 2 } })).toEqual([]);
  });

  test("takes what the connector itself declares", () => {
    const type: ArgumentType = { ...open, properties: [field("user"), field("User"), field("_method")] };
    expect(problems({ user: "a", User: "b", _method: "PUT" }, { type })).toEqual([]);
    expect(problems({ _method: "PUT" }, { type: anything, fixed: { _method: "PUT" } })).toEqual([]);
  });
});

describe("an exploded object", () => {
  const build = (encoding: "form" | "multipart", body: Json) =>
    buildRequest(posting(encoding, { type: anything, fields: { x: { style: "form", explode: true } } }), {
      body,
    });
  const inQuery = (filter: Json, args: Arguments["query"] = {}) =>
    buildRequest(
      operation({ parameters: [query("filter", { style: "form", explode: true }), query("to")] }),
      {
        query: { filter, ...args },
      },
    );

  test.each(["Channel", "channel[]", "channel.a"])("brings no %j beside channel", (name) => {
    const said = "x.channel is another parameter's name";
    expect(() => build("form", { channel: "a", x: { [name]: "b" } })).toThrow(said);
    expect(() => build("multipart", { channel: "a", x: { [name]: "b" } })).toThrow(said);
  });

  test.each(["To", "to[]", "to.x", "_method", "[_method]"])("brings no %j into a query", (name) => {
    expect(() => inQuery({ [name]: "b" })).toThrow(/another parameter's name|read as the request's method/);
  });

  test("brings others", () => {
    expect(inQuery({ tom: "1", "a[b]": "2" }, { to: "3" }).query).toHaveLength(3);
    expect(build("multipart", { channel: "a", x: { channels: "b" } }).body).toMatchObject({
      parts: [
        { name: "channel", text: "a" },
        { name: "channels", text: "b" },
      ],
    });
  });

  test("a form that is given as a text names no method", () => {
    expect(() => build("form", "a=1&%5FmeThod=DELETE")).toThrow("read as the request's method");
    expect(build("form", "a=_method&m%ethod=1").body).toMatchObject({ text: "a=_method&m%ethod=1" });
  });
});

describe("what a request may come to", () => {
  const form = (body: Json, encoding: "form" | "multipart" = "form") =>
    buildRequest(posting(encoding, { type: anything }), { body });
  const many = (count: number) => Array.from({ length: count }, () => 1);
  const inQuery = (value: Json) =>
    buildRequest(operation({ parameters: [query("q", { style: "deepObject" })] }), { query: { q: value } });

  test("many members cost no more than as many times one", () => {
    const members = (count: number) =>
      Object.fromEntries(many(count).map((_, index) => [`k${index}`, { a: 1 }]));
    const began = performance.now();
    form(members(15_000));
    // Each with each was a minute.
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test("a long name is not repeated without end", () => {
    const name = "a".repeat(20_000);
    expect(() => form({ [name]: many(5000) })).toThrow("too long to repeat");
    expect(() => form({ [name]: many(5000) }, "multipart")).toThrow("too long to repeat");
    expect(() => form({ free: { [name]: many(5000) } })).toThrow("too long to repeat");
    expect(() => inQuery({ [name]: many(5000) })).toThrow("q has names that are too long to repeat");
    expect(form({ [name]: "1", ids: many(5000) }).body.kind).toBe("text");
  });

  test("so many values are a request, and no more", () => {
    expect(form({ ids: many(20_000) }).body.kind).toBe("text");
    for (const encoding of ["form", "multipart"] as const)
      expect(() => form({ ids: many(20_001) }, encoding)).toThrow("more than the 20000 values");
    expect(() => inQuery(many(20_001))).toThrow("more than the 20000 values");
    expect(buildRequest(posting("json"), { body: { meta: many(100_000) } }).body.kind).toBe("text");
  });

  test("the length of a text is told without a copy of it", () => {
    const type: ArgumentType = { kind: "string", maxLength: 3 };
    const said = (value: string) =>
      checkArguments(operation({ parameters: [query("q", { type })] }), {}, { query: { q: value } });
    expect(said("😀😀😀")).toEqual([]);
    expect(said("😀😀😀😀")).toMatchObject([{ message: "must have at most 3 characters; it has 4" }]);
    expect(said("x".repeat(9))).toMatchObject([{ message: "must have at most 3 characters; it has 9" }]);
  });
});
