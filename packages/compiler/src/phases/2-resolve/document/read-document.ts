import { createHash } from "node:crypto";
import { isObject } from "@specwire/contract";
import type { Collector } from "../../../diagnostics/collector.ts";
import type { CompilerHost } from "../../../host.ts";
import type { Location } from "../../../source/location.ts";
import type { ParsedSpec } from "../../1-parse/parse.ts";
import type { DocumentFile } from "./document-file.ts";
import { FileStore, mostFileBytes, type Unread } from "./file-store.ts";
import { indexDocument } from "./index-document.ts";
import { linkFiles } from "./link-files.ts";
import type { OpenApiDocument } from "./openapi-document.ts";
import { placeFinder, sourceOf } from "./places.ts";
import { Problems } from "./problems.ts";
import { inFolder, isRemote } from "./reference.ts";
import { References } from "./references.ts";
import { remoteCopy } from "./remote-copy.ts";
import { statedVersion, versionOf } from "./version.ts";

/** More operations than this are refused: no real document comes near it. */
const maxOperations = 50_000;

export interface ReadDocument {
  readonly document: OpenApiDocument;
  /** As the spec writes it. */
  readonly path: string;
  /** Of all its files, in hex: {@link digestOfFiles}. */
  readonly sha256: string;
  /** Every file that was read, by its path from the spec's folder on, or its URL. Sorted. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** Those of other hosts, and where their copies belong, from the spec's folder on. */
  readonly remote: readonly RemoteFile[];
}

export interface RemoteFile {
  readonly url: string;
  readonly copy: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads the document that the spec names, beside it, with every file of the spec's folder that it refers to.
 * What keeps it from being read is reported at its place in the spec; what it gets wrong is a warning at its
 * place in the document.
 */
export function readDocument(
  parsed: ParsedSpec,
  host: CompilerHost,
  report: Collector,
): ReadDocument | undefined {
  const path = parsed.source?.openapi?.document;
  if (path === undefined) return undefined;
  const at = parsed.locate("/openapi/document");
  const problems = new Problems();
  const name = host.resolve(parsed.path, path) === undefined ? "" : (inFolder("", path) ?? "");
  const store = new FileStore(host, parsed.path, name, problems);
  const entry = name === "" ? outside : store.local(name);
  if (!("root" in entry)) {
    reportUnread(path, entry, parsed, report);
    return undefined;
  }
  const { root } = entry;
  const found = isObject(root) ? versionOf(root) : undefined;
  if (!isObject(root) || found === undefined) {
    const version = statedVersion(root) || "none stated";
    report.add("openapi/unsupported-version", { path, version }, at);
    return undefined;
  }
  const { version, odd } = found;
  if (odd !== undefined)
    problems.add("openapi/odd-version", { file: entry, pointer: "", subject: odd, reason: version });
  const references = new References(store);
  if (version === "2.0") references.readDefinitions();
  linkFiles(entry, version, references, problems);
  const document = indexDocument(entry, root, version, references, problems);
  problems.report(report, placeFinder(parsed.path));
  const count = document.operations.length;
  if (count > maxOperations) {
    report.add("openapi/too-many-operations", { path, count, limit: maxOperations }, at);
    return undefined;
  }
  const files = [...store.files.values()]
    .map(({ path, sha256 }) => ({ path, sha256 }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const sha256 = digestOfFiles(entry, files);
  const pinned = parsed.source?.openapi?.sha256;
  if (pinned !== undefined && pinned !== sha256)
    report.add(
      "openapi/document-changed",
      { path, pinned, found: sha256, files: files.length },
      parsed.locate("/openapi/sha256"),
    );
  const remote = [...store.files.values()]
    .filter((file) => isRemote(file.path))
    .map(({ path, bytes }) => ({ url: path, copy: remoteCopy(name, path), bytes }));
  return { document, path, sha256, files, remote };
}

/** A single file's SHA-256; of several, the SHA-256 of the lines `<path> <sha256>`, sorted by path. */
function digestOfFiles(entry: DocumentFile, files: ReadDocument["files"]): string {
  if (files.length === 1) return entry.sha256;
  const lines = files.map(({ path, sha256 }) => `${path} ${sha256}\n`).join("");
  return createHash("sha256").update(lines).digest("hex");
}

const outside: Unread = { kind: "outside", reason: "" };

function reportUnread(path: string, unread: Unread, parsed: ParsedSpec, report: Collector): void {
  const at = parsed.locate("/openapi/document");
  const { kind, reason, bytes, at: offset } = unread;
  if (kind === "outside") report.add("openapi/document-outside", { path }, at);
  else if (kind === "missing") report.add("openapi/document-missing", { path }, at);
  else if (kind === "too-large")
    report.add("openapi/document-too-large", { path, reason, limit: mostFileBytes }, at);
  else {
    const range = offset === undefined ? undefined : { start: offset, end: offset + 1 };
    const there: Location | undefined = bytes &&
      range && { source: sourceOf(parsed.path, path, bytes), pointer: "", on: "value", range };
    const extras = there && { related: [{ message: "from here on", location: there }] };
    report.add("openapi/document-unreadable", { path, reason }, at, extras);
  }
}
