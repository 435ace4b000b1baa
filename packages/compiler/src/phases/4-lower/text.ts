import { withoutUnseen } from "@specwire/contract";

/** Tags of HTML that only shape a text; anything else in angle brackets may be meant, such as `<owner>`. */
const htmlTags =
  /<\/?(?:a|abbr|b|blockquote|br|center|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|kbd|li|ol|p|pre|s|small|span|strong|su[bp]|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]*)?\/?>/gi;

/**
 * Text of a spec or a document as one plain line: nothing that nobody sees (it can hide or reorder what a
 * reader sees), comments of HTML and Markdown, the addresses of links and HTML's tags left out, blanks
 * collapsed, cut at a length. Other markup stays as characters; each output escapes for itself.
 */
export function cleanText(text: string, maxLength: number): string {
  const shown = text
    .slice(0, maxLength * 20)
    .replace(/<!--[\s\S]*?(-->|$)/g, " ")
    .replace(/^[ \t]*\[(comment|\/\/)\]: ?(<>|#)([ \t]*(\([^()\n]*\)|"[^"\n]*"))?[ \t]*$/gim, " ")
    .replace(/!?\[([^[\]]{1,300})\]\([^()\s]{0,500}\)/g, "$1")
    .replace(htmlTags, (tag) => (/^<\/?(?:p|br|li|div|tr|td|h\d|ul|ol)\b/i.test(tag) ? " " : ""))
    .replace(/\s+/gu, " ");
  const plain = withoutUnseen(shown).replace(/ {2,}/g, " ").trim();
  if (plain.length <= maxLength) return plain;
  const cut = plain.slice(0, maxLength - 1);
  const atWord = cut.slice(0, Math.max(cut.lastIndexOf(" "), Math.floor(maxLength * 0.7)));
  return `${atWord.replace(/[\s,;:.\uD800-\uDBFF]+$/u, "")}…`;
}

/** The first sentence, for the one line a command gets in a list. */
export function firstSentence(text: string, maxLength: number): string {
  const clean = cleanText(text, maxLength * 4);
  const sentence = /^.+?[.!?](?=\s|$)/u.exec(clean)?.[0] ?? clean;
  return cleanText(sentence.replace(/[.…]$/u, ""), maxLength);
}
