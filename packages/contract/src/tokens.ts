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
 * front of them, digits by three, runs of signs, line ends, blanks. No token spans two of them.
 */
const pieces =
  /[^\r\n\p{L}\p{N}]?(?:[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+)(?:'(?:[stmd]|re|ve|ll))?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu;

/** The same for a text of ASCII and ellipses, as nearly all are: Unicode's classes take 20 ms to get ready. */
const plainPieces =
  /[^\r\nA-Za-z0-9]?(?:[A-Z]*[a-z]+|[A-Z]+)(?:'(?:[stmd]|re|ve|ll))?|[0-9]{1,3}| ?[^\sA-Za-z0-9]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+/g;

/** Rare words that happen to come together. */
const margin = 1.07;

/**
 * A careful estimate of a text's tokens (o200k), made to be above the true count: a tokenizer is two megabytes
 * of words that take a quarter of a second to load. Tests hold it against the real one.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  const isPlain = !/[^\0-\x7f…]/.test(text);
  for (const [piece] of text.matchAll(isPlain ? plainPieces : pieces))
    tokens += tokensOfPiece(piece, isPlain);
  return Math.ceil(tokens * margin);
}

/** Most words are one token; long, shouted and foreign ones are several, and so are runs of signs. */
function tokensOfPiece(piece: string, isPlain: boolean): number {
  const foreign = isPlain ? count(piece, /…/g) : count(piece, /[^\0-\x7f]/gu);
  if (!(isPlain ? /[A-Za-z]/ : /\p{L}/u).test(piece))
    return Math.max(1, (piece.trim().length - foreign) * 0.6) + foreign;
  const letters = count(piece, /[A-Za-z]/g);
  if (foreign > 0 && !isPlain) {
    const ideographs = count(piece, /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu);
    const others = count(piece, /[^\P{L}\0-\x7f]|\p{M}/gu);
    return Math.max(1, letters / 2.5 + 0.35 * ideographs + 0.5 * others);
  }
  const endless = Math.max(0, letters - 16) / 2.5;
  if (count(piece, /[A-Z]/g) > 1) return Math.max(1, letters / 2.5);
  if (piece.startsWith(" ")) return 1.02 + 0.06 * Math.max(0, letters - 8) + endless;
  // Words behind another sign than a blank are rarer as one token, and so are those that begin a line.
  if (/^[A-Za-z]/.test(piece)) return 1.04 + 0.17 * Math.max(0, letters - 8) + endless;
  return 1.1 + 0.125 * Math.min(letters, 10) + endless;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
