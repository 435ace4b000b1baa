import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { InputError } from "./command-words.ts";

/** A folder outside of which no file is read or written. */
export interface FileFolder {
  /** The path, links followed, of a file below the folder that there may be. Throws `InputError`. */
  readonly pathOf: (given: string) => string;
}

/**
 * Paths below one folder, links followed. A model names files; this program may see more of the machine than the
 * agent's own tools do, so nothing else is read or written. Throws where what is copied would lie in that folder.
 */
export function fileFolder(folder: string | undefined): FileFolder {
  if (folder === undefined)
    return {
      pathOf() {
        throw new InputError("this server was started without a folder for files");
      },
    };
  const root = realpathSync(folder);
  if (isBelow(root, realpathSync(tmpdir())))
    throw new TypeError(
      "--files holds the folder for temporary files, where copies of what is sent lie: set TMPDIR to another",
    );
  return {
    pathOf(given) {
      const path = resolve(root, given.replace(/^@/, ""));
      const real = realPath(path) ?? join(realPath(dirname(path)) ?? refuse(given), basename(path));
      return real !== root && isBelow(root, real) ? real : refuse(given);
    },
  };
}

function isBelow(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function refuse(given: string): never {
  throw new InputError(`${JSON.stringify(given)} is not below the folder of this server`);
}
