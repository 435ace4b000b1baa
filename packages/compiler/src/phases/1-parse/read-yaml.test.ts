import { describe, expect, test } from "vitest";
import { Collector } from "../../diagnostics/collector.ts";
import { SourceFile } from "../../source/source-file.ts";
import { readYaml } from "./read-yaml.ts";

function read(text: string) {
  const report = new Collector();
  const read = readYaml(new SourceFile("connector.yaml", text), report);
  const found = report.diagnostics().map(({ code, location: { source, range } }) => {
    const { line, column } = source.positionAt(range?.start ?? 0);
    return `${code} ${line}:${column}`;
  });
  return { read, found };
}

const size = 1_900_000;
const filled = (unit: string) => unit.repeat(Math.floor(size / unit.length));

// Each of these keeps a careless reader busy for seconds or for ever, or makes it fail.
const hostile: Record<string, [text: string, code: string]> = {
  "aliases that unfold without end": [
    `a: &a [x]\n${"bcdefghi"
      .split("")
      .map((name, index) => `${name}: &${name} [*${"abcdefgh"[index]}, *${"abcdefgh"[index]}]`)
      .join("\n")}\n`,
    "yaml/anchor",
  ],
  "twenty thousand empty merges": [`a: &a {}\nb:\n  <<: [${"*a, ".repeat(20_000)}]\n`, "yaml/anchor"],
  "brackets nested in brackets": [filled("["), "yaml/too-deep"],
  "braces nested in braces": [filled("{a: "), "yaml/too-deep"],
  "lists nested on one line": [filled("- "), "yaml/too-deep"],
  "keys nested on one line": [filled("a: "), "yaml/too-deep"],
  "questions nested on one line": [filled("? "), "yaml/too-deep"],
  "maps nested by indentation": [
    Array.from({ length: 1_900 }, (_, deep) => `${" ".repeat(deep)}a:\n`).join(""),
    "yaml/too-deep",
  ],
  "nothing but blanks": [filled(" "), "yaml/empty"],
  "nothing but line breaks": [filled("\n"), "yaml/too-many-values"],
  "nothing but commas": [`[${filled(",")}`, "yaml/too-many-values"],
  "nothing but quotes": ['"'.repeat(300_000), "yaml/syntax"],
  "quoted text after quoted text": ["'a' ".repeat(150_000), "yaml/syntax"],
  "quoted lines": ["'a'\n".repeat(150_000), "yaml/syntax"],
  "closing braces": [filled("}"), "yaml/too-many-values"],
  comments: [filled("# a\n"), "yaml/too-many-values"],
  "the end of documents": [filled("...\n"), "yaml/too-many-values"],
  "the start of documents": [filled("---\n"), "yaml/several-documents"],
  "a hundred thousand keys": [
    Array.from({ length: 150_000 }, (_, index) => `k${index}: 1\n`).join(""),
    "yaml/too-many-values",
  ],
  "a hundred thousand equal keys": [filled("a: {}\n"), "yaml/too-many-values"],
  "tags of a megabyte": [filled("!"), "yaml/tag"],
  "a quote that is never closed": [`a: "${filled("b")}`, "yaml/syntax"],
  "a key of a megabyte": [`${filled("a")}: b`, "yaml/syntax"],
};

describe("hostile text ends in a diagnostic", () => {
  test.each(Object.keys(hostile))("%s", (name) => {
    const [text, code] = hostile[name] ?? ["", ""];
    const { read: data, found } = read(text);
    expect(found.map((one) => one.split(" ")[0])).toContain(code);
    expect(found.length).toBeLessThanOrEqual(21);
    expect(data).toBeUndefined();
  });
});

describe("values", () => {
  test("are those of YAML 1.2, not of 1.1", () => {
    const { read: yaml } = read("country: NO\ntime: 12:30:45\non: off\nnothing: ~\nyes: true\nlarge: 1e3\n");
    expect(yaml?.data).toEqual({
      country: "NO",
      time: "12:30:45",
      on: "off",
      nothing: null,
      yes: true,
      large: 1000,
    });
  });

  test("may be written as JSON, with tabs and escapes", () => {
    const { read: json, found } = read('{\n\t"a": [1, -2.5, {"b": "\\ud83d\\ude00 \\/"}],\n\t"c": null\n}\n');
    expect(json?.data).toEqual({ a: [1, -2.5, { b: "😀 /" }], c: null });
    expect(found).toEqual([]);
  });

  test("stay own data under names that objects inherit", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const { read: yaml } = read(
      '"__proto__": { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\n',
    );
    const data = yaml?.data as Record<string, unknown>;
    expect(Object.keys(data)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(data)).toBeNull();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  test.each(["0123", "0x1f", "0o17", "+49", ".5", "5.", ".inf", "-.inf", ".nan", "12345678901234567890"])(
    "%s is remarked on: it is not the number that it looks like",
    (written) => {
      const { read: yaml } = read(`zip: ${written}\n`);
      expect(yaml?.oddNumbers.map((one) => [one.pointer, one.written])).toEqual([["/zip", written]]);
    },
  );

  test.each(["0", "-1", "1.10", "1e3", "9007199254740991"])("%s is an ordinary number", (written) => {
    expect(read(`n: ${written}\n`).read?.oddNumbers).toEqual([]);
  });
});

describe("what a spec may not hold is reported at its place", () => {
  test.each([
    ["a: *b", "yaml/alias 1:4"],
    ["a: &b 1", "yaml/anchor 1:4"],
    ["a: !!python/object/apply:os.system [x]", "yaml/tag 1:4"],
    ["a:\n  <<: { b: 1 }", "yaml/merge-key 2:3"],
    ["%TAG ! tag:x,2000:\n---\na: 1", "yaml/directive 1:1"],
    ["a: 1\n---\nb: 1", "yaml/several-documents 2:1"],
    ["a: 1\n...\nb: 1", "yaml/several-documents 3:1"],
    ["get: 1\nget: 2", "yaml/duplicate-key 2:1"],
    ["404: a", "yaml/key-not-text 1:1"],
    ["{ ? [a] : b }", "yaml/key-not-simple 1:5"],
    ["a: b: c", "yaml/syntax 1:4"],
    ["a:\n\tb: 1", "yaml/syntax 2:1"],
    ["a: \u0007", "yaml/syntax 1:4"],
  ])("%j", (text, place) => {
    expect(read(text).found).toEqual([place]);
  });

  test.each(["---\na: 1\n", "a: 1\n...\n", "# a\n\n---\na: 1\n...\n", "a: 1\r\n"])("%j is fine", (text) => {
    const { read: yaml, found } = read(text);
    expect(found).toEqual([]);
    expect(yaml?.data).toEqual({ a: 1 });
  });
});
