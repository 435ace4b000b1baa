import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runBin } from "./processes.ts";

export interface Snippet {
  /** `docs/runtime.md`. */
  readonly page: string;
  /** Of the block's first line in the page, from 1. */
  readonly line: number;
  readonly text: string;
}

const pages = ["README.md", "docs/*.md", "packages/*/README.md"];

/** Every block of TypeScript in the documentation. */
export function snippetsOf(root: string): Snippet[] {
  return globSync(pages, { cwd: root })
    .toSorted()
    .flatMap((page) => snippetsIn(page, readFileSync(join(root, page), "utf8")));
}

export function snippetsIn(page: string, markdown: string): Snippet[] {
  return [...markdown.matchAll(/^```(?:ts|typescript)\b.*\n([\s\S]*?)^```$/gm)].map((found) => ({
    page,
    line: markdown.slice(0, found.index).split("\n").length + 1,
    text: found[1] ?? "",
  }));
}

/**
 * Type-checks them against the packages that are installed in `project`, each by itself, with what
 * `fixtures/snippets.d.ts` says of the application around it. A mistake is shown with its line in the page.
 */
export async function checkSnippets(
  project: string,
  root: string,
  compilerOptions: Readonly<Record<string, unknown>>,
): Promise<void> {
  const snippets = snippetsOf(root);
  if (snippets.length === 0) throw new Error("the documentation has no snippet at all: is it still found?");
  const folder = join(project, "snippets");
  mkdirSync(folder);
  cpSync(join(root, "scripts/fixtures/snippets.d.ts"), join(folder, "surroundings.d.ts"));
  const files = snippets.map(({ page, line, text }) => {
    const name = `${page.replaceAll("/", "-")}-${line}.ts`;
    // As many lines before it as in the page, so that the compiler names the page's lines.
    writeFileSync(join(folder, name), `export {};${"\n".repeat(line - 1)}${text}`);
    return name;
  });
  const config = join(folder, "tsconfig.json");
  const options = { ...compilerOptions, types: ["node"] };
  writeFileSync(config, JSON.stringify({ compilerOptions: options, files: ["surroundings.d.ts", ...files] }));
  await runBin("typescript", "tsc", ["--project", config], { cwd: folder });
}
