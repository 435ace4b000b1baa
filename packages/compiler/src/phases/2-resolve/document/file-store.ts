import { createHash } from "node:crypto";
import type { CompilerHost } from "../../../host.ts";
import { decodeText } from "./decode-text.ts";
import type { DocumentFile } from "./document-file.ts";
import { identifiersOf, noIdentifiers } from "./identifiers.ts";
import { parseText } from "./parse-text.ts";
import type { Problems } from "./problems.ts";
import { isPartOf, isProse, relativeName } from "./reference.ts";
import { remoteCopy } from "./remote-copy.ts";

export const mostFileBytes: number = 64 * 1024 * 1024;
const mostBytes = 256 * 1024 * 1024;
const mostFiles = 20_000;

/** Why a file can't be had. */
export interface Unread {
  readonly reason: string;
  /** Offset of what is wrong in the text. */
  readonly at?: number;
  readonly kind: "outside" | "missing" | "too-large" | "unreadable";
  readonly bytes?: Uint8Array;
}

/** The files of a document, each read once. */
export class FileStore {
  /** By path from the spec's folder on, or by URL. */
  readonly files: Map<string, DocumentFile> = new Map<string, DocumentFile>();
  readonly byName: Map<string, DocumentFile> = new Map<string, DocumentFile>();
  /** By what `$id` and `$self` say. */
  readonly byId: Map<string, { readonly file: DocumentFile; readonly pointer: string }> = new Map();
  readonly #unread = new Map<string, Unread>();
  readonly #host: CompilerHost;
  readonly #spec: string;
  readonly #entry: string;
  readonly #problems: Problems;
  #bytes = 0;

  /** `spec` is the spec's file, as the host knows it; `entry` the document's, as the spec writes it. */
  constructor(host: CompilerHost, spec: string, entry: string, problems: Problems) {
    this.#host = host;
    this.#spec = spec;
    this.#entry = entry;
    this.#problems = problems;
  }

  /** A file of the spec's folder. */
  local(path: string): DocumentFile | Unread {
    const known = this.files.get(path) ?? this.#unread.get(path);
    if (known) return known;
    const place = isPartOf(this.#entry, path) ? this.#host.resolve(this.#spec, path) : undefined;
    if (place === undefined) return this.#refuse(path, { kind: "outside", reason: "" });
    const facts = this.#host.stat(place);
    if (facts?.kind !== "file") return this.#refuse(path, { kind: "missing", reason: "" });
    if (facts.size > mostFileBytes)
      return this.#refuse(path, { kind: "too-large", reason: `it has ${facts.size} bytes` });
    return this.#read(path, this.#host.read(place));
  }

  /** What was fetched beforehand, else the copy beside the document; this never reaches out. */
  remote(url: string): DocumentFile | Unread {
    const known = this.files.get(url) ?? this.#unread.get(url);
    return known ?? this.#read(url, this.#host.remote?.(url) ?? this.#copyOf(url));
  }

  #copyOf(url: string): Uint8Array | undefined {
    const place = this.#host.resolve(this.#spec, remoteCopy(this.#entry, url));
    const facts = place === undefined ? undefined : this.#host.stat(place);
    if (place === undefined || facts?.kind !== "file" || facts.size > mostFileBytes) return undefined;
    return this.#host.read(place);
  }

  #refuse(path: string, unread: Unread): Unread {
    this.#unread.set(path, unread);
    return unread;
  }

  #read(path: string, bytes: Uint8Array | undefined): DocumentFile | Unread {
    if (bytes === undefined) return this.#refuse(path, { kind: "missing", reason: "" });
    this.#bytes += bytes.length;
    if (this.#bytes > mostBytes || this.files.size >= mostFiles)
      return this.#refuse(path, {
        kind: "too-large",
        reason: "the files are too many or too large together",
      });
    const text = decodeText(bytes);
    const prose = isProse(path);
    const parsed = prose
      ? ({ data: text, format: "text", shares: false, slips: [] } as const)
      : parseText(text);
    if (!("data" in parsed)) return this.#refuse(path, { bytes, ...parsed, kind: "unreadable" });
    const { data: root, format, shares, slips } = parsed;
    const named = /\$(id|self|anchor|dynamicAnchor)\b/.test(text) && !prose;
    const file: DocumentFile = {
      path,
      name: path === this.#entry ? "" : relativeName(this.#entry, path),
      bytes,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      root,
      format,
      shares,
      ...(named ? identifiersOf(root, path, shares) : noIdentifiers),
    };
    for (const { kind, reason, at } of slips) {
      if (kind === "unreadable") continue;
      const code = kind === "not-json" ? "openapi/not-json" : "openapi/duplicate-key";
      this.#problems.add(code, { file, pointer: "", subject: reason, ...(at !== undefined && { at }) });
    }
    this.files.set(path, file);
    this.byName.set(file.name, file);
    for (const [pointer, id] of file.resources) if (!this.byId.has(id)) this.byId.set(id, { file, pointer });
    return file;
  }
}
