import { readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { type CompilerHost, staysInside } from "./host.ts";

/** The file system. A link that leads out of the spec's folder counts as leading out. */
export const nodeHost: CompilerHost = {
  stat(path) {
    const facts = factsOf(path);
    if (facts?.isDirectory()) return { kind: "folder", size: 0 };
    return facts?.isFile() ? { kind: "file", size: facts.size } : undefined;
  },
  read(path) {
    try {
      return readFileSync(path);
    } catch {
      return undefined;
    }
  },
  resolve(from, relative) {
    if (!staysInside(relative)) return undefined;
    const folder = dirname(resolve(from));
    const target = resolve(folder, relative);
    const [realFolder, realTarget] = [realPath(folder), realPath(target)];
    if (realTarget === undefined || realFolder === undefined) return target;
    return realTarget.startsWith(realFolder.endsWith(sep) ? realFolder : realFolder + sep)
      ? target
      : undefined;
  },
  join,
};

/** A path that the system refuses, such as one that is too long, leads to nothing. */
function factsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
