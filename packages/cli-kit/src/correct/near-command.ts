import { editDistance, stemOf, wordsOf } from "@specwire/contract";
import { isVerb, sameVerbs } from "../find/meanings.ts";

export interface NearCommand {
  readonly id: string;
  /** How many of the typed words are its name; the others are values. */
  readonly words: number;
  /** 0: the same words, written otherwise; above 1 hardly alike. */
  readonly cost: number;
  /** The same with what speaks against the rest being values. */
  readonly doubt: number;
}

/** More words than this name no command. */
const mostWords = 6;
/** What it costs that a word is in another form, another verb for the same, another place, too many, or missing. */
const costs = {
  form: 0.05,
  verb: 0.3,
  order: 0.2,
  extra: 1,
  missing: 0.7,
  slip: 0.25,
  value: 0.05,
  word: 0.3,
};
/** A command that costs more is not what was meant. */
const mostCost = 1.3;

/** The ids whose words are the typed ones but for slips, order, number and other verbs for the same; best first. */
export function nearCommands(typed: readonly string[], ids: readonly string[]): NearCommand[] {
  const words = typed.slice(0, mostWords).map(plainWords);
  const known = new Map<string, number>();
  const distance = (a: string, b: string) => {
    const key = `${a} ${b}`;
    const cost = known.get(key) ?? wordCost(a, b);
    known.set(key, cost);
    return cost;
  };
  const found = ids.map((id): NearCommand => {
    const wanted = plainWords(id);
    let best: NearCommand = { id, words: 0, cost: Number.POSITIVE_INFINITY, doubt: Number.POSITIVE_INFINITY };
    for (let count = 1; count <= words.length; count++) {
      const used = words.slice(0, count).flat();
      if (used.length > wanted.length + 1) break;
      const cost = nameCost(used, wanted, distance);
      const doubt = typed
        .slice(count)
        .reduce((sum, one) => sum + (isWord(one) ? costs.word : costs.value), cost);
      if (doubt < best.doubt) best = { id, words: count, cost, doubt };
    }
    return best;
  });
  return found
    .filter((one) => one.cost <= mostCost)
    .sort((a, b) => a.doubt - b.doubt || (a.id < b.id ? -1 : 1));
}

/** Values rarely look like it. */
function isWord(text: string): boolean {
  return /^[a-z]+(?:[._-][a-z]+)*$/.test(text);
}

function plainWords(text: string): string[] {
  return wordsOf(text).map((word) => word.toLowerCase());
}

/** Each typed word takes the nearest that is left; words that are written as one with the next count as both. */
function nameCost(
  typed: readonly string[],
  wanted: readonly string[],
  distance: (a: string, b: string) => number,
): number {
  const [one, other] = [typed.join(""), wanted.join("")];
  if (one === other) return costs.form;
  if (typed.length !== wanted.length && editDistance(one, other, 1) <= 1) return costs.slip;
  const left = wanted.map((word, place) => ({ word, place }));
  let cost = 0;
  let last = -1;
  let moved = false;
  for (const word of typed) {
    let best = costs.extra;
    let at = -1;
    for (const [index, one] of left.entries()) {
      const found = distance(word, one.word);
      if (found < best) [best, at] = [found, index];
    }
    cost += best;
    const [taken] = at === -1 ? [] : left.splice(at, 1);
    if (taken === undefined) continue;
    moved ||= taken.place < last;
    last = taken.place;
  }
  return cost + costs.missing * left.length + (moved ? costs.order : 0);
}

/** From 0, the same word, up to 1, another one. */
function wordCost(typed: string, wanted: string): number {
  if (typed === wanted) return 0;
  if (stemOf(typed) === stemOf(wanted)) return costs.form;
  if (isVerb(typed)) return sameVerbs(typed, wanted) ? costs.verb : 1;
  const most = wanted.length >= 8 ? 2 : wanted.length >= 3 ? 1 : 0;
  const edits = editDistance(typed, wanted, most);
  if (edits <= most) return 0.2 + 0.4 * (edits / wanted.length) + (edits > 1 ? 0.1 : 0);
  return typed.length >= 3 && wanted.startsWith(typed) ? 0.6 : 1;
}
