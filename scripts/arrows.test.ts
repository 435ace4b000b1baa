import { globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ARROWS, brokenArrows, type SourceFile } from "./lib/arrows.ts";

const LONGEST_FILE = 400;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const handWritten = (patterns: string[]): SourceFile[] =>
  globSync(patterns, { cwd: root })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => !/(^|\/)(gen|dist|node_modules|_expected|fixtures)\//.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

describe("this repository", () => {
  test("imports along the arrows only", () => {
    const sources = handWritten(["packages/*/src/**/*.{ts,tsx}"]);
    expect(brokenArrows(sources.filter(({ path }) => !/\.test\.tsx?$/.test(path)))).toEqual([]);
  });

  test("depends along the arrows only", () => {
    const wrong = handWritten(["packages/*/package.json"]).flatMap(({ path, text }) => {
      const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
      const own = path.split("/")[1] ?? "";
      return Object.keys(dependencies)
        .filter((name) => name.startsWith("@specwire/"))
        .filter((name) => !ARROWS[own]?.includes(name.replace("@specwire/", "")))
        .map((name) => `${own} → ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test("keeps each hand-written file short", () => {
    const files = handWritten([
      "packages/*/{src,test,scripts}/**/*.{ts,tsx,mjs}",
      "{scripts,examples}/**/*.{ts,mjs}",
    ]);
    const tooLong = files
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
      .filter(({ lines }) => lines > LONGEST_FILE);
    expect(tooLong).toEqual([]);
  });
});

describe("the rules", () => {
  const complaintsAbout = (path: string, text: string): string[] => brokenArrows([{ path, text }]);

  test.each([
    ["contract imports one of ours", "packages/contract/src/a.ts", `import {} from "@specwire/compiler";`],
    ["contract imports a dependency", "packages/contract/src/a.ts", `import "yaml";`],
    ["contract imports Node.js types", "packages/contract/src/a.ts", `import type {} from "node:fs";`],
    ["contract imports Node.js unprefixed", "packages/contract/src/a.ts", `import "fs";`],
    ["cli-kit imports Node.js", "packages/cli-kit/src/a.ts", `import { type Stats } from "node:fs";`],
    ["cli-kit loads Node.js", "packages/cli-kit/src/a.ts", `await import("node:fs");`],
    ["cli-kit re-exports the vault", "packages/cli-kit/src/a.ts", `export {} from "@specwire/runtime";`],
    [
      "gate names a type of the vault",
      "packages/gate/src/a.ts",
      `type A = import("@specwire/runtime").Vault;`,
    ],
    [
      "runtime imports the compiler",
      "packages/runtime/src/a.ts",
      `import type {} from "@specwire/compiler";`,
    ],
    ["compiler imports the command", "packages/compiler/src/a.ts", `import "specwire";`],
    ["a path leaves its package", "packages/gate/src/a.ts", `import "../../runtime/src/vault.ts";`],
    ["a package imports itself", "packages/runtime/src/a.ts", `import "@specwire/runtime";`],
    ["an unknown package", "packages/other/src/a.ts", `import "yaml";`],
    ["a phase looks ahead", "packages/compiler/src/phases/2-resolve/a.ts", `import "../3-check/b.ts";`],
    [
      "a phase imports an emitter",
      "packages/compiler/src/phases/4-lower/a.ts",
      `import "../../emit/cli.ts";`,
    ],
    [
      "diagnostics import a phase",
      "packages/compiler/src/diagnostics/a.ts",
      `import "../phases/1-parse/a.ts";`,
    ],
    ["an emitter imports another", "packages/compiler/src/emit/cli/a.ts", `import "../manifest.ts";`],
    ["an emitter imports a phase", "packages/compiler/src/emit/cli.ts", `import "../phases/4-lower/a.ts";`],
    ["shared code imports an emitter", "packages/compiler/src/emit/shared/a.ts", `import "../cli/a.ts";`],
  ])("%s", (_, path, text) => {
    expect(complaintsAbout(path, text)).toHaveLength(1);
  });

  test.each([
    ["packages/cli-kit/src/a.ts", `import type { Stats } from "node:fs";`],
    [
      "packages/cli-kit/src/a.ts",
      `import {} from "@specwire/contract"; process.getBuiltinModule("node:fs");`,
    ],
    ["packages/runtime/src/a.ts", `import "node:crypto"; import "oauth4webapi";`],
    ["packages/cli/src/a.ts", `await import("@specwire/host");`],
    ["packages/compiler/src/phases/3-check/a.ts", `import "../1-parse/b.ts"; import "./rules/c.ts";`],
    [
      "packages/compiler/src/emit/cli/a.ts",
      `import "./b.ts"; import "../shared/markdown.ts"; import "../../ir/a.ts";`,
    ],
    ["packages/compiler/src/emit/index.ts", `import "./cli.ts"; import "./manifest/index.ts";`],
    ["packages/contract/src/a.ts", `// import "yaml";\nconst text = 'import "yaml"';`],
  ])("%s may say %s", (path, text) => {
    expect(complaintsAbout(path, text)).toEqual([]);
  });

  test("a cycle is named, type-only imports included", () => {
    const file = (name: string, target: string): SourceFile => ({
      path: `packages/contract/src/${name}.ts`,
      text: `import type {} from "./${target}.ts";`,
    });
    const complaints = brokenArrows([file("a", "b"), file("b", "c"), file("c", "a")]);
    expect(complaints).toEqual([
      "import cycle: packages/contract/src/a.ts → packages/contract/src/b.ts → packages/contract/src/c.ts → packages/contract/src/a.ts",
    ]);
  });
});
