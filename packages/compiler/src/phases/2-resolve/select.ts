import { slipOf } from "@specwire/contract";
import type { DocumentOperation, OpenApiDocument } from "./document/openapi-document.ts";

/** The operations of a document by what can name them, so that thousands of selectors stay cheap. */
interface OperationIndex {
  /** By operationId, and by `METHOD /path`, with query and fragment as the document has it too. */
  readonly names: ReadonlyMap<string, readonly DocumentOperation[]>;
  /** By method and path alone, where the document tells them apart by a query or a fragment. */
  readonly paths: ReadonlyMap<string, readonly DocumentOperation[]>;
  readonly tags: ReadonlyMap<string, readonly DocumentOperation[]>;
}

const indexes = new WeakMap<OpenApiDocument, OperationIndex>();

function indexOf(document: OpenApiDocument): OperationIndex {
  const known = indexes.get(document);
  if (known) return known;
  const names = new Map<string, DocumentOperation[]>();
  const paths = new Map<string, DocumentOperation[]>();
  const tags = new Map<string, DocumentOperation[]>();
  const add = (map: typeof names, key: string, one: DocumentOperation) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [one]);
    else if (list.at(-1) !== one) list.push(one);
  };
  for (const one of document.operations) {
    if (one.operationId !== undefined) add(names, one.operationId, one);
    add(names, methodAndPath(one), one);
    if (one.documentPath !== undefined) add(names, `${one.method} ${one.documentPath}`, one);
    if (one.documentPath !== undefined) add(paths, `${one.method} ${one.path}`, one);
    for (const tag of one.tags) add(tags, tag, one);
  }
  const index = { names, paths, tags };
  indexes.set(document, index);
  return index;
}

/** The operations that `use` names, by operationId or `METHOD /path`; more than one where the document is ambiguous. */
export function findOperations(document: OpenApiDocument, use: string): readonly DocumentOperation[] {
  const { names, paths } = indexOf(document);
  return names.get(use) ?? paths.get(use) ?? [];
}

/** The operation that a text names in another way: a path alone, a reference, a method in small letters. */
export function meantOperation(document: OpenApiDocument, use: string): string | undefined {
  const [, pointed, small] = /^#\/paths\/([^/]+)\/([a-z]+)$/.exec(use) ?? [];
  const path = (pointed ?? use).replaceAll("~1", "/").replaceAll("~0", "~");
  const [, method = small, rest = path] = /^([a-z]+)\s+(\/.*)$/i.exec(use) ?? [];
  const templated = rest.replaceAll(/(?<=\/):([A-Za-z_]\w*)/g, "{$1}");
  const same = (one: string) => one.replaceAll(/\{[^{}]*\}/g, "{}");
  const found = document.operations.filter(
    (one) =>
      same(one.path) === same(templated) && (method === undefined || one.method === method.toUpperCase()),
  );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.operationId ?? methodAndPath(only);
  return slipOf(
    use,
    document.operations.flatMap((one) => one.operationId ?? []),
  );
}

/** With the path as the document writes it, which tells apart what is sent to the same path. */
export function methodAndPath({ method, documentPath, path }: DocumentOperation): string {
  return `${method} ${documentPath ?? path}`;
}

/** What a selector of `include` and `exclude` takes: `tag:issues`, a path glob, `METHOD /path` or an operationId. */
export function selectOperations(document: OpenApiDocument, selector: string): readonly DocumentOperation[] {
  if (selector.startsWith("tag:")) return indexOf(document).tags.get(selector.slice(4)) ?? [];
  if (!selector.startsWith("/")) return findOperations(document, selector);
  // Most paths differ before the first star, so that thousands of globs stay cheap as well.
  const [before = ""] = selector.split("*", 1);
  const start = before.replace(/\/[^/]*$/, "");
  return document.operations.filter(({ path }) => path.startsWith(start) && globMatches(selector, path));
}

/** `*` is within a segment, `**` any number of segments. Segment by segment, so that no pattern can stall. */
function globMatches(glob: string, path: string): boolean {
  const pattern = glob.split("/");
  const segments = path.split("/");
  let reachable = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    for (const index of reachable) {
      if (part === "**") for (let to = index; to <= segments.length; to++) next.add(to);
      else if (index < segments.length && segmentMatches(part, segments[index] ?? "")) next.add(index + 1);
    }
    reachable = next;
  }
  return reachable.has(segments.length);
}

function segmentMatches(pattern: string, segment: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === segment;
  const last = rest.pop() ?? "";
  if (!segment.startsWith(first) || segment.length < first.length + last.length || !segment.endsWith(last))
    return false;
  let position = first.length;
  for (const piece of rest) {
    const found = segment.indexOf(piece, position);
    if (found < 0 || found + piece.length > segment.length - last.length) return false;
    position = found + piece.length;
  }
  return true;
}
