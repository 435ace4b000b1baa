import { packedPlaces } from "@specwire/contract";
import type { Table } from "../table.ts";
import { type Entry, namedPlaces, readEntries, type Vocabulary } from "./entries.ts";
import { readMeanings } from "./meanings.ts";
import { type Question, readQuestion } from "./question.ts";
import { scorer } from "./score.ts";

export interface FoundCommand {
  /** Of its operation. */
  readonly id: string;
  /** Above 0, about 1 at most. */
  readonly score: number;
  /** It is shown only since nothing is better. */
  readonly poor: boolean;
  /** Stems that were asked for and that neither its name nor its summary says: a flag may. */
  readonly unsaid: ReadonlySet<string>;
}

/** A command that answers less of what was asked than this fits by accident. */
const leastScore = 0.08;
/** Where some words are known to nobody, a best one below this may be none. */
const poorScore = 0.22;

/** The commands that the words describe, best first; of those with an id below `scope`, where there is one. */
export function findCommands(table: Table, text: string, scope = ""): FoundCommand[] {
  const index = table.searchIndex();
  const { entries, vocabulary } = readEntries(index, scope);
  const meanings = readMeanings(index.dictionary);
  const question = readQuestion(text, meanings, vocabulary);
  const score = scorer(question, meanings, vocabulary, entries.length);
  const scored = entries
    .map((entry) => ({ entry, score: score(entry) }))
    .filter((one) => one.score >= leastScore);
  const best = scored.reduce((most, one) => Math.max(most, one.score), 0);
  return scored
    .filter((one) => one.score >= best * 0.4)
    .sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1))
    .map(({ entry, score: value }) => ({
      id: entry.id,
      score: value,
      poor: question.unknown > 0 && best < poorScore,
      get unsaid() {
        return unsaidOf(entry, question, vocabulary);
      },
    }));
}

function unsaidOf(entry: Entry, { terms }: Question, vocabulary: Vocabulary): ReadonlySet<string> {
  const said = new Set(
    entry.words
      .filter((one) => one % packedPlaces < namedPlaces)
      .map((one) => Math.floor(one / packedPlaces)),
  );
  const isSaid = (stem: string) => said.has(vocabulary.numberOf(stem) ?? -1);
  const open = terms.filter(({ role, finds }) => role !== "hint" && ![...finds.keys()].some(isSaid));
  return new Set(
    open.flatMap(({ finds }) => [...finds].flatMap(([stem, fit]) => (fit >= 0.8 ? [stem] : []))),
  );
}
