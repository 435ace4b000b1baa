import { fromOperationId } from "./from-operation-id.ts";
import { fromPath } from "./from-path.ts";
import type { Level, NamingContext } from "./levels.ts";
import { type OperationIdWords, readOperationId } from "./operation-id.ts";
import { type PathWords, readPath } from "./path-words.ts";
import { isCollectionPlace, type NamedOperation } from "./spoken.ts";
import { isPlural, singular, stem } from "./words.ts";

/** What an operation could be called, from the shortest to the one that says most. */
export interface Candidates {
  readonly first: readonly Level[];
  /** Made only where the first is taken. */
  readonly others: () => readonly (readonly Level[])[];
  /** How much the first leaves out; the one with least keeps a name that several want. */
  readonly leftOut: number;
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
  // Of an item and its collection, the item has the plain name.
  const changesAll = (verb[0] === "delete" || verb[0] === "update") && isCollectionPlace(path, context);
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
      ...(changesAll && which[0] !== "by" ? [withEnd(base, ["all"])] : []),
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
      ((withMethod && one.method === "GET") || replaces || changesAll ? 1 : 0),
  };
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
