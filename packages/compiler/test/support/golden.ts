import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

export interface Goldens {
  /** The `_expected` folder. */
  readonly folder: string;
  /** What a run brought forth: text by path below the folder. Everything that has to be there. */
  readonly files: Readonly<Record<string, string>>;
  /** What `npm test --` takes to run these cases again. */
  readonly suite: string;
  /** Files of the folder that another suite compares. */
  readonly others?: readonly string[];
}

const root = join(import.meta.dirname, "../../../..");

/**
 * Compares what a run brought forth with the recorded files. One that is missing, one that differs and one
 * that nothing brings forth any more are each a failure; with `UPDATE=1` they are recorded, but never in CI.
 */
export function expectGoldens(
  { folder, files, suite, others = [] }: Goldens,
  env: Readonly<Record<string, string | undefined>> = process.env,
): void {
  if (env.UPDATE === "1") {
    if (env.CI)
      throw new Error("UPDATE=1 is refused in CI: record goldens where someone reads the difference");
    record(folder, files, others);
    return;
  }
  const shown = (path: string) => relative(root, join(folder, path)).split(sep).join("/");
  const problems = [
    ...Object.entries(files).flatMap(([path, text]) => {
      const recorded = readGolden(join(folder, path));
      if (recorded === undefined) return [`missing: ${shown(path)}`];
      return recorded === text ? [] : [`changed: ${shown(path)}\n${firstDifference(recorded, text)}`];
    }),
    ...leftOver(folder, files, others).map((path) => `left over: ${shown(path)}`),
  ];
  if (problems.length === 0) return;
  throw new Error(
    `${problems.join("\n")}\nRead the differences; if they are meant: UPDATE=1 npm test -- ${suite}`,
  );
}

function record(folder: string, files: Goldens["files"], others: readonly string[]): void {
  for (const path of leftOver(folder, files, others)) rmSync(join(folder, path));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function leftOver(folder: string, files: Goldens["files"], others: readonly string[]): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !Object.hasOwn(files, path) && !others.includes(path))
    .toSorted();
}

/** A checkout may have turned line ends around. */
function readGolden(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8").replaceAll("\r\n", "\n") : undefined;
}

function firstDifference(recorded: string, found: string): string {
  const [before, after] = [recorded.split("\n"), found.split("\n")];
  const line = before.findIndex((text, index) => text !== after[index]);
  const at = line === -1 ? before.length : line;
  const cut = (text: string | undefined) => (text === undefined ? "(end of file)" : text.slice(0, 200));
  return `  line ${at + 1}\n  - ${cut(before[at])}\n  + ${cut(after[at])}`;
}
