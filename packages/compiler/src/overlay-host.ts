import type { CompilerHost } from "./host.ts";

/** A host on which one file is what we say; everything else is as it is. */
export function overlayHost(host: CompilerHost, path: string, text: string): CompilerHost {
  const bytes = new TextEncoder().encode(text);
  return {
    ...host,
    stat: (asked) => (asked === path ? { kind: "file", size: bytes.length } : host.stat(asked)),
    read: (asked) => (asked === path ? bytes : host.read(asked)),
    resolve: (from, relative) => host.resolve(from, relative),
    join: (folder, name) => host.join(folder, name),
  };
}
