import { packedPlaces, stemOf } from "@specwire/contract";
import { type Entry, placeWeights, type Vocabulary } from "./entries.ts";
import type { Meanings } from "./meanings.ts";
import { type Question, reads, type Term } from "./question.ts";

/** Found by trying on the intents of `test/find`; none of them is critical. */
const weights = {
  /** What a verb counts beside a noun: that it fits is judged by itself. A place (`in a repo`) counts less too. */
  verb: 0.42,
  context: 0.8,
  /** How much a word that nobody knows counts: less than one that is known and not there. */
  unknown: 0.4,
  /** What is lost by nouns of the id that nobody asked for: as a share of its nouns, beside all that was asked. */
  extra: 0.31,
  crowd: 0.21,
  /** What is lost where its last noun was not asked for, and how much one asked for as a place counts there. */
  head: 0.17,
  headContext: 0.66,
  /** From here on a word that is found is as good as the one that was said. */
  saidFit: 0.75,
  /** Commands that do something else than was asked: of the same access, of another one, something special, destroying. */
  otherAction: 0.85,
  otherAccess: 0.55,
  special: 0.74,
  destroy: 0.7,
  /** Where nothing says what to do: a write, a write for an answer, a read of one thing. */
  write: 0.95,
  askWrite: 0.66,
  get: 0.95,
  /** The very verb of the command; its noun, as `comment` of `comments create`. */
  said: 1.2,
  noun: 1.05,
  told: 0.8,
  deprecated: 0.7,
  /** `my`, `someone`: the command speaks of the caller or of people, or does not. */
  hinted: 1.05,
  unhinted: 0.98,
} as const;

/** What a word of the vocabulary answers of the question. */
interface Answered {
  readonly terms: { readonly index: number; readonly fit: number }[];
  /** The best fit. */
  any: number;
  /** The same, less where it was asked for as the place of something. */
  head: number;
}

/** How commands are judged by what was asked. */
export interface Scorer {
  /** How well a command fits: above 0, up to about 1. */
  scoreOf(entry: Entry): number;
  /** It does what was asked for. */
  does(entry: Entry): boolean;
  /** And is called by the noun of what was asked for: `comments create`, of "comment on an issue". */
  isNoun(entry: Entry): boolean;
}

export function scorer(question: Question, meanings: Meanings, vocabulary: Vocabulary, size: number): Scorer {
  const rarity = (number: number) => Math.log(1 + size / Math.max(0.5, vocabulary.counts[number] ?? 0));
  const answered = answersOf(question.terms, vocabulary);
  const worth = question.terms.map((term) => worthOf(term, vocabulary, rarity));
  const all =
    worth.reduce((sum, one) => sum + one, 0) + weights.unknown * question.unknown * Math.log(1 + size);
  const best = question.terms.map(() => 0);
  const hints = question.terms.some((one) => one.role === "hint");
  const fits = new Map<string, number>();
  const fitOf = (entry: Entry): number => {
    const key = `${entry.verb} ${entry.nouns.at(-1)} ${entry.access} ${entry.destructive} ${entry.isList}`;
    const fit = fits.get(key) ?? actionFit(entry, question, meanings, vocabulary);
    fits.set(key, fit);
    return fit;
  };
  const scoreOf = (entry: Entry): number => {
    best.fill(0);
    const isNoun = isNounOf(entry, question, vocabulary);
    for (const packed of entry.words) {
      const place = packed % packedPlaces;
      const found = answered[(packed - place) / packedPlaces];
      if (found === undefined) continue;
      // What "comment on a pull request" is about, a command that comments may name in its description alone.
      const weight = Math.max(placeWeights[place] ?? 0, isNoun ? weights.told : 0);
      for (const { index, fit } of found.terms)
        if (fit * weight > (best[index] ?? 0)) best[index] = fit * weight;
    }
    let [sum, hinted] = [0, false];
    for (let index = 0; index < best.length; index++) {
      const value = best[index] ?? 0;
      sum += value * (worth[index] ?? 0);
      hinted ||= value > 0 && question.terms[index]?.role === "hint";
    }
    if (sum === 0 && !hinted) return 0;
    let [extra, nouns] = [0, 0];
    for (const noun of entry.nouns) {
      const rare = rarity(noun);
      nouns += rare;
      extra += rare * (1 - (answered[noun]?.any ?? 0));
    }
    const last = entry.nouns.at(-1);
    return (
      (all === 0 ? 0 : sum / all) *
        (1 - (nouns === 0 ? 0 : weights.extra * (extra / nouns))) *
        (1 / (1 + weights.crowd * (extra / (all + 1)))) *
        (last === undefined ? 1 : 1 - weights.head * (1 - (answered[last]?.head ?? 0))) *
        fitOf(entry) *
        (hints ? (hinted ? weights.hinted : weights.unhinted) : 1) *
        (entry.deprecated ? weights.deprecated : 1) -
      entry.id.length / 10_000
    );
  };
  return {
    scoreOf,
    does: (entry) => fitOf(entry) >= 1,
    isNoun: (entry) => isNounOf(entry, question, vocabulary),
  };
}

function answersOf(terms: readonly Term[], vocabulary: Vocabulary): (Answered | undefined)[] {
  const answered = vocabulary.stems.map((): Answered | undefined => undefined);
  for (const [index, term] of terms.entries())
    for (const [stem, fit] of term.finds) {
      const number = vocabulary.numberOf(stem);
      if (number === undefined) continue;
      const one = answered[number] ?? { terms: [], any: 0, head: 0 };
      answered[number] = one;
      one.terms.push({ index, fit });
      one.any = Math.max(one.any, fit);
      one.head = Math.max(one.head, term.role === "context" ? fit * weights.headContext : fit);
    }
  return answered;
}

/** Rare words say more. */
function worthOf({ role, finds }: Term, vocabulary: Vocabulary, rarity: (number: number) => number): number {
  if (role === "hint") return 0;
  const [best] = [...finds].sort((a, b) => b[1] - a[1]);
  const number = best && vocabulary.numberOf(best[0]);
  return number === undefined
    ? 0
    : rarity(number) * (role === "verb" ? weights.verb : role === "context" ? weights.context : 1);
}

/** Stems of verbs that, with a noun behind them, are what the noun says as a verb: `comments create`. */
const creating = /^(?:creat|add|submit|perform|send|start|run|new)$/;
/** What they do is said by their noun; other verbs do something of their own. */
const plain = /^(?:creat|add|submit|perform|send|start|run|new|updat|set|replac|upsert|put|edit)$/;

function isNounOf({ verb, nouns }: Entry, { terms, leading }: Question, { stems }: Vocabulary): boolean {
  const noun = stems[nouns.at(-1) ?? -1] ?? "";
  return creating.test(stems[verb] ?? "") && (terms[leading]?.finds.get(noun) ?? 0) >= weights.saidFit;
}

/** Whether the command does what is wanted. */
function actionFit(entry: Entry, question: Question, meanings: Meanings, vocabulary: Vocabulary): number {
  const { access, destructive, isList, verb } = entry;
  const { actions, asks, terms } = question;
  const word = vocabulary.stems[verb] ?? "";
  const isRead = access === "read";
  const lists = isList || word === "list";
  const said = terms.some(
    ({ role, finds, stem }, index) =>
      (role === "verb" || index === 0) &&
      (finds.get(word) ?? 0) >= weights.saidFit &&
      (role === "verb" || stem === word || !meanings.verbs.has(word)),
  );
  if (isNounOf(entry, question, vocabulary)) return weights.noun;
  if (actions.size === 0)
    return said ? 1.02 : isRead ? (lists ? 1 : weights.get) : asks ? weights.askWrite : weights.write;
  if (said) return weights.said;
  const does = meanings.deeds.get(word) ?? [isRead ? (lists ? "list" : "get") : "other"];
  if (does.some((one) => actions.has(one))) return 1;
  const wantsRead = [...actions].some((one) => reads.test(one));
  const near = wantsRead === isRead && !(actions.has(stemOf("delete")) && does.includes(stemOf("create")));
  const special = !isRead && !plain.test(word) ? weights.special : 1;
  return (near ? weights.otherAction : weights.otherAccess) * special * (destructive ? weights.destroy : 1);
}
