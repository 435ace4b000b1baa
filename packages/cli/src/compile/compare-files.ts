import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EmittedFile } from "@specwire/compiler";
import { withFiles } from "../shared/refusal.ts";
import { facts, filesIn } from "./output-folder.ts";

export interface Difference {
  readonly path: string;
  readonly how: "missing" | "different" | "not executable" | "left over";
}

/** Files that start with `#!` are run by their name. */
export function isExecutable(file: EmittedFile): boolean {
  return file.text.startsWith("#!");
}

/** How a folder differs from what it should hold; empty where it does not. */
export function differencesOf(folder: string, files: readonly EmittedFile[]): Difference[] {
  const wanted = new Set(files.map((file) => file.path));
  const leftOver = filesIn(folder).filter((path) => !wanted.has(path));
  return [
    ...files.flatMap((file) => differenceOf(join(folder, file.path), file) ?? []),
    ...leftOver.map((path): Difference => ({ path, how: "left over" })),
  ];
}

function differenceOf(place: string, file: EmittedFile): Difference | undefined {
  const { path } = file;
  const found = facts(place);
  if (found === undefined) return { path, how: "missing" };
  const bytes = Buffer.from(file.text);
  const same =
    found.isFile() &&
    found.size === bytes.length &&
    withFiles("read", place, () => bytes.equals(readFileSync(place)));
  if (!same) return { path, how: "different" };
  const lacksBit = process.platform !== "win32" && isExecutable(file) && (found.mode & 0o100) === 0;
  return lacksBit ? { path, how: "not executable" } : undefined;
}
