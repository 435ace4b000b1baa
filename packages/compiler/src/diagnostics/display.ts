// Control, format, private-use and unassigned characters, lone surrogates and line separators: what a
// terminal would act on and what a reader would not see.
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const everyUnseen = new RegExp(unseen.source, "gu");

/** The text with every character that cannot be seen written as `\u{…}`. */
export function visible(text: string): string {
  return text.replaceAll(everyUnseen, escapeCharacter);
}

/** `\t`, `\n`, or `\u{202e}`. */
export function escapeCharacter(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A value as a message shows it: in quotes, in one line, not too long. */
export function quote(text: string, longest = 60): string {
  const shown = visible(text).replaceAll('"', '\\"');
  return shown.length > longest ? `"${shown.slice(0, longest - 1)}…"` : `"${shown}"`;
}

/** Any JSON value as a message shows it. */
export function show(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : String(value);
}
