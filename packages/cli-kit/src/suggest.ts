/** The names nearest to what was typed, best first; none where nothing is near. */
export function nearest(word: string, names: Iterable<string>, most = 3): string[] {
  const wanted = plain(word);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const scored: [distance: number, name: string][] = [];
  for (const name of new Set(names)) {
    const candidate = plain(name);
    const contains = wanted.length > 2 && (candidate.includes(wanted) || wanted.includes(candidate));
    const distance = editDistance(wanted, candidate, limit + 1);
    if (distance <= limit) scored.push([distance, name]);
    else if (contains && candidate.length > 2) scored.push([limit + 0.5, name]);
  }
  return scored
    .sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1))
    .slice(0, most)
    .map(([, name]) => name);
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
