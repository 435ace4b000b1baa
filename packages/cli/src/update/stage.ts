import { createHash } from "node:crypto";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { type CompilerHost, nodeHost } from "@specwire/compiler";
import { quote, Refusal } from "../shared/refusal.ts";

/** A document in the place where it would be, seen without writing anything. */
export interface Staged {
  /** `openapi.document` of the spec. */
  readonly name: string;
  /** Where its first file goes. */
  readonly entry: string;
  readonly sha256: string;
  /** What the compiler sees where the spec has this text. */
  readonly host: (spec: string) => CompilerHost;
  /** The files of the document that were read through its hosts: where they go, and what is in them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The document that a spec names, as it lies there. */
export function presentDocument(spec: string, document: string): Staged {
  const entry = entryOf(spec, document);
  return staged({ spec, name: document, entry, from: entry });
}

/** A newer document, a file or a folder, in place of the one that a spec names. */
export function newDocument(spec: string, document: string, given: string): Staged {
  const present = entryOf(spec, document);
  const folder = nodeHost.stat(given)?.kind === "folder";
  const from = resolve(folder ? join(given, basename(present)) : given);
  if (nodeHost.stat(from)?.kind !== "file") {
    throw new Refusal(
      `There is no file ${quote(folder ? join(given, basename(present)) : given)}.`,
      folder
        ? `the present document is called ${quote(basename(present))}; name the file of the new one that stands for it.`
        : "--document names the newer document, as it was downloaded.",
    );
  }
  // A document in YAML under a name that ends with .json would mislead people.
  const [had, has] = [extname(present), extname(from)];
  const renamed = [".json", ".yaml", ".yml"].includes(has) && (had === ".json") !== (has === ".json");
  const rename = (path: string) => path.slice(0, path.length - had.length) + has;
  return renamed
    ? staged({ spec, name: rename(document), entry: rename(present), from })
    : staged({ spec, name: document, entry: present, from });
}

function entryOf(spec: string, document: string): string {
  const entry = nodeHost.resolve(spec, document);
  if (entry === undefined)
    throw new Refusal(`${quote(document)} leads out of the spec's folder.`, "specwire check says more.");
  return resolve(entry);
}

interface Placement {
  readonly spec: string;
  readonly name: string;
  /** Where the document's first file goes. */
  readonly entry: string;
  /** Where it is now. */
  readonly from: string;
}

function staged({ spec, name, entry, from }: Placement): Staged {
  const files = new Map<string, Uint8Array>();
  const specFile = resolve(spec);
  const [there, here] = [dirname(entry), dirname(from)];
  // Paths in the connector's folder, and where their files really are.
  const real = (path: string): string => {
    const full = resolve(path);
    if (full === entry) return from;
    return full === specFile || !isIn(there, full) ? full : join(here, relative(there, full));
  };
  const shown = (path: string): string => {
    const full = resolve(path);
    if (full === from) return entry;
    return isIn(here, full) ? join(there, relative(here, full)) : full;
  };
  const bytes = nodeHost.read(from);
  if (bytes === undefined) throw new Refusal(`Could not read ${quote(from)}.`);
  return {
    name,
    entry,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    files,
    host(text) {
      const written = new TextEncoder().encode(text);
      return {
        ...nodeHost,
        stat: (path) =>
          resolve(path) === specFile ? { kind: "file", size: written.length } : nodeHost.stat(real(path)),
        read(path) {
          if (resolve(path) === specFile) return written;
          const found = nodeHost.read(real(path));
          if (found !== undefined) files.set(resolve(path), found);
          return found;
        },
        resolve(file, asked) {
          if (resolve(file) === specFile) return nodeHost.resolve(file, asked);
          const found = nodeHost.resolve(real(file), asked);
          return found === undefined ? undefined : shown(found);
        },
      };
    },
  };
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
