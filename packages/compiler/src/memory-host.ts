import { posix } from "node:path";
import { type CompilerHost, staysInside } from "./host.ts";

/** Files that exist only in memory, by path with `/`. */
export function memoryHost(files: Readonly<Record<string, string | Uint8Array>>): CompilerHost {
  const stored = new Map<string, Uint8Array>();
  for (const [path, content] of Object.entries(files)) {
    stored.set(
      posix.normalize(path),
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
  return {
    stat(path) {
      const name = posix.normalize(path).replace(/\/$/, "");
      const file = stored.get(name);
      if (file !== undefined) return { kind: "file", size: file.length };
      const folder = name === "." ? "" : `${name}/`;
      return [...stored.keys()].some((one) => one.startsWith(folder))
        ? { kind: "folder", size: 0 }
        : undefined;
    },
    read: (path) => stored.get(posix.normalize(path)),
    resolve: (from, relative) =>
      staysInside(relative) ? posix.join(posix.dirname(from), relative) : undefined,
    join: posix.join,
  };
}
