import type { Operation } from "@specwire/contract";
import { editDistance, wordsOf } from "@specwire/contract";
import { isVerb, sameVerbs } from "../find/meanings.ts";

/** What is asked for, not done; with one of these among the words no change is meant. */
const reading = new Set(
  "status state history log logs list search find get show view count info detail details recent latest".split(
    " ",
  ),
);
/** Participles that are one letter from their verb. */
const irregular = new Set("sent spent lent built held left lost met shut".split(" "));

/** Nothing is to be done that is said beside one of them. */
const denying = /^(?:not?|non|never|don'?t|without|except|undo|revert)$/;

export function isDenying(word: string): boolean {
  return denying.test(word);
}

export function isReading(word: string): boolean {
  return reading.has(word);
}

/**
 * Whether the typed words say the verb of a command that changes something: that verb itself or one slip from it. A
 * state (`deleted`, `shared`), a plural (`refunds`) or another verb for the same is not enough to offer a change as the
 * line to type. `ids`: all that there are; a word of theirs is no slip.
 */
export function saysVerb(typed: readonly string[], operation: Operation, ids: readonly string[]): boolean {
  const words = typed.flatMap(plainWords);
  const wanted = plainWords(operation.id);
  if (words.join("") === wanted.join("")) return true;
  const own = new Set(wanted);
  if (words.some((word) => (isReading(word) || isDenying(word)) && !own.has(word))) return false;
  const last = plainWords(operation.id.split(".").at(-1) ?? "");
  const verb = last.find(isVerb) ?? last[0] ?? "";
  if (words.includes(verb)) return true;
  const known = new Set(ids.flatMap(plainWords));
  const isSlip = (word: string) =>
    word !== verb &&
    !known.has(word) &&
    !isVerb(word) &&
    !isState(word, verb) &&
    editDistance(word, verb, 1) <= 1;
  if (words.some(isSlip)) return true;
  // Written as one word with its neighbours, or in two.
  const [one, other] = [words.join(""), wanted.join("")];
  return words.length !== wanted.length && !isState(one, other) && editDistance(one, other, 1) <= 1;
}

/** The same, or another verb for it, or how it begins: enough to name a change, not to offer it as the line to type. */
export function hintsAtVerb(typed: readonly string[], operation: Operation, ids: readonly string[]): boolean {
  if (saysVerb(typed, operation, ids)) return true;
  const words = typed.flatMap(plainWords);
  const [verb = ""] = plainWords(operation.id.split(".").at(-1) ?? "");
  const isHint = (word: string) => sameVerbs(word, verb) || (word.length > 2 && verb.startsWith(word));
  return words.some(isHint) && !words.some((word) => isReading(word) || isDenying(word));
}

/** `deleted`, `settings`, `given` of `delete`, `set`, `give`: what is, not what is to be done. */
function isState(word: string, verb: string): boolean {
  if (irregular.has(word)) return true;
  return (
    /(?:ed|d|n|ings?|e?s)$/.test(word) &&
    word.length > verb.length &&
    word.startsWith(verb.replace(/[ey]$/, ""))
  );
}

function plainWords(text: string): string[] {
  return wordsOf(text).map((word) => word.toLowerCase());
}
