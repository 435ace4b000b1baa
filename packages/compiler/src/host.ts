/** How the compiler reaches files. Paths are the host's own; the compiler only hands them back. */
export interface CompilerHost {
  /** What is at a path, with its size in bytes; undefined where nothing is, or nothing that may be read. */
  stat(path: string): FileFacts | undefined;
  /** A file's bytes; undefined where there is no such file. */
  read(path: string): Uint8Array | undefined;
  /**
   * The path that a relative one means when it is written in the file `from`; undefined where it leads out
   * of that file's folder.
   */
  resolve(from: string, relative: string): string | undefined;
  /** The path of a file in a folder. */
  join(folder: string, name: string): string;
  /**
   * What was fetched from a URL beforehand, for references of a document; undefined where nothing was. The
   * compiler itself never reaches out. Default: nothing was.
   */
  remote?(url: string): Uint8Array | undefined;
}

export interface FileFacts {
  readonly kind: "file" | "folder";
  readonly size: number;
}

/** Whether a path as a spec writes it stays in the folder of its file, by its words alone. */
export function staysInside(relative: string): boolean {
  if (relative === "" || /^[A-Za-z][A-Za-z0-9+.-]*:|^[/\\~]|[\\\0]/.test(relative)) return false;
  let depth = 0;
  for (const part of relative.split("/")) {
    if (part === "..") depth--;
    else if (part !== "." && part !== "") depth++;
    if (depth < 0) return false;
  }
  return depth > 0;
}
