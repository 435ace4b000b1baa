import type { SourceFile, TextRange } from "../../source/source-file.ts";
import { visible } from "../display.ts";

const widest = 100;
const lead = 40;

export interface CodeFrame {
  /** `13 |   authStyle: heder` */
  readonly line: string;
  /** As wide as what stands before the place. */
  readonly before: string;
  readonly carets: string;
}

/** The line in which a range starts, cut around it where it is long. */
export function codeFrame(source: SourceFile, range: TextRange): CodeFrame {
  const { line } = source.positionAt(range.start);
  const bounds = source.lineRange(line);
  const start = Math.min(range.start, bounds.end);
  const end = Math.max(start, Math.min(range.end, bounds.end));
  const from = bounds.end - bounds.start <= widest ? bounds.start : Math.max(bounds.start, start - lead);
  const to = Math.min(bounds.end, from + widest);
  const part = (begin: number, stop: number) => printable(source.text.slice(begin, Math.max(begin, stop)));
  const head = `${from > bounds.start ? "…" : ""}${part(from, start)}`;
  const marked = part(start, Math.min(end, to));
  const tail = `${part(Math.min(end, to), to)}${to < bounds.end ? "…" : ""}`;
  const gutter = `${line} | `;
  return {
    line: `${gutter}${head}${marked}${tail}`.trimEnd(),
    before: `${" ".repeat(gutter.length - 2)}| ${" ".repeat(width(head))}`,
    carets: "^".repeat(Math.max(1, width(marked))),
  };
}

// A tab would move what comes after it by an amount that only the terminal knows.
function printable(text: string): string {
  return visible(text.replaceAll("\t", " "));
}

// East Asian wide characters and most pictures take two columns of a terminal; marks take none.
function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return columns;
}
