import type { TextRange } from "../../../source/source-file.ts";
import type { PlacedNode } from "../placed-node.ts";

/** The comments in a part of the text that stand outside of what is copied from it. */
export function commentsIn(
  text: string,
  range: TextRange,
  root: PlacedNode,
  copied: readonly TextRange[],
): string[] {
  if (!text.slice(range.start, range.end).includes("#")) return [];
  const skipped = [...copied, ...scalarsIn(root, range)].sort((a, b) => a.start - b.start);
  const found: string[] = [];
  let next = 0;
  for (let at = range.start; at < range.end; at++) {
    while ((skipped[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next++;
    const inside = skipped[next];
    if (inside !== undefined && inside.start <= at) {
      at = inside.end - 1;
      continue;
    }
    if (text[at] !== "#" || !/\s/.test(text[at - 1] ?? " ")) continue;
    const lineBreak = text.indexOf("\n", at);
    const end = lineBreak === -1 ? text.length : lineBreak;
    found.push(text.slice(at, end).trimEnd());
    at = end;
  }
  return found;
}

function scalarsIn(node: PlacedNode, range: TextRange): TextRange[] {
  if (node.end < range.start || node.start > range.end) return [];
  if (node.entries)
    return [...node.entries.values()].flatMap(({ key, value }) => [key, ...scalarsIn(value, range)]);
  return node.items ? node.items.flatMap((one) => scalarsIn(one, range)) : [node];
}
