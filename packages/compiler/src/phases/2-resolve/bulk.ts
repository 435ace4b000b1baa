import { isObject, nearest, slipOf, toPointer } from "@specwire/contract";
import type { Collector } from "../../diagnostics/collector.ts";
import type { ParsedSpec } from "../1-parse/parse.ts";
import { valueRepair } from "../1-parse/rewrite/repairs.ts";
import type { DocumentOperation, OpenApiDocument } from "./document/openapi-document.ts";
import { resolveObject } from "./document/resolve-object.ts";
import { nameOperations } from "./names/name-operations.ts";
import { meantOperation, methodAndPath, selectOperations } from "./select.ts";

/**
 * The operations that `include` takes and `exclude` leaves, in the document's order; a selector that matches
 * nothing is reported.
 */
export function selectInBulk(
  { include, exclude }: { readonly include?: readonly string[]; readonly exclude?: readonly string[] },
  document: OpenApiDocument | undefined,
  parsed: ParsedSpec,
  report: Collector,
): DocumentOperation[] {
  if (document === undefined || include === undefined) return [];
  if (document.operations.length === 0) {
    const { root } = document;
    const about = isObject(root.webhooks) ? "webhooks" : isObject(root.paths) ? "paths" : "components";
    report.add("openapi/no-operations", { about }, parsed.locate("/operations/include"));
    return [];
  }
  const select = (list: "include" | "exclude", selectors: readonly string[]) =>
    new Set(
      selectors.flatMap((selector, index) => {
        const found = selectOperations(document, selector);
        if (found.length === 0) {
          const suggestions = nearest(selector, selectorNames(document, selector));
          const place = toPointer(["operations", list, index]);
          const meant = meantSelector(document, selector);
          const repair =
            meant === undefined ? {} : { help: `write ${meant}`, ...valueRepair(parsed.text, place, meant) };
          const said = { selector, suggestions };
          report.add("openapi/selector-matches-nothing", said, parsed.locate(place), repair);
        }
        return found;
      }),
    );
  const included = select("include", include);
  const excluded = select("exclude", exclude ?? []);
  return document.operations.filter((one) => included.has(one) && !excluded.has(one));
}

/**
 * The ids of a document's operations when they are taken in bulk. They come from the whole document, so that
 * what else is selected changes none of them.
 */
export function bulkIds({ operations, lookup }: OpenApiDocument): ReadonlyMap<DocumentOperation, string> {
  const named = operations.map((one) => {
    const { summary } = one.operation;
    return {
      ...one,
      path: one.documentPath ?? one.path,
      ...(typeof summary === "string" && { summary }),
      ...(givesFile(one, lookup) && { givesFile: true as const }),
    };
  });
  const ids = nameOperations(named);
  return new Map(operations.map((one, index) => [one, ids[index] ?? ""]));
}

/** Whether the answer is a file: media types are stated, and none is of data or text. */
function givesFile({ operation, method }: DocumentOperation, lookup: OpenApiDocument["lookup"]): boolean {
  if (method !== "GET" || !isObject(operation.responses)) return false;
  const content = resolveObject(operation.responses["200"], lookup)?.content;
  const types = isObject(content) ? Object.keys(content) : [];
  return (
    types.length > 0 &&
    types.every((type) =>
      /^(application\/(octet-stream|pdf|zip|gzip|x-)|image\/|audio\/|video\/|font\/)/i.test(type),
    )
  );
}

/** A tag without its `tag:` or with another spelling, a method in small letters. */
function meantSelector(document: OpenApiDocument, selector: string): string | undefined {
  const tags = [...new Set(document.operations.flatMap((one) => one.tags))];
  const tag = slipOf(selector.replace(/^tags?:\s*/i, ""), tags);
  if (/^tags?:/i.test(selector)) return tag === undefined ? undefined : `tag:${tag}`;
  const line = /^([a-z]+) (\/.*)$/i.exec(selector);
  if (line !== null && selectOperations(document, `${line[1]?.toUpperCase()} ${line[2]}`).length > 0)
    return `${line[1]?.toUpperCase()} ${line[2]}`;
  return selector.startsWith("/")
    ? undefined
    : (meantOperation(document, selector) ?? (tag === undefined ? undefined : `tag:${tag}`));
}

function selectorNames(document: OpenApiDocument, selector: string): string[] {
  if (selector.startsWith("tag:"))
    return [...new Set(document.operations.flatMap((one) => one.tags.map((tag) => `tag:${tag}`)))];
  if (selector.startsWith("/")) return document.operations.map((one) => one.path);
  return document.operations.map((one) => one.operationId ?? methodAndPath(one));
}
