import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { tokenBudgets } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { draftSpec } from "../../src/draft/draft-spec.ts";
import { memoryHost } from "../../src/memory-host.ts";

/** Groups of three operations each, every one with a tag of its own. */
function manyGroups(count: number): string {
  const responses = { "200": { description: "ok" } };
  const paths = Array.from({ length: count }, (_, at) => {
    const name = `/${String.fromCharCode(97 + (at % 26))}${String.fromCharCode(97 + Math.floor(at / 26))}things`;
    const tags = [`Things number ${at}`];
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
    return [
      [name, { get: { tags, responses }, post: { tags, responses } }],
      [`${name}/{id}`, { get: { tags, responses, parameters: [id] } }],
    ];
  });
  const servers = [{ url: "https://many.test" }];
  return JSON.stringify({
    openapi: "3.0.0",
    info: { title: "Many" },
    servers,
    paths: Object.fromEntries(paths.flat()),
  });
}

function drafted(document: string, files: Readonly<Record<string, string>>) {
  const { draft, diagnostics } = draftSpec("connector.yaml", document, memoryHost(files));
  if (draft === undefined) throw new Error(`no draft was made: ${diagnostics.map(({ message }) => message)}`);
  const host = memoryHost({ ...files, "connector.yaml": draft.text });
  return { draft, output: compile("connector.yaml", host).output };
}

const large = (count: number) => drafted("./api.json", { "api.json": manyGroups(count) });

describe("drafts of large documents", () => {
  test("1,200 operations in 400 groups keep instructions within their budget, with the largest groups", () => {
    const { draft, output } = large(400);
    expect(draft.operations).toBe(1200);
    expect(output?.instructionTokens).toBeLessThanOrEqual(tokenBudgets.instructions);
    expect(output?.instructionTokens).toBeGreaterThan(tokenBudgets.instructions / 2);
    const instructions = output?.files.find(({ path }) => path === "instructions.md")?.text;
    expect(instructions).toMatch(/Groups: .* and \d+ more\./);
    expect(Object.keys(output?.connector.operations ?? {})).toHaveLength(1200);
  });

  test("more tags than there may be selectors are one selector", () => {
    const tagged = manyGroups(650).replaceAll(/"Things number (\d+)"/g, '"a $1","b $1"');
    const { draft, output } = drafted("./api.json", { "api.json": tagged });
    expect(draft.text).toContain("- /** #");
    expect(Object.keys(output?.connector.operations ?? {})).toHaveLength(1950);
  });
});

describe("drafts of the samples' documents", () => {
  const folders = globSync(join(import.meta.dirname, "../samples/*/openapi.{yaml,json}")).sort();

  test.each(folders.map((file) => [basename(dirname(file)), file]))("%s compiles", (_, file) => {
    const folder = dirname(file);
    const beside = globSync("**/*.{yaml,json}", { cwd: folder }).filter(
      (path) => !path.startsWith("_expected"),
    );
    const files = beside.map((path) => [path.split(sep).join("/"), readFileSync(join(folder, path), "utf8")]);
    const { draft, output } = drafted(`./${basename(file)}`, Object.fromEntries(files));
    expect(Object.keys(output?.connector.operations ?? {})).toHaveLength(draft.operations);
  });
});

test("a document whose only path is too long to be called makes no draft, and no crash", () => {
  const paths = { [`/${"a".repeat(600)}`]: { get: { responses: { "200": { description: "ok" } } } } };
  const document = {
    openapi: "3.0.0",
    info: { title: "Long" },
    servers: [{ url: "https://long.test" }],
    paths,
  };
  const host = memoryHost({ "api.json": JSON.stringify(document) });
  expect(draftSpec("connector.yaml", "./api.json", host).draft).toBeUndefined();
});
