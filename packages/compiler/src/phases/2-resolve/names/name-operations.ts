import { createHash } from "node:crypto";
import { candidatesFor, type ReadOperation, readOperation } from "./candidates.ts";
import type { NamingContext } from "./levels.ts";
import type { PathWords } from "./path-words.ts";
import type { NamedOperation } from "./spoken.ts";
import { readVerbPhrase } from "./verb-phrase.ts";
import { plainVerb } from "./vocabulary.ts";
import { isPlural, stem } from "./words.ts";

export type { NamedOperation };

const longestId = 100;
const usualLevel = 40;

/** An id for each operation of a document, in their order: unique, and none the group of another. */
export function nameOperations(operations: readonly NamedOperation[]): string[] {
  const all = operations.map(readOperation);
  const context = contextOf(all);
  const wanted = all.map((read, index) => {
    const { first, others, leftOut } = candidatesFor(read, context);
    return {
      one: read.one,
      index,
      leftOut,
      first: idOf(first) || "operation",
      others: () => [...others(), first],
    };
  });
  const order = wanted.sort(
    (a, b) =>
      a.leftOut - b.leftOut ||
      a.one.path.split("/").length - b.one.path.split("/").length ||
      compare(a.one.path, b.one.path) ||
      compare(a.one.method, b.one.method) ||
      compare(a.one.operationId ?? "", b.one.operationId ?? ""),
  );
  // Whoever needs no other name gets its first; nobody else may take it before.
  const owners = new Map<string, number>();
  for (const { first, index } of order) if (!owners.has(first)) owners.set(first, index);
  const groups = new Set([...owners.keys()].flatMap(groupsAbove));
  const given: string[] = operations.map(() => "");
  const taken = new Set<string>();
  const free = (id: string) =>
    id !== "" && !taken.has(id) && !groups.has(id) && !groupsAbove(id).some((group) => taken.has(group));
  const give = (index: number, id: string) => {
    given[index] = id;
    taken.add(id);
    for (const group of groupsAbove(id)) groups.add(group);
  };
  for (const { first, index } of order) if (owners.get(first) === index && free(first)) give(index, first);
  for (const { one, first, others, index } of order) {
    if (given[index] !== "") continue;
    const verb = one.method === "GET" || one.method === "HEAD" ? "get" : "run";
    const uncut = others().map((levels) => idOf(levels, 80));
    const options = [
      ...(groups.has(first) ? [`${first}.${verb}`] : []),
      ...others().map((levels) => idOf(levels)),
      ...uncut,
    ];
    give(index, options.find(free) ?? marked(one, first, free));
  }
  return given;
}

/** Nothing in the operation's words tells it from others: a few digits of its own do. */
function marked(one: NamedOperation, id: string, free: (id: string) => boolean): string {
  const digest = createHash("sha256").update(`${one.method} ${one.path}`).digest("hex");
  for (let length = 4; length <= digest.length; length++) {
    const option = `${id.slice(0, longestId - length - 2)}-x${digest.slice(0, length)}`;
    if (free(option)) return option;
  }
  return `${id.slice(0, 20)}-x${digest}`;
}

function contextOf(operations: readonly ReadOperation[]): NamingContext {
  const paths = operations.map(({ path }) => path);
  const plurals = new Set<string>();
  for (const { segments } of paths) {
    for (const { words, stem } of segments) if (isPlural(words.at(-1) ?? "")) plurals.add(stem);
  }
  for (const { id, path } of operations) {
    const { verb, noun } = readVerbPhrase(id?.words ?? []);
    const acts = verb !== undefined && plainVerb(verb[0] ?? "") !== "get";
    // `{azure_mount_path}` is no item of `azures`.
    const isMount = path.parameterWords.some(
      (name) => name.at(-1) === "path" && name.join("").startsWith(noun.join("")),
    );
    if (noun.length > 0 && !isMount && (acts || isPlural(noun.at(-1) ?? ""))) plurals.add(stem(noun));
  }
  const sharedSegments = sharedStart(paths);
  const groups = operations.map(({ id }) =>
    id !== undefined && id.groups.length > 1 ? (id.groups[0] ?? []).join("-") : "",
  );
  const [group, count] = mostFrequent(groups);
  const isShared = group !== "" && count >= operations.length * 0.8 && operations.length > 4;
  const hasVersions = new Set(paths.map(({ version }) => version.join())).size > 1;
  const collections = new Set(paths.filter(({ endsWithItem }) => endsWithItem).map(({ place }) => place));
  const read = new Set(operations.flatMap(({ one, path }) => (one.method === "GET" ? [path.place] : [])));
  const collectionWords = new Set(
    paths.flatMap(({ segments }) => segments.flatMap(({ item, stem }) => (item === undefined ? [] : [stem]))),
  );
  return {
    sharedSegments,
    plurals,
    collections,
    collectionWords,
    read,
    hasVersions,
    ...(isShared && { sharedGroup: group }),
  };
}

/**
 * The first segments that nearly all paths have. One with a parameter behind it says whose the rest is, as in
 * `/apps/{appId}/exports`: that takes more to be sure of, so that a small document may grow.
 */
function sharedStart(paths: readonly PathWords[]): string[] {
  const shared: string[] = [];
  for (let at = 0; at < 3; at++) {
    const deeper = paths.filter(({ segments }) => segments.length > at + 1);
    const [name, count] = mostFrequent(deeper.map(({ segments }) => segments[at]?.stem ?? ""));
    const isOwner = deeper.some(
      ({ segments }) => segments[at]?.stem === name && segments[at]?.item !== undefined,
    );
    if (name === "" || paths.length < (isOwner ? 20 : 5) || count < paths.length * (isOwner ? 0.95 : 0.8))
      break;
    shared.push(name);
  }
  return shared;
}

function mostFrequent(texts: readonly string[]): [string, number] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || compare(a, b))[0] ?? ["", 0];
}

function idOf(levels: readonly (readonly string[])[], longestLevel = usualLevel): string {
  const ids = levels.map((words) => levelOf(words, longestLevel)).filter((level) => level !== "");
  return ids
    .join(".")
    .slice(0, longestId)
    .replace(/[.-]+$/, "");
}

/** The first words that fit, in kebab-case; an id starts with a letter. */
function levelOf(words: readonly string[], longestLevel: number): string {
  let text = "";
  for (const word of words.filter(Boolean)) {
    if (text.length + word.length >= longestLevel) break;
    text += text === "" ? word : `-${word}`;
  }
  const cut = text || (words[0] ?? "").slice(0, longestLevel);
  return /^[0-9]/.test(cut) ? `n${cut}` : cut;
}

function groupsAbove(id: string): string[] {
  const words = id.split(".");
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join("."));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
