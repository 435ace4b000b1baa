/** What nobody sees and a model reads: controls, format and tag characters, private use, halves of pairs, line ends. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Words of a document on one line of at most `length` characters, without what nobody sees; cut with `…`. They are
 * put between quotes by whoever shows them, so quotes in them become plain ones.
 */
export function plainWords(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").replace(unseen, "").replaceAll('"', "'").trim();
  const characters = [...line];
  return characters.length <= length
    ? line
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}

/** JSON that a person can judge: what nobody sees stands there as its escape. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[^\n\x20-\x7e]/gu, (character) =>
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\p{M}/u.test(character)
      ? escaped(character)
      : character,
  );
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");
}
