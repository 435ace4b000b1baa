import type { Json } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import { compile } from "../compile.ts";
import { Collector } from "../diagnostics/collector.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CompilerHost } from "../host.ts";
import { overlayHost } from "../overlay-host.ts";
import { parse } from "../phases/1-parse/parse.ts";
import { bulkIds } from "../phases/2-resolve/bulk.ts";
import type { DocumentOperation, OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";
import { type RemoteFile, readDocument } from "../phases/2-resolve/document/read-document.ts";
import { selectOperations } from "../phases/2-resolve/select.ts";
import { cleanText } from "../phases/4-lower/text.ts";
import type { DraftOptions } from "./draft-options.ts";
import type { Guesses } from "./draft-part.ts";
import { type DraftOperation, draftOperation } from "./operations.ts";
import { describeService } from "./service.ts";
import { type DraftCredential, SpecDraft } from "./spec-draft.ts";

export interface Draft {
  readonly slug: string;
  readonly name: string;
  /** connector.yaml, for a folder that holds the document at `document`. */
  readonly text: string;
  /** As the spec names it. */
  readonly document: string;
  /** As the document states them; empty where it does not. */
  readonly version: string;
  readonly licence: string;
  readonly sha256: string;
  /** The files that the document is made of, as paths from the spec's folder on. */
  readonly files: readonly string[];
  /** What it refers to on other hosts, and where copies of that belong. */
  readonly remote: readonly RemoteFile[];
  readonly operations: number;
  /** How many operations the document has. */
  readonly of: number;
  /** What the tool reads its credentials from. */
  readonly credentials: readonly DraftCredential[];
  readonly baseUrl: string;
  /** Whether no API answers at `baseUrl`: the document names none, or an example. */
  readonly needsBaseUrl: boolean;
  /** What somebody has to look at before it works, in sentences. */
  readonly notes: readonly string[];
}

export interface DraftResult {
  /** What is wrong with the document; of the draft itself nothing is. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where no spec can be made: an error says why, or there is nothing to take. */
  readonly draft?: Draft;
  /** Selectors that match nothing. */
  readonly unmatched: readonly string[];
  /** The tags of the document's operations, sorted. */
  readonly tags: readonly string[];
}

/**
 * A first spec of a document. `path` is where the spec would stand, with the document at `document` beside or
 * below it; nothing is there yet, and nothing is written. Whatever the document says, what comes out compiles.
 */
export function draftSpec(
  path: string,
  document: string,
  host: CompilerHost,
  options: DraftOptions = {},
): DraftResult {
  const report = new Collector();
  options.progress?.("reading the document");
  const read = readDocument(
    parse(overlayHost(host, path, minimalSpec(document)), path, report),
    overlayHost(host, path, minimalSpec(document)),
    report,
  );
  if (read === undefined || report.hasErrors)
    return { diagnostics: report.diagnostics(), unmatched: [], tags: [] };
  const { include = [], exclude = [] } = options;
  const unmatched = [...include, ...exclude].filter(
    (one) => selectOperations(read.document, one).length === 0,
  );
  const tags = [...new Set(read.document.operations.flatMap((one) => one.tags))].sort();
  const selected = select(read.document, include, exclude);
  if (unmatched.length > 0 || selected.length === 0)
    return { diagnostics: report.diagnostics(), unmatched, tags };
  options.progress?.("naming its operations");
  const ids = bulkIds(read.document);
  const operations = selected.flatMap((one) => draftOperation(one, ids.get(one) ?? "", read.document) ?? []);
  if (operations.length === 0) return { diagnostics: report.diagnostics(), unmatched, tags };
  const fallback = fallbackName(read.document, document);
  const { info, root } = read.document;
  const service = describeService(info, root, fallback, groupsOf(operations), options.slug);
  const guesses: Guesses = {
    service: { ...service, ...(options.name !== undefined && { name: options.name }) },
    document: read.document,
    path: document,
    sha256: read.sha256,
    operations,
    isWhole: include.length === 0 && exclude.length === 0,
    options,
  };
  const made = new SpecDraft(guesses);
  const { credentials, needsBaseUrl } = settle(made, path, host, options);
  made.nameVariables(credentials);
  const files = read.files.map((file) => file.path).filter((path) => !/^https?:/.test(path));
  if (made.isEmpty) return { diagnostics: report.diagnostics(), unmatched, tags };
  return {
    diagnostics: report.diagnostics(),
    unmatched,
    tags,
    draft: {
      slug: made.slug,
      name: guesses.service.name,
      text: made.text(),
      document,
      version: textOf(read.document.info.version),
      licence: licenceOf(read.document.info.license),
      sha256: read.sha256,
      files,
      remote: read.remote,
      operations: made.count,
      of: read.document.operations.length,
      credentials,
      baseUrl: String(made.spec.baseUrl),
      needsBaseUrl,
      notes: made.notes,
    },
  };
}

/** What the commands are about, the most used first. */
function groupsOf(operations: readonly DraftOperation[]): string[] {
  const counts = new Map<string, number>();
  for (const { id } of operations) {
    const [group = ""] = id.split(".");
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([group]) => group);
}

/** Compiles the draft, and takes back what it would be refused for, until nothing is. */
function settle(
  draft: SpecDraft,
  path: string,
  host: CompilerHost,
  options: DraftOptions,
): Pick<Draft, "credentials" | "needsBaseUrl"> {
  for (let round = 0; round < 12; round++) {
    options.progress?.(round === 0 ? "checking the spec" : "checking the spec again");
    const { diagnostics, output } = compile(path, overlayHost(host, path, draft.text()));
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length === 0) {
      const auth = output?.connector.auth ?? [];
      return {
        credentials: auth.map(({ id, slots }) => ({ scheme: id, env: slots.map(({ env }) => env) })),
        needsBaseUrl: diagnostics.some(({ code }) => code === "server/placeholder-host"),
      };
    }
    if (!draft.withdraw(errors)) {
      const told = errors.slice(0, 3).map(({ code, message }) => `${code}: ${message}`);
      throw new Error(`a draft has errors: ${told.join(" ")}`);
    }
    if (draft.isEmpty) return { credentials: [], needsBaseUrl: false };
  }
  throw new Error("a draft has errors that come back");
}

function select(
  document: OpenApiDocument,
  include: readonly string[],
  exclude: readonly string[],
): readonly DocumentOperation[] {
  const chosen = new Set(
    include.length === 0 ? document.operations : include.flatMap((one) => selectOperations(document, one)),
  );
  for (const selector of exclude) for (const one of selectOperations(document, selector)) chosen.delete(one);
  return document.operations.filter((one) => chosen.has(one));
}

function minimalSpec(document: string): string {
  return JSON.stringify({
    connector: 1,
    version: "0.1.0",
    slug: "draft-of-a-spec",
    name: "Draft",
    description: "A draft.",
    auth: { type: "none" },
    openapi: { document },
    operations: { include: ["/**"] },
  });
}

function licenceOf(license: Json | undefined): string {
  if (!isObject(license)) return "";
  return [textOf(license.name), textOf(license.url)].filter(Boolean).join(", ");
}

/** One line that makes no markup. */
function textOf(value: Json | undefined): string {
  return typeof value === "string"
    ? cleanText(value, 200)
        .replace(/[|`<>[\]*_]/g, " ")
        .trim()
    : "";
}

/** What else a service may be called by: its host, else the document's file. */
function fallbackName({ servers }: OpenApiDocument, document: string): string {
  const url = servers.map(({ url }) => url).find((one) => typeof one === "string" && URL.canParse(one));
  const host = typeof url === "string" ? new URL(url).hostname : "";
  const label = host
    .split(".")
    .slice(0, -1)
    .filter((part) => !/^(api|www|rest|gateway|sandbox|v\d+)$/.test(part))
    .at(-1);
  const file =
    document
      .split("/")
      .at(-1)
      ?.replace(/\.(json|ya?ml)$/i, "") ?? "";
  return label ?? (/^(openapi|swagger|api|spec|index)$/i.test(file) ? "" : file);
}
