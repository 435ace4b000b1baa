import { add, bytesOf, hexadecimal, lead, type Part, type Writing, writing } from "./writing.ts";

/**
 * The ways in which text holds one of these characters, each of them in each mixture: as it is (UTF-8, and ISO 8859-1
 * where it has the character); percent-encoded, up to three times over, and as `+` in forms; escaped as in JSON,
 * JavaScript, C and shells, with the backslashes doubled up to three times; as an HTML or XML reference; in
 * quoted-printable.
 */
export function addText(root: Writing, characters: readonly string[]): void {
  for (const character of characters) {
    for (const one of plain(character)) add(root, one);
    add(root, ...each(character, (byte) => [percentSigns, hexadecimal(byte, 2)]));
    // Lines may end between the bytes of a character.
    add(root, ...each(character, (byte) => [["", ...softBreaks], "=", hexadecimal(byte, 2)]).slice(1));
    for (const byte of latin1(character)) {
      add(root, percentSigns, hexadecimal(byte, 2));
      add(root, "=", hexadecimal(byte, 2));
    }
    add(root, ...units(character).flatMap((unit): Part[] => ["%u", hexadecimal(unit, 4)]));
    if (character === " ") add(root, ["+", "%2B", "%2b"]);
    if (character === "\n") add(root, "\r\n");
    addReferences(root, character);
  }
  addEscapes(root, characters);
}

/** Ends of lines that quoted-printable puts into a text (RFC 2045 section 6.7). */
export const softBreaks = ["=\r\n", "=\n"];

/** A percent sign, itself percent-encoded up to twice, or escaped in JSON. */
const percentSigns = ["%", "%25", "%2525", "\\u0025"];
const ampersands = ["&", "&amp;", "&amp;amp;", "\\u0026", "\\u0026amp;", "%26", "%26amp%3B", "%26amp%3b"];
const semicolons = ["", ";", "%3B", "%3b"];

/** HTML's named references for what tokens and passwords are made of. */
const named: Readonly<Record<string, readonly string[]>> = {
  "!": ["excl"],
  '"': ["quot", "QUOT"],
  "#": ["num"],
  $: ["dollar"],
  "%": ["percnt"],
  "&": ["amp", "AMP"],
  "'": ["apos"],
  "(": ["lpar"],
  ")": ["rpar"],
  "*": ["ast", "midast"],
  "+": ["plus"],
  ",": ["comma"],
  ".": ["period"],
  "/": ["sol"],
  ":": ["colon"],
  ";": ["semi"],
  "<": ["lt", "LT"],
  "=": ["equals"],
  ">": ["gt", "GT"],
  "?": ["quest"],
  "@": ["commat"],
  "[": ["lsqb", "lbrack"],
  "\\": ["bsol"],
  "]": ["rsqb", "rbrack"],
  "^": ["Hat"],
  _: ["lowbar", "UnderBar"],
  "`": ["grave", "DiacriticalGrave"],
  "{": ["lcub", "lbrace"],
  "|": ["verbar", "vert", "VerticalLine"],
  "}": ["rcub", "rbrace"],
  "\n": ["NewLine"],
  "\t": ["Tab"],
};

/** What follows an ampersand is one graph for all ways to write that. */
function addReferences(root: Writing, character: string): void {
  const code = character.codePointAt(0) ?? 0;
  const reference = writing();
  const names = named[character];
  if (names !== undefined) add(reference, names, semicolons);
  const digits = lead(reference, ["#", "%23"]);
  const zeros = ["", "0", "00", "000", "0000", "00000"];
  add(digits, zeros, String(code), semicolons);
  const short = hexadecimal(code, code.toString(16).length);
  add(digits, ["x", "X"], zeros, short, semicolons);
  for (const node of lead(root, ampersands)) {
    graft(node, reference);
    if (character === "&") node.ends = true;
  }
}

const short: Readonly<Record<string, string>> = {
  "\0": "0",
  "\b": "b",
  "\t": "t",
  "\n": "n",
  "\v": "v",
  "\f": "f",
  "\r": "r",
};

/** What follows a backslash is one graph for all numbers of backslashes. */
function addEscapes(root: Writing, characters: readonly string[]): void {
  const escaped = writing();
  for (const character of characters) {
    const code = character.codePointAt(0) ?? 0;
    const [first = 0, second] = units(character);
    if (second === undefined) add(escaped, "u", hexadecimal(first, 4));
    else add(escaped, "u", hexadecimal(first, 4), ["\\u", "\\\\u"], hexadecimal(second, 4));
    add(escaped, "u{", hexadecimal(code, code.toString(16).length), "}");
    const [byte = 0, ...others] = Buffer.from(character);
    if (others.length === 0) {
      add(escaped, "x", hexadecimal(byte, 2));
      add(escaped, byte.toString(8).padStart(3, "0"));
    }
    for (const one of latin1(character)) add(escaped, "x", hexadecimal(one, 2));
    const letter = short[character];
    if (letter !== undefined) add(escaped, letter);
  }
  // Where one character takes several bytes, each of them is escaped.
  for (const character of characters) {
    if (Buffer.byteLength(character) === 1) continue;
    add(root, ...each(character, (byte) => ["\\x", hexadecimal(byte, 2)]));
    add(root, ...each(character, (byte) => [`\\${byte.toString(8)}`]));
  }
  const runs = [1, 2, 3, 4, 5, 6, 7, 8].map((count) => ["\\".repeat(count)]);
  const encoded = [1, 2, 3, 4].map((count) => Array<Part>(count).fill(["%5C", "%5c"]));
  for (const node of [...runs, ...encoded].flatMap((backslashes) => lead(root, ...backslashes))) {
    graft(node, escaped);
    for (const character of characters) {
      if (character === "\\") node.ends = true;
      else if (!/^[\w\n]$/.test(character)) for (const one of plain(character)) add(node, one);
    }
  }
}

function graft(node: Writing, graph: Writing): void {
  for (const [byte, next] of graph.next) join(node, byte, next);
}

/** Leads on to a graph that others lead to as well: what is there already is not touched, but copied into one. */
function join(node: Writing, byte: number, next: Writing): void {
  const known = node.next.get(byte);
  if (known === undefined) node.next.set(byte, next);
  else if (known !== next) node.next.set(byte, union(known, next));
}

function union(one: Writing, other: Writing): Writing {
  const both = { ...writing(), ends: one.ends || other.ends, leads: one.leads || other.leads };
  for (const [byte, next] of [...one.next, ...other.next]) join(both, byte, next);
  return both;
}

function each(character: string, parts: (byte: number) => readonly Part[]): readonly Part[] {
  return [...Buffer.from(character)].flatMap(parts);
}

function plain(character: string): readonly string[] {
  return [bytesOf(character), ...latin1(character).map((byte) => String.fromCharCode(byte))];
}

/** The one byte of a character that ISO 8859-1 has and ASCII has not. */
function latin1(character: string): readonly number[] {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x80 && code <= 0xff ? [code] : [];
}

function units(character: string): readonly number[] {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
}
