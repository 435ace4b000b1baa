import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandLine, commandName, commandWords, quoteWord } from "../src/command-line.ts";
import type { Arguments, Operation } from "../src/connector.ts";
import { field, flag, header, object, operation, path, query, text, whole } from "./support.ts";

/** A POSIX shell's reading of a line with single quotes, backslashes and blanks; anything special is refused. */
function readLine(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) throw new Error("a quote without its end");
      word = (word ?? "") + line.slice(at + 1, end);
      at = end;
    } else if (character === "\\") word = (word ?? "") + line.charAt(++at);
    else if (character === " ") {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[A-Za-z0-9_@%+=:,./-]/.test(character)) word = (word ?? "") + character;
    else throw new Error(`a shell would not take ${character} literally`);
  }
  return word === undefined ? words : [...words, word];
}

const create = operation({
  id: "cards.create",
  parameters: [
    path("id", { type: text }),
    query("idList", { type: text }),
    query("done", { type: flag }),
    query("tags", { type: { kind: "array", items: text } }),
    header("X-Mode", { type: text }),
  ],
  body: {
    contentType: "application/json",
    encoding: "json",
    required: true,
    type: object(
      field("name", text),
      field("size", whole),
      field("address", object(field("city", text), field("geo", object()))),
      field("file", { kind: "file" }),
    ),
  },
});

const words = (args: Arguments, one: Operation = create) => commandWords("acme", one, {}, args).slice(3);

test("commandName", () => {
  expect(commandName("acme")).toBe("custom-acme");
  expect(commandName("acme", "cards.create")).toBe("custom-acme cards create");
});

describe("commandWords", () => {
  test("a flag for each argument, in the operation's order", () => {
    const args = {
      header: { "X-Mode": "x" },
      query: { done: true, idList: "5abb", tags: ["a", "b c"] },
      path: { id: 7 },
    };
    expect(commandWords("acme", create, {}, args)).toEqual([
      ...["custom-acme", "cards", "create", "--id", "7", "--id-list", "5abb", "--done"],
      ...["--tags", "a", "--tags", "b c", "--x-mode", "x"],
    ]);
  });

  test("false is --no-, null is spelled out, and what begins with a dash is joined", () => {
    expect(words({ query: { done: false, idList: null } })).toEqual(["--id-list", "null", "--no-done"]);
    expect(words({ path: { id: "-5" }, query: { tags: ["--all"] } })).toEqual(["--id=-5", "--tags=--all"]);
  });

  test("members of the body where flags can say them, --input where not", () => {
    const body = { name: "x", address: { city: "y" } };
    expect(words({ body })).toEqual(["--name", "x", "--address.city", "y"]);
    expect(words({ body: { name: "x", other: 1 } })).toEqual(["--input", '{"name":"x","other":1}']);
    expect(words({ body: [1] })).toEqual(["--input", "[1]"]);
    expect(words({ body: { address: {} } })).toEqual(["--address", "{}"]);
    expect(words({ body: { address: { geo: { lat: 1 } } } })).toEqual(["--address.geo", '{"lat":1}']);
  });

  test("an empty body is said, not left out", () => {
    expect(words({ body: {} })).toEqual(["--input", "{}"]);
    expect(words({})).toEqual([]);
  });

  test("files by their id", () => {
    expect(words({ body: { file: { $file: "a.png" } } })).toEqual(["--file", "a.png"]);
    expect(words({ body: { $file: "a.bin" } })).toEqual(["--input", "@a.bin"]);
  });
});

describe("quoting", () => {
  test.each([
    ["plain-Word_1.2/@%+=:,", "plain-Word_1.2/@%+=:,"],
    ["", "''"],
    ["a b", "'a b'"],
    ["it's", "'it'\\''s'"],
    ["$(rm -rf /)`x`", "'$(rm -rf /)`x`'"],
    ["a\nb", "'a\nb'"],
    ["~", "'~'"],
    ["*", "'*'"],
    ["é", "'é'"],
  ])("%j", (word, quoted) => {
    expect(quoteWord(word)).toBe(quoted);
  });

  test("a shell reads back every word", () => {
    const word = fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.constantFrom("'", "\\", "''", "$x", "a'b", "-"),
    );
    fc.assert(
      fc.property(word, fc.array(word), (id, tags) => {
        const args = { path: { id }, query: { tags } };
        const line = commandLine("acme", create, {}, args, ["--all", id]);
        expect(readLine(line)).toEqual([...commandWords("acme", create, {}, args), "--all", id]);
      }),
    );
  });
});
