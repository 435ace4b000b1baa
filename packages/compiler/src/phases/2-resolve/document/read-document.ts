import { createHash } from "node:crypto";
import type { Json } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import { type Document, parseDocument, visit } from "yaml";
import type { Collector } from "../../../diagnostics/collector.ts";
import type { CompilerHost } from "../../../host.ts";
import type { ParsedSpec } from "../../1-parse/parse.ts";
import { indexDocument, maxOperations } from "./index-document.ts";
import type { OpenApiDocument } from "./openapi-document.ts";

const maxDocumentBytes = 64 * 1024 * 1024;
// Reading aliases takes time by the square of their number.
const maxAliases = 1000;

export interface ReadDocument {
  readonly document: OpenApiDocument;
  /** As the spec writes it. */
  readonly path: string;
  /** Of the file's bytes, in hex. */
  readonly sha256: string;
}

/** Reads the document that the spec names, beside it; whatever is wrong with it is reported at its place there. */
export function readDocument(
  parsed: ParsedSpec,
  host: CompilerHost,
  report: Collector,
): ReadDocument | undefined {
  const path = parsed.source?.openapi?.document;
  if (path === undefined) return undefined;
  const at = parsed.locate("/openapi/document");
  const file = host.resolve(parsed.path, path);
  if (file === undefined) {
    report.add("openapi/document-outside", { path }, at);
    return undefined;
  }
  const size = host.stat(file)?.size ?? 0;
  if (size > maxDocumentBytes) {
    report.add("openapi/document-too-large", { path, bytes: size, limit: maxDocumentBytes }, at);
    return undefined;
  }
  const bytes = host.read(file);
  if (bytes === undefined) {
    report.add("openapi/document-missing", { path }, at);
    return undefined;
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const pinned = parsed.source?.openapi?.sha256;
  if (pinned !== undefined && pinned !== sha256)
    report.add("openapi/document-changed", { path, pinned, found: sha256 }, parsed.locate("/openapi/sha256"));
  const root = parseData(new TextDecoder().decode(bytes));
  if (typeof root === "string") {
    report.add("openapi/document-unreadable", { path, reason: root }, at);
    return undefined;
  }
  const version = isObject(root) ? root.openapi : undefined;
  if (!isObject(root) || typeof version !== "string" || !/^3\.[01]\./.test(version)) {
    report.add("openapi/unsupported-version", { path, version: versionText(root) }, at);
    return undefined;
  }
  const document = indexDocument(root);
  const count = document.operations.length;
  if (count > maxOperations) {
    report.add("openapi/too-many-operations", { path, count, limit: maxOperations }, at);
    return undefined;
  }
  return { document, path, sha256 };
}

/** The data, or what is wrong with the text. */
function parseData(text: string): Json | string {
  try {
    if (/^\s*\{/.test(text)) return JSON.parse(text) as Json;
    const yaml = parseDocument(text);
    const [problem] = yaml.errors;
    if (problem) return problem.message;
    if (hasTooManyAliases(yaml)) return `it has more than ${maxAliases} aliases`;
    return yaml.toJS({ maxAliasCount: 100 }) as Json;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function hasTooManyAliases(yaml: Document.Parsed): boolean {
  let aliases = 0;
  visit(yaml, { Alias: () => (++aliases > maxAliases ? visit.BREAK : undefined) });
  return aliases > maxAliases;
}

function versionText(root: Json): string {
  const version = isObject(root) ? (root.openapi ?? root.swagger) : undefined;
  return typeof version === "string" || typeof version === "number" ? String(version) : "none stated";
}
