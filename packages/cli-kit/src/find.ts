import { type Entry, entryOf, lastNamed, placeCount } from "./find/entries.ts";
import { readMeanings } from "./find/meanings.ts";
import { type Question, readQuestion } from "./find/question.ts";
import { scorer } from "./find/score.ts";
import { Vocabulary } from "./find/words.ts";
import type { Table } from "./table.ts";

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
  const vocabulary = new Vocabulary();
  const entries: Entry[] = [];
  for (const operation of table.operations())
    if (scope === "" || operation.id === scope || operation.id.startsWith(`${scope}.`))
      entries.push(entryOf(operation, vocabulary));
  return rankEntries(entries, vocabulary, text);
}

/** The entries that fit, best first. `vocabulary` is the one that they were read with. */
export function rankEntries(entries: readonly Entry[], vocabulary: Vocabulary, text: string): FoundCommand[] {
  const meanings = readMeanings();
  const question = readQuestion(text, meanings, vocabulary);
  const score = scorer(question, meanings, vocabulary, entries.length);
  const scored = entries
    .map((entry) => ({ entry, score: score(entry) }))
    .sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1));
  const best = scored[0]?.score ?? 0;
  return scored
    .filter((one) => one.score >= Math.max(leastScore, best * 0.4))
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
    entry.words.filter((one) => one % placeCount <= lastNamed).map((one) => Math.floor(one / placeCount)),
  );
  const isSaid = (stem: string) => said.has(vocabulary.numberOf(stem) ?? -1);
  const open = terms.filter(({ role, finds }) => role !== "hint" && ![...finds.keys()].some(isSaid));
  return new Set(
    open.flatMap(({ finds }) => [...finds].flatMap(([stem, fit]) => (fit >= 0.8 ? [stem] : []))),
  );
}
