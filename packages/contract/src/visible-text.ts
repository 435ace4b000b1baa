/**
 * What nobody sees and a model reads, or what reorders what a person sees: controls, format characters (bidirectional
 * ones and tags among them), line and paragraph separators, halves of pairs, private use, unassigned characters, all
 * that fonts leave out (variation selectors, fillers), and the letters whose glyph is empty.
 * The Unicode Standard, section 5.21. Each is a function, since reading classes of Unicode takes a millisecond.
 */
const unseen = (): RegExp =>
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{16fe4}\u{1d159}]/gu;

/** Blanks that look like another one or like nothing. */
const otherBlank = (): RegExp => /(?! )\p{Zs}/gu;

/** Marks that pile up over the lines above, and blanks that push what follows out of sight. */
const piledMarks = (): RegExp => /(?<=\p{M}{3})\p{M}+/gu;
const blankRun = /(?<= {8}) +/g;

/** Whether a text has nothing in it that nobody sees; blanks of all kinds are seen. */
export function isSeen(text: string): boolean {
  // Hardly a text has other characters, and the classes of Unicode take a millisecond to get ready.
  return !/[^ -~]/.test(text) || text.search(unseen()) === -1;
}

/** The text without what nobody sees; line ends are among it. */
export function withoutUnseen(text: string): string {
  return text.replace(unseen(), "");
}

/** The same text with escapes of JSON, for every character that could deceive whoever reads it. */
export function withVisible(text: string): string {
  return text
    .replace(unseen(), escaped)
    .replace(otherBlank(), escaped)
    .replace(piledMarks(), escaped)
    .replace(blankRun, escaped);
}

function escaped(characters: string): string {
  return Array.from(
    { length: characters.length },
    (_, index) => `\\u${characters.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}
