import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ParameterStyle } from "../src/connector.ts";
import { percentEncode, serializePairs, serializeSegment } from "../src/serialize.ts";
import { anything } from "./support.ts";

/*
 * Small readers of each style, written from the tables of OpenAPI and not from our writer: they split at the
 * style's own delimiters and decode what is left. Values are lists and objects of texts, since text is all
 * that a style can carry.
 */
type Texts = readonly string[];
type Members = Readonly<Record<string, string>>;

const word = fc.string({ unit: "grapheme", maxLength: 12 });
const texts = fc.array(word, { minLength: 1, maxLength: 5 });
const key = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
const members = fc.dictionary(key, word, { minKeys: 1, maxKeys: 4 });

function decode(part: string): string {
  return decodeURIComponent(part);
}

function write(style: ParameterStyle, explode: boolean, value: Texts | Members | string): string {
  const parameter = { name: "co lor", in: "path" as const, type: anything, style, explode };
  return serializeSegment(parameter, value, (part) => percentEncode(part));
}

function toMembers(pairs: readonly (readonly [string, string])[]): Members {
  return Object.fromEntries(pairs);
}

function inTwos(parts: Texts): [string, string][] {
  return parts.flatMap((part, index) =>
    index % 2 === 0 ? [[part, parts[index + 1] ?? ""] as [string, string]] : [],
  );
}

function assigned(part: string): [string, string] {
  const [name = "", value = ""] = part.split("=").map(decode);
  return [name, value];
}

function checkTexts(style: ParameterStyle, explode: boolean, read: (written: string) => Texts): void {
  fc.assert(
    fc.property(texts, (value) => {
      expect(read(write(style, explode, value))).toEqual(value);
    }),
  );
}

function checkMembers(style: ParameterStyle, explode: boolean, read: (written: string) => Members): void {
  fc.assert(
    fc.property(members, (value) => {
      expect({ ...read(write(style, explode, value)) }).toEqual({ ...value });
    }),
  );
}

describe("what is written in a path can be read back", () => {
  test("simple", () => {
    checkTexts("simple", false, (written) => written.split(",").map(decode));
    checkMembers("simple", false, (written) => toMembers(inTwos(written.split(",").map(decode))));
    checkMembers("simple", true, (written) => toMembers(written.split(",").map(assigned)));
  });

  test("label", () => {
    // "." is unreserved, so a list that is exploded can only hold texts without it.
    const undotted = texts.map((value) => value.map((one) => one.replaceAll(".", "")));
    fc.assert(
      fc.property(undotted, (value) => {
        expect(write("label", true, value).slice(1).split(".").map(decode)).toEqual(value);
      }),
    );
    checkTexts("label", false, (written) => written.slice(1).split(",").map(decode));
    checkMembers("label", false, (written) => toMembers(inTwos(written.slice(1).split(",").map(decode))));
  });

  test("matrix", () => {
    checkTexts("matrix", true, (written) =>
      written
        .slice(1)
        .split(";")
        .map((part) => assigned(part)[1]),
    );
    checkTexts("matrix", false, (written) => written.slice(";co%20lor=".length).split(",").map(decode));
    checkMembers("matrix", true, (written) => toMembers(written.slice(1).split(";").map(assigned)));
  });

  test("a scalar in each style", () => {
    fc.assert(
      fc.property(word, fc.boolean(), (value, explode) => {
        expect(decode(write("simple", explode, value))).toBe(value);
        expect(decode(write("label", explode, value).slice(1))).toBe(value);
        expect(assigned(write("matrix", explode, value).slice(1))).toEqual(["co lor", value]);
      }),
    );
  });
});

describe("what is written in a query can be read back", () => {
  const url = (style: ParameterStyle, explode: boolean, value: Texts | Members) => {
    const pairs = serializePairs({ name: "c[o]lor", in: "query", style, explode }, value);
    return `https://api.acme.test/?${pairs.map((pair) => pair.join("=")).join("&")}`;
  };

  test("form, exploded, by the URL standard's own reader", () => {
    fc.assert(
      fc.property(texts, members, (list, object) => {
        expect(new URL(url("form", true, list)).searchParams.getAll("c[o]lor")).toEqual(list);
        const read = [...new URL(url("form", true, object)).searchParams];
        expect(read).toEqual(Object.entries(object));
      }),
    );
  });

  test("form, comma-separated", () => {
    fc.assert(
      fc.property(texts, members, (list, object) => {
        const raw = (value: Texts | Members) => url("form", false, value).split("?c%5Bo%5Dlor=")[1] ?? "";
        expect(raw(list).split(",").map(decode)).toEqual(list);
        expect(inTwos(raw(object).split(",").map(decode))).toEqual(Object.entries(object));
      }),
    );
  });

  test("spaceDelimited and pipeDelimited, as far as no value holds the delimiter", () => {
    const without = (character: string) =>
      texts.map((list) => list.map((one) => one.replaceAll(character, "")));
    for (const [style, delimiter] of [
      ["spaceDelimited", " "],
      ["pipeDelimited", "|"],
    ] as const) {
      fc.assert(
        fc.property(without(delimiter), (list) => {
          const read = new URL(url(style, false, list)).searchParams.getAll("c[o]lor");
          expect(read.map((one) => one.split(delimiter))).toEqual([list]);
        }),
      );
    }
  });

  test("deepObject", () => {
    fc.assert(
      fc.property(members, (object) => {
        const read = [...new URL(url("deepObject", true, object)).searchParams];
        expect(read.map(([name, value]) => [name.slice("c[o]lor[".length, -1), value])).toEqual(
          Object.entries(object),
        );
      }),
    );
  });
});
