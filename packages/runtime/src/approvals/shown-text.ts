import { createHash } from "node:crypto";
import { withVisible } from "@specwire/contract";

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

/** JSON text, whole or its beginning; parsed, it gives the value that it was made of. */
export function shownJson(json: string, longest: number): ShownText {
  if (json.length <= longest) return { text: withVisible(json) };
  const sha256 = createHash("sha256").update(json).digest("hex");
  return { text: withVisible(beginning(json, longest)), cut: { characters: json.length, sha256 } };
}

/** A plain text between quotation marks, so that its end can't be faked; what is beyond `longest` is `…`. */
export function quoted(text: string, longest: number): string {
  const short = text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
  return withVisible(JSON.stringify(short));
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
