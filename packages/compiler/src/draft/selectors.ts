import type { DocumentOperation } from "../phases/2-resolve/document/openapi-document.ts";
import { isVersion, noise } from "../phases/2-resolve/names/vocabulary.ts";

/** A selector with how many operations it takes. */
export interface Counted {
  readonly selector: string;
  readonly count: number;
}

/** The schema allows so many selectors. */
const most = 1000;

/** Selectors that together take all of these operations, and that a person can strike out one by one. */
export function selectorsFor(operations: readonly DocumentOperation[]): Counted[] {
  const counts = new Map<string, number>();
  const add = (selector: string) => counts.set(selector, (counts.get(selector) ?? 0) + 1);
  for (const one of operations) {
    const tags = one.tags.filter(isPlainTag);
    if (tags.length === 0) add(pathSelector(one));
    else for (const tag of new Set(tags)) add(`tag:${tag}`);
  }
  if (counts.size > most) return [{ selector: "/**", count: operations.length }];
  return [...counts]
    .map(([selector, count]) => ({ selector, count }))
    .sort((a, b) => (a.selector < b.selector ? -1 : 1));
}

/** Seen as it is written. */
function isPlainTag(tag: string): boolean {
  return (
    tag.trim() !== "" && tag.length < 400 && !/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(tag)
  );
}

/** Everything below the first segment that names something: `/v1/users/**`. */
function pathSelector({ path, method }: DocumentOperation): string {
  const segments = path.split("/").slice(1);
  const isNoise = (segment: string) =>
    segment.startsWith("{") || isVersion(segment) || noise.has(segment.toLowerCase());
  const at = segments.findIndex((segment) => segment !== "" && !isNoise(segment));
  const start = segments.slice(0, at < 0 ? segments.length : at + 1).join("/");
  // A star of the document's own would mean more than itself.
  return start === "" || start.includes("*") || start.length > 400 ? `${method} ${path}` : `/${start}/**`;
}
