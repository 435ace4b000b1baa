import { isObject, toPointer } from "@specwire/contract";
import type { Collector } from "../../diagnostics/collector.ts";
import { nearest } from "../../source/suggest.ts";
import type { ParsedSpec } from "../1-parse/parse.ts";
import type { DocumentOperation, OpenApiDocument } from "./document/openapi-document.ts";
import { nameOperations } from "./names/name-operations.ts";
import { methodAndPath, selectOperations } from "./select.ts";

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
          const at = parsed.locate(toPointer(["operations", list, index]));
          report.add("openapi/selector-matches-nothing", { selector, suggestions }, at);
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
export function bulkIds({ operations }: OpenApiDocument): ReadonlyMap<DocumentOperation, string> {
  const named = operations.map((one) => ({ ...one, path: one.documentPath ?? one.path }));
  const ids = nameOperations(named);
  return new Map(operations.map((one, index) => [one, ids[index] ?? ""]));
}

function selectorNames(document: OpenApiDocument, selector: string): string[] {
  if (selector.startsWith("tag:"))
    return [...new Set(document.operations.flatMap((one) => one.tags.map((tag) => `tag:${tag}`)))];
  if (selector.startsWith("/")) return document.operations.map((one) => one.path);
  return document.operations.map((one) => one.operationId ?? methodAndPath(one));
}
