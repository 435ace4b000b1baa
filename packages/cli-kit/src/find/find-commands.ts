import { packedPlaces } from "@specwire/contract";
import type { Table } from "../table.ts";
import { type Entry, namedPlaces, readEntries, type Vocabulary } from "./entries.ts";
import { readMeanings } from "./meanings.ts";
import { namedMembers } from "./named-members.ts";
import { type Question, readQuestion, reads, type Term } from "./question.ts";
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
  /** What was asked for was denied: "not private". */
  readonly denied: boolean;
  /** Read only where a name was mistaken. */
  readonly match: Match;
}

/** How much of what was asked a command's name is, and what else it is. */
export interface Match {
  /** It does what was asked; `noun`: it is called by its noun, as `comments create` for "comment". */
  readonly does: boolean;
  readonly noun: boolean;
  /** Nouns of its id that nobody asked for. */
  readonly extra: number;
  /** Things that were asked for and that neither its name nor its summary says, and words that nobody knows. */
  readonly missing: number;
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
  const { scoreOf, does, isNoun } = scorer(question, meanings, vocabulary, entries.length);
  const scored = entries
    .map((entry) => ({ entry, score: scoreOf(entry) }))
    .filter((one) => one.score >= leastScore);
  const best = scored.reduce((most, one) => Math.max(most, one.score), 0);
  // Some documents read by what looks like a write: `if-merged check`.
  const isReadByVerb = ({ verb }: Entry) =>
    meanings.deeds.get(vocabulary.stems[verb] ?? "")?.some((deed) => reads.test(deed)) ?? false;
  const unsaid = (entry: Entry) => unsaidOf(entry, question, vocabulary);
  return scored
    .filter((one) => one.score >= best * 0.4)
    .sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1))
    .map(({ entry, score }, index) => ({
      entry,
      score: index < mostRead ? score * namedMembers(table, entry.id, unsaid(entry)) : score,
      last: question.asks
        ? entry.access === "write" && !isReadByVerb(entry)
        : entry.destructive && !does(entry),
    }))
    .sort((a, b) => Number(a.last) - Number(b.last) || b.score - a.score)
    .map(({ entry, score: value }) => ({
      id: entry.id,
      score: value,
      denied: question.denies,
      poor: question.unknown > 0 && best < poorScore,
      get unsaid() {
        return unsaid(entry);
      },
      get match() {
        const counts = matchCounts(entry, question, vocabulary);
        return { does: does(entry), noun: isNoun(entry), ...counts };
      },
    }));
}

/** From here on a word stands for another one. */
const goodFit = 0.8;

/** Whether a command's words in the first of their places have a stem. */
function saidBy(entry: Entry, vocabulary: Vocabulary, places = namedPlaces): (stem: string) => boolean {
  const said = new Set(
    entry.words.filter((one) => one % packedPlaces < places).map((one) => Math.floor(one / packedPlaces)),
  );
  return (stem) => said.has(vocabulary.numberOf(stem) ?? -1);
}

function unsaidOf(entry: Entry, { terms }: Question, vocabulary: Vocabulary): ReadonlySet<string> {
  const saidAtAll = saidBy(entry, vocabulary);
  // A summary may name a verb that only a value does: "Edit, close or reopen an issue".
  const saidByName = saidBy(entry, vocabulary, 1);
  return new Set(
    terms.flatMap(({ role, finds }) => {
      const stems = [...finds];
      const isSaid = role === "verb" ? saidByName : saidAtAll;
      if (role === "hint" || stems.some(([stem, fit]) => fit >= 1 && isSaid(stem))) return [];
      // Where another word for it is said, only the word itself is one that a flag adds.
      const least = stems.some(([stem]) => isSaid(stem)) ? 1 : goodFit;
      return stems.flatMap(([stem, fit]) => (fit >= least ? [stem] : []));
    }),
  );
}

function matchCounts(
  entry: Entry,
  { terms, unknown }: Question,
  vocabulary: Vocabulary,
): Pick<Match, "extra" | "missing"> {
  const isSaid = saidBy(entry, vocabulary);
  const isAsked = (noun: number) =>
    terms.some(({ finds }) => (finds.get(vocabulary.stems[noun] ?? "") ?? 0) >= goodFit);
  const isMissing = ({ role, finds }: Term) =>
    (role === "thing" || role === "context") &&
    ![...finds].some(([stem, fit]) => fit >= goodFit && isSaid(stem));
  return {
    extra: entry.nouns.filter((noun) => !isAsked(noun)).length,
    missing: unknown + terms.filter(isMissing).length,
  };
}
