/** The names nearest to what was typed, best first; none where nothing is near. */
export function nearest(word: string, names: Iterable<string>, most = 3): string[] {
  return nearestBy([...new Set(names)], (name) => distanceTo(word, name), most);
}

function nearestBy(
  names: readonly string[],
  distance: (name: string) => number | undefined,
  most: number,
): string[] {
  return names
    .map((name) => ({ name, distance: distance(name) ?? Number.POSITIVE_INFINITY }))
    .filter((one) => one.distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map((one) => one.name);
}

/** How far a name is from what was typed: edits, or a little more where one contains the other; undefined: far. */
function distanceTo(word: string, name: string): number | undefined {
  const wanted = plain(word);
  const candidate = plain(name);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const edits = editDistance(wanted, candidate, limit + 1);
  if (edits <= limit) return edits;
  const shorter = Math.min(wanted.length, candidate.length);
  return shorter > 2 && (candidate.includes(wanted) || wanted.includes(candidate)) ? limit + 0.5 : undefined;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]+/g, "");
}

/** Edits that turn one word into the other (a swap of neighbours is one); counting stops at `most`. */
export function editDistance(a: string, b: string, most: number = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? 0, most);
}
