import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { type FilePath, InputError } from "./command-words.ts";

/**
 * Paths below one folder, links followed. A model names files; this program may see more of the machine than the
 * agent's own tools do, so nothing else is read or written.
 */
export function filesBelow(folder: string | undefined): FilePath {
  if (folder === undefined)
    return () => {
      throw new InputError("this server was started without a folder for files");
    };
  const root = realpathSync(folder);
  return (given) => {
    const path = resolve(root, given.replace(/^@/, ""));
    const real = isPresent(path) ?? join(isPresent(dirname(path)) ?? refuse(given), basename(path));
    const inside = relative(root, real);
    if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
      refuse(given);
    return real;
  };
}

function isPresent(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function refuse(given: string): never {
  throw new InputError(`${JSON.stringify(given)} is not below the folder of this server`);
}
