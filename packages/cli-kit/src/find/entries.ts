import { decodeSearchIndex, type IndexedCommand, packedPlaces, type SearchIndex } from "@specwire/contract";

/** The words of one command, by their numbers in the vocabulary. Small: there may be thousands. */
export interface Entry extends Omit<IndexedCommand, "outer" | "last" | "others"> {
  /** Each word's number times `packedPlaces`, plus its place in `placeWeights`. */
  readonly words: readonly number[];
  /** The id's words but for its verb: what the command is about, outermost first. */
  readonly nouns: readonly number[];
  /** How the id says what is done. */
  readonly verb: number;
}

/** How much a word counts by its place: in the id, summary, path, a required parameter or the body, elsewhere. */
export const placeWeights: readonly number[] = [1, 0.9, 0.7, 0.5, 0.37];
/** Places below this one are read by people. */
export const namedPlaces = 2;

/** The stems of the commands that are searched. */
export interface Vocabulary {
  /** By number; empty where none of the commands has it. */
  readonly stems: readonly string[];
  /** By number: how many commands have it in their name or summary. */
  readonly counts: readonly number[];
  numberOf(stem: string): number | undefined;
}

/** Ids are built with them; they say nothing. */
const glue = /^(?:for|by|in|with|from|of|to|and|or|on|at|an?|the|as|all|id)$/;

/** The commands whose id is `scope` or below it, all where it is empty, and the words that they have. */
export function readEntries(
  index: SearchIndex,
  scope: string,
): { readonly entries: readonly Entry[]; readonly vocabulary: Vocabulary } {
  const stems = index.stems.split(" ");
  const glued = stems.map((stem) => glue.test(stem));
  const counts = stems.map(() => 0);
  const seen = new Uint8Array(stems.length);
  const entries: Entry[] = [];
  for (const { id, access, destructive, deprecated, isList, outer, last, others } of decodeSearchIndex(
    index,
  )) {
    if (scope !== "" && id !== scope && !id.startsWith(`${scope}.`)) continue;
    const words: number[] = [];
    for (const number of last.concat(outer)) {
      const packed = number * packedPlaces;
      if (!words.includes(packed)) words.push(packed);
    }
    for (const packed of others) words.push(packed);
    for (const packed of words) {
      const place = packed % packedPlaces;
      const number = (packed - place) / packedPlaces;
      seen[number] = 1;
      if (place < namedPlaces) counts[number] = (counts[number] ?? 0) + 1;
    }
    const nouns = outer.concat(last.slice(1)).filter((one) => !glued[one]);
    entries.push({
      id,
      access,
      destructive,
      ...(deprecated && { deprecated }),
      isList,
      words,
      nouns,
      verb: last[0] ?? -1,
    });
  }
  const numbers = new Map<string, number>();
  for (let number = 0; number < stems.length; number++) {
    if (seen[number]) numbers.set(stems[number] ?? "", number);
    else stems[number] = "";
  }
  return { entries, vocabulary: { stems, counts, numberOf: (stem) => numbers.get(stem) } };
}
