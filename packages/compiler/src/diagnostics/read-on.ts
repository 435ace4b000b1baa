import type { SourceFile, TextRange } from "../source/source-file.ts";
import { applyFixes } from "./apply-fixes.ts";
import type { Diagnostic, Fix, TextEdit } from "./diagnostic.ts";

/**
 * What else is wrong with a text that could not be read as it is: its fixes are applied to a copy, and what is found
 * there is brought back to the places of the text. Nothing where no fix is known. `find` looks at the copy.
 */
export function readOn(
  file: SourceFile,
  found: readonly Diagnostic[],
  find: (text: string) => readonly Diagnostic[],
): Diagnostic[] {
  const { text, edits } = applyFixes(file.path, file.text, found);
  if (edits.length === 0) return [];
  const back = new Back(edits);
  const locate = (location: Diagnostic["location"]): Diagnostic["location"] =>
    location.source.path === file.path
      ? { ...location, source: file, ...(location.range && { range: back.range(location.range) }) }
      : location;
  return find(text).map(({ fix, related, location, ...rest }) => {
    const moved = fix && back.fix(fix);
    return {
      ...rest,
      location: locate(location),
      ...(related && { related: related.map((one) => ({ ...one, location: locate(one.location) })) }),
      ...(moved && { fix: moved }),
    };
  });
}

/** From offsets of the copy to those of the text. */
class Back {
  /** What was written, where it stands in the copy and what it stands for in the text; sorted. */
  readonly #written: readonly { readonly copy: TextRange; readonly text: TextRange }[];

  constructor(edits: readonly TextEdit[]) {
    let shift = 0;
    this.#written = edits
      .toSorted((a, b) => a.start - b.start)
      .map(({ start, end, newText }) => {
        const copy = { start: start + shift, end: start + shift + newText.length };
        shift += newText.length - (end - start);
        return { copy, text: { start, end } };
      });
  }

  range({ start, end }: TextRange): TextRange {
    const from = this.#offset(start, "start");
    return { start: from, end: Math.max(from, this.#offset(end, "end")) };
  }

  /** Undefined where it changes what was written for the copy. */
  fix(fix: Fix): Fix | undefined {
    const touches = ({ start, end }: TextRange) =>
      this.#written.some(({ copy }) => start < copy.end && copy.start < end);
    if (fix.edits.some(touches)) return undefined;
    return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, ...this.range(edit) })) };
  }

  #offset(offset: number, side: keyof TextRange): number {
    let shift = 0;
    for (const { copy, text } of this.#written) {
      if (offset < copy.start || (offset === copy.start && side === "end")) break;
      if (offset < copy.end) return text[side];
      shift = text.end - copy.end;
    }
    return offset + shift;
  }
}
