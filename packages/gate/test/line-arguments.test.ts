import { interpretLine, openTable } from "@specwire/cli-kit";
import { encodeTable } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { connector, digest, operationOf } from "./support/acme.ts";

const string = { kind: "string" } as const;
const encoded = { kind: "string", encoding: "base64" } as const;
const file = { kind: "file" } as const;
const query = (name: string, type: object) => ({ in: "query", name, type }) as never;

const operations = {
  "items.find": operationOf("items.find", {
    path: "/items/{id}",
    parameters: [
      { in: "path", name: "id", required: true, type: string },
      query("q", string),
      query("to", { kind: "array", items: string }),
      query("labels", { kind: "object", properties: [], additional: string }),
      query("either", { kind: "union", variants: [string, { kind: "array", items: string }] }),
      query("raw", encoded),
      query("raws", { kind: "array", items: encoded }),
      query("photos", { kind: "object", properties: [], additional: file }),
      query("photo", { kind: "union", variants: [file, { kind: "integer" }] }),
    ],
  }),
};
const table = openTable(encodeTable({ ...connector, operations }, digest));
const argumentsOf = async (...words: readonly string[]) => {
  const line = await interpretLine(table, ["items", "find", ...words]);
  return line.kind === "operation" ? line.arguments : line;
};

describe("a text with an at sign is known where nothing is read for it", () => {
  test.each([
    ["a word", ["@7"], { path: { id: "@7" } }],
    ["a text", ["7", "--q", "@me"], { path: { id: "7" }, query: { q: "@me" } }],
    [
      "items of a list",
      ["7", "--to", "@a", "--to", "b@c"],
      { path: { id: "7" }, query: { to: ["@a", "b@c"] } },
    ],
    ["a list as JSON", ["7", "--to", '["@a","b@c"]'], { path: { id: "7" }, query: { to: ["@a", "b@c"] } }],
    ["a member", ["7", "--labels.x", "@a"], { path: { id: "7" }, query: { labels: { x: "@a" } } }],
    ["one or several", ["7", "--either", "@a"], { path: { id: "7" }, query: { either: "@a" } }],
    ["what is encoded already", ["7", "--raw", "YQ=="], { path: { id: "7" }, query: { raw: "YQ==" } }],
  ])("%s", async (_, words, known) => {
    expect(await argumentsOf(...words)).toEqual(known);
  });
});

describe("what a file holds is not known", () => {
  test.each([
    ["encoded", ["7", "--raw", "@/etc/hostname"]],
    ["encoded, in a list", ["7", "--raws", "YQ==", "--raws", "@/etc/hostname"]],
    ["a member that is a file", ["7", "--photos.x", "/etc/hostname"]],
    ["a file or something else", ["7", "--photo", "/etc/hostname"]],
  ])("%s", async (_, words) => {
    expect(await argumentsOf(...words)).toBeUndefined();
  });
});
