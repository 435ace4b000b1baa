import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildRequest, requestUrl } from "../src/build-request.ts";
import { checkArguments } from "../src/check-arguments.ts";
import type { Operation, Parameter, ParameterLocation, ParameterStyle } from "../src/connector.ts";
import type { Json } from "../src/json.ts";
import { anything, operation } from "./support.ts";

/*
 * Every cell of OpenAPI 3.2's Style Values, sent and read back: a whole request is built, two parameters of the
 * kind beside each other, and a reader that knows OpenAPI's tables alone makes the values of it again.
 */
type Shape = "primitive" | "array" | "object";
type Texts = Readonly<Record<string, string>>;

interface Cell {
  readonly in: ParameterLocation;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly shape: Shape;
}

const table: Readonly<Record<string, readonly Shape[]>> = {
  "path matrix": ["primitive", "array", "object"],
  "path label": ["primitive", "array", "object"],
  "path simple": ["primitive", "array", "object"],
  "header simple": ["primitive", "array", "object"],
  "query form": ["primitive", "array", "object"],
  "cookie form": ["primitive", "array", "object"],
  "cookie cookie": ["primitive", "array", "object"],
  "query spaceDelimited": ["array", "object"],
  "query pipeDelimited": ["array", "object"],
  "query deepObject": ["object"],
};

const cells: Cell[] = Object.entries(table).flatMap(([key, shapes]) => {
  const [place, style] = key.split(" ") as [ParameterLocation, ParameterStyle];
  return shapes.flatMap((shape) =>
    [false, true].flatMap((explode): Cell[] => {
      // The table marks these n/a; explode says nothing of a deepObject.
      const isBeyond = explode && (style === "spaceDelimited" || style === "pipeDelimited");
      return isBeyond || (explode && style === "deepObject") ? [] : [{ in: place, style, explode, shape }];
    }),
  );
});

/** What a style that does not encode can't hold: its own delimiters, and what no header carries. */
function wordsOf({ in: place, style }: Cell, minLength: number): fc.Arbitrary<string> {
  const word = fc.string({ unit: "grapheme", minLength, maxLength: 8 });
  const keep = (pattern: RegExp) =>
    word
      .map((text) => text.replace(pattern, ""))
      .map((text) => (text.length < minLength ? "x".repeat(minLength) : text));
  if (place === "header") return keep(/[,=]|[^\t\u0020-\u007E\u00A0-\u00FF]|^\s+|\s+$/g);
  if (style === "cookie") return keep(/[,=;]|[^\u0021-\u007E]/g);
  if (style === "spaceDelimited") return keep(/ /g);
  if (style === "pipeDelimited") return keep(/\|/g);
  // "." is unreserved, so nothing can encode it: it cuts a label, and a segment of dots is refused.
  // Slashes and look-alikes of both make segments of dots with what a style writes in front.
  if (style === "label" || style === "simple") return keep(/[./\\\u2024-\u2026\uFE52\uFF0E\uFF0F\uFF3C]/g);
  if (style === "matrix") return keep(/[/\\\uFF0F\uFF3C]/g);
  return word;
}

function valuesOf(cell: Cell): fc.Arbitrary<Json> {
  // An empty segment of a path is refused, and an empty list is nothing.
  const word = wordsOf(cell, cell.in === "path" && cell.style !== "matrix" ? 1 : 0);
  if (cell.shape === "primitive") return fc.oneof(word, fc.integer(), fc.boolean());
  if (cell.shape === "array") return fc.array(word, { minLength: 1, maxLength: 4 });
  return fc.dictionary(wordsOf(cell, 1), word, { minKeys: 1, maxKeys: 3 }) as fc.Arbitrary<Json>;
}

function parameterOf(cell: Cell, name: string): Parameter {
  const { in: place, style, explode } = cell;
  return { in: place, name, style, explode, type: anything, ...(place === "path" && { required: true }) };
}

const decode = decodeURIComponent;

/** The texts of a value, as a reader of a URL sees them: it knows shapes and no types. */
function asTexts(value: Json): string | readonly string[] | Texts {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, String(member)]));
  return String(value);
}

function inPairs(parts: readonly string[], read: (part: string) => string): Texts {
  return Object.fromEntries(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[read(part), read(parts[index + 1] ?? "")]] : [])),
  );
}

function assigned(part: string, read: (part: string) => string): [string, string] {
  const at = part.indexOf("=");
  return at === -1 ? [read(part), ""] : [read(part.slice(0, at)), read(part.slice(at + 1))];
}

/** What follows a name, cut at a delimiter: the values of a list, or names and values in turn. */
function joinedValues(text: string, delimiter: string, shape: Shape, read: (part: string) => string) {
  if (shape === "primitive") return read(text);
  const parts = text.split(delimiter);
  return shape === "array" ? parts.map(read) : inPairs(parts, read);
}

/** Written as `name=value` pairs: those of the name, or, of an exploded object, all of them. */
function pairedValues(
  pairs: readonly string[],
  name: string,
  { explode, shape, style }: Cell,
  read: (part: string) => string,
) {
  const all = pairs.map((pair) => assigned(pair, read));
  if (style === "deepObject")
    return Object.fromEntries(
      all
        .filter(([key]) => key.startsWith(`${name}[`))
        .map(([key, value]) => [key.slice(name.length + 1, -1), value]),
    );
  if (explode && shape === "object") return Object.fromEntries(all);
  if (explode && shape === "array") return all.filter(([key]) => key === name).map(([, value]) => value);
  const found = pairs.find((pair) => assigned(pair, read)[0] === name) ?? "";
  const delimiter = style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "%7C" : ",";
  return joinedValues(found.includes("=") ? found.slice(found.indexOf("=") + 1) : "", delimiter, shape, read);
}

function readSegment(text: string, name: string, cell: Cell, read: (part: string) => string) {
  const { style, explode, shape } = cell;
  if (style === "simple")
    return explode && shape === "object"
      ? Object.fromEntries(text.split(",").map((part) => assigned(part, read)))
      : joinedValues(text, ",", shape, read);
  if (style === "label") {
    const rest = text.slice(1);
    if (explode && shape === "object")
      return Object.fromEntries(rest.split(".").map((part) => assigned(part, read)));
    return joinedValues(rest, explode ? "." : ",", shape, read);
  }
  return pairedValues(text.slice(1).split(";"), name, cell, read);
}

function build(cell: Cell, values: Readonly<Record<string, Json>>) {
  const parameters = Object.keys(values).map((name) => parameterOf(cell, name));
  const path =
    cell.in === "path"
      ? `/a${Object.keys(values)
          .map((name) => `/{${name}}`)
          .join("")}/z`
      : "/a";
  const one: Operation = operation({ path, parameters });
  const args = { [cell.in]: values };
  expect(checkArguments(one, {}, args)).toEqual([]);
  const request = buildRequest(one, args);
  // Whatever it holds, it is a URL that says the same again.
  const url = new URL(requestUrl("https://api.acme.test", request));
  return { request, url };
}

describe("every style, sent and read back", () => {
  test.each(cells)("$in, $style, explode $explode: $shape", (cell) => {
    fc.assert(
      fc.property(valuesOf(cell), valuesOf(cell), (first, second) => {
        // Two exploded objects have no names of their own to be told apart by.
        const alone = cell.explode && cell.shape === "object" && cell.in !== "path" && cell.in !== "header";
        const values: Record<string, Json> = { "co[l]ör": first, ...(!alone && { other: second }) };
        if (cell.in === "header" || cell.style === "cookie") {
          values.color = first;
          delete values["co[l]ör"];
        }
        const { request, url } = build(cell, values);
        const names = Object.keys(values);
        for (const [index, name] of names.entries()) {
          const wanted = asTexts(values[name] ?? null);
          if (cell.in === "header") {
            expect(readSegment(request.headers[name] ?? "", name, cell, (part) => part)).toEqual(wanted);
          } else if (cell.in === "path") {
            const segment = url.pathname.split("/")[index + 2] ?? "";
            expect(readSegment(segment, name, cell, decode)).toEqual(wanted);
          } else if (cell.in === "query") {
            const pairs = url.search.slice(1).split("&");
            expect(pairedValues(pairs, name, cell, decode)).toEqual(wanted);
          } else {
            const pairs = (request.headers.cookie ?? "").split("; ");
            const read = cell.style === "cookie" ? (part: string) => part : decode;
            expect(pairedValues(pairs, name, cell, read)).toEqual(wanted);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("there is no other combination in the tables", () => {
    expect(cells).toHaveLength(18 + 6 + 6 + 12 + 2 + 2 + 1);
  });
});

describe("JSON in a parameter", () => {
  const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => typeof value === "object" && value !== null);

  test.each<[ParameterLocation]>([["path"], ["query"], ["header"], ["cookie"]])("in a %s", (place) => {
    fc.assert(
      fc.property(json as fc.Arbitrary<Json>, (value) => {
        const parameter: Parameter = {
          in: place,
          name: "at",
          type: anything,
          contentType: "application/json",
        };
        const one = operation({ path: place === "path" ? "/a/{at}" : "/a", parameters: [parameter] });
        const request = buildRequest(one, { [place]: { at: value } });
        const url = new URL(requestUrl("https://api.acme.test", request));
        const text = {
          path: () => decode(url.pathname.slice("/a/".length)),
          query: () => url.searchParams.get("at") ?? "",
          header: () => request.headers.at ?? "",
          cookie: () => decode((request.headers.cookie ?? "").slice("at=".length)),
        }[place]();
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("as the whole query string", () => {
    fc.assert(
      fc.property(json as fc.Arbitrary<Json>, (value) => {
        const parameter: Parameter = {
          in: "query",
          name: "q",
          type: anything,
          contentType: "application/json",
          bare: true,
        };
        const request = buildRequest(operation({ parameters: [parameter] }), { query: { q: value } });
        const url = new URL(requestUrl("https://api.acme.test", request));
        expect(url.search).not.toMatch(/[&=]/);
        expect(JSON.parse(decode(url.search.slice(1)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("a form, read as qs, PHP and Rails read one", () => {
  const word = fc.string({ unit: "grapheme", maxLength: 6 });
  const key = fc.stringMatching(/^[a-z_]{1,6}$/);
  const leaf = fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 }));
  const inner = fc.dictionary(key, leaf, { minKeys: 1, maxKeys: 3 });
  const form = fc.dictionary(
    key,
    fc.oneof(
      leaf,
      inner,
      fc.array(inner, { minLength: 1, maxLength: 2 }),
      fc.dictionary(key, inner, { minKeys: 1, maxKeys: 2 }),
    ),
    { minKeys: 1, maxKeys: 4 },
  );

  /** `a[b][]=x`, `a[0][b]=x` and a repeated name, into objects and lists. */
  function readForm(text: string): unknown {
    const root: Record<string, unknown> = {};
    for (const [name, value] of new URLSearchParams(text)) {
      const path = [
        name.replace(/\[.*$/s, ""),
        ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, one = ""]) => one),
      ];
      let at = root;
      for (const [index, step] of path.entries()) {
        const next = path[index + 1];
        const last = next === undefined || next === "";
        if (last) {
          const before = at[step];
          at[step] = before === undefined ? (next === "" ? [value] : value) : [before, value].flat();
          break;
        }
        at[step] ??= {};
        at = at[step] as Record<string, unknown>;
      }
    }
    return asLists(root);
  }

  function asLists(value: unknown): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).map(([name, one]) => [name, asLists(one)] as const);
    return entries.every(([name], index) => name === String(index)) && entries.length > 0
      ? entries.map(([, one]) => one)
      : Object.fromEntries(entries);
  }

  /** At the top a list of one is a name given once: no reader can tell it from a text. */
  function flattened(value: Record<string, unknown>): unknown {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        Array.isArray(one) && one.length === 1 && typeof one[0] === "string" ? one[0] : one,
      ]),
    );
  }

  test("nested objects and lists come out as they went in", () => {
    const one = operation({
      method: "POST",
      body: {
        contentType: "application/x-www-form-urlencoded",
        encoding: "form",
        required: true,
        type: anything,
      },
    });
    fc.assert(
      fc.property(form as fc.Arbitrary<Record<string, Json>>, (value) => {
        const { body } = buildRequest(one, { body: value });
        const text = body.kind === "text" ? body.text : "";
        expect(readForm(text)).toEqual(flattened({ ...value }));
      }),
    );
  });
});
