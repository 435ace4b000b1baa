import { isObject, type JsonPointer } from "@specwire/contract";
import type { ConnectorSource } from "../gen/connector-source.ts";
import { Collector } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { CompilerHost } from "./host.ts";
import { parse } from "./phases/1-parse/parse.ts";
import type { DocumentOperation } from "./phases/2-resolve/document/openapi-document.ts";
import { readDocument } from "./phases/2-resolve/document/read-document.ts";
import { matchesSelector } from "./phases/2-resolve/select.ts";

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
  readonly operations: readonly ListedOperation[];
}

/** An operation of a document. */
export interface ListedOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly summary?: string;
  /** Whether a selector of `include` and `exclude` takes it. */
  readonly matches: (selector: string) => boolean;
}

export function openSpec(path: string, host: CompilerHost): OpenedSpec {
  const report = new Collector();
  const parsed = parse(host, path, report);
  const read = parsed.source && readDocument(parsed, host, report);
  const version = read?.document.info.version;
  return {
    path: parsed.path,
    text: parsed.file.text,
    ...(parsed.source && { source: parsed.source }),
    ...(read && {
      document: {
        ...(typeof version === "string" && { version }),
        operations: read.document.operations.map(listed),
      },
    }),
    lineOf(pointer) {
      const { range, source } = parsed.locate(pointer, "key");
      return source.positionAt(range?.start ?? 0).line;
    },
    diagnostics: report.diagnostics(),
  };
}

function listed(one: DocumentOperation): ListedOperation {
  const { method, path, operationId, operation } = one;
  const summary = isObject(operation) ? operation.summary : undefined;
  return {
    method,
    path,
    ...(operationId !== undefined && { operationId }),
    ...(typeof summary === "string" && { summary }),
    matches: (selector) => matchesSelector(one, selector),
  };
}
