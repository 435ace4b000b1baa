import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compileFolder, examplesFolder, fileOf, specsFolder } from "../support/compiled.ts";
import { runProgram } from "../support/program.ts";

const root = join(import.meta.dirname, "../../../..");

const compilerOptions = {
  target: "es2024",
  lib: ["es2024"],
  module: "nodenext",
  types: ["node"],
  typeRoots: [join(root, "node_modules/@types")],
  noEmit: true,
  strict: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  erasableSyntaxOnly: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
};

async function complaintsAbout(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "specwire-types-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const config = { compilerOptions, files: Object.keys(files) };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const { exit, out, err } = await runProgram([join(root, "node_modules/.bin/tsc"), "-p", folder]);
  return exit === 0 ? "" : out + err;
}

const generated = {
  "custom-github.ts": fileOf(compileFolder(join(specsFolder, "github")), "cli.ts"),
  "custom-slack.ts": fileOf(compileFolder(join(specsFolder, "slack")), "cli.ts"),
  "custom-notes.ts": fileOf(compileFolder(join(examplesFolder, "notes-api")), "cli.ts"),
};

test("generated CLIs pass strict type-checking, several together", async () => {
  expect(await complaintsAbout(generated)).toBe("");
}, 60_000);

test("a mistake in one would be found", async () => {
  const broken = generated["custom-notes.ts"].replace('"use strict";', '"use strict";\nconst unused = 1;');
  const complaints = await complaintsAbout({ "custom-notes.ts": broken });
  expect(complaints).toContain("TS6133");
}, 60_000);
