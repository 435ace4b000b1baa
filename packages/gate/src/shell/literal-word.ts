import type { Word } from "unbash";

/** Unquoted characters that mean themselves in every shell; zsh takes a leading `=` for a program's path. */
const plain = /^(?!=)[\w%+:,./@=-]+$/;

/** What a word is when the shell has nothing to do for it but take quotes away; undefined for any other word. */
export function literalWord(word: Word): string | undefined {
  const isLiteral = word.parts === undefined ? plain.test(word.text) : word.parts.every(isLiteralPart);
  // A terminal shows these as something else, and some shells read a carriage return as an end of line.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  const isVisible = !/[\u0000-\u0008\u000B-\u001F\u007F]/.test(word.value);
  return isLiteral && isVisible && !word.text.startsWith("=") ? word.value : undefined;
}

type Part = NonNullable<Word["parts"]>[number];

function isLiteralPart(part: Part): boolean {
  switch (part.type) {
    case "Literal":
      return plain.test(part.text) || part.text === "=";
    case "SingleQuoted":
      return true;
    case "DoubleQuoted":
      // An interactive shell expands `!` even in double quotes.
      return part.parts.every((one) => one.type === "Literal" && !/[`!]/.test(one.text));
    default:
      return false;
  }
}
