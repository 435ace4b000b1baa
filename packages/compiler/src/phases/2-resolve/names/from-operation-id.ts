import type { Method } from "@specwire/contract";
import {
  alignedLevels,
  joinedLevels,
  type Level,
  type NamingContext,
  pathLevels,
  spelledLevels,
} from "./levels.ts";
import type { OperationIdWords } from "./operation-id.ts";
import { type PathWords, segmentNamed } from "./path-words.ts";
import {
  canList,
  isCollection,
  isCollectionPlace,
  methodVerb,
  type NamedOperation,
  placeless,
  type Spoken,
} from "./spoken.ts";
import { readVerbPhrase, usualVerb, type VerbPhrase } from "./verb-phrase.ts";
import {
  innerVerbs,
  isVerb,
  modifiers,
  noise,
  nounVerbs,
  plainVerb,
  prepositions,
  selecting,
  strongVerbs,
} from "./vocabulary.ts";
import { isCountable, isPlural, plural, stem, wordsOf } from "./words.ts";

export function fromOperationId(
  one: NamedOperation,
  path: PathWords,
  read: OperationIdWords,
  context: NamingContext,
): Spoken {
  const { segments } = path;
  const isGet = one.method === "GET" || one.method === "HEAD";
  const words = withoutIds(read.words, path);
  const subject = subjectOf(one.method, path, words);
  const phrase = readVerbPhrase(words.slice(subject?.length ?? 0));
  const verbIsThing = isGet && phrase.verb !== undefined && namesParent(phrase.verb, path);
  const spoken = verbIsThing
    ? { ...phrase, verb: undefined, noun: read.words }
    : isOfList(phrase, read, path)
      ? { ...phrase, verb: ["get"], noun: [...phrase.noun, "list"] }
      : phrase;
  const { verb: said } = spoken;
  // `get all codes of conduct` of the group `codes of conduct`.
  const isGroup = stem([...spoken.noun, ...spoken.which]) === stem(read.groups.at(-1) ?? []);
  const noun = isGroup && spoken.which.length > 0 ? (read.groups.at(-1) ?? []) : spoken.noun;
  const which = noun === spoken.noun ? spoken.which : [];
  const isStated = read.groups.length > 0;
  const says = subject?.some((word) => !noise.has(word));
  const group =
    subject && says ? [...read.groups, subject] : isStated ? read.groups : tagGroup(one.tags, path, noun);
  // `POST /calls/{id}` that is called `hangup`: what is done, in a word that we don't know.
  if (said === undefined && !isStated && one.method === "POST" && isUnknown(noun, path)) {
    const chain = pathLevels(path, context);
    if (chain.length > 0) return { chain, verb: noun, which: [], parents: [] };
  }
  // `conversations.history`, `Line_Disruption`: a reading that is named by what it gives.
  if (said === undefined && isStated && isGet && read.words.length <= 4) {
    const chain = spelledLevels(group, segments, context);
    return { chain, verb: read.words, which: [], parents: pathLevels(path, context) };
  }
  const acts = said !== undefined && plainVerb(said[0] ?? "") !== "get";
  const above = spelledLevels(group, segments, context);
  const below = alignedLevels(noun, { path, context, group: group.at(-1), isStated, acts });
  const own = joinedLevels(above, below);
  const parents = pathLevels(withoutAction(path, read, said), context);
  const chain = own.length > 0 ? own : parents.length > 0 ? parents : placeless(one);
  const isList =
    canList(one) &&
    (isCollection(noun.length > 0 ? noun : (segments.at(-1)?.words ?? []), path) ||
      (noun.length === 0 && isCollectionPlace(path, context)));
  const verb = said ? usualVerb(said, isList, one.method) : methodVerb(one, path, isList);
  const { kept, dropped } = qualifier(which, verb, chain, path);
  const left = phrase.all && verb !== "list" ? ["all", ...dropped] : dropped;
  const base = { chain, which: left, parents: sameLevels(parents, chain) ? [] : parents };
  const chosen = selected(verb, phrase.selecting, chain);
  const isMe = chosen[0] === "me" && isCountable(chain.at(-1)?.at(-1) ?? "");
  return {
    ...base,
    ...(isMe && { chain: [...chain.slice(0, -1), manyOf(chain.at(-1) ?? [])] }),
    verb: [...chosen, ...kept],
  };
}

/** `getList` and `getTaskList` of a path with such lists. */
function isOfList({ verb, noun }: VerbPhrase, { words }: OperationIdWords, path: PathWords): boolean {
  return (
    verb?.[0] === "list" &&
    words.at(-1) === "list" &&
    words.length === noun.length + 2 &&
    segmentNamed(path.segments, [...noun, "list"]) >= 0
  );
}

/**
 * `list` of `list remove member`, `users` of `users id unlike`, `ali cloud` of `ali cloud delete auth role`: what
 * stands before its verb.
 */
function subjectOf(method: Method, path: PathWords, words: Level): Level | undefined {
  const [first = "", second = ""] = words;
  const lists = first === "list" && (strongVerbs.has(second) || (method !== "GET" && method !== "POST"));
  if (words.length < 3) return undefined;
  if (lists) {
    const acts = (isVerb(second) && !nounVerbs.has(second)) || isVerb(words.at(-1) ?? "");
    return acts && segmentNamed(path.segments, [first]) >= 0 ? [first] : undefined;
  }
  const at = words.findIndex(
    (word, index) => index > 0 && (innerVerbs.has(word) || (isVerb(word) && !nounVerbs.has(word))),
  );
  const before = words.slice(0, at);
  // `ingest put pipeline` of `/_ingest/pipeline`.
  const isGroup = !innerVerbs.has(first) && segmentNamed(path.segments, before) === 0;
  if (isVerb(first) && !(isGroup && innerVerbs.has(words[at] ?? ""))) return undefined;
  if (
    at < 1 ||
    words.slice(at).every(isVerb) ||
    before.some((word) => modifiers.has(word) || prepositions.has(word))
  )
    return undefined;
  const isKnown =
    segmentNamed(path.segments, before) >= 0 ||
    path.parameterWords.some((name) => name.join("").startsWith(before.join("")));
  return isKnown || innerVerbs.has(words[at] ?? "") ? before : undefined;
}

/** Without the `id` of `users id bookmarks`, which only stands for a parameter. */
function withoutIds(words: Level, path: PathWords): Level {
  const isBehind = (at: number) => at > 0 && segmentNamed(path.segments, words.slice(at - 1, at)) >= 0;
  return words.filter((word, at) => !(word === "id" && at < words.length - 1 && isBehind(at)));
}

function isUnknown(noun: Level, path: PathWords): boolean {
  const [word = ""] = noun;
  return noun.length === 1 && !isPlural(word) && !path.all.some((one) => stem([one]) === word);
}

function manyOf(words: Level): Level {
  return [...words.slice(0, -1), plural(words.at(-1) ?? "")];
}

/** `get` and `latest` are `latest`; `list` and `public` are `list-public`. */
function selected(verb: string, which: string | undefined, chain: readonly Level[]): Level {
  if (which === undefined) return [verb];
  const ofPerson = /^(user|member|account|person|profile|customer)$/.test(stem(chain.at(-1) ?? []));
  const isSelf = which === "authenticated" || which === "self" || which === "me" || which === "current";
  if (isSelf && ofPerson && (verb === "get" || verb === "list")) return ["me"];
  if (which === "my" || which === "mine") return [verb, "mine"];
  return verb === "get" && selecting.has(which) ? [which] : [verb, which];
}

/** Whether what looks like a verb is a segment of the path that holds what is read. */
function namesParent(verb: Level, path: PathWords): boolean {
  if (plainVerb(verb[0] ?? "") === "get") return false;
  const at = segmentNamed(path.segments, verb);
  return at >= 0 && at < path.segments.length - 1;
}

/** The path without a last segment that only repeats what the operationId does. */
function withoutAction(path: PathWords, read: OperationIdWords, verb: Level | undefined): PathWords {
  const end = stem(path.segments.at(-1)?.words ?? []);
  const repeats = end === stem(read.words) || (verb !== undefined && end.startsWith(verb.join("")));
  return repeats && path.segments.length > 1 ? { ...path, segments: path.segments.slice(0, -1) } : path;
}

/** The first tag that names a segment of the path, unless the noun begins above it: there the chain begins. */
function tagGroup(tags: readonly string[], path: PathWords, noun: Level): Level[] {
  const { segments } = path;
  const above = noun.findIndex((_, index) => segmentNamed(segments, noun.slice(0, index + 1)) >= 0);
  const noun0 = above < 0 ? segments.length : segmentNamed(segments, noun.slice(0, above + 1));
  for (const tag of tags) {
    const words = wordsOf(tag);
    const at = segmentNamed(segments, words);
    if (at >= 0 && at <= noun0) return [words];
  }
  // The path says it, in levels.
  const isSpelled = (words: Level) => {
    const at = words.map((word) => segmentNamed(segments, [word]));
    const inOrder = at.every((place, index) => index === 0 || place > (at[index - 1] ?? 0));
    return at.every((place) => place >= 0) && (inOrder || stem(words) === stem(noun));
  };
  const [first] = tags
    .map(wordsOf)
    .filter((words) => words.length > 0 && words.length < 3 && !isSpelled(words));
  return first !== undefined && noun.length > 0 && stem(noun).startsWith(stem(first)) ? [first] : [];
}

/** `for repo`: kept where it tells whose, left out where it says nothing new. */
function qualifier(
  which: Level,
  verb: string,
  chain: readonly Level[],
  path: PathWords,
): { kept: Level; dropped: Level } {
  const own = which
    .join(" ")
    .match(/^(.*?) ?\b(?:for|of|by) (?:the )?(?:authenticated|current|me|my)(?: user)?$/);
  if (own) {
    const before = (own[1] ?? "").split(" ").filter(Boolean);
    const reads = verb === "list" || verb === "get" || verb === "check";
    return reads ? { kept: [...before, "mine"], dropped: [] } : { kept: before, dropped: [] };
  }
  const [preposition = "", ...words] = which;
  if (words.length === 0) return { kept: [], dropped: which };
  if (chain.some((level) => stem(level) === stem(words))) return { kept: [], dropped: which };
  const fixed = segmentNamed(path.segments, words);
  const isParameter = path.parameterWords.some((name) => stem(name) === stem(words));
  // `/pets/findByStatus` says it in its path.
  const isSpelled = path.segments.some((segment) => segment.words.join("").endsWith(which.join("")));
  const byName = preposition === "by" || preposition === "with";
  const tells = isSpelled || (byName ? fixed >= 0 : !(isParameter && fixed < 0));
  return tells ? { kept: which, dropped: [] } : { kept: [], dropped: which };
}

function sameLevels(a: readonly Level[], b: readonly Level[]): boolean {
  return a.map(stem).join("/") === b.map(stem).join("/");
}
