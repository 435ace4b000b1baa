import type { Json } from "@specwire/contract";
import { nearest, toPointer } from "@specwire/contract";
import type { Collector } from "../../diagnostics/collector.ts";
import type { ParsedSpec } from "../1-parse/parse.ts";
import { valueRepair } from "../1-parse/rewrite/repairs.ts";
import { bulkIds, selectInBulk } from "./bulk.ts";
import type { DocumentOperation, LeftOut, OpenApiDocument } from "./document/openapi-document.ts";
import { declaredHeaders, documentAnswer, documentBodies, documentParameters } from "./document-operation.ts";
import { hiddenNames } from "./hidden-names.ts";
import type { JsonSchema, SchemaLookup } from "./json-schema.ts";
import { compareIds, overrideBody, overrideOtherBodies, overrideParameters } from "./override.ts";
import { type Reach, reachOf } from "./reach.ts";
import { isOurs, isUnsendable } from "./reserved.ts";
import type {
  OperationSource,
  ResolvedConnector,
  ResolvedOperation,
  ResolvedParameter,
} from "./resolved-connector.ts";
import { findOperations, meantOperation, methodAndPath } from "./select.ts";
import { parseRequest, writtenBody, writtenDefinition, writtenParameters } from "./written-operation.ts";

/** Phase 2: every operation in one shape, whichever way the spec states it. */
export function resolve(
  parsed: ParsedSpec & { readonly source: NonNullable<ParsedSpec["source"]> },
  document: OpenApiDocument | undefined,
  report: Collector,
): ResolvedConnector {
  const { source } = parsed;
  const { include, exclude, ...rest } = source.operations;
  const written = rest as Readonly<Record<string, OperationSource>>;
  const reach = reachOf(source, document);
  const operations: ResolvedOperation[] = [];
  for (const [id, one] of Object.entries(written)) {
    const resolved = resolveNamed(id, one, document, reach, parsed, report);
    if (resolved) operations.push(resolved);
  }
  const taken = new Set<DocumentOperation | string>(
    Object.values(written).flatMap(({ use, request }): readonly (DocumentOperation | string)[] =>
      use !== undefined && document ? findOperations(document, use) : [request ?? ""],
    ),
  );
  const selected = selectInBulk(source.operations, document, parsed, report);
  const ids = document && selected.length > 0 ? bulkIds(document) : undefined;
  const byId = new Map(operations.map((one) => [one.id, one]));
  for (const one of selected) {
    if (taken.has(one) || taken.has(methodAndPath(one))) continue;
    const id = ids?.get(one) ?? "";
    const clash = byId.get(id);
    const origin = "/operations/include";
    if (clash) {
      report.add(
        "openapi/ids-clash",
        { id, first: `${clash.method} ${clash.path}`, second: methodAndPath(one) },
        parsed.locate(origin),
      );
    } else if (document) operations.push(fromDocument(id, origin, {}, one, document, reach));
  }
  const lookup: SchemaLookup = (reference) =>
    reference.startsWith("#/operations/")
      ? writtenDefinition(written, reference)
      : document?.lookup(reference);
  reportHiddenNames(operations, lookup, parsed, report);
  if (document) {
    const named = [...taken].filter((one) => typeof one !== "string");
    reportLeftOutHeaders([...new Set([...named, ...selected])], document, parsed, report);
  }
  return { source, operations: operations.sort(compareIds), ...reach.connector(), lookup };
}

/** Each header that no caller may set, once. Credentials have places of their own and need no word. */
function reportLeftOutHeaders(
  operations: readonly DocumentOperation[],
  document: OpenApiDocument,
  parsed: ParsedSpec,
  report: Collector,
): void {
  const found = new Map<string, { readonly operation: string; count: number }>();
  for (const one of operations) {
    for (const name of declaredHeaders(one, document.lookup)) {
      if (!isUnsendable(name) || /^cookie$/i.test(name)) continue;
      const known = found.get(name) ?? { operation: methodAndPath(one), count: 0 };
      known.count++;
      found.set(name, known);
    }
  }
  for (const [name, { operation, count }] of found)
    report.add("openapi/parameter-left-out", { name, operation, count }, parsed.locate("/openapi/document"));
}

/** Names of the spec itself are judged by phase 1. */
function reportHiddenNames(
  operations: readonly ResolvedOperation[],
  lookup: SchemaLookup,
  parsed: ParsedSpec,
  report: Collector,
): void {
  const seen = new Set<JsonSchema>();
  for (const operation of operations) {
    const { method, path, origin, written } = operation;
    if (written.request !== undefined) continue;
    for (const name of hiddenNames(operation, lookup, seen)) {
      const at = parsed.locate(written.use === undefined ? origin : `${origin}/use`);
      report.add("openapi/invisible-character", { operation: `${method} ${path}`, name }, at);
    }
  }
}

function resolveNamed(
  id: string,
  written: OperationSource,
  document: OpenApiDocument | undefined,
  reach: Reach,
  parsed: ParsedSpec,
  report: Collector,
): ResolvedOperation | undefined {
  const origin = toPointer(["operations", id]);
  if (written.use === undefined)
    return written.request === undefined
      ? undefined
      : fromWritten(id, origin, written, written.request, reach);
  // Without a document, phases 1 and 3 have said what is missing.
  if (document === undefined) return undefined;
  const [found, ...others] = findOperations(document, written.use);
  if (others.length > 0 && found !== undefined) {
    const names = [found, ...others].map(methodAndPath);
    report.add("openapi/ambiguous-operation", { name: written.use, names }, parsed.locate(`${origin}/use`));
    return undefined;
  }
  const isMeant = ({ name, operationId }: LeftOut) => name === written.use || operationId === written.use;
  if (found === undefined) {
    const names = document.operations.flatMap((one) => [
      ...(one.operationId === undefined ? [] : [one.operationId]),
      methodAndPath(one),
    ]);
    const at = parsed.locate(`${origin}/use`);
    const lost = document.leftOut.find(isMeant);
    const suggestions = lost ? [] : nearest(written.use, names);
    const meant = lost ? undefined : meantOperation(document, written.use);
    report.add("openapi/unknown-operation", { name: written.use, suggestions }, at, {
      ...(lost && { help: `it is left out: ${lost.reason}.` }),
      ...(meant !== undefined && {
        help: `write ${meant}`,
        ...valueRepair(parsed.text, `${origin}/use`, meant),
      }),
    });
    return undefined;
  }
  return fromDocument(id, origin, written, found, document, reach);
}

function fromWritten(
  id: string,
  origin: string,
  written: OperationSource,
  request: string,
  reach: Reach,
): ResolvedOperation {
  const { method, path } = parseRequest(request);
  const body = overrideBody(writtenBody(id, written), written);
  return {
    id,
    origin,
    method,
    path,
    ...words(written),
    parameters: overrideParameters(writtenParameters(id, written, path), written),
    ...(body && { body }),
    ...reach.of(written),
    written,
  };
}

function fromDocument(
  id: string,
  origin: string,
  written: Partial<OperationSource>,
  found: DocumentOperation,
  document: OpenApiDocument,
  reach: Reach,
): ResolvedOperation {
  const { operation } = found;
  const [stated, ...alternatives] =
    written.body === undefined
      ? documentBodies(found, document.lookup, written.contentType)
      : [writtenBody(id, written)];
  const body = overrideBody(stated, written);
  const otherBodies = overrideOtherBodies(
    alternatives.flatMap((one) => one ?? []),
    written,
  );
  const answer = documentAnswer(found, document.lookup);
  const documentWords = {
    ...text("summary", operation.summary),
    ...text("description", operation.description),
    ...(operation.deprecated === true && { deprecated: true as const }),
  };
  const added = writtenParameters(id, written, "");
  const declared = documentParameters(found, document.lookup).filter(
    (one) =>
      isOurs(one, reach.credentials) &&
      !added.some((other) => other.in === one.in && other.name === one.name),
  );
  return {
    id,
    origin,
    method: found.method,
    path: found.path,
    ...documentWords,
    ...words(written),
    parameters: [...overrideParameters([...declared, ...added], written), ...fixedParameters(found)],
    ...(body && { body }),
    ...(otherBodies.length > 0 && { otherBodies }),
    ...(answer && { answer }),
    ...reach.of(written, found),
    written,
    ...(found.operationId !== undefined && { operationId: found.operationId }),
  };
}

/** What the document's path states as its query. */
function fixedParameters({ fixedQuery = {} }: DocumentOperation): ResolvedParameter[] {
  return Object.entries(fixedQuery).map(([name, fixed]) => ({
    name,
    in: "query",
    required: true,
    schema: { type: "string" },
    fixed,
  }));
}

function words(
  written: Partial<OperationSource>,
): Pick<ResolvedOperation, "summary" | "description" | "deprecated"> {
  return {
    ...text("summary", written.summary),
    ...text("description", written.description),
    ...(written.deprecated === true && { deprecated: true as const }),
  };
}

function text<Name extends string>(name: Name, value: Json | undefined): { [K in Name]?: string } {
  return (typeof value === "string" && value !== "" ? { [name]: value } : {}) as { [K in Name]?: string };
}
