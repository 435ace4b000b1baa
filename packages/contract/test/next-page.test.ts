import { describe, expect, test } from "vitest";
import type { Arguments, Operation, Pagination } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import { type Answer, argumentOf, itemsOf, nextPage, totalOf, withArgument } from "../src/next-page.ts";
import { anything, field, object, operation, query, text, whole } from "./support.ts";

const context = { baseUrl: "https://api.acme.test/v1", operation: () => undefined };

function answer(body: Json | undefined, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers, body };
}

function paged(pagination: Pagination, parts: Partial<Operation> = {}): Operation {
  const response = { kind: "json" as const, items: "/items", fields: [], known: [] };
  const names = ["page", "offset", "limit", "cursor"].map((name) =>
    query(name, { type: name === "cursor" ? text : whole }),
  );
  return operation({ pagination, response, parameters: names, ...parts });
}

/** The arguments of the next page, or undefined at the end. */
function next(one: Operation, body: Json, args: Arguments = {}, headers: Record<string, string> = {}) {
  const found = nextPage(one, args, answer(body, headers), context);
  if (found !== undefined) expect(found.operation).toBe(one.id);
  return found?.arguments;
}

const into = (name: string) => ({ in: "query" as const, name });
const items = (count: number) => Array.from({ length: count }, (_, id) => ({ id: String(id) }));

test("an operation without pagination has no next page", () => {
  expect(next(operation(), { items: items(3), next: "x" })).toBeUndefined();
});

describe("cursor", () => {
  const byPointer = paged({ kind: "cursor", next: { pointer: "/meta/next" }, into: into("cursor") });

  test("from a place in the body", () => {
    const args = { path: { id: "1" }, query: { limit: 5, cursor: "a" }, body: { q: 1 } };
    expect(next(byPointer, { meta: { next: "b" } }, args)).toEqual({
      path: { id: "1" },
      query: { limit: 5, cursor: "b" },
      body: { q: 1 },
    });
    expect(args.query.cursor).toBe("a");
  });

  test.each([null, "", false])("%j ends the list, as does a missing one", (value) => {
    expect(next(byPointer, { meta: { next: value } })).toBeUndefined();
    expect(next(byPointer, { meta: {} })).toBeUndefined();
    expect(next(byPointer, [])).toBeUndefined();
    expect(nextPage(byPointer, {}, answer(undefined), context)).toBeUndefined();
  });

  test("0 is a cursor; the one that was just asked for is the end", () => {
    expect(next(byPointer, { meta: { next: 0 } })).toEqual({ query: { cursor: "0" } });
    expect(next(byPointer, { meta: { next: "a" } }, { query: { cursor: "a" } })).toBeUndefined();
  });

  test("into a member deep in the body, beside what is there", () => {
    const page = field("page", object(field("limit", whole), field("cursor", text)));
    const deep = paged(
      {
        kind: "cursor",
        next: { pointer: "/next" },
        into: { in: "body", name: "page", below: "/cursor" },
        pageSize: { in: "body", name: "page", below: "/limit" },
      },
      { body: { contentType: "application/json", encoding: "json", required: true, type: object(page) } },
    );
    const args = { body: { filter: "a", page: { limit: 2 } } };
    expect(next(deep, { next: 7 }, args)).toEqual({
      body: { filter: "a", page: { limit: 2, cursor: "7" } },
    });
    expect(next(deep, { next: "b" })).toEqual({ body: { page: { cursor: "b" } } });
    expect(next(deep, { next: "b" }, { body: { page: { cursor: "b" } } })).toBeUndefined();
  });

  test("from the last item: a page shorter than what was asked for ends it, where the largest size is known", () => {
    const limit = { in: "query" as const, name: "limit" };
    const byItem = {
      kind: "cursor" as const,
      next: { lastItem: "/id" },
      into: into("cursor"),
      pageSize: limit,
    };
    const two = { items: items(2) };
    const known = paged({ ...byItem, maxPageSize: 100 });
    expect(next(known, two, { query: { limit: 2 } })).toEqual({ query: { limit: 2, cursor: "1" } });
    expect(next(known, two, { query: { limit: 3 } })).toBeUndefined();
    expect(next(known, two, { query: { limit: 1000 } })).toBeUndefined();
    expect(next(known, two)).toEqual({ query: { cursor: "1" } });
    expect(next(paged(byItem), two, { query: { limit: 1000 } })).toEqual({
      query: { limit: 1000, cursor: "1" },
    });
  });

  test("from a header, whose name may be in any case", () => {
    const one = paged({ kind: "cursor", next: { header: "X-Next-Page" }, into: into("page") });
    expect(next(one, {}, {}, { "x-next-page": "2" })).toEqual({ query: { page: 2 } });
    expect(next(one, {}, { query: { page: 2 } }, { "x-next-page": "2" })).toBeUndefined();
    expect(next(one, {}, {}, { "x-next-page": "" })).toBeUndefined();
    expect(next(one, {}, {})).toBeUndefined();
  });

  test("from the last item of the list", () => {
    const one = paged({ kind: "cursor", next: { lastItem: "/id" }, into: into("cursor"), hasMore: "/more" });
    expect(next(one, { items: items(3), more: true })).toEqual({ query: { cursor: "2" } });
    expect(next(one, { items: items(3), more: false })).toBeUndefined();
    expect(next(one, { items: [], more: true })).toBeUndefined();
    expect(next(one, { items: "none" })).toBeUndefined();
  });

  test("into a member of the body", () => {
    const body = {
      contentType: "application/json",
      encoding: "json" as const,
      required: false,
      type: object(field("start_cursor", text), field("n", whole)),
      default: { start_cursor: "x" },
    };
    const to = { in: "body" as const, name: "start_cursor" };
    const one = paged({ kind: "cursor", next: { pointer: "/next" }, into: to }, { body });
    expect(next(one, { next: 7 })).toEqual({ body: { start_cursor: "7" } });
    expect(next(one, { next: "b" }, { body: { n: 1, start_cursor: "a" } })).toEqual({
      body: { n: 1, start_cursor: "b" },
    });
    expect(next(one, { next: "x" })).toBeUndefined();
  });

  test("takes the declared type of its argument, and stays as it is where it can't", () => {
    const typed = (type: Parameters<typeof query>[1]) =>
      paged(
        { kind: "cursor", next: { pointer: "/next" }, into: into("c") },
        { parameters: [query("c", type)] },
      );
    expect(next(typed({ type: text }), { next: 12 })).toEqual({ query: { c: "12" } });
    expect(next(typed({ type: whole }), { next: "12" })).toEqual({ query: { c: 12 } });
    expect(next(typed({ type: whole }), { next: "abc" })).toEqual({ query: { c: "abc" } });
    expect(next(typed({ type: whole }), { next: "12345678901234567890" })).toEqual({
      query: { c: { $number: "12345678901234567890" } },
    });
    expect(
      next(typed({ type: { kind: "union", variants: [whole, { kind: "array", items: text }] } }), {
        next: "3",
      }),
    ).toEqual({
      query: { c: 3 },
    });
    expect(next(typed({ type: { kind: "union", variants: [whole, text] } }), { next: "3" })).toEqual({
      query: { c: "3" },
    });
    expect(next(typed({ type: anything }), { next: ["a", 1] })).toEqual({ query: { c: ["a", 1] } });
  });

  test("named types are followed where the context has them", () => {
    const one = paged(
      { kind: "cursor", next: { pointer: "/next" }, into: into("c") },
      { parameters: [query("c", { type: { kind: "reference", name: "Page" } })] },
    );
    const found = nextPage(one, {}, answer({ next: "4" }), { ...context, types: { Page: whole } });
    expect(found?.arguments).toEqual({ query: { c: 4 } });
  });
});

describe("page", () => {
  const page = (parts: Partial<Pagination> = {}) =>
    paged({ kind: "page", into: into("page"), start: 1, pageSize: into("limit"), ...parts } as Pagination);

  test("counts on from the start, the default or what was given", () => {
    expect(next(page(), { items: items(5) }, { query: { limit: 5 } })).toEqual({
      query: { limit: 5, page: 2 },
    });
    expect(next(page(), { items: items(5) }, { query: { limit: 5, page: 7 } })).toEqual({
      query: { limit: 5, page: 8 },
    });
    const fromZero = paged({ kind: "page", into: into("page"), start: 0 });
    expect(next(fromZero, { items: items(1) })).toEqual({ query: { page: 1 } });
  });

  test("a page that is not full is the last, where the size is known", () => {
    expect(next(page(), { items: items(4) }, { query: { limit: 5 } })).toBeUndefined();
    expect(next(page(), { items: items(4) })).toEqual({ query: { page: 2 } });
    expect(next(page(), { items: [] })).toBeUndefined();
    expect(next(page(), {})).toBeUndefined();
  });

  test("the size may be a default of ours or of the API", () => {
    const withSize = (parts: object) =>
      paged(
        { kind: "page", into: into("page"), start: 1, pageSize: into("limit") },
        { parameters: [query("page", { type: whole }), query("limit", { type: whole, ...parts })] },
      );
    for (const parts of [{ default: 5 }, { fixed: 5 }, { apiDefault: 5 }]) {
      expect(next(withSize(parts), { items: items(4) })).toBeUndefined();
      expect(next(withSize(parts), { items: items(5) })).toEqual({ query: { page: 2 } });
    }
  });

  test("no page is larger than the largest that the API gives", () => {
    const one = page({ maxPageSize: 3 });
    expect(next(one, { items: items(3) }, { query: { limit: 500 } })).toEqual({
      query: { limit: 500, page: 2 },
    });
    expect(next(one, { items: items(2) }, { query: { limit: 500 } })).toBeUndefined();
  });

  test("a total ends the list with its last page", () => {
    const one = page({ total: "/total" });
    const at = (number: number, count: number, limit: number, total: Json) =>
      next(one, { items: items(count), total }, { query: { page: number, limit } })?.query?.page;
    expect(at(1, 5, 5, 12)).toBe(2);
    expect(at(2, 5, 5, 12)).toBe(3);
    expect(at(3, 2, 5, 12)).toBeUndefined();
    expect(at(2, 5, 5, 10)).toBeUndefined();
    expect(at(2, 5, 5, "10")).toBeUndefined();
    expect(at(1, 5, 5, "many")).toBe(2);
  });

  test("a total keeps the list going where pages are smaller than was asked for", () => {
    const one = page({ total: "/total" });
    const pages = [1, 2, 3].map((number) =>
      next(one, { items: items(100), total: 300 }, { query: { page: number, limit: 500 } }),
    );
    expect(pages.map((args) => args?.query?.page)).toEqual([2, 3, undefined]);
  });

  test("hasMore decides, but an empty page is always the end", () => {
    const one = page({ hasMore: "/more" });
    expect(next(one, { items: items(5), more: false }, { query: { limit: 5 } })).toBeUndefined();
    expect(next(one, { items: items(2), more: true }, { query: { limit: 5 } })).toEqual({
      query: { limit: 5, page: 2 },
    });
    expect(next(one, { items: [], more: true })).toBeUndefined();
  });

  test("a page that is no number ends the list, and one that is declared as text stays text", () => {
    expect(next(page(), { items: items(1) }, { query: { page: "x" } })).toBeUndefined();
    const asText = paged(
      { kind: "page", into: into("page"), start: 1 },
      { parameters: [query("page", { type: text })] },
    );
    expect(next(asText, { items: items(1) }, { query: { page: "2" } })).toEqual({ query: { page: "3" } });
  });
});

describe("offset", () => {
  const offset = (parts: Partial<Pagination> = {}) =>
    paged({
      kind: "offset",
      into: into("offset"),
      start: 0,
      pageSize: into("limit"),
      ...parts,
    } as Pagination);

  test("grows by the items that came", () => {
    expect(next(offset(), { items: items(5) }, { query: { limit: 5 } })).toEqual({
      query: { limit: 5, offset: 5 },
    });
    expect(next(offset(), { items: items(5) }, { query: { limit: 5, offset: 10 } })).toEqual({
      query: { limit: 5, offset: 15 },
    });
    expect(next(offset(), { items: items(4) }, { query: { limit: 5, offset: 10 } })).toBeUndefined();
  });

  test("with a total it ends exactly there, however small the pages are", () => {
    const one = offset({ total: "/total" });
    expect(next(one, { items: items(3), total: 9 }, { query: { limit: 5, offset: 3 } })).toEqual({
      query: { limit: 5, offset: 6 },
    });
    expect(next(one, { items: items(5), total: 10 }, { query: { limit: 5, offset: 5 } })).toBeUndefined();
    // Less than what is there is no total.
    expect(next(one, { items: items(5), total: 0 }, {})).toEqual({ query: { offset: 5 } });
  });

  test("may start at one", () => {
    const one = offset({ start: 1, total: "/total" });
    expect(next(one, { items: items(5), total: 10 })).toEqual({ query: { offset: 6 } });
    expect(next(one, { items: items(5), total: 10 }, { query: { offset: 6 } })).toBeUndefined();
  });
});

describe("parts", () => {
  test("itemsOf", () => {
    const at = (pointer: string | undefined, body: Json | undefined) => {
      const response = {
        kind: "json" as const,
        fields: [],
        known: [],
        ...(pointer !== undefined && { items: pointer }),
      };
      return itemsOf(operation({ response }), body);
    };
    expect(at("", [1])).toEqual([1]);
    expect(at("/a", { a: [2] })).toEqual([2]);
    expect(at("/a", { a: { b: 1 } })).toBeUndefined();
    expect(at(undefined, [1])).toBeUndefined();
    expect(at("", undefined)).toBeUndefined();
  });

  test("totalOf", () => {
    const one = paged({ kind: "page", into: into("page"), start: 1, total: "/n" });
    const totals = [5, "5", "", "x", null, {}, true].map((n) => totalOf(one, answer({ n })));
    expect(totals).toEqual([5, 5, undefined, undefined, undefined, undefined, undefined]);
    expect(totalOf(operation(), answer({ n: 5 }))).toBeUndefined();
  });

  test("argumentOf looks at what is fixed, given and default, in this order", () => {
    const one = operation({ parameters: [query("a", { fixed: 1 }), query("b", { default: 2 })] });
    expect(argumentOf(one, { query: { a: 9, b: 3 } }, into("a"))).toBe(1);
    expect(argumentOf(one, { query: { a: 9, b: 3 } }, into("b"))).toBe(3);
    expect(argumentOf(one, {}, into("b"))).toBe(2);
    expect(argumentOf(one, { query: { b: null } }, into("b"))).toBeNull();
    expect(argumentOf(one, {}, into("toString"))).toBeUndefined();
    expect(argumentOf(one, {}, { in: "body", name: "a/b" })).toBeUndefined();
  });

  test("withArgument changes one argument of a copy", () => {
    const args = { query: { a: 1 }, body: [1] };
    expect(withArgument(args, into("b"), 2)).toEqual({ query: { a: 1, b: 2 }, body: [1] });
    expect(withArgument({}, { in: "header", name: "X" }, "y")).toEqual({ header: { X: "y" } });
    expect(args).toEqual({ query: { a: 1 }, body: [1] });
    const odd = withArgument({}, into("__proto__"), { polluted: true });
    expect(Object.keys(odd.query ?? {})).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
