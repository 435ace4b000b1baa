/** Text in place of what stands from `start` up to `end`; the offsets are those of the text before. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Replaces what does not overlap. Several insertions at one place keep their order. */
export function replaceAll(
  text: string,
  replacements: readonly Replacement[],
): { readonly text: string; readonly origin: (offset: number) => number } {
  const ordered = replacements
    .map((one, index) => ({ ...one, index }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  // Where pieces of the old text begin in both.
  const pieces: { readonly from: number; readonly to: number }[] = [{ from: 0, to: 0 }];
  let [result, at] = ["", 0];
  for (const { start, end, newText } of ordered) {
    if (start < at) throw new Error("two edits of a text overlap");
    result += text.slice(at, start);
    pieces.push({ from: start, to: result.length });
    result += newText;
    at = end;
    pieces.push({ from: end, to: result.length });
  }
  return {
    text: result + text.slice(at),
    origin(offset) {
      const piece = pieces.findLast(({ to }) => to <= offset) ?? { from: 0, to: 0 };
      const next = pieces[pieces.indexOf(piece) + 1]?.from ?? text.length;
      return Math.min(piece.from + offset - piece.to, next);
    },
  };
}
