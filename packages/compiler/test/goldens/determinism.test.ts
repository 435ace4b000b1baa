import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compile, type EmittedFile, memoryHost } from "../../src/index.ts";
import { parseText } from "../../src/phases/2-resolve/document/parse-text.ts";
import { examplesFolder, foldersIn, samplesFolder, slugs, specsFolder } from "../support/compiled.ts";
import { randomFrom, shuffleKeys } from "../support/shuffle.ts";

interface Input {
  readonly spec: string;
  /** Of the OpenAPI document, where there is one. */
  readonly path?: string;
  readonly document?: string;
  /** The files that the document is made of besides, by path. */
  readonly others?: Readonly<Record<string, string>>;
}

const folders = [
  ...slugs.map((slug) => join(specsFolder, slug)),
  ...foldersIn(samplesFolder).map((name) => join(samplesFolder, name)),
  join(examplesFolder, "notes-api"),
];

function inputOf(folder: string): Input {
  const spec = readFileSync(join(folder, "connector.yaml"), "utf8");
  const path = (parse(spec) as { openapi?: { document?: string } }).openapi?.document;
  if (path === undefined || !existsSync(join(folder, path))) return { spec };
  const others = globSync("**/*.{json,yaml}", { cwd: folder, exclude: ["_expected/**"] })
    .map((file) => file.split(sep).join("/"))
    .filter((file) => file !== "connector.yaml" && join(folder, file) !== join(folder, path));
  return {
    spec,
    path,
    document: readFileSync(join(folder, path), "utf8"),
    others: Object.fromEntries(others.map((file) => [file, readFileSync(join(folder, file), "utf8")])),
  };
}

function filesOf({ spec, path, document, others }: Input): readonly EmittedFile[] {
  const host = memoryHost({ ...others, "connector.yaml": spec, ...(path && { [path]: document ?? "" }) });
  const { output, diagnostics } = compile("connector.yaml", host, { tokenBudget: 600 });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return output?.files ?? [];
}

/** A document in another order has another digest, and a spec that names the digest has another one too. */
function withoutDocumentDigests(files: readonly EmittedFile[]): readonly EmittedFile[] {
  return files.map(({ path, text }) => {
    if (path !== "connector.lock.json") return { path, text };
    const { document, spec, ...lock } = JSON.parse(text);
    return { path, text: JSON.stringify({ ...lock, ...(document === undefined && { spec }) }) };
  });
}

/** The spec with its keys in another order, pinned to the document as it is now. */
function shuffled(input: Input, seed: number): Input {
  const random = randomFrom(seed);
  const spec = parse(input.spec) as { openapi?: { sha256?: string } };
  const document = input.document && JSON.stringify(shuffleKeys(dataOf(input.document), random), null, 1);
  if (spec.openapi?.sha256 !== undefined && document !== undefined)
    spec.openapi.sha256 = createHash("sha256").update(document).digest("hex");
  return {
    ...input,
    spec: JSON.stringify(shuffleKeys(spec, random), null, 1),
    ...(document && { document }),
  };
}

/** As the compiler reads it: what another reader takes for a date is text. */
function dataOf(document: string): unknown {
  const read = parseText(document);
  if (!("data" in read)) throw new Error(read.reason);
  return read.data;
}

describe("the same input gives the same bytes", () => {
  test.each(folders)("%s", (folder) => {
    const input = inputOf(folder);
    const once = filesOf(input);
    expect(once.map(({ path }) => path)).toContain("connector.lock.json");
    expect(filesOf(input)).toEqual(once);
    expect(filesOf({ ...input, spec: input.spec.replaceAll("\n", "\r\n") })).toEqual(once);
  });
});

describe("the order of keys is no input", () => {
  test.each(folders)("%s", (folder) => {
    const input = inputOf(folder);
    const expected = withoutDocumentDigests(filesOf(input));
    for (const seed of [1, 2])
      expect(withoutDocumentDigests(filesOf(shuffled(input, seed)))).toEqual(expected);
  });

  test("and is really another one here", () => {
    const input = inputOf(join(specsFolder, "github"));
    const keys = (one: Input) => Object.keys((parse(one.spec) as { operations: object }).operations);
    expect(keys(shuffled(input, 1))).not.toEqual(keys(input));
    expect(keys(shuffled(input, 1)).toSorted()).toEqual(keys(input).toSorted());
  });
});
