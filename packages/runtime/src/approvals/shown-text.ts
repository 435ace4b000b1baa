import { createHash } from "node:crypto";

/** Text for a person's eyes, which nothing in it can hide from or pretend to: one line, each character visible. */
export interface ShownText {
  readonly text: string;
  /** Present where `text` is only the beginning. */
  readonly cut?: {
    /** Of the whole text, as JavaScript counts (UTF-16 code units). */
    readonly characters: number;
    /** Of the whole text in UTF-8, hex. */
    readonly sha256: string;
  };
}

/**
 * Controls, format characters (bidirectional ones and tags among them), what has no glyph, private use and unassigned
 * ones, and blanks that look like another one or like nothing.
 */
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
/** Marks that pile up over the lines above, and blanks that push what follows out of sight. */
const piledMarks = /(?<=\p{M}{3})\p{M}+/gu;
const blankRun = /(?<= {8}) +/g;

/** The same text with escapes of JSON, for every character that could deceive whoever reads it. */
export function visible(text: string): string {
  return text.replace(invisible, escaped).replace(piledMarks, escaped).replace(blankRun, escaped);
}

/** JSON text, whole or its beginning; parsed, it gives the value that it was made of. */
export function shownJson(json: string, longest: number): ShownText {
  if (json.length <= longest) return { text: visible(json) };
  const sha256 = createHash("sha256").update(json).digest("hex");
  return { text: visible(beginning(json, longest)), cut: { characters: json.length, sha256 } };
}

/** A plain text between quotation marks, so that its end can't be faked; what is beyond `longest` is `…`. */
export function quoted(text: string, longest: number): string {
  const short = text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
  return visible(JSON.stringify(short));
}

/** The beginning of JSON text, without half an escape or half a surrogate pair at its end. */
export function beginning(json: string, longest: number): string {
  const text = json.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "");
  const end = /\\(?:u[0-9a-f]{0,3})?$/i.exec(text)?.index;
  if (end === undefined) return text;
  let first = end;
  while (text[first - 1] === "\\") first -= 1;
  // After an even number of backslashes, which are escaped ones, it is the beginning of an escape.
  return (end - first) % 2 === 0 ? text.slice(0, end) : text;
}

function escaped(characters: string): string {
  return Array.from(
    { length: characters.length },
    (_, index) => `\\u${characters.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}
