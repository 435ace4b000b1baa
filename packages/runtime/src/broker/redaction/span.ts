/** Bytes of a text that have to go, by their places in all of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** By byte: what belongs to it where it stands before it. */
  readonly before?: Uint8Array | undefined;
  /** Else it is the first half of a secret, and what follows may be more of it. */
  readonly isWhole: boolean;
  /** Its mark has been let through, and some of it has been left out. */
  readonly isMarked: boolean;
}

/** Bytes that end what may be the rest of a cut secret: white space, and what stands around a value. */
const ends: ReadonlySet<number> = new Set(Buffer.from("\t\n\v\f\r \"'`<>,()[]{}|"));

/** In their order, those that overlap as one; `bytes` are those of the text from `from` on. */
export function joinedSpans(spans: readonly Span[], bytes: Uint8Array, from: number): readonly Span[] {
  const sorted = spans
    .map((span) => ({ ...span, start: Math.max(from, firstOf(span, bytes, from)) }))
    .sort(
      (a, b) =>
        a.start - b.start || Number(b.isMarked) - Number(a.isMarked) || Number(b.isWhole) - Number(a.isWhole),
    );
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    // The first half of what was found in whole.
    if (last !== undefined && span.end <= last.end) continue;
    const end = span.isWhole ? span.end : endOfCut(span, bytes, from);
    if (last !== undefined && span.start < last.end) joined[joined.length - 1] = { ...last, end };
    else joined.push({ ...span, end });
  }
  return joined;
}

/** Where it begins, with the digit of base64 that it shares with what stands before it. */
export function firstOf({ start, before }: Span, bytes: Uint8Array, from: number): number {
  return before?.[bytes[start - 1 - from] ?? 0] ? start - 1 : start;
}

/**
 * How much more of a secret is there is not looked at: who knows one half would learn the other one character by
 * character. What goes is what looks like the rest of a value.
 */
function endOfCut({ start, end }: Span, bytes: Uint8Array, from: number): number {
  const own = new Set(bytes.subarray(start - from, end - from));
  const most = Math.min(end + 3 * (end - start), from + bytes.length);
  let at = end;
  while (at < most) {
    const byte = bytes[at - from] as number;
    if (ends.has(byte) && !own.has(byte)) break;
    at += 1;
  }
  return at;
}
