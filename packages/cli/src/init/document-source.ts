import { readdirSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { type CompilerHost, nodeHost, staysInside } from "@specwire/compiler";
import { quote, Refusal, withFiles } from "../shared/refusal.ts";
import { some } from "../shared/tone.ts";

/** A document where it lies now. */
export interface DocumentSource {
  /** The folder whose files may belong to it. */
  readonly root: string;
  /** The document itself, from there on, with `/`. */
  readonly entry: string;
  /** The document's own URL, where it is fetched; `root` is empty then. */
  readonly url?: URL;
}

/** A document that is fetched; the files beside it are fetched with it. */
export function documentFrom(address: string, isAllowed: (url: URL) => boolean): DocumentSource {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !isAllowed(url)) {
    throw new Refusal(
      `${quote(address)} is not fetched: its host was not named, or it is not https.`,
      `allow it by name: --allow-remote ${url?.host || "<host>"}`,
    );
  }
  url.hash = "";
  const name = (url.pathname.split("/").at(-1) ?? "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "");
  const isNamed = /\.(json|ya?ml)$/i.test(name);
  return { root: "", entry: isNamed ? name : "openapi.yaml", url };
}

/** A file, or a folder with one document that the others belong to. */
export function documentAt(path: string): DocumentSource {
  const kind = nodeHost.stat(path)?.kind;
  if (kind === undefined) {
    throw new Refusal(
      `There is no file or folder ${quote(path)}.`,
      "--openapi takes the path of a document.",
    );
  }
  if (kind === "file") return { root: dirname(path), entry: basename(path) };
  const [entry, ...others] = entriesIn(path);
  if (entry === undefined) {
    throw new Refusal(`No file in ${quote(path)} is an OpenAPI document.`, "name the document itself.");
  }
  if (others.length > 0) {
    const names = [entry, ...others].map((name) => quote(name));
    throw new Refusal(
      `${quote(path)} holds ${names.length} documents: ${some(names, 5)}.`,
      `name one: --openapi ${quote(join(path, entry))}`,
    );
  }
  return { root: path, entry };
}

const usualNames = /^(openapi|swagger|api|index|spec)\.(ya?ml|json)$/i;
const statesVersion = /^\s*(\{\s*)?["']?(openapi|swagger)["']?\s*:/m;
const mostFiles = 3000;

/** The documents in a folder: the one with a usual name, else those that say they are one; nearest first. */
function entriesIn(folder: string): string[] {
  const names = withFiles("read", folder, () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }),
  );
  const files = names
    .filter((one) => one.isFile() && /\.(ya?ml|json)$/i.test(one.name))
    .map((one) => relative(folder, join(one.parentPath, one.name)).split(sep).join("/"))
    .filter((name) => !/(^|\/)(\.|node_modules\/)/.test(name))
    .sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1))
    .slice(0, mostFiles);
  const documents = files.filter((name) => {
    const bytes = nodeHost.read(join(folder, name)) ?? new Uint8Array();
    return statesVersion.test(new TextDecoder().decode(bytes.subarray(0, 4000)));
  });
  const depth = documents[0]?.split("/").length;
  const nearest = documents.filter((name) => name.split("/").length === depth);
  const usual = nearest.filter((name) => usualNames.test(name.split("/").at(-1) ?? ""));
  return usual.length === 1 ? usual : nearest;
}

/** Where the spec and the document's files will be, before they are there. */
export const specPath = "connector.yaml";
export const documentFolder = "openapi";

/** The source's files as they will lie below `openapi/`, beside a spec; nothing outside of it is there. */
export function mountedHost(source: DocumentSource, base: CompilerHost): CompilerHost {
  const { root, entry, url } = source;
  if (url !== undefined) return fetchedHost(entry, url, base);
  const real = (path: string): string | undefined => {
    if (!path.startsWith(`${documentFolder}/`)) return undefined;
    const inside = path.slice(documentFolder.length + 1);
    return staysInside(inside) ? nodeHost.resolve(join(root, specPath), inside) : undefined;
  };
  return {
    stat(path) {
      const file = real(path);
      return file === undefined ? undefined : nodeHost.stat(file);
    },
    read(path) {
      const file = real(path);
      return file === undefined ? undefined : nodeHost.read(file);
    },
    resolve(from, written) {
      if (!staysInside(written)) return undefined;
      const path = join(dirname(from), written).split(sep).join("/");
      return real(path) === undefined ? undefined : path;
    },
    join: (folder, name) => join(folder, name).split(sep).join("/"),
    ...(base.remote && { remote: base.remote }),
  };
}

/** The files of a URL's folder below `openapi/`. */
function fetchedHost(entry: string, url: URL, { remote }: CompilerHost): CompilerHost {
  const bytesOf = (path: string): Uint8Array | undefined => {
    if (!path.startsWith(`${documentFolder}/`)) return undefined;
    const inside = path.slice(documentFolder.length + 1);
    if (inside === entry) return remote?.(url.href);
    // A copy is not there yet.
    if (inside.startsWith("remote/") || !staysInside(inside)) return undefined;
    return remote?.(new URL(inside.split("/").map(encodeURIComponent).join("/"), url).href);
  };
  return {
    stat(path) {
      const bytes = bytesOf(path);
      return bytes && { kind: "file", size: bytes.length };
    },
    read: bytesOf,
    resolve(from, written) {
      return staysInside(written) ? join(dirname(from), written).split(sep).join("/") : undefined;
    },
    join: (folder, name) => join(folder, name).split(sep).join("/"),
    ...(remote && { remote }),
  };
}
