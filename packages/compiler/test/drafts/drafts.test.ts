import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import type { DraftOptions } from "../../src/draft/draft-options.ts";
import { draftSpec } from "../../src/draft/draft-spec.ts";
import { memoryHost } from "../../src/memory-host.ts";
import { expectGoldens } from "../support/golden.ts";

// Each folder of cases/ is a document: openapi.yaml or openapi.json, with options.json where it is asked for in
// another way. _expected/connector.yaml is the spec that `specwire init` makes of it, and every one compiles.
const cases = join(import.meta.dirname, "cases");

describe("drafts", () => {
  test.each(readdirSync(cases))("%s", (name) => {
    const folder = join(cases, name);
    const document = ["openapi.yaml", "openapi.json"].find((file) => existsSync(join(folder, file))) ?? "";
    const path = `openapi/${document}`;
    const bytes = readFileSync(join(folder, document));
    const options = existsSync(join(folder, "options.json"))
      ? (JSON.parse(readFileSync(join(folder, "options.json"), "utf8")) as DraftOptions)
      : {};
    const { draft } = draftSpec("connector.yaml", `./${path}`, memoryHost({ [path]: bytes }), options);
    if (draft === undefined) throw new Error("no draft was made");
    const notes = draft.notes.map((note) => `${note}\n`).join("");
    const files = { "connector.yaml": draft.text, ...(notes !== "" && { "notes.txt": notes }) };
    expectGoldens({ folder: join(folder, "_expected"), files, suite: "packages/compiler/test/drafts" });
    const host = memoryHost({ "connector.yaml": draft.text, [path]: bytes });
    expect(compile("connector.yaml", host).output?.connector.slug).toBe(draft.slug);
  });
});
