import type { JsonPointer, Link, LinkArgument, Operation } from "@specwire/contract";
import { plainName, toPointer } from "@specwire/contract";
import { isVerb, nounVerbs } from "../../2-resolve/names/vocabulary.ts";
import { isPlural, stem, wordsOf } from "../../2-resolve/names/words.ts";
import type { ResolvedOperation } from "../../2-resolve/resolved-connector.ts";
import type { SchemaLowering } from "../schema.ts";
import { documentLink } from "./document-links.ts";
import { identityOf, isIdentityWord } from "./identity.ts";
import { isSame, type Linkable, linkTo, sameArgument } from "./linkable.ts";
import { collectionOf, type Place, placeOf, shapeOf } from "./places.ts";
import { thingOf } from "./things.ts";

/** The operations of a connector, to be found by where they are and by what they answer with. */
export class Operations {
  readonly all: readonly Linkable[];
  readonly #byId: ReadonlyMap<string, Linkable>;
  /** What reads, by its shape. */
  readonly #reads = new Map<string, Linkable[]>();
  /** What reads one thing, by its kind. */
  readonly #byKind = new Map<unknown, Linkable[]>();
  readonly #schemas: SchemaLowering;

  constructor(pairs: readonly (readonly [ResolvedOperation, Operation])[], schemas: SchemaLowering) {
    this.#schemas = schemas;
    this.all = pairs.map(([resolved, operation]) => ({
      operation,
      resolved,
      place: placeOf(operation),
      thing: thingOf(resolved, operation, schemas),
    }));
    this.#byId = new Map(this.all.map((one) => [one.operation.id, one]));
    for (const one of this.all) {
      if (!isRead(one.operation)) continue;
      push(this.#reads, one.place.shape, one);
      if (isDetail(one.operation)) for (const kind of one.thing.kinds) push(this.#byKind, kind, one);
    }
  }

  named(id: string): Linkable | undefined {
    return this.#byId.get(id);
  }

  /** How an item of this list, or what this write made or changed, is read. */
  detailOf(one: Linkable): Link | undefined {
    const { operation, place } = one;
    const isList = operation.response.items !== undefined && operation.access === "read";
    // What a GET changes is nothing that another one shows.
    if (!isList && (operation.access === "read" || operation.method === "GET")) return undefined;
    const stated = isList
      ? undefined
      : documentLink(one, this.all, ({ operation: to }) => isRead(to) && isDetail(to));
    if (stated) return stated;
    const isUpdate = place.parameters.has(place.segments.length - 1);
    if (isList || (operation.method === "POST" && !isUpdate)) {
      const found = this.#behind(one) ?? this.#ofKind(one);
      if (found || isList) return found;
    }
    const same = this.#single(place.shape, isDetail);
    if (same) return linkTo(same, one, []);
    // `PUT /issues/{}/lock` changes the issue, where it is nothing that can be read by itself.
    const parent = this.#single(shapeOf(operation.server, place.segments.slice(0, -1)), isDetail);
    const isBehindThing = !this.#reads.has(place.shape) && place.parameters.has(place.segments.length - 2);
    return parent && isBehindThing && isAct(one, parent) ? linkTo(parent, one, []) : undefined;
  }

  /**
   * The list in which what this operation is about is found: the nearest in front of a parameter of its path, else
   * the one that what it makes goes to.
   */
  listOf(one: Linkable): Link | undefined {
    const { operation, place } = one;
    for (const index of [...place.parameters.keys()].reverse()) {
      if (collectionOf(place, index) === undefined) continue;
      const found = this.#single(shapeOf(operation.server, place.segments.slice(0, index)), isList);
      const link = found && found !== one ? linkTo(found, one, []) : undefined;
      if (link) return link;
    }
    const same = operation.method === "POST" ? this.#single(place.shape, isList) : undefined;
    return same && linkTo(same, one, []);
  }

  /** `GET /boards/{}/cards/{}` behind `/boards/{}/cards`. */
  #behind(one: Linkable): Link | undefined {
    const detail = this.#single(`${one.place.shape}/{}`, isDetail);
    return detail && this.linkByMember(detail, one);
  }

  /** The one operation that reads things of this kind, wherever it is. */
  #ofKind(one: Linkable): Link | undefined {
    const { kind, members } = one.thing;
    if (kind === undefined || members === undefined || members.size < 2) return undefined;
    const links = (this.#byKind.get(kind) ?? []).flatMap((detail) =>
      isForAll(detail.place, one.place) && !isElsewhere(one, detail)
        ? (this.linkByMember(detail, one) ?? [])
        : [],
    );
    return links.length === 1 ? links[0] : undefined;
  }

  /**
   * By which member of what `from` answers with (of an item of its list) the last parameter of a path is known.
   * Undefined where that would be a guess.
   */
  memberFor(to: Linkable, from: Linkable): { name: string; pointer: JsonPointer } | undefined {
    const { place, operation } = to;
    const name = place.parameters.get(place.segments.length - 1);
    const collection = collectionOf(place);
    const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
    if (parameter === undefined || parameter.fixed !== undefined || collection === undefined)
      return undefined;
    const { members } = from.thing;
    const identity = (known: typeof members) =>
      identityOf(parameter, collection, known, isOfKind(from, to), this.#schemas);
    const pointer = identity(members) ?? (from.thing.kind === undefined ? identity(undefined) : undefined);
    return pointer === undefined ? undefined : { name: parameter.name, pointer };
  }

  /**
   * The last parameter by a member of the thing, those in front by what was given for the same; what is `known` is
   * as it is.
   */
  linkByMember(detail: Linkable, from: Linkable, known: readonly LinkArgument[] = []): Link | undefined {
    const member = this.memberFor(detail, from);
    if (member === undefined) return undefined;
    const pointer = `${from.thing.prefix}${member.pointer}`;
    const last = { in: "path", name: member.name, from: { pointer } } as const;
    return linkTo(detail, from, [...known, last]);
  }

  /** Where a spec names the operation and nothing tells the member: the one of the parameter's last word, `/id`. */
  linkByName(to: Linkable, from: Linkable, known: readonly LinkArgument[]): Link | undefined {
    const guesses = to.operation.parameters
      .filter((one) => !known.some((other) => isSame(one, other)) && !sameArgument(one, to, from))
      .map(({ in: place, name }): LinkArgument => {
        const [word = name] = wordsOf(name).slice(-1);
        return { in: place, name, from: { pointer: `${from.thing.prefix}${toPointer([word])}` } };
      });
    const needed = guesses.filter(({ in: place }) => place === "path");
    return linkTo(to, from, [...known, ...needed]);
  }

  /** The only operation there that is taken as it is: one that fixes or asks for more is for some things only. */
  #single(shape: string, is: (operation: Operation) => boolean): Linkable | undefined {
    const all = (this.#reads.get(shape) ?? []).filter(({ operation }) => is(operation));
    if (all.length < 2) return all[0];
    const open = all.filter(({ operation }) =>
      operation.parameters.every((one) => one.fixed === undefined && (one.in === "path" || !one.required)),
    );
    return open.length === 1 ? open[0] : undefined;
  }
}

/** Whether an operation behind a thing changes it, and makes nothing of its own. */
function isAct(one: Linkable, thing: Linkable): boolean {
  const { operation, place } = one;
  const [word = "", ...others] = wordsOf(place.segments.at(-1) ?? "");
  const isEmpty = operation.response.kind === "none" || one.thing.kind === undefined;
  if (/^(fork|copy|clone|duplicate|export|import|generate|convert|trash)$/.test(word)) return false;
  if (others.length === 0 && isVerb(word) && (isEmpty || !nounVerbs.has(word))) return true;
  const isSaid = operation.response.kind === "none" && others.length === 0;
  return operation.method !== "POST" && (isSaid || isOfKind(one, thing));
}

function isOfKind({ thing: { kind } }: Linkable, other: Linkable): boolean {
  return kind !== undefined && other.thing.kinds.includes(kind);
}

/**
 * Whether a thing may be somewhere else than the call was: a fork says itself whose it is, and what an issue depends on
 * may be of another repository. What was taken out of a list is nowhere.
 */
function isElsewhere({ operation, place, thing }: Linkable, { place: to }: Linkable): boolean {
  const names = [...to.parameters.values()].slice(0, -1).map(plainName);
  const own = [...(thing.members?.keys() ?? [])].map(plainName);
  const isOfOwnKind = place.shape.startsWith(`${to.shape}/`);
  if (operation.method === "POST")
    return (
      /^(remove|delete)$/.test(place.segments.at(-1) ?? "") ||
      names.some((name) => own.includes(name) || own.includes(`${name}id`))
    );
  return isOfOwnKind && names.some((name) => own.some((member) => member.startsWith(name)));
}

/** Not one that reads things of one's own alone, unless these are; and it says by an identity which one is read. */
function isForAll({ segments, parameters }: Place, from: Place): boolean {
  const isOwn = (segment: string) => /^(me|my|mine|self|user|app|current|current[-_]user)$/i.test(segment);
  const last = wordsOf(parameters.get(segments.length - 1) ?? "");
  const kept = wordsOf(segments.at(-2) ?? "");
  const isOfKept = stem(last) === stem(kept) && isPlural(kept.at(-1) ?? "");
  const isIdentity = isIdentityWord(last.at(-1) ?? "") || isOfKept;
  return isIdentity && segments.filter(isOwn).every((one) => from.segments.includes(one));
}

function isRead({ access, method, sensitive, deprecated, response }: Operation): boolean {
  return access === "read" && method === "GET" && !sensitive && !deprecated && response.kind === "json";
}

function isList({ response }: Operation): boolean {
  return response.items !== undefined;
}

function isDetail({ response }: Operation): boolean {
  return response.items === undefined && !response.redirect;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
