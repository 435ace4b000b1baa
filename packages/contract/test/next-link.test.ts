import { describe, expect, test } from "vitest";
import type { ArgumentType } from "../src/argument-type.ts";
import { checkArguments } from "../src/check-arguments.ts";
import type { Arguments, Operation } from "../src/connector.ts";
import { matchPath, nextPage } from "../src/next-page.ts";
import { field, flag, header, object, operation, path, query, text, whole } from "./support.ts";

const base = "https://api.acme.test/v1";
const strings: ArgumentType = { kind: "array", items: text };

function listing(parts: Partial<Operation> = {}): Operation {
  return operation({
    pagination: { kind: "link", next: { header: "link" } },
    parameters: [
      query("page", { type: whole }),
      query("q", { type: text }),
      query("archived", { type: flag }),
      query("tag", { type: strings }),
      query("ids", { type: strings, explode: false }),
      query("filter", { type: object(field("a", text)), style: "deepObject" }),
      query("v", { type: text, fixed: "2" }),
      header("X-Mode", { type: text }),
    ],
    ...parts,
  });
}

function following(url: string, args: Arguments = {}, one: Operation = listing(), others: Operation[] = []) {
  const context = {
    baseUrl: base,
    operation: (id: string) => [one, ...others].find((each) => each.id === id),
  };
  const headers = { link: `<${url}>; rel="next"` };
  return nextPage(one, args, { status: 200, headers, body: { next: url } }, context);
}

function queryOf(url: string, args: Arguments = {}) {
  return following(url, args)?.arguments.query;
}

describe("a link with via", () => {
  test.each<[string, Partial<Operation>, boolean]>([
    ["a read", {}, true],
    ["a write", { access: "write", method: "POST" }, false],
    ["destructive", { destructive: true }, false],
    ["sensitive", { sensitive: true }, false],
    ["on another server", { server: "uploads" }, false],
    ["with another token", { token: "user" }, false],
  ])("follows another operation that is %s: only a harmless read", (_, parts, followed) => {
    const paged = listing({
      pagination: { kind: "link", next: { header: "link" }, via: "things.more" },
    });
    const more = operation({ id: "things.more", path: "/more/{id}", parameters: [path("id")], ...parts });
    expect(following(`${base}/more/7`, {}, paged, [more]) !== undefined).toBe(followed);
  });
});

describe("a link without via", () => {
  test("is reduced to declared query parameters, over what was asked before", () => {
    const args = { path: { id: "7" }, query: { q: "x", page: 1 }, header: { "X-Mode": "a" } };
    expect(following(`${base}/things?page=2&per_page=100&token=stolen&v=9`, args)).toEqual({
      operation: "things.list",
      arguments: { path: { id: "7" }, query: { q: "x", page: 2 }, header: { "X-Mode": "a" } },
    });
  });

  test.each([
    "https://evil.test/other?page=2&q=a#x",
    "//evil.test/?page=2&q=a",
    "/somewhere/else?page=2&q=a",
    "?page=2&q=a",
    "https://user:secret@api.acme.test/v1/things?q=a&page=2",
    "javascript:alert(1)?page=2&q=a",
  ])("%s gives its parameters and nothing else", (url) => {
    expect(following(url)).toEqual({ operation: "things.list", arguments: { query: { page: 2, q: "a" } } });
  });

  test("values take the types that are declared", () => {
    const found = queryOf(`${base}?page=2&q=7&archived=false&tag=a&tag=b&ids=1%2C2&filter[a]=x`);
    expect(found).toEqual({ page: 2, q: "7", archived: false, tag: ["a", "b"], ids: ["1", "2"] });
    expect(checkArguments(listing(), {}, { query: found ?? {} })).toEqual([]);
    expect(queryOf(`${base}?page=0x10&archived=yes`)).toEqual({ page: "0x10", archived: "yes" });
    expect(queryOf(`${base}?q=a+b%20c&page=2`)).toEqual({ page: 2, q: "a b c" });
  });

  test("what can't be read back from a link stays as it was asked", () => {
    const args = { query: { filter: { a: "x" }, page: 1 } };
    expect(queryOf(`${base}?filter[a]=y&filter=z&page=2`, args)).toEqual({ filter: { a: "x" }, page: 2 });
  });

  test("the end: no link, no query, nothing declared in it, or what was just asked", () => {
    expect(following(base, { query: { page: 1 } })).toBeUndefined();
    expect(following(base)).toBeUndefined();
    expect(following(`${base}?other=1`)).toBeUndefined();
    expect(following(`${base}?page=2`, { query: { page: 2 } })).toBeUndefined();
    expect(following("http://[", { query: { page: 2 } })).toBeUndefined();
  });

  test("a link that is always the same is followed once", () => {
    const seen: unknown[] = [];
    let args: Arguments | undefined = {};
    while (args !== undefined && seen.length < 5) {
      args = following(`${base}?page=2&tag=a`, args)?.arguments;
      seen.push(args?.query);
    }
    expect(seen).toEqual([{ page: 2, tag: ["a"] }, undefined]);
  });

  test("a member of the body may hold the link; what is no text is none", () => {
    const one = listing({ pagination: { kind: "link", next: { pointer: "/next" } } });
    expect(following(`${base}?page=3`, {}, one)?.arguments).toEqual({ query: { page: 3 } });
    const context = { baseUrl: base, operation: () => undefined };
    for (const body of [{ next: null }, { next: "" }, { next: 3 }, { next: { href: base } }, undefined])
      expect(nextPage(one, {}, { status: 200, headers: {}, body }, context)).toBeUndefined();
  });

  test("names of the prototype are declared parameters or nothing", () => {
    const one = listing({ parameters: [query("__proto__", { type: text })] });
    const found = following(`${base}?__proto__=x&constructor=y`, {}, one)?.arguments.query ?? {};
    expect(Object.entries(found)).toEqual([["__proto__", "x"]]);
  });
});

describe("a link via an operation", () => {
  const more = operation({
    id: "query.more",
    path: "/query/{locator}",
    parameters: [path("locator", { type: text }), query("batch", { type: whole })],
    pagination: { kind: "link", next: { pointer: "/next" }, via: "query.more" },
  });
  const first = operation({
    id: "query.run",
    path: "/query",
    parameters: [query("q", { type: text })],
    pagination: { kind: "link", next: { pointer: "/next" }, via: "query.more" },
  });
  const via = (url: string, args: Arguments = { query: { q: "select" } }, from = first) =>
    following(url, args, from, [more, first]);

  test("becomes that operation's path parameters and query", () => {
    const expected = { operation: "query.more", arguments: { path: { locator: "01g-2000" } } };
    expect(via("/v1/query/01g-2000")).toEqual(expected);
    expect(via(`${base}/query/01g-2000?other=1`)).toEqual(expected);
    expect(via("/v1/query/a%2Fb?batch=5")?.arguments).toEqual({
      path: { locator: "a/b" },
      query: { batch: 5 },
    });
  });

  test("another host lends its path at most, never its name", () => {
    expect(via("https://evil.test/v1/query/x")).toEqual({
      operation: "query.more",
      arguments: { path: { locator: "x" } },
    });
  });

  test.each([
    "/query/01g",
    "/v2/query/01g",
    "/v1/query",
    "/v1/query/",
    "/v1/query/a/b",
    "/v1/admin/01g",
    "/v1query/01g",
    "/v1/query/%zz",
    "/v1/query/../admin/x",
    "http://[",
  ])("%s fits no declared path and ends the list", (url) => {
    expect(via(url)).toBeUndefined();
  });

  test("an operation that is not there ends the list", () => {
    expect(following("/v1/query/x", {}, first, [])).toBeUndefined();
  });

  test("the same page again is the end", () => {
    expect(via("/v1/query/x", { path: { locator: "x" } }, more)).toBeUndefined();
    expect(via("/v1/query/y", { path: { locator: "x" } }, more)?.arguments).toEqual({
      path: { locator: "y" },
    });
  });

  test("path values take the type that is declared", () => {
    const numbered = { ...more, parameters: [path("locator", { type: whole })] };
    expect(following("/v1/query/12", {}, first, [numbered])?.arguments).toEqual({ path: { locator: 12 } });
  });
});

describe("matchPath", () => {
  test.each<[template: string, path: string, basePath: string, found: Record<string, string> | undefined]>([
    ["/a/{x}", "/a/1", "/", { x: "1" }],
    ["/a/{x}", "/a/1", "", { x: "1" }],
    ["/a/{x}", "/v1/a/1", "/v1/", { x: "1" }],
    ["/a/{x}/b/{y}", "/a/1/b/%C3%A9", "/", { x: "1", y: "é" }],
    ["/a", "/a", "/", {}],
    ["/a/{x}", "/a/1/", "/", undefined],
    ["/a/{x}", "/A/1", "/", undefined],
    ["/a/{x}", "/a", "/", undefined],
    ["/a/{x}", "/a/1", "/v1", undefined],
    ["/a/v{x}", "/a/v1", "/", undefined],
  ])("%s and %s behind %j", (template, at, basePath, found) => {
    expect(matchPath(template, at, basePath)).toEqual(found);
  });

  test("a parameter may be named like something inherited", () => {
    expect(Object.entries(matchPath("/{__proto__}", "/x", "/") ?? {})).toEqual([["__proto__", "x"]]);
  });
});
