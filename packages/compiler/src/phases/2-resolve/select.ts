import { toKebab } from "@specwire/contract";
import type { DocumentOperation, OpenApiDocument } from "./document/openapi-document.ts";

/** The operations that `use` names, by operationId or `METHOD /path`; more than one where the document is ambiguous. */
export function findOperations(document: OpenApiDocument, use: string): DocumentOperation[] {
  return document.operations.filter((one) => one.operationId === use || methodAndPath(one) === use);
}

export function methodAndPath(one: DocumentOperation): string {
  return `${one.method} ${one.path}`;
}

/** What a selector of `include` and `exclude` takes: `tag:issues`, a path glob, `METHOD /path` or an operationId. */
export function matchesSelector(one: DocumentOperation, selector: string): boolean {
  if (selector.startsWith("tag:")) return one.tags.includes(selector.slice(4));
  if (selector.startsWith("/")) return globMatches(selector, one.path);
  return one.operationId === selector || methodAndPath(one) === selector;
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

/**
 * Our id for an operation that is taken in bulk: from its operationId, in the group of its first tag where it
 * names none; else from method and path.
 */
export function derivedId(one: DocumentOperation): string {
  const wordsOf = (parts: readonly string[]) =>
    parts
      .map(toKebab)
      .map(idWord)
      .filter((word) => word !== "");
  const named = wordsOf(one.operationId?.split(/[/.:]+/) ?? []);
  const group = named.length === 1 ? wordsOf(one.tags.slice(0, 1)) : [];
  const words = named.length === 0 ? wordsOf(pathWords(one)) : [...group, ...named];
  return (
    words
      .slice(0, 6)
      .join(".")
      .slice(0, 100)
      .replace(/[.-]+$/, "") || "operation"
  );
}

function pathWords(one: DocumentOperation): string[] {
  const names = one.path.split("/").filter((segment) => segment !== "" && !segment.startsWith("{"));
  return [...names.slice(0, 3), one.method.toLowerCase()];
}

/** Ids are words that start with a letter. */
function idWord(word: string): string {
  return /^[a-z]/.test(word) || word === "" ? word : `n${word}`;
}
