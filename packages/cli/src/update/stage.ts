import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { type CompilerHost, nodeHost, remoteCopy } from "@specwire/compiler";
import { specName } from "../shared/file-names.ts";
import { quote, Refusal } from "../shared/refusal.ts";

/** A document in the place where it would be, seen without writing anything. */
export interface Staged {
  /** `openapi.document` of the spec. */
  readonly name: string;
  /** Where its first file goes. */
  readonly entry: string;
  /** What the compiler sees where the spec has this text. */
  readonly host: (spec: string) => CompilerHost;
  /** The files of the document that were read through its hosts: where they go, and what is in them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The document that a spec names, as it lies there. */
export function presentDocument(spec: string, document: string, base: CompilerHost): Staged {
  const entry = entryOf(spec, document);
  const folder = dirname(entry);
  return staged({ spec, name: document, entry, from: entry, here: folder, there: folder, base });
}

/** A newer document, a file or a folder, in place of the one that a spec names. */
export function newDocument(spec: string, document: string, given: string, base: CompilerHost): Staged {
  const present = entryOf(spec, document);
  const { from, here, there } = foundAt(spec, present, given);
  // A document in YAML under a name that ends with .json would mislead people.
  const [had, has] = [extname(present), extname(from)];
  const renamed = [".json", ".yaml", ".yml"].includes(has) && (had === ".json") !== (has === ".json");
  const rename = (path: string) => path.slice(0, path.length - had.length) + has;
  return renamed
    ? staged({ spec, name: rename(document), entry: rename(present), from, here, there, base })
    : staged({ spec, name: document, entry: present, from, here, there, base });
}

/**
 * The first file of a new document. A folder stands for the folder of the present document, or for one above it:
 * for `openapi/` where the document is `openapi/spec/root.yaml` and the new folder has `spec/root.yaml`.
 */
function foundAt(spec: string, present: string, given: string): Pick<Placement, "from" | "here" | "there"> {
  const kind = nodeHost.stat(given)?.kind;
  const from = resolve(given);
  if (kind === "file") return { from, here: dirname(from), there: dirname(present) };
  if (kind === undefined) {
    throw new Refusal(
      `There is no file ${quote(given)}.`,
      "--document names the newer document, as it was downloaded.",
    );
  }
  const home = dirname(resolve(spec));
  const parts = relative(home, present).split(sep);
  for (const index of parts.keys()) {
    const file = join(from, ...parts.slice(index));
    if (nodeHost.stat(file)?.kind === "file")
      return { from: file, here: from, there: join(home, ...parts.slice(0, index)) };
  }
  throw new Refusal(
    `The folder ${quote(given)} has no ${quote(basename(present))}.`,
    "the present document is called so; name the file of the new one that stands for it.",
  );
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
  /** The folder of the new document, and the one of the connector that it stands for. */
  readonly here: string;
  readonly there: string;
  /** The file system, with what was fetched. */
  readonly base: CompilerHost;
}

function staged({ spec, name, entry, from, here, there, base }: Placement): Staged {
  const files = new Map<string, Uint8Array>();
  const specFile = resolve(spec);
  // Paths in the connector's folder, and where their files really are.
  const real = (path: string): string => {
    const full = resolve(path);
    if (full === entry) return from;
    if (full === specFile || !isIn(there, full)) return full;
    const place = join(here, relative(there, full));
    // A new document that refers to the same file of another host has its copy.
    const isCopy = isIn(join(dirname(entry), "remote"), full) && /[\\/][0-9a-f]{12}-[^\\/]*$/.test(full);
    return isCopy && nodeHost.stat(place) === undefined ? full : place;
  };
  return {
    name,
    entry,
    files,
    host(text) {
      const written = new TextEncoder().encode(text);
      return {
        ...base,
        // What was fetched is kept, so that nobody has to fetch it again to check.
        remote(url) {
          const found = base.remote?.(url);
          if (found !== undefined) files.set(resolve(dirname(entry), remoteCopy("", url)), found);
          return found;
        },
        stat: (path) =>
          resolve(path) === specFile ? { kind: "file", size: written.length } : nodeHost.stat(real(path)),
        read(path) {
          if (resolve(path) === specFile) return written;
          const found = nodeHost.read(real(path));
          if (found !== undefined) files.set(resolve(path), found);
          return found;
        },
        resolve(file, asked) {
          const found = nodeHost.resolve(file, asked);
          if (found === undefined) return undefined;
          const place = real(found);
          if (place === from || !isIn(here, place)) return found;
          // A link of the new folder leads out of it no more than one of the connector's.
          return nodeHost.resolve(join(here, specName), relative(here, place)) && found;
        },
      };
    },
  };
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
