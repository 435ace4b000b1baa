import type { Method } from "@specwire/contract";
import { type Level, type NamingContext, pathLevels } from "./levels.ts";
import type { PathWords } from "./path-words.ts";
import {
  canList,
  isCollection,
  isCollectionPlace,
  methodVerb,
  type NamedOperation,
  placeless,
  type Spoken,
} from "./spoken.ts";
import { readVerbPhrase } from "./verb-phrase.ts";
import { isVerb, methodWords, nounVerbs, selecting } from "./vocabulary.ts";
import { isPlural, stem } from "./words.ts";

export function fromPath(one: NamedOperation, path: PathWords, context: NamingContext): Spoken {
  const { segments, endsWithItem } = path;
  const end = segments.at(-1)?.words ?? [];
  const [only = ""] = end;
  const whole = pathLevels(path, context);
  const deep = whole.length > 3 ? whole : [];
  const before = pathLevels({ ...path, segments: segments.slice(0, -1) }, context);
  if (
    !endsWithItem &&
    one.method === "GET" &&
    end.length === 1 &&
    selecting.has(only) &&
    segments.length > 1
  ) {
    return { chain: before, verb: end, which: [], parents: deep };
  }
  const isPlace = isPlural(end.at(-1) ?? "") && context.collectionWords.has(stem(end));
  if (!endsWithItem && !isPlace && one.method !== "DELETE" && isAction(end, one.method)) {
    const withMethod = [methodWords[one.method], ...end];
    return { chain: before, verb: end, which: [], parents: deep, withMethod };
  }
  if (
    !endsWithItem &&
    !isPlace &&
    one.method === "DELETE" &&
    isAction(end, "POST") &&
    segments.length > 1 &&
    !context.read.has(path.place)
  ) {
    return { chain: before, verb: ["delete", ...end], which: [], parents: deep };
  }
  const chain = whole.length > 0 ? whole : placeless(one);
  return {
    chain,
    verb: [
      methodVerb(one, path, canList(one) && (isCollection(end, path) || isCollectionPlace(path, context))),
    ],
    which: [],
    parents: deep,
  };
}

/** `POST /carts/{id}/order` orders; `GET /account/order` gives one. */
function isAction(words: Level, method: Method): boolean {
  const [first = ""] = words;
  if (!isVerb(first) || isPlural(first)) return false;
  if (words.length > 1 && (readVerbPhrase(words).verb?.length ?? 0) > 1) return true;
  return words.length === 1 ? !(nounVerbs.has(first) && method === "GET") : !nounVerbs.has(first);
}
