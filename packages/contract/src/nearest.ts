import { plainName } from "./member-names.ts";

/** More or longer names cost more time than a slip is worth. */
const mostCompared = 5_000;
const longestCompared = 100;

/**
 * The names that someone may have meant, best first; none that is too far away to be a slip. A name that contains
 * what was written, or is contained, is near; one that differs in its spelling alone (`base_url`, `baseURL`) is meant.
 */
export function nearest(written: string, names: Iterable<string>, most = 3): string[] {
  if (written.length > longestCompared) return [];
  const wanted = plainName(written);
  const limit = Math.max(1, Math.floor(wanted.length * 0.4));
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const name of [...new Set(names)].slice(0, mostCompared)) {
    if (name === written || name.length > longestCompared) continue;
    const plain = plainName(name);
    const edits = editDistance(wanted, plain, limit);
    const isPart =
      Math.min(wanted.length, plain.length) > 2 && (plain.includes(wanted) || wanted.includes(plain));
    if (edits <= limit || isPart) found.push({ name, distance: Math.min(edits, limit + 0.5) });
  }
  found.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  const isOnlySpelt = found[0]?.distance === 0;
  return found
    .filter(({ distance }) => distance === 0 || !isOnlySpelt)
    .slice(0, most)
    .map(({ name }) => name);
}

/** The one name that a slip of the hand made another of; undefined where two may be meant, or it is farther away. */
export function slipOf(written: string, names: Iterable<string>): string | undefined {
  if (written.length > longestCompared) return undefined;
  const wanted = plainName(written);
  const most = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
  const found = [...new Set(names)].slice(0, mostCompared).flatMap((name) => {
    const distance = editDistance(wanted, plainName(name), most);
    return distance <= most ? [{ name, distance }] : [];
  });
  const least = Math.min(...found.map(({ distance }) => distance));
  const [first, second] = found.filter(({ distance }) => distance === least);
  return second === undefined ? first?.name : undefined;
}

/**
 * The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
 * Anything above `limit` may be answered by any number above it.
 */
export function editDistance(a: string, b: string, limit: number = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
