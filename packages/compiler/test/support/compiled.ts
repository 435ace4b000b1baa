import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type CompileOptions, type CompileOutput, compile, nodeHost } from "../../src/index.ts";

export type { CompileOutput };

export const specsFolder: string = join(import.meta.dirname, "../../../../specs");
export const examplesFolder: string = join(import.meta.dirname, "../../../../examples");
export const samplesFolder: string = join(import.meta.dirname, "../samples");

/** The folders of a folder that hold a case or a connector. */
export function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** The slugs of the connectors in `specs/`. */
export const slugs: readonly string[] = foldersIn(specsFolder);

const compiled = new Map<string, CompileOutput>();

/** What a folder's connector.yaml compiles to; compiled once in a test file. */
export function compileFolder(folder: string, options: CompileOptions = {}): CompileOutput {
  const known = compiled.get(folder);
  if (known !== undefined) return known;
  const { output, diagnostics } = compile(join(folder, "connector.yaml"), nodeHost, options);
  if (output === undefined)
    throw new Error(
      `${folder} does not compile: ${diagnostics.map((one) => `${one.code} ${one.message}`).join("; ")}`,
    );
  compiled.set(folder, output);
  return output;
}

export function compileSpec(slug: string): CompileOutput {
  return compileFolder(join(specsFolder, slug));
}

/** An emitted file's text. */
export function fileOf({ files }: CompileOutput, path: string): string {
  const file = files.find((one) => one.path === path);
  if (file === undefined) throw new Error(`the compiler wrote no ${path}`);
  return file.text;
}
