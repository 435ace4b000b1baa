import type { JsonPointer } from "@specwire/contract";
import type { ConnectorSource } from "../gen/connector-source.ts";
import { Collector } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { CompilerHost } from "./host.ts";
import { parse } from "./phases/1-parse/parse.ts";
import { bulkIds } from "./phases/2-resolve/bulk.ts";
import type { DocumentOperation } from "./phases/2-resolve/document/openapi-document.ts";
import { type ReadDocument, readDocument } from "./phases/2-resolve/document/read-document.ts";
import { selectOperations } from "./phases/2-resolve/select.ts";

/** A spec and the document that it names, as far as both can be read: for tools that edit specs. */
export interface OpenedSpec {
  /** The spec's file, as the host knows it. */
  readonly path: string;
  /** The text of that file, without a byte order mark. */
  readonly text: string;
  /** Absent where the spec is not of the format. */
  readonly source?: ConnectorSource;
  /** Absent where the spec names no document, or one that can't be read. */
  readonly document?: OpenedDocument;
  /** The line of a value in the spec, from 1. */
  readonly lineOf: (pointer: JsonPointer) => number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface OpenedDocument {
  /** `info.version`. */
  readonly version?: string;
  /** What `openapi.sha256` of the spec has to be. */
  readonly sha256: string;
  readonly operations: readonly ListedOperation[];
  /** What a selector of `include` and `exclude` takes of them. */
  readonly select: (selector: string) => readonly ListedOperation[];
  /** The id that one of them has where `include` takes it. */
  readonly bulkId: (operation: ListedOperation) => string;
}

/** An operation of a document. */
export interface ListedOperation {
  readonly method: string;
  /** As the document writes it, with query or fragment: `METHOD path` names one operation alone. */
  readonly path: string;
  /** The path template that is sent. */
  readonly template: string;
  readonly operationId?: string;
  readonly summary?: string;
}

export function openSpec(path: string, host: CompilerHost): OpenedSpec {
  const report = new Collector();
  const parsed = parse(host, path, report);
  const read = parsed.source && readDocument(parsed, host, report);
  return {
    path: parsed.path,
    text: parsed.file.text,
    ...(parsed.source && { source: parsed.source }),
    ...(read && { document: opened(read) }),
    lineOf(pointer) {
      const { range, source } = parsed.locate(pointer, "key");
      return source.positionAt(range?.start ?? 0).line;
    },
    diagnostics: report.diagnostics(),
  };
}

function opened({ document, sha256 }: ReadDocument): OpenedDocument {
  const { version } = document.info;
  const list = new Map(document.operations.map((one) => [one, listed(one)]));
  let ids: ReadonlyMap<ListedOperation | undefined, string> | undefined;
  const allIds = () => new Map([...bulkIds(document)].map(([one, id]) => [list.get(one), id]));
  return {
    ...(typeof version === "string" && { version }),
    sha256,
    operations: [...list.values()],
    select: (selector) => selectOperations(document, selector).flatMap((one) => list.get(one) ?? []),
    bulkId(one) {
      ids ??= allIds();
      return ids.get(one) ?? "";
    },
  };
}

function listed({ method, path, documentPath, operationId, operation }: DocumentOperation): ListedOperation {
  const { summary } = operation;
  return {
    method,
    path: documentPath ?? path,
    template: path,
    ...(operationId !== undefined && { operationId }),
    ...(typeof summary === "string" && { summary }),
  };
}
