/** What each text may cost a model that reads it, in tokens, however large the API is. */
export const tokenBudgets = {
  /** instructions.md, unless the caller of the compiler says otherwise. */
  instructions: 600,
  /** The tool alone, without a command. */
  top: 400,
  /** The same with `--help`, which adds the flags of every command. */
  topWithFlags: 700,
  /** The list of a group's commands. */
  group: 600,
  /** The help of one command. */
  command: 900,
  /** And of the one in the middle of all of them. */
  usualCommand: 350,
} as const;

/**
 * The pieces into which o200k takes a text apart before it looks for tokens: words with the character in
 * front of them, digits by three, runs of signs, line ends, blanks. No token spans two of them. Ready only where it is
 * needed: the classes of Unicode take a millisecond.
 */
const pieces = (): RegExp =>
  /[^\r\n\p{L}\p{N}]?(?:[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+)(?:'(?:[stmd]|re|ve|ll))?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu;

/** Rare words that happen to come together. */
const margin = 1.07;

/**
 * A careful estimate of a text's tokens (o200k), made to be above the true count: a tokenizer is two megabytes
 * of words that take a quarter of a second to load. Tests hold it against the real one. Of a text that has
 * more than `most`, only that may be said: some number above it.
 */
export function estimateTokens(text: string, most: number = Number.POSITIVE_INFINITY): number {
  if (!/[^\0-\x7f…]/.test(text)) return Math.ceil(plainTokens(text, most / margin) * margin);
  let tokens = 0;
  for (const [piece] of text.matchAll(pieces())) tokens += tokensOfPiece(piece);
  return Math.ceil(tokens * margin);
}

/** Most words are one token; long, shouted and foreign ones are several, and so are runs of signs. */
function tokensOfPiece(piece: string): number {
  const foreign = count(piece, /[^\0-\x7f]/gu);
  if (!/\p{L}/u.test(piece)) return tokensOfSigns(piece.trim().length, foreign);
  const letters = count(piece, /[A-Za-z]/g);
  if (foreign > 0) {
    const ideographs = count(piece, /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu);
    const others = count(piece, /[^\P{L}\0-\x7f]|\p{M}/gu);
    return Math.max(1, letters / 2.5 + 0.35 * ideographs + 0.5 * others);
  }
  return tokensOfWord(letters, count(piece, /[A-Z]/g), piece.charCodeAt(0));
}

function tokensOfSigns(length: number, foreign: number): number {
  return Math.max(1, (length - foreign) * 0.6) + foreign;
}

function tokensOfWord(letters: number, capitals: number, first: number): number {
  if (capitals > 1) return Math.max(1, letters / 2.5);
  const endless = Math.max(0, letters - 16) / 2.5;
  if (first === blank) return 1.02 + 0.06 * Math.max(0, letters - 8) + endless;
  // Words behind another sign than a blank are rarer as one token, and so are those that begin a line.
  if (isLetter(first)) return 1.04 + 0.17 * Math.max(0, letters - 8) + endless;
  return 1.1 + 0.125 * Math.min(letters, 10) + endless;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const blank = 32;
const slash = 47;
const apostrophe = 39;

const small = 1;
const capital = 2;
const digit = 3;
const space = 4;
const lineEnd = 5;
const sign = 6;

let kinds: Uint8Array | undefined;

/** What each character of ASCII is. */
function kindsOfCharacters(): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => {
    if (isLetter(code)) return code > 96 ? small : capital;
    if (code > 47 && code < 58) return digit;
    if (code === 10 || code === 13) return lineEnd;
    return code === blank || (code > 8 && code < 13) ? space : sign;
  });
}

const mostLines = 2000;
let lines: Map<string, number> | undefined;

/** A piece of the line before goes on at what does not match this. */
const lineStart = /(?![\r\n/])[^\S\r\n]*\S/y;

/**
 * The same for a text of ASCII and ellipses, as nearly all are. Help is tried in several lengths which have most
 * of their lines in common, so that each line is taken apart once.
 */
function plainTokens(text: string, most: number): number {
  lines ??= new Map();
  let tokens = 0;
  for (let [start, end] = [0, 0]; start < text.length && tokens <= most; start = end) {
    do {
      end = text.indexOf("\n", end) + 1 || text.length;
      lineStart.lastIndex = end;
    } while (end < text.length && !lineStart.test(text));
    const line = text.slice(start, end);
    const known = lines.get(line) ?? tokensOfPlain(line);
    if (lines.size >= mostLines) lines.clear();
    lines.set(line, known);
    tokens += known;
  }
  return tokens;
}

/** By hand: a regular expression takes longer than all the rest, and Unicode's classes take 20 ms to get ready. */
function tokensOfPlain(text: string): number {
  kinds ??= kindsOfCharacters();
  const known = kinds;
  const { length } = text;
  const kindAt = (at: number): number => (at < length ? (known[text.charCodeAt(at)] ?? sign) : 0);
  let tokens = 0;
  for (let at = 0; at < length; ) {
    const start = at;
    const first = kindAt(at);
    let word = first === small || first === capital ? at : -1;
    const next = word === -1 ? kindAt(at + 1) : 0;
    if ((next === small || next === capital) && first !== digit && first !== lineEnd) word = at + 1;
    if (word !== -1) {
      at = word;
      while (known[text.charCodeAt(at)] === capital) at++;
      const capitals = at - word;
      while (known[text.charCodeAt(at)] === small) at++;
      let letters = at - word;
      if (text.charCodeAt(at) === apostrophe) {
        const [ending = ""] = /^(?:[stmd]|re|ve|ll)/.exec(text.slice(at + 1, at + 3)) ?? [];
        letters += ending.length;
        if (ending !== "") at += 1 + ending.length;
      }
      tokens += tokensOfWord(letters, capitals, text.charCodeAt(start));
    } else if (first === digit) {
      while (at < start + 3 && kindAt(at) === digit) at++;
      tokens += tokensOfSigns(at - start, 0);
    } else if (first === sign || (next === sign && text.charCodeAt(at) === blank)) {
      at++;
      while (kindAt(at) === sign) at++;
      while (kindAt(at) === lineEnd || text.charCodeAt(at) === slash) at++;
      const signs = text.slice(start, at).trim();
      tokens += tokensOfSigns(signs.length, signs.split("…").length - 1);
    } else {
      while (kindAt(at) === space || kindAt(at) === lineEnd) at++;
      const end = at;
      while (at > start && kindAt(at - 1) !== lineEnd) at--;
      // The last blank goes with what stands behind it.
      if (at === start) at = end === length || end - start === 1 ? end : end - 1;
      tokens++;
    }
  }
  return tokens;
}

function isLetter(code: number): boolean {
  return (code > 96 && code < 123) || (code > 64 && code < 91);
}
