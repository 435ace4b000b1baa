import type { Method } from "@specwire/contract";
import type { Level, NamingContext } from "./levels.ts";
import type { PathWords } from "./path-words.ts";
import { isVerb, methodWords, plainVerb } from "./vocabulary.ts";
import { isPlural, wordsOf } from "./words.ts";

export interface NamedOperation {
  readonly method: Method;
  readonly path: string;
  readonly operationId?: string;
  readonly tags: readonly string[];
  readonly summary?: string;
  /** The answer is a file or a text, and no list. */
  readonly givesFile?: true;
}

/** A name in its parts: the groups, then what is done. */
export interface Spoken {
  readonly chain: readonly Level[];
  readonly verb: Level;
  /** Left out unless two names clash. */
  readonly which: Level;
  /** Another chain, for clashes. */
  readonly parents: readonly Level[];
  /** Says the method of an action's path. */
  readonly withMethod?: Level;
}

/** A file is got, however many things its path names. */
export const canList = ({ givesFile }: NamedOperation): boolean => givesFile !== true;

export function methodVerb({ method, summary }: NamedOperation, path: PathWords, isList: boolean): string {
  if (method === "GET") return isList ? "list" : "get";
  if (method === "POST" && path.endsWithItem) return doneBy(summary) ?? "update";
  return methodWords[method];
}

/** What is posted to an item may change it, make it or bring it back: the summary's verb tells which. */
function doneBy(summary: string | undefined): string | undefined {
  const [first = ""] = wordsOf(summary ?? "");
  const verb = plainVerb(first);
  return isVerb(first) && verb !== "get" && verb !== "list" ? verb : undefined;
}

const neverLists = new Set([
  "settings",
  "details",
  "stats",
  "statistics",
  "totals",
  "preferences",
  "contents",
]);

export function isCollectionPlace(
  { endsWithItem, place }: PathWords,
  { collections }: NamingContext,
): boolean {
  return !endsWithItem && collections.has(place);
}

/** The group of an operation whose path has no word that can be written in an id. */
export function placeless({ path, tags }: NamedOperation): Level[] {
  const [tag] = tags.map(wordsOf).filter((words) => words.length > 0);
  return [tag ?? [/^\/?(\{[^{}]*\}\/?)*$/.test(path.replace(/[?#].*/s, "")) ? "root" : "operations"]];
}

export function isCollection(noun: Level, path: PathWords): boolean {
  const word = noun.at(-1) ?? "";
  return !path.endsWithItem && isPlural(word) && !neverLists.has(word);
}
