import type { Output } from "./world.ts";

const codes = { bold: "1", quiet: "2", good: "32", bad: "1;31", careful: "1;33" } as const;

/** Colours words where the output has colours. Nothing is said by colour alone. */
export function tone(output: Output, kind: keyof typeof codes, words: string): string {
  return output.color ? `\u001b[${codes[kind]}m${words}\u001b[0m` : words;
}

/** `1 error`, `2 errors` */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** `a, b and 3 more` */
export function some(names: readonly string[], most = 3): string {
  if (names.length <= most) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
