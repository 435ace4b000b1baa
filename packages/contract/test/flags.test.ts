import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ArgumentType, Field } from "../src/argument-type.ts";
import type { Operation } from "../src/connector.ts";
import { flagsOf, globalFlags, resolveType, toKebab } from "../src/flags.ts";
import { cookie, field, flag, header, object, operation, path, query, text, whole } from "./support.ts";

function names(parts: Partial<Operation>, types: Record<string, ArgumentType> = {}): string[] {
  return flagsOf(operation(parts), types).map((one) => one.name);
}

function body(type: ArgumentType, parts: object = {}) {
  return {
    body: { contentType: "application/json", encoding: "json" as const, required: true, type, ...parts },
  };
}

describe("toKebab", () => {
  test.each([
    ["idList", "id-list"],
    ["merge_method", "merge-method"],
    ["X-Request-ID", "x-request-id"],
    ["filter[name]", "filter-name"],
    ["$filter", "filter"],
    ["boardIDs", "board-ids"],
    ["URLs", "urls"],
    ["IDsList", "ids-list"],
    ["HTTPServer", "http-server"],
    ["getHTTPResponse", "get-http-response"],
    ["userId2", "user-id2"],
    ["v2Token", "v2-token"],
    ["already-kebab", "already-kebab"],
    ["SCREAMING_SNAKE", "screaming-snake"],
    ["per page", "per-page"],
    ["a.b", "a-b"],
    ["--x--", "x"],
    ["résumé", "resume"],
    ["İstanbul", "istanbul"],
    ["+1", "1"],
    ["日本", ""],
    ["", ""],
    ["\u001B[2J", "2-j"],
  ])("%j is %j", (name, kebab) => {
    expect(toKebab(name)).toBe(kebab);
  });

  test("long names take no longer than they are", () => {
    expect(toKebab("A".repeat(200_000))).toHaveLength(200_000);
    expect(toKebab(`${"-".repeat(200_000)}x`)).toBe("x");
  });
});

describe("names of flags", () => {
  test("the first of path, query, header, cookie and body keeps the short name", () => {
    const parameters = [path("id"), query("id"), header("Id"), cookie("id")];
    expect(names({ parameters, ...body(object(field("id"), field("name"))) })).toEqual([
      "id",
      "query.id",
      "header.id",
      "cookie.id",
      "body.id",
      "name",
    ]);
  });

  test("a global flag keeps its own", () => {
    const parameters = [query("limit"), query("Fields"), header("dryRun"), path("all")];
    expect(names({ parameters })).toEqual(["query.limit", "query.fields", "header.dry-run", "path.all"]);
  });

  test("names that differ only in their spelling are numbered", () => {
    const parameters = ["idList", "id_list", "id-list", "IdList"].map((name) => query(name));
    expect(names({ parameters })).toEqual(["id-list", "query.id-list", "query.id-list-2", "query.id-list-3"]);
  });

  test("no two flags differ by no- alone, since --no-x negates x", () => {
    const parameters = [query("cache"), query("no-cache"), query("no_cache"), header("noLimit")];
    expect(names({ parameters })).toEqual(["cache", "query.no-cache", "query.no-cache-2", "header.no-limit"]);
    expect(names({ parameters: [query("noCache"), query("cache")] })).toEqual(["no-cache", "query.cache"]);
  });

  test("names of which nothing can be typed get a number", () => {
    const found = names({
      parameters: [query("日本"), query(""), header("🙂")],
      ...body(object(field("名"))),
    });
    expect(found).toEqual(["query.2", "query.3", "header.4", "body.5"]);
  });

  test("a name is never what a flag's syntax or a terminal would trip over", () => {
    const parameters = ["a=b", "a b\n", "\u001B]0;x\u0007", "--help", "-", "x\u202Ey", "a'$(id)"].map(
      (name) => query(name),
    );
    for (const name of names({ parameters })) expect(name).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
  });
});

describe("members of the body", () => {
  const address = object(
    field("city"),
    field("geo", object(field("lat"), field("deep", object(field("er"))))),
  );

  test("nested ones are joined by dots, three deep", () => {
    const type = object(field("homeAddress", address), field("tags", { kind: "array", items: text }));
    expect(names(body(type))).toEqual([
      "home-address",
      "home-address.city",
      "home-address.geo",
      "home-address.geo.lat",
      "home-address.geo.deep",
      "tags",
    ]);
  });

  test("a flag knows its place, its type and whether it may be repeated", () => {
    const types: Record<string, ArgumentType> = { Tags: { kind: "array", items: text } };
    const type = object(field("a", object(field("b.c", { kind: "reference", name: "Tags" }))));
    const flags = flagsOf(operation({ parameters: [query("q", { type: whole })], ...body(type) }), types);
    expect(flags.map(({ name, in: place, path: at, multiple }) => [name, place, at, multiple])).toEqual([
      ["q", "query", ["q"], false],
      ["a", "body", ["a"], false],
      ["a.b-c", "body", ["a", "b.c"], true],
    ]);
    expect(flags[2]?.type).toEqual(types.Tags);
    expect(flags[2]?.field.type).toEqual({ kind: "reference", name: "Tags" });
  });

  test("recursion ends at the third level", () => {
    const types: Record<string, ArgumentType> = {
      Node: object(field("name"), field("next", { kind: "reference", name: "Node" })),
    };
    expect(names(body({ kind: "reference", name: "Node" }), types)).toEqual([
      "name",
      "next",
      "next.name",
      "next.next",
      "next.next.name",
      "next.next.next",
    ]);
  });

  test("at most 300 flags; the rest is for --input", () => {
    const many = object(...Array.from({ length: 400 }, (_, index) => field(`f${index}`)));
    expect(names(body(many))).toHaveLength(300);
    expect(names(body(object(field("deep", many))))).toHaveLength(300);
  });

  test("a body that is no object has none", () => {
    expect(names(body({ kind: "array", items: text }))).toEqual([]);
    expect(names(body({ kind: "file" }))).toEqual([]);
  });

  test("what is fixed has no flag, wherever it is", () => {
    const parameters = [query("v", { fixed: "2" }), query("n", { fixed: null }), query("q")];
    const type = object(field("kind"), field("address", object(field("city"), field("country"))));
    const fixed = { kind: "note", address: { country: "CH" } };
    expect(names({ parameters, ...body(type, { fixed }) })).toEqual(["q", "address", "address.city"]);
  });
});

describe("whatever the names are", () => {
  const wireName = fc.oneof(
    fc.constantFrom(
      "id",
      "ID",
      "i-d",
      "no-id",
      "no_id",
      "limit",
      "no-limit",
      "query.id",
      "body.2",
      "query-id",
      "2",
      "all",
    ),
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom("__proto__", "constructor", "日本", "é", ""),
  );
  const member: fc.Arbitrary<Field> = fc.letrec<{ field: Field }>((tie) => ({
    field: fc
      .tuple(wireName, fc.option(fc.array(tie("field"), { maxLength: 3 })))
      .map(([name, inner]) => field(name, inner === null ? flag : object(...inner))),
  })).field;
  const operations = fc
    .tuple(
      fc.array(fc.tuple(fc.constantFrom(path, query, header, cookie), wireName), { maxLength: 12 }),
      fc.array(member, { maxLength: 8 }),
    )
    .map(([places, fields]) =>
      operation({ parameters: places.map(([make, name]) => make(name)), ...body(object(...fields)) }),
    );

  test("a union's objects all give flags; what every one of them needs is required", () => {
    const required = (name: string): Field => ({ ...field(name, text), required: true });
    const union: ArgumentType = {
      kind: "union",
      variants: [
        object(required("labels"), field("color", text)),
        object(required("labels"), required("id")),
      ],
    };
    const found = flagsOf(operation(body(union)), {});
    expect(found.map((one) => [one.name, one.field.required ?? false])).toEqual([
      ["labels", true],
      ["color", false],
      ["id", false],
    ]);
    const loose: ArgumentType = { kind: "union", variants: [union, { kind: "array", items: text }] };
    expect(flagsOf(operation(body(loose)), {}).map((one) => one.field.required)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("flags are unique, never a global one, typeable, and the same each time", () => {
    fc.assert(
      fc.property(operations, (one) => {
        const found = flagsOf(one, {}).map((each) => each.name);
        const taken = new Set([...globalFlags.map((each) => each.name), ...found]);
        expect(taken.size).toBe(globalFlags.length + found.length);
        for (const name of found) {
          expect(name).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
          expect(taken.has(`no-${name}`)).toBe(false);
        }
        expect(flagsOf(one, {}).map((each) => each.name)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });
});

describe("globalFlags", () => {
  test("are the closed list of the design", () => {
    const shown = globalFlags.map(({ name, value }) => (value === undefined ? name : `${name} <${value}>`));
    expect(shown).toEqual([
      ...[
        "help",
        "version",
        "find <words>",
        "commands",
        "schema",
        "content-type <type>",
        "input <json|@file|->",
        "fields <a,b.c|all>",
        "limit <n>",
        "all",
        "count",
        "count-by <field>",
      ],
      ...["output <json|table|ndjson|raw>", "dry-run", "account <label>", "save <file>"],
      ...["timeout <seconds>", "wait <seconds>"],
    ]);
  });

  test("are unique and each is described", () => {
    expect(new Set(globalFlags.map((one) => one.name)).size).toBe(globalFlags.length);
    for (const one of globalFlags) expect(one.description).not.toBe("");
  });
});

describe("resolveType", () => {
  test("follows names, keeps null, and ends", () => {
    const types: Record<string, ArgumentType> = {
      A: { kind: "reference", name: "B", nullable: true },
      B: text,
      Round: { kind: "reference", name: "Round" },
    };
    expect(resolveType({ kind: "reference", name: "A" }, types)).toEqual({ kind: "string", nullable: true });
    expect(resolveType({ kind: "reference", name: "B" }, types)).toEqual({ kind: "string" });
    expect(resolveType({ kind: "reference", name: "Round" }, types)).toEqual({ kind: "any" });
    expect(resolveType({ kind: "reference", name: "toString" }, types)).toEqual({ kind: "any" });
    expect(types.B).toEqual({ kind: "string" });
  });
});
