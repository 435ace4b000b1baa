import fc from "fast-check";
import { between, pick, type Random } from "./random.ts";
import type { FlatSchema } from "./schema.ts";

/** What a place in the request can carry unambiguously. */
export type Alphabet = "any" | "header" | "plain";

const words: Readonly<Record<Alphabet, readonly string[]>> = {
  any: [
    "spring tide",
    "Grüße",
    "a&b=c",
    "50% off",
    "q?x#y",
    "tide/ebb",
    "日本",
    'it\'s "so"',
    "1+1",
    "α;β",
    "plain",
  ],
  header: ["spring tide", "a&b=c", "50% off", "x;y", "1+1", "plain"],
  plain: ["spring", "tide-2", "ebb_flow", "plain", "x.y"],
};

const formats: Readonly<Record<string, (random: Random) => string>> = {
  date: (random) => `2026-0${between(random, 1, 9)}-1${between(random, 0, 9)}`,
  "date-time": (random) =>
    `2026-0${between(random, 1, 9)}-1${between(random, 0, 9)}T12:30:0${between(random, 0, 9)}Z`,
  time: () => "12:30:00Z",
  duration: () => "P1DT2H",
  email: (random) => `someone${between(random, 1, 99)}@example.com`,
  "idn-email": () => "someone@example.com",
  hostname: () => "host.example.com",
  "idn-hostname": () => "host.example.com",
  ipv4: () => "192.0.2.7",
  ipv6: () => "2001:db8::7",
  uri: (random) => `https://example.com/a/${between(random, 1, 99)}?b=c`,
  url: (random) => `https://example.com/a/${between(random, 1, 99)}`,
  "uri-reference": () => "/a/b",
  iri: () => "https://example.com/a",
  "uri-template": () => "/a/{b}",
  uuid: (random) => `3fa85f64-5717-4562-b3fc-2c963f66af${between(random, 10, 99)}`,
  byte: () => "c3ByaW5n",
  base64: () => "c3ByaW5n",
  regex: () => "^a+$",
  "json-pointer": () => "/a/b",
  "relative-json-pointer": () => "1/a",
};

/** Text that a string schema accepts. */
export function makeText(schema: FlatSchema, random: Random, alphabet: Alphabet): string {
  const least = typeof schema.minLength === "number" ? schema.minLength : 0;
  const most = typeof schema.maxLength === "number" ? schema.maxLength : Number.POSITIVE_INFINITY;
  const format = typeof schema.format === "string" ? formats[schema.format.toLowerCase()] : undefined;
  const formatted = format?.(random);
  const { pattern } = schema;
  if (formatted !== undefined && formatted.length >= least && formatted.length <= most) {
    if (typeof pattern !== "string" || matches(pattern, formatted)) return formatted;
  }
  if (typeof pattern === "string") {
    const matching = makeMatching(pattern, random, least, most);
    if (matching !== undefined) return matching;
  }
  let text = pick(random, words[alphabet]);
  // `minLength` counts code points; padding with ASCII keeps both counts apart from surrogates.
  if (text.length < least) text = text.padEnd(least, "x");
  if (text.length > most) text = "abcdefghij".repeat(Math.ceil(most / 10)).slice(0, most);
  return text;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}

function makeMatching(pattern: string, random: Random, least: number, most: number): string | undefined {
  for (const flags of ["u", ""]) {
    try {
      const expression = new RegExp(pattern, flags);
      const seed = Math.floor(random() * 2 ** 31);
      const found = fc
        .sample(fc.stringMatching(expression, { size: "small" }), { seed, numRuns: 10 })
        .map((text) => text.trim())
        .filter((text) => text.length >= Math.max(1, least) && text.length <= most && expression.test(text));
      const printable = found.filter((text) => /^[\x20-\x7e]+$/.test(text));
      const one = printable[0] ?? found[0];
      if (one !== undefined) return one;
    } catch {
      // Not a regular expression of this dialect, or one that the generator can't follow.
    }
  }
  return simplest(pattern, least, most);
}

/** For patterns that the generator can't follow (look-ahead): the first of some plain texts that matches. */
function simplest(pattern: string, least: number, most: number): string | undefined {
  return [
    "a",
    "A",
    "1",
    "abc",
    "ABC",
    "123",
    "a1",
    "A1",
    "a-b",
    "x.y",
    "AB-123",
    "tide",
    "tide_1",
    "2026-01-01",
    "/a",
  ]
    .map((text) => text.padEnd(least, text))
    .find((text) => text.length <= most && matches(pattern, text));
}
