import type { Json } from "@specwire/contract";

type SourceReviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** What is nested deeper is a fault or an attack, and whatever walks it would run out of stack. */
const deepest = 2_000;
const quote = 0x22;
const backslash = 0x5c;

/**
 * JSON of an answer; undefined where it is none, or nested too deep to be one. Whole numbers that JavaScript
 * would round (64-bit ids), and numbers beyond all that it has, become strings of their digits, so that they can be used
 * again.
 */
export function parseAnswer(text: string): Json | undefined {
  const exact: SourceReviver = (_, value, context) =>
    typeof value === "number" &&
    Math.abs(value) > Number.MAX_SAFE_INTEGER &&
    (!Number.isFinite(value) || /^-?\d+(\.\d+)?$/.test(context?.source ?? ""))
      ? (context?.source ?? value)
      : value;
  try {
    const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
    if (isTooDeep(plain)) return undefined;
    // Reading with a reviver is slow, and such numbers are rare.
    return JSON.parse(
      plain,
      /\d{16}|\de\+?\d{3}/i.test(plain) ? (exact as (key: string, value: unknown) => unknown) : undefined,
    ) as Json;
  } catch {
    return undefined;
  }
}

/** Brackets that are open at once; those in strings don't count. */
function isTooDeep(json: string): boolean {
  if (!hasMany(json)) return false;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === quote) inText = !inText;
    else if (inText) at += code === backslash ? 1 : 0;
    // `[` and `{` differ in the bit of 0x20 alone, as do `]` and `}`.
    else if ((code | 0x20) === 0x7b) depth++;
    else if ((code | 0x20) === 0x7d) depth--;
    if (depth > deepest) return true;
  }
  return false;
}

/** Whether there are so many brackets at all, in strings or out of them: found faster than each character is looked at. */
function hasMany(json: string): boolean {
  let found = 0;
  for (const bracket of ["{", "["])
    for (let at = json.indexOf(bracket); at !== -1; at = json.indexOf(bracket, at + 1))
      if (++found > deepest) return true;
  return false;
}

/** Indented for a terminal, where control characters and turned text are shown as escapes; else compact. */
export function printedJson(value: Json, terminal: boolean): string {
  if (!terminal) return `${JSON.stringify(value)}\n`;
  return `${escaped(JSON.stringify(value, null, 2))}\n`;
}

/** On one line, wherever it goes. */
export function compactJson(value: Json, terminal: boolean): string {
  const text = JSON.stringify(value);
  return `${terminal ? escaped(text) : text}\n`;
}

function escaped(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
