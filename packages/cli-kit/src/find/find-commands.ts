import { packedPlaces } from "@specwire/contract";
import type { Table } from "../table.ts";
import { type Entry, namedPlaces, readEntries, type Vocabulary } from "./entries.ts";
import { readMeanings } from "./meanings.ts";
import { namedMembers } from "./named-members.ts";
import { type Question, readQuestion } from "./question.ts";
import { scorer } from "./score.ts";

export interface FoundCommand {
  /** Of its operation. */
  readonly id: string;
  /** Above 0, about 1 at most. */
  readonly score: number;
  /** It is shown only since nothing is better. */
  readonly poor: boolean;
  /** Stems that were asked for and that neither its name nor its summary says as they are: a flag may. */
  readonly unsaid: ReadonlySet<string>;
}

/** A command that answers less of what was asked than this fits by accident. */
const leastScore = 0.08;
/** Where some words are known to nobody, a best one below this may be none. */
const poorScore = 0.22;

/** So many of the best are read for what their members are called; to read all would take too long. */
const mostRead = 16;

/** The commands that the words describe, best first; of those with an id below `scope`, where there is one. */
export function findCommands(table: Table, text: string, scope = ""): FoundCommand[] {
  const index = table.searchIndex();
  const { entries, vocabulary } = readEntries(index, scope);
  const meanings = readMeanings(index.dictionary);
  const question = readQuestion(text, meanings, vocabulary);
  const { scoreOf, isUnasked } = scorer(question, meanings, vocabulary, entries.length);
  const scored = entries
    .map((entry) => ({ entry, score: scoreOf(entry) }))
    .filter((one) => one.score >= leastScore);
  const best = scored.reduce((most, one) => Math.max(most, one.score), 0);
  const unsaid = (entry: Entry) => unsaidOf(entry, question, vocabulary);
  return scored
    .filter((one) => one.score >= best * 0.4)
    .sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1))
    .map(({ entry, score }, index) => ({
      entry,
      score: index < mostRead ? score * namedMembers(table, entry.id, unsaid(entry)) : score,
      last: isUnasked(entry),
    }))
    .sort((a, b) => Number(a.last) - Number(b.last) || b.score - a.score)
    .map(({ entry, score: value }) => ({
      id: entry.id,
      score: value,
      poor: question.unknown > 0 && best < poorScore,
      get unsaid() {
        return unsaid(entry);
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
  return new Set(
    terms.flatMap(({ role, finds }) => {
      const stems = [...finds];
      if (role === "hint" || stems.some(([stem, fit]) => fit >= 1 && isSaid(stem))) return [];
      // Where another word for it is said, only the word itself is one that a flag adds.
      const least = stems.some(([stem]) => isSaid(stem)) ? 1 : 0.8;
      return stems.flatMap(([stem, fit]) => (fit >= least ? [stem] : []));
    }),
  );
}
