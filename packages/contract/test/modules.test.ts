import { fileURLToPath } from "node:url";
import { Node, Project, type SourceFile } from "ts-morph";
import { describe, expect, test } from "vitest";

/*
 * These modules are carried as text by each generated command-line tool, one behind the other and without
 * their imports. That holds only as long as every name means the same thing everywhere.
 */
const project = new Project({ skipAddingFilesFromTsConfig: true });
project.addSourceFilesAtPaths(fileURLToPath(new URL("../src/*.ts", import.meta.url)));
const modules = project.getSourceFiles();

/** What a module would do that a bundle of texts can't carry. */
function faults(module: SourceFile): string[] {
  const name = module.getBaseName();
  const imports = module
    .getImportDeclarations()
    .flatMap((one) => [
      ...(one.getModuleSpecifierValue().startsWith("./")
        ? []
        : [`${name}: imports ${one.getModuleSpecifierValue()}`]),
      ...(one.getDefaultImport() ? [`${name}: a default import`] : []),
      ...(one.getNamespaceImport() ? [`${name}: a namespace import`] : []),
      ...(one.getNamedImports().length === 0 ? [`${name}: an import for its effects`] : []),
      ...one
        .getNamedImports()
        .flatMap((each) => (each.getAliasNode() ? [`${name}: renames ${each.getName()}`] : [])),
    ]);
  const exports = module
    .getExportDeclarations()
    .flatMap((one) => [
      ...(one.isNamespaceExport() ? [`${name}: export *`] : []),
      ...(name === "index.ts" ? [] : [`${name}: re-exports`]),
      ...one
        .getNamedExports()
        .flatMap((each) => (each.getAliasNode() ? [`${name}: renames ${each.getName()}`] : [])),
    ]);
  const fixed = [
    ...(module.getExportAssignments().length > 0 || module.getDefaultExportSymbol()
      ? [`${name}: a default export`]
      : []),
    ...(module.getEnums().length > 0 ? [`${name}: an enum is not erasable`] : []),
    ...(module.getModules().length > 0 ? [`${name}: a namespace is not erasable`] : []),
  ];
  return [...imports, ...exports, ...fixed];
}

/** Names that are declared at the top level of more than one module, types included. */
function clashes(files: readonly SourceFile[]): string[] {
  const owners = new Map<string, string[]>();
  for (const file of files) {
    const names = new Set<string>();
    for (const one of file.getStatements()) {
      if (Node.isVariableStatement(one)) for (const each of one.getDeclarations()) names.add(each.getName());
      else if (Node.isFunctionDeclaration(one) || Node.isClassDeclaration(one))
        names.add(one.getName() ?? "");
      else if (Node.isInterfaceDeclaration(one) || Node.isTypeAliasDeclaration(one)) names.add(one.getName());
    }
    for (const name of names) owners.set(name, [...(owners.get(name) ?? []), file.getBaseName()]);
  }
  return [...owners]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => `${name}: ${files.join(", ")}`);
}

describe("the contract's modules", () => {
  test("can be put behind each other", () => {
    expect(modules.length).toBeGreaterThan(10);
    expect(modules.flatMap(faults)).toEqual([]);
    expect(clashes(modules)).toEqual([]);
  });

  test("are all reached from the index", () => {
    const index = project.getSourceFileOrThrow((file) => file.getBaseName() === "index.ts");
    const exported = new Set(index.getExportDeclarations().map((one) => one.getModuleSpecifierValue()));
    const inner = [
      "brought-names.ts",
      "check-value.ts",
      "fit-argument.ts",
      "folded-name.ts",
      "writing-limit.ts",
    ];
    const missing = modules
      .map((file) => file.getBaseName())
      .filter((name) => name !== "index.ts" && !exported.has(`./${name}`));
    expect(missing.filter((name) => !inner.includes(name))).toEqual([]);
  });
});

describe("the rules find", () => {
  const inMemory = new Project({ useInMemoryFileSystem: true });
  const module = (text: string, name = "a.ts") => inMemory.createSourceFile(name, text, { overwrite: true });

  test.each([
    ['import fs from "./b.ts";', "a.ts: a default import"],
    ['import * as b from "./b.ts";', "a.ts: a namespace import"],
    ['import { x as y } from "./b.ts";', "a.ts: renames x"],
    ['import { x } from "yaml";', "a.ts: imports yaml"],
    ['import "./b.ts";', "a.ts: an import for its effects"],
    ["export default 1;", "a.ts: a default export"],
    ["export default function a() {}", "a.ts: a default export"],
    ["export enum A { B }", "a.ts: an enum is not erasable"],
    ["namespace A { export const b = 1; }", "a.ts: a namespace is not erasable"],
    ['export * from "./b.ts";', "a.ts: export *"],
    ["const a = 1; export { a as b };", "a.ts: renames a"],
  ])("%s", (text, fault) => {
    expect(faults(module(text))).toContain(fault);
  });

  test("a name of two modules, whatever it names", () => {
    const texts = ["const x = 1;", "type x = 1;", "interface x {}", "function x() {}", "class x {}"];
    for (const text of texts)
      expect(clashes([module("export const x = 1, y = 2;", "one.ts"), module(text, "two.ts")])).toEqual([
        "x: one.ts, two.ts",
      ]);
    expect(
      clashes([
        module("const x = 1;", "one.ts"),
        module("const y = () => { const x = 2; return x; };", "two.ts"),
      ]),
    ).toEqual([]);
  });
});
