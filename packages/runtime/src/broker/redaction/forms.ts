import { addText, softBreaks } from "./text-writings.ts";
import { add, bytesOf, hexadecimal, lead, type Writing, writing } from "./writing.ts";

/** A piece of a secret: a character, a byte, a digit of base64. */
export interface Piece {
  readonly writing: Writing;
  /** The same where other pieces stand before it: a line may end in between. */
  readonly further: Writing;
}

/** One way to write a secret: its pieces, one after the other. */
export interface Form {
  readonly pieces: readonly Piece[];
  /** So many of the pieces, from the first one on, are the secret; those behind them belong to it where they are there. */
  readonly needed: number;
  /** So many of them are its first half, which is looked for as well; undefined: it is not. */
  readonly half: number | undefined;
  /** By byte: what belongs to the match where it stands before it, as it has bits of the secret. */
  readonly before?: Uint8Array;
}

/**
 * What an error message shows of a token is often cut, so that the first half is taken for all of it, in each form at
 * the same place. Whoever can put guesses into a text learns each length that is looked for by itself: there are these
 * two, and of shorter secrets one, so that it takes sixteen characters at once, or the secret.
 */
const shortestCut = 32;

/** Every form of a secret that is searched for. */
export function formsOf(secret: string): readonly Form[] {
  const text = secret.toWellFormed();
  const characters = [...text];
  const isCut = characters.length >= shortestCut;
  const head = isCut ? characters.slice(0, Math.ceil(characters.length / 2)) : undefined;
  const half = head?.join("");
  const wide = bytesOf(text, "utf16le");
  const wideHalf = half === undefined ? undefined : bytesOf(half, "utf16le").length;
  const sequences = [
    { bytes: bytesOf(text), half: half === undefined ? undefined : bytesOf(half).length },
    ...inLatin1(text).map((bytes) => ({ bytes, half: half?.length })),
  ];
  return [
    whole(characters.map(textPiece), head?.length),
    ...sequences.flatMap((one) => [
      whole(
        [...one.bytes].map((byte) => hexPiece(byte.charCodeAt(0))),
        one.half,
      ),
      whole(
        [...one.bytes].map((byte) => decimalPiece(byte.charCodeAt(0))),
        one.half,
      ),
      ...base64Forms(one.bytes, one.half),
    ]),
    whole([...wide].map(rawPiece), wideHalf),
    whole([...swapped(wide)].map(rawPiece), wideHalf),
    ...base64Forms(wide, wideHalf),
    ...[false, true].map((isBigEndian) =>
      whole([...inUtf32(characters, isBigEndian)].map(rawPiece), head && 4 * head.length),
    ),
  ];
}

function whole(pieces: readonly Piece[], half: number | undefined): Form {
  return { pieces, needed: pieces.length, half };
}

function inLatin1(text: string): readonly string[] {
  return /^[\0-\xFF]*[\x80-\xFF][\0-\xFF]*$/.test(text) ? [text] : [];
}

function inUtf32(characters: readonly string[], isBigEndian: boolean): string {
  const bytes = Buffer.alloc(4 * characters.length);
  characters.forEach((character, at) => {
    const code = character.codePointAt(0) ?? 0;
    if (isBigEndian) bytes.writeUInt32BE(code, 4 * at);
    else bytes.writeUInt32LE(code, 4 * at);
  });
  return bytes.toString("latin1");
}

function swapped(wide: string): string {
  return Buffer.from(wide, "latin1").swap16().toString("latin1");
}

/** The pieces of usual characters, which all secrets share. */
const known = new Map<string, Piece>();

function piece(key: string, between: readonly string[], fill: (root: Writing) => void): Piece {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = new LazyPiece(between, fill);
  if (/^[\0-\xFF]*$/.test(key)) known.set(key, made);
  return made;
}

/** Most pieces of a secret are never reached by a text. */
class LazyPiece implements Piece {
  readonly #between: readonly string[];
  readonly #fill: (root: Writing) => void;
  #writing: Writing | undefined;
  #further: Writing | undefined;

  constructor(between: readonly string[], fill: (root: Writing) => void) {
    this.#between = between;
    this.#fill = fill;
  }

  get writing(): Writing {
    this.#writing ??= this.#made([]);
    return this.#writing;
  }

  get further(): Writing {
    this.#further ??= this.#made(this.#between);
    return this.#further;
  }

  #made(between: readonly string[]): Writing {
    const root = writing();
    this.#fill(root);
    for (const node of lead(root, between)) node.leads = true;
    return root;
  }
}

const lineEnds = ["\r\n", "\n", "\r\n ", "\n ", "\r\n\t", "\\n", "\\r\\n", "%0A", "%0a", "%0D%0A", "%0d%0a"];

function textPiece(character: string): Piece {
  return piece(`text ${character}`, softBreaks, (root) => addText(root, [character]));
}

function rawPiece(byte: string): Piece {
  return piece(`raw ${byte.charCodeAt(0)}`, [], (root) => add(root, byte));
}

const betweenBytes = [" ", ":", "-", "_", ",", ", ", "\n", "\r\n", " 0x", ", 0x", ",0x", "\\n"];

function hexPiece(byte: number): Piece {
  return piece(`hex ${byte}`, betweenBytes, (root) => add(root, hexadecimal(byte, 2)));
}

const indents = Array.from({ length: 17 }, (_, width) => " ".repeat(width));

/** Bytes as a list of numbers, as JSON has a buffer. */
function decimalPiece(byte: number): Piece {
  return {
    get writing() {
      return piece(`decimal ${byte}`, [], (root) => add(root, String(byte))).writing;
    },
    get further() {
      return piece("decimal comma", [",", ", ", " ", ...indents.map((indent) => `,\n${indent}`)], () => {})
        .further;
    },
  };
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Base64 and base64url (RFC 4648), alone and anywhere in longer ones: where the secret begins in a group of three
 * bytes decides which digits are its own. Digits that it shares with its neighbours are part of the match.
 */
function base64Forms(bytes: string, half: number | undefined): readonly Form[] {
  return [0, 1, 2].map((offset) => {
    const bits = [..."\0".repeat(offset), ...bytes]
      .map((byte) => byte.charCodeAt(0).toString(2).padStart(8, "0"))
      .join("");
    const digits = bits.match(/.{1,6}/g) ?? [];
    const foreign = Math.ceil((offset * 8) / 6);
    const own = digits.slice(foreign);
    const last = own.at(-1) ?? "";
    const full = last.length === 6 ? own : own.slice(0, -1);
    const pieces = full.map((digit) => base64Piece([Number.parseInt(digit, 2)]));
    const rest = last.length === 6 ? [] : [base64Piece(startingWith(last)), paddingPiece(), paddingPiece()];
    const shared = offset === 0 ? undefined : endingWith(digits[offset]?.slice(offset === 1 ? 2 : 4) ?? "");
    return {
      pieces: [...pieces, ...rest],
      needed: pieces.length,
      half: half === undefined ? undefined : Math.floor(((offset + half) * 8) / 6) - foreign,
      ...(shared && { before: shared }),
    };
  });
}

function base64Piece(values: readonly number[]): Piece {
  return piece(`base64 ${values}`, [...softBreaks, ...lineEnds], (root) =>
    addText(root, values.flatMap(digitsOf)),
  );
}

function paddingPiece(): Piece {
  return piece("base64 padding", [...softBreaks, ...lineEnds], (root) => addText(root, ["="]));
}

function digitsOf(value: number): readonly string[] {
  const digit = alphabet[value] ?? "";
  return value < 62 ? [digit] : [digit, value === 62 ? "-" : "_"];
}

function startingWith(bits: string): readonly number[] {
  return allValues.filter((value) => sixBits(value).startsWith(bits));
}

function endingWith(bits: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const value of allValues.filter((one) => sixBits(one).endsWith(bits)))
    for (const digit of digitsOf(value)) table[digit.charCodeAt(0)] = 1;
  return table;
}

const allValues = Array.from({ length: 64 }, (_, value) => value);

function sixBits(value: number): string {
  return value.toString(2).padStart(6, "0");
}
