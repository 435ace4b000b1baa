/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same data with the keys of every object in another order; lists keep theirs. */
export function shuffleKeys(data: unknown, random: () => number): unknown {
  if (Array.isArray(data)) return data.map((one) => shuffleKeys(one, random));
  if (typeof data !== "object" || data === null) return data;
  const entries = Object.entries(data);
  for (let last = entries.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [entries[last], entries[other]];
    if (a && b) [entries[last], entries[other]] = [b, a];
  }
  return Object.fromEntries(entries.map(([key, value]) => [key, shuffleKeys(value, random)]));
}
