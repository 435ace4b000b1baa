import type { Method } from "@specwire/contract";
import {
  alignedLevels,
  joinedLevels,
  type Level,
  type NamingContext,
  pathLevels,
  spelledLevels,
} from "./levels.ts";
import { type OperationIdWords, readOperationId } from "./operation-id.ts";
import { type PathWords, readPath, segmentNamed } from "./path-words.ts";
import { readVerbPhrase, usualVerb, type VerbPhrase } from "./verb-phrase.ts";
import { isVerb, methodWords, nounVerbs, plainVerb, selecting } from "./vocabulary.ts";
import { isCountable, isPlural, plural, singular, stem, wordsOf } from "./words.ts";

export interface NamedOperation {
  readonly method: Method;
  readonly path: string;
  readonly operationId?: string;
  readonly tags: readonly string[];
}

/** What an operation could be called, from the shortest to the one that says most. */
export interface Candidates {
  readonly first: readonly Level[];
  /** Made only where the first is taken. */
  readonly others: () => readonly (readonly Level[])[];
  /** How much the first leaves out; the one with least keeps a name that several want. */
  readonly leftOut: number;
}

interface Spoken {
  readonly chain: readonly Level[];
  readonly verb: Level;
  /** Left out unless two names clash. */
  readonly which: Level;
  /** Another chain, for clashes. */
  readonly parents: readonly Level[];
  /** Says the method of an action's path. */
  readonly withMethod?: Level;
}

/** An operation with its words. */
export interface ReadOperation {
  readonly one: NamedOperation;
  readonly path: PathWords;
  readonly id: OperationIdWords | undefined;
}

export function readOperation(one: NamedOperation): ReadOperation {
  const path = readPath(one.path);
  return { one, path, id: readOperationId(one.operationId, one.method, path) };
}

export function candidatesFor({ one, path: whole, id }: ReadOperation, context: NamingContext): Candidates {
  const path = withoutShared(whole, context);
  const read = id && withoutSharedGroup(id, context);
  const spoken = read ? fromOperationId(one, path, read, context) : fromPath(one, path, context);
  const { chain, verb, which, parents, withMethod } = spoken;
  const deletesAll = one.method === "DELETE" && verb[0] === "delete" && isCollectionPlace(path, context);
  const replaces = one.method === "PUT" && verb[0] === "update";
  const version = read && read.version.length > 0 ? read.version : context.hasVersions ? path.version : [];
  const base = withVerb(shortened(chain), verb);
  const deep = [...parents, verb];
  const scope = singular(path.segments[0]?.words.at(-1) ?? "");
  const isScoped = scope !== "" && !chain.some((level) => stem(level) === scope) && path.segments.length > 1;
  const named = one.path.includes("?") ? path.parameterWords.flat() : (path.parameterWords.at(-1) ?? []);
  const parameters = named.length > 0 ? ["by", ...named] : [];
  return {
    first: base,
    others: () => [
      ...(withMethod ? [[...chain, withMethod]] : []),
      ...(deletesAll ? [withEnd(base, ["all"])] : []),
      ...(replaces ? [withVerb(shortened(chain), ["replace", ...verb.slice(1)])] : []),
      withEnd(base, which),
      withEnd(base, version),
      withEnd(withEnd(base, which), version),
      ...(isScoped ? [withEnd(base, ["for", scope])] : []),
      ...(parents.length > 0 ? [deep, withEnd(deep, which), withEnd(deep, version)] : []),
      [...chain, verb],
      withEnd(base, parameters),
      withEnd(base, [one.method.toLowerCase()]),
    ],
    leftOut:
      which.length +
      version.length +
      (chain.length - shortened(chain).length) +
      ((withMethod && one.method === "GET") || replaces || deletesAll ? 1 : 0),
  };
}

function fromOperationId(
  one: NamedOperation,
  path: PathWords,
  read: OperationIdWords,
  context: NamingContext,
): Spoken {
  const { segments } = path;
  const isGet = one.method === "GET" || one.method === "HEAD";
  const subject = subjectOf(one.method, path, read);
  const phrase = readVerbPhrase(subject ? read.words.slice(1) : read.words);
  const verbIsThing = isGet && phrase.verb !== undefined && namesParent(phrase.verb, path);
  const {
    verb: said,
    noun,
    which,
  } = verbIsThing
    ? { ...phrase, verb: undefined, noun: read.words }
    : isOfList(phrase, read, path)
      ? { ...phrase, verb: ["get"], noun: ["list"] }
      : phrase;
  const isStated = read.groups.length > 0;
  const group = subject ? [...read.groups, subject] : isStated ? read.groups : tagGroup(one.tags, path, noun);
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
    isCollection(noun.length > 0 ? noun : (segments.at(-1)?.words ?? []), path) ||
    (noun.length === 0 && isCollectionPlace(path, context));
  const verb = said ? usualVerb(said, isList, one.method) : methodVerb(one.method, path, isList);
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

/** `getList` of a path with lists. */
function isOfList({ verb, noun }: VerbPhrase, { words }: OperationIdWords, path: PathWords): boolean {
  return (
    verb?.[0] === "list" &&
    noun.length === 0 &&
    words[1] === "list" &&
    segmentNamed(path.segments, ["list"]) >= 0
  );
}

/** `list` of `list remove member`, `users` of `users id unlike`: what the path has, before its verb. */
function subjectOf(method: Method, path: PathWords, { words }: OperationIdWords): Level | undefined {
  const [first = "", second = ""] = words;
  const isNoun = !isVerb(first) || (first === "list" && method !== "GET" && method !== "POST");
  if (words.length < 3 || !isNoun || !isVerb(second) || nounVerbs.has(second)) return undefined;
  return segmentNamed(path.segments, [first]) >= 0 ? [first] : undefined;
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

function fromPath(one: NamedOperation, path: PathWords, context: NamingContext): Spoken {
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
  if (!endsWithItem && one.method !== "DELETE" && isAction(end, one.method)) {
    const withMethod = [methodWords[one.method], ...end];
    return { chain: before, verb: end, which: [], parents: deep, withMethod };
  }
  if (!endsWithItem && one.method === "DELETE" && isAction(end, "POST") && segments.length > 1) {
    return { chain: before, verb: ["delete", ...end], which: [], parents: deep };
  }
  const chain = whole.length > 0 ? whole : placeless(one);
  return {
    chain,
    verb: [methodVerb(one.method, path, isCollection(end, path) || isCollectionPlace(path, context))],
    which: [],
    parents: deep,
  };
}

/** The group of an operation whose path has no word that can be written in an id. */
function placeless({ path, tags }: NamedOperation): Level[] {
  const [tag] = tags.map(wordsOf).filter((words) => words.length > 0);
  return [tag ?? [/^\/?(\{[^{}]*\}\/?)*$/.test(path.replace(/[?#].*/s, "")) ? "root" : "operations"]];
}

/** `POST /carts/{id}/order` orders; `GET /account/order` gives one. */
function isAction(words: Level, method: Method): boolean {
  const [first = ""] = words;
  if (!isVerb(first) || isPlural(first)) return false;
  if (words.length > 1 && (readVerbPhrase(words).verb?.length ?? 0) > 1) return true;
  return words.length === 1 ? !(nounVerbs.has(first) && method === "GET") : !nounVerbs.has(first);
}

/** Whether what looks like a verb is a segment of the path that holds what is read. */
function namesParent(verb: Level, path: PathWords): boolean {
  if (plainVerb(verb[0] ?? "") === "get") return false;
  const at = segmentNamed(path.segments, verb);
  return at >= 0 && at < path.segments.length - 1;
}

function methodVerb(method: Method, path: PathWords, isList: boolean): string {
  if (method === "GET") return isList ? "list" : "get";
  if (method === "POST" && path.endsWithItem) return "update";
  return methodWords[method];
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

function isCollection(noun: Level, path: PathWords): boolean {
  const word = noun.at(-1) ?? "";
  return !path.endsWithItem && isPlural(word) && !neverLists.has(word);
}

function isCollectionPlace({ endsWithItem, place }: PathWords, { collections }: NamingContext): boolean {
  return !endsWithItem && collections.has(place);
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
  const [first] = tags.map(wordsOf).filter((words) => words.length > 0 && words.length < 3);
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
  const tells = preposition === "by" || preposition === "with" ? fixed >= 0 : !(isParameter && fixed < 0);
  return tells ? { kept: which, dropped: [] } : { kept: [], dropped: which };
}

function withoutShared(path: PathWords, { sharedSegments }: NamingContext): PathWords {
  let shared = 0;
  while (shared < sharedSegments.length && path.segments[shared]?.stem === sharedSegments[shared]) shared++;
  return shared > 0 && shared < path.segments.length
    ? { ...path, segments: path.segments.slice(shared) }
    : path;
}

function withoutSharedGroup(id: OperationIdWords, { sharedGroup }: NamingContext): OperationIdWords {
  const [first, ...rest] = id.groups;
  return first !== undefined && first.join("-") === sharedGroup ? { ...id, groups: rest } : id;
}

/** At most three levels: the first and the last two. */
function shortened(chain: readonly Level[]): readonly Level[] {
  return chain.length > 3 ? [...chain.slice(0, 1), ...chain.slice(-2)] : chain;
}

function withVerb(chain: readonly Level[], verb: Level): Level[] {
  const end = chain.at(-1);
  const repeats = end !== undefined && stem(end) === stem(verb) && !isPlural(verb.at(-1) ?? "");
  return repeats ? [...chain.slice(0, -1), verb] : [...chain, verb];
}

function withEnd(levels: readonly Level[], words: Level): Level[] {
  return [...levels.slice(0, -1), [...(levels.at(-1) ?? []), ...words]];
}

function sameLevels(a: readonly Level[], b: readonly Level[]): boolean {
  return a.map(stem).join("/") === b.map(stem).join("/");
}
