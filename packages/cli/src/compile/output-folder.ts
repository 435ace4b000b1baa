import { lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { lockName } from "../shared/file-names.ts";
import { quote, Refusal, withFiles } from "../shared/refusal.ts";
import { some } from "../shared/tone.ts";

// Left in folders by file managers; nobody misses them.
const litter = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

/** Where the output of a connector goes; refuses a way there that could lead elsewhere. */
export function outputFolder(dir: string, slug: string): string {
  const target = join(dir, slug);
  const base = resolve(dir);
  if (!staysUnder(base, resolve(target))) throw new Error("a slug leads out of the output folder");
  // Above the folder we are in, links are how the machine is set up (/tmp is one on some); below, whoever
  // made the checkout chose them.
  const here = process.cwd();
  const below = staysUnder(here, base) ? relative(here, base).split(sep) : [];
  const parts = below.map((_, index) => join(here, ...below.slice(0, index + 1)));
  for (const part of [...parts, base, resolve(target)]) {
    const found = facts(part);
    if (found?.isSymbolicLink()) {
      throw new Refusal(
        `${quote(part)} is a symbolic link; output is not written through links.`,
        "name the folder that it leads to with -o.",
      );
    }
    if (found && !found.isDirectory())
      throw new Refusal(`${quote(part)} is not a folder.`, "choose another with -o.");
  }
  return target;
}

/** Whether a path lies in a folder, by its words. */
export function staysUnder(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Refuses a folder that holds something that Specwire did not write. */
export function refuseForeign(folder: string): void {
  const found = filesIn(folder);
  if (found.length === 0) return;
  const outputs = outputsOf(join(folder, lockName));
  if (outputs === undefined) {
    throw new Refusal(
      `${quote(folder)} is not an output of Specwire: it has no ${lockName}.`,
      "choose another folder with -o, or move it away.",
    );
  }
  const foreign = found.filter((path) => path !== lockName && !outputs.has(path));
  if (foreign.length > 0) {
    throw new Refusal(
      `${quote(folder)} holds what Specwire did not write: ${some(foreign.map(quote))}.`,
      "the whole folder would be replaced; move your files out of it.",
    );
  }
}

/** The files that an earlier run says it wrote; undefined where no run was here. */
function outputsOf(lockFile: string): Set<string> | undefined {
  if (!facts(lockFile)?.isFile()) return undefined;
  try {
    const { lock, outputs } = JSON.parse(readFileSync(lockFile, "utf8")) as Record<string, unknown>;
    if (lock !== 1 || typeof outputs !== "object" || outputs === null) return undefined;
    return new Set(Object.keys(outputs));
  } catch {
    return undefined;
  }
}

/** What lies in a folder at any depth, with `/`; nothing where there is no folder. Follows no link. */
export function filesIn(folder: string): string[] {
  if (!facts(folder)?.isDirectory()) return [];
  const entries = withFiles("read", folder, () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }),
  );
  return entries
    .filter((entry) => !entry.isDirectory() && !litter.has(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

export function facts(path: string): Stats | undefined {
  return withFiles("read", path, () => lstatSync(path, { throwIfNoEntry: false }));
}
