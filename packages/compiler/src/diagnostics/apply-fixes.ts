import type { Diagnostic, Fix, TextEdit } from "./diagnostic.ts";

export interface FixedText {
  readonly text: string;
  /** How many findings were repaired; whoever calls checks the result again. */
  readonly applied: number;
  /** Of the text as it was. */
  readonly edits: readonly TextEdit[];
}

/** The text of one file with its fixes applied. Of two fixes that touch the same place, the first wins. */
export function applyFixes(path: string, text: string, diagnostics: readonly Diagnostic[]): FixedText {
  const chosen: Fix[] = [];
  for (const { fix } of diagnostics) {
    if (fix === undefined || fix.edits.length === 0) continue;
    if (fix.edits.some((edit) => edit.path !== path)) continue;
    if (!chosen.some((other) => overlap(fix, other))) chosen.push(fix);
  }
  const edits = chosen.flatMap((fix) => fix.edits).sort((a, b) => b.start - a.start || b.end - a.end);
  let fixed = text;
  for (const { start, end, newText } of edits) fixed = fixed.slice(0, start) + newText + fixed.slice(end);
  return { text: fixed, applied: chosen.length, edits };
}

function overlap(one: Fix, other: Fix): boolean {
  return one.edits.some((a) =>
    other.edits.some((b) => (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end)),
  );
}
