import type { Json, JsonObject, JsonPointer, Operation, Parameter } from "@specwire/contract";
import { isArray, isObject, valueAt } from "@specwire/contract";
import type { SchemaLookup } from "../../2-resolve/json-schema.ts";
import type { Operations } from "../links/derive.ts";
import type { Linkable } from "../links/linkable.ts";
import { commonest, type PathMatch, type PathNode, PathTree } from "./path-tree.ts";
import { schemaExample } from "./schema-sample.ts";

/** More values than this of an example are not looked at. */
const mostValues = 5_000;

/** What an operation's example answer tells. */
interface Answer {
  /** The thing, or the first item of the list; undefined where the document shows none. */
  readonly thing: Json | undefined;
  /** Its URLs of this API, those nearest to its top in front. */
  readonly urls: readonly PathMatch[];
}

/** The last value of a path as a member of what another operation answers with. */
interface Member {
  readonly from: Linkable;
  readonly value: string;
}

/**
 * Values for the parameters of paths, from the example answers of a document: their URLs hold values that belong
 * together, and links say which member of a thing is its last one. Values of one path are of one thing, as far as
 * anything tells whose they are.
 */
export class PathValues {
  readonly #tree: PathTree;
  readonly #answers = new Map<string, Answer>();
  readonly #places = new Map<string, ReadonlyMap<string, PathNode>>();
  readonly #members = new Map<PathNode, Member[]>();
  readonly #usual = new Map<PathNode, readonly string[] | undefined>();
  readonly #same = new Map<string, Map<string, Known>>();

  /** `linked`: the same operations with their links. */
  constructor(
    operations: Operations,
    linked: readonly Operation[],
    servers: readonly string[],
    lookup: SchemaLookup,
  ) {
    const { all } = operations;
    this.#tree = new PathTree(servers);
    for (const { operation } of all) this.#places.set(operation.id, this.#tree.add(operation.path));
    this.#readAnswers(all, lookup);
    this.#readMembers(operations, linked);
    for (const one of all) this.#readSame(one);
  }

  /** Path values by name, as far as they are known. */
  of(one: Operation): ReadonlyMap<string, string> {
    const places = [...(this.#places.get(one.id) ?? [])];
    const found = new Map<string, string>();
    for (let last = places.length; last > 0; last--) {
      const node = places[last - 1]?.[1];
      const values = node && this.#valuesAt(node, this.#answers.get(one.id)?.urls ?? []);
      if (values === undefined) continue;
      for (const [index, [name]] of places.slice(0, last).entries()) found.set(name, values[index] ?? "");
      return found;
    }
    return found;
  }

  /** What elsewhere is said of the same parameter, and of others beside it. */
  same(parameter: Parameter): ReadonlyMap<string, string> | undefined {
    const key = keyOf(parameter);
    const known = key === undefined ? undefined : this.#same.get(key);
    let found: Known | undefined;
    for (const one of known?.values() ?? []) if (found === undefined || one.count > found.count) found = one;
    return found?.values;
  }

  /** What an operation answers with in its example: the thing, or the first item of its list. */
  thing(id: string): Json | undefined {
    return this.#answers.get(id)?.thing;
  }

  #readAnswers(all: readonly Linkable[], lookup: SchemaLookup): void {
    const read = new Map<Json, readonly PathMatch[]>();
    for (const { operation, resolved, thing } of all) {
      const sample = resolved.answer?.sample;
      const shown = sample ?? (thing.members && exampleOf(thing.members, lookup));
      if (shown === undefined) continue;
      const urls = read.get(shown) ?? this.#urlsIn(shown);
      if (!read.has(shown)) for (const url of urls) this.#tree.count(url);
      read.set(shown, urls);
      const { items } = operation.response;
      const list = items === undefined || sample === undefined ? undefined : valueAt(sample, items);
      const single = sample === undefined ? shown : valueAt(sample, thing.prefix);
      this.#answers.set(operation.id, {
        thing: items === undefined || sample === undefined ? single : isArray(list) ? list[0] : undefined,
        urls,
      });
    }
  }

  /** A thing's own answer says best what it is called, then the list that it is in, then what leads to it. */
  #readMembers(operations: Operations, linked: readonly Operation[]): void {
    const byShape = new Map<string, Linkable>();
    for (const one of operations.all) if (!byShape.has(one.place.shape)) byShape.set(one.place.shape, one);
    for (const one of operations.all)
      if (one.operation.method === "GET" && one.operation.response.items === undefined)
        this.#readMember(one, one, operations.memberFor(one, one)?.pointer);
    for (const one of operations.all) {
      const behind = byShape.get(`${one.place.shape}/{}`);
      if (behind && one.operation.response.items !== undefined)
        this.#readMember(behind, one, operations.memberFor(behind, one)?.pointer);
    }
    for (const [index, { detail }] of linked.entries()) {
      const [to, from] = [operations.named(detail?.operation ?? ""), operations.all[index]];
      const by = detail?.arguments.findLast((one) => one.in === "path")?.from;
      if (to && from && by && "pointer" in by)
        this.#readMember(to, from, by.pointer.slice(from.thing.prefix.length));
    }
  }

  #readMember(to: Linkable, from: Linkable, pointer: JsonPointer | undefined): void {
    const node = [...(this.#places.get(to.operation.id)?.values() ?? [])].at(-1);
    const value = pointer === undefined ? undefined : valueAt(this.thing(from.operation.id), pointer);
    if (node === undefined || (typeof value !== "string" && typeof value !== "number")) return;
    // A member may have more than the path takes (`refs/heads/main`).
    if (!/^[^/{}<>]+$/.test(String(value))) return;
    const members = this.#members.get(node) ?? [];
    members.push({ from, value: String(value) });
    this.#members.set(node, members);
  }

  #readSame({ operation }: Linkable): void {
    const values = this.of(operation);
    const known = new Map<string, string>();
    for (const parameter of operation.parameters) {
      const value = parameter.in === "path" ? values.get(parameter.name) : undefined;
      const key = keyOf(parameter);
      if (value !== undefined && key !== undefined) known.set(key, value);
    }
    for (const [key, value] of known) {
      const all = this.#same.get(key) ?? new Map<string, Known>();
      this.#same.set(key, all);
      const one = all.get(value);
      if (one === undefined) all.set(value, { values: known, count: 1 });
      else one.count++;
    }
  }

  /** Of one thing: what a URL of the operation's own answer says, else the commonest URL, else a member of its answer. */
  #valuesAt(node: PathNode, own: readonly PathMatch[]): readonly string[] | undefined {
    for (const { nodes, values } of own) {
      const index = nodes.indexOf(node);
      if (index !== -1) return values.slice(0, index + 1);
    }
    if (!this.#usual.has(node)) {
      // A place in itself, as a folder of folders, knows no more than this.
      this.#usual.set(node, commonest(node));
      this.#usual.set(node, commonest(node) ?? this.#byMember(node));
    }
    return this.#usual.get(node);
  }

  #byMember(node: PathNode): readonly string[] | undefined {
    for (const { from, value } of this.#members.get(node) ?? []) {
      const { parent } = node;
      const front = parent ? this.#valuesAt(parent, this.#answers.get(from.operation.id)?.urls ?? []) : [];
      if (front !== undefined) return [...front, value];
    }
    return undefined;
  }

  #urlsIn(sample: Json): PathMatch[] {
    const found: PathMatch[] = [];
    const waiting: Json[] = [sample];
    for (let at = 0; at < waiting.length && at < mostValues; at++) {
      const value = waiting[at];
      if (typeof value === "string") {
        const match = /^(?:https?:\/)?\/[^/]/.test(value) ? this.#tree.match(value) : undefined;
        if (match) found.push(match);
      } else if (isArray(value)) waiting.push(...value.slice(0, 30));
      else if (isObject(value)) waiting.push(...Object.values(value));
    }
    return found;
  }
}

interface Known {
  readonly values: ReadonlyMap<string, string>;
  count: number;
}

/** Parameters of one name that are described in the same words are the same. */
export function keyOf({ name, description }: Parameter): string | undefined {
  return description === undefined ? undefined : `${name}\n${description}`;
}

/** What a schema's members give as examples, each for itself. */
function exampleOf(
  members: NonNullable<Linkable["thing"]["members"]>,
  lookup: SchemaLookup,
): JsonObject | undefined {
  const known = [...members].flatMap(([name, schema]) => {
    const value = schemaExample(schema, lookup);
    return value === undefined ? [] : [[name, value] as const];
  });
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
