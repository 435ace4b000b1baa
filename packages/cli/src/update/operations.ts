import type { ListedOperation, OpenedSpec, SpecEdit } from "@specwire/compiler";
import type { Connector, Operation } from "@specwire/contract";
import { nearest, own, toPointer } from "@specwire/contract";
import { type DocumentIndex, formOf, requestOf } from "./new-document.ts";

export type Source = NonNullable<OpenedSpec["source"]>;

/** An operation that was in the manifest and that the new document, or `include`, has no more. */
export interface Removed {
  readonly id: string;
  /** As the spec names it; absent for one that `include` took. */
  readonly use?: string;
  readonly request: string;
  /** What `use` may mean now, best first. */
  readonly nearest: readonly string[];
}

/** How the spec has to name an operation now. */
export interface Renamed {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Which operations of a new document are which of the connector. */
export interface Matched {
  readonly removed: readonly Removed[];
  readonly renamed: readonly Renamed[];
  /** What `include` took before and still takes, or what is kept although it does not: with its id. */
  readonly kept: ReadonlyMap<ListedOperation, string>;
  /** Those of `kept` that `include` does not take any more. */
  readonly untaken: ReadonlySet<ListedOperation>;
  /** Everything of the document that the connector has. */
  readonly known: ReadonlySet<ListedOperation>;
  /** What `include` takes and the connector does not have. */
  readonly added: readonly ListedOperation[];
}

/**
 * Matches by request first: who agreed to an id agreed to that request. Only what has lost its request is looked
 * for by its operationId, as a path that moved.
 */
export function matchOperations(
  before: Connector,
  source: Source,
  document: DocumentIndex,
  earlier: DocumentIndex | undefined,
): Matched {
  const named = matchNamed(before, source, document, earlier);
  const { include = [], exclude = [] } = source.operations;
  const excluded = document.selected(exclude);
  const bulk = Object.values(before.operations).filter(({ id }) => !named.ids.has(id));
  const byOperation = new Map<ListedOperation, Operation>();
  const removed: Removed[] = [...named.removed];
  for (const one of bulk) {
    const found = sameOperation(one, earlier?.withId(one.id), document, earlier);
    const left = found === undefined || excluded.has(found);
    if (!left && !named.taken.has(found) && !byOperation.has(found)) byOperation.set(found, one);
    else if (found === undefined || left)
      removed.push({
        id: one.id,
        request: requestOf(one),
        nearest: [],
      });
  }
  const included = document.selected(include);
  const selected = document.operations.filter(
    (one) => included.has(one) && !named.taken.has(one) && !excluded.has(one),
  );
  const taken = new Set(selected);
  return {
    removed,
    renamed: named.renamed,
    kept: new Map([...byOperation].map(([one, { id }]) => [one, id])),
    known: new Set([...named.taken, ...byOperation.keys()]),
    untaken: new Set([...byOperation.keys()].filter((one) => !taken.has(one))),
    added: selected.filter((one) => !byOperation.has(one)),
  };
}

interface Named {
  readonly ids: ReadonlySet<string>;
  readonly taken: ReadonlySet<ListedOperation>;
  readonly removed: readonly Removed[];
  readonly renamed: readonly Renamed[];
}

function matchNamed(
  before: Connector,
  source: Source,
  document: DocumentIndex,
  earlier: DocumentIndex | undefined,
): Named {
  const ids = new Set<string>();
  const taken = new Set<ListedOperation>();
  const removed: Removed[] = [];
  const renamed: Renamed[] = [];
  for (const [id, written] of Object.entries(source.operations)) {
    if (id === "include" || id === "exclude" || Array.isArray(written)) continue;
    ids.add(id);
    const { use, request } = written as { readonly use?: string; readonly request?: string };
    if (request !== undefined) {
      for (const one of document.named(request)) if (requestOf(one) === request) taken.add(one);
    }
    if (use === undefined) continue;
    const was = own(before.operations, id);
    const found = document.named(use);
    const [then, ...others] = earlier?.named(use) ?? [];
    const known = others.length > 0 ? undefined : then;
    const kept = was && requestIn(was, known, document);
    const meant = kept ?? (found.length === 1 ? found[0] : was && movedTo(was, known, document, earlier));
    if (meant === undefined) {
      if (found.length > 1 || was === undefined) continue;
      removed.push({ id, use, request: requestOf(was), nearest: nearest(use, document.names()) });
      continue;
    }
    taken.add(meant);
    if (found.length !== 1 || found[0] !== meant)
      renamed.push({ id, from: use, to: document.nameOf(meant, formOf(use)) });
  }
  return { ids, taken, removed, renamed };
}

/** Which operation of a document one of the connector is; `then` is what it was in the document before. */
function sameOperation(
  one: Operation,
  then: ListedOperation | undefined,
  document: DocumentIndex,
  earlier: DocumentIndex | undefined,
): ListedOperation | undefined {
  return requestIn(one, then, document) ?? movedTo(one, then, document, earlier);
}

function requestIn(
  one: Operation,
  then: ListedOperation | undefined,
  document: DocumentIndex,
): ListedOperation | undefined {
  return then === undefined ? document.sending(one) : document.at(then);
}

/** Where an operation is now whose request is gone: the one that has its operationId and its method. */
function movedTo(
  { method }: Operation,
  then: ListedOperation | undefined,
  document: DocumentIndex,
  earlier: DocumentIndex | undefined,
): ListedOperation | undefined {
  const found = document.called(then?.operationId);
  // One whose request was there before is another operation that has taken over the name.
  return found?.method === method && earlier?.at(found) === undefined ? found : undefined;
}

/** A place of the spec that names an operation. */
export interface Mention {
  readonly id: string;
  readonly pointer: string;
}

/** Where a spec names operations beside their own entries: what proves a credential, what continues a list. */
export function mentionsOf(source: Source, ids: ReadonlySet<string>): Mention[] {
  const found: Mention[] = [];
  const look = (value: unknown, tokens: readonly (string | number)[], wanted: readonly string[]): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      const path = [...tokens, name];
      const parent = tokens.at(-1);
      if (typeof member === "string" && ids.has(member) && wanted.includes(`${parent}.${name}`))
        found.push({ id: member, pointer: toPointer(path) });
      look(member, path, wanted);
    }
  };
  look(source.auth, ["auth"], ["verify.operation"]);
  look({ pagination: source.pagination }, [], ["pagination.via"]);
  for (const [id, one] of Object.entries(source.operations)) {
    const { pagination } = one as { readonly pagination?: unknown };
    look({ pagination }, ["operations", id], ["pagination.via"]);
  }
  return found;
}

/** Edits that take lists' items away, and the list itself where none is left. */
export function withoutItems(
  pointer: string,
  items: readonly string[],
  gone: ReadonlySet<string>,
): readonly SpecEdit[] {
  const indexes = items.flatMap((item, index) => (gone.has(item) ? [index] : []));
  if (indexes.length === 0) return [];
  if (indexes.length === items.length) return [{ op: "remove", path: pointer }];
  return indexes.map((index) => ({ op: "remove", path: `${pointer}/${index}` }));
}
