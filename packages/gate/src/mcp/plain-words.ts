import { withoutUnseen, withVisible } from "@specwire/contract";

/**
 * Words of a document on one line of at most `length` characters, without what nobody sees; cut with `…`. They are
 * put between quotes by whoever shows them, so quotes in them become plain ones. Clients may show them as Markdown:
 * no HTML, link or image is left.
 */
export function plainWords(text: string, length: number): string {
  const line = withoutUnseen(text.replace(/\s+/g, " "))
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

/** JSON that a person can judge: in its texts, what nobody sees stands there as its escape. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, withVisible);
}
