const mostNames = 5_000;
const longestName = 100;

/** The names that someone may have meant, best first; none that is too far away to be a slip. */
export function nearest(written: string, names: Iterable<string>, most = 3): string[] {
  if (written.length > longestName) return [];
  const wanted = fold(written);
  const allowed = Math.max(1, Math.floor(wanted.length * 0.4));
  const found: { readonly name: string; readonly distance: number }[] = [];
  let seen = 0;
  for (const name of new Set(names)) {
    if (seen++ >= mostNames) break;
    if (name === written || name.length > longestName) continue;
    const distance = editDistance(wanted, fold(name), allowed);
    if (distance <= allowed) found.push({ name, distance });
  }
  return found
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** The one name that a slip of the hand made another of; undefined where two may be meant, or it is farther away. */
export function slipOf(written: string, names: Iterable<string>): string | undefined {
  if (written.length > longestName) return undefined;
  const wanted = fold(written);
  const most = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
  const found = [...new Set(names)].slice(0, mostNames).flatMap((name) => {
    const distance = editDistance(wanted, fold(name), most);
    return distance <= most ? [{ name, distance }] : [];
  });
  const least = Math.min(...found.map(({ distance }) => distance));
  const [first, second] = found.filter(({ distance }) => distance === least);
  return second === undefined ? first?.name : undefined;
}

// Spelling habits (`base_url`, `baseURL`) cost nothing.
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, "");
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
