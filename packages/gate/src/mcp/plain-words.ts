/** What nobody sees and a model reads: controls, format and tag characters, private use, halves of pairs, line ends. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Whether a text has nothing in it that nobody sees. */
export function isPlain(text: string): boolean {
  return text.search(unseen) === -1;
}

/**
 * Words of a document on one line of at most `length` characters, without what nobody sees; cut with `…`. They are
 * put between quotes by whoever shows them, so quotes in them become plain ones. Clients may show them as Markdown:
 * no HTML, link or image is left.
 */
export function plainWords(text: string, length: number): string {
  const line = text
    .replace(/\s+/g, " ")
    .replace(unseen, "")
    .replaceAll('"', "'")
    .replaceAll("<", "‹")
    .replaceAll(">", "›")
    .replaceAll("](", "] (")
    .trim();
  const characters = [...line];
  if (characters.length <= length) return line;
  return `${characters
    .slice(0, length - 1)
    .join("")
    .trimEnd()}…`;
}

/** JSON that a person can judge: what nobody sees stands there as its escape. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[^\n\x20-\x7e]/gu, (character) =>
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(character) ? escaped(character) : character,
  );
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");
}
