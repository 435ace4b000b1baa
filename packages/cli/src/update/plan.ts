import {
  beforeEdits,
  type Change,
  compareConnectors,
  compile,
  type Diagnostic,
  editSpec,
  type ListedOperation,
  type OpenedSpec,
  openSpec,
  type SpecEdit,
} from "@specwire/compiler";
import type { Connector } from "@specwire/contract";
import { own, toPointer } from "@specwire/contract";
import { quote, Refusal } from "../shared/refusal.ts";
import { accepted, type Choice, type Wanted } from "./accept.ts";
import { DocumentIndex, requestOf } from "./new-document.ts";
import {
  type Matched,
  type Mention,
  matchOperations,
  mentionsOf,
  type Removed,
  type Renamed,
  type Source,
  withoutItems,
} from "./operations.ts";
import type { Staged } from "./stage.ts";

/** Everything that an update would do, and what comes of it; nothing is written yet. */
export interface Plan {
  readonly edits: readonly SpecEdit[];
  /** The spec's new text. */
  readonly text: string;
  readonly added: readonly Added[];
  /** What is new and is neither taken by `include` nor accepted; absent where that can't be told. */
  readonly outside?: readonly ListedOperation[];
  readonly removed: readonly Removed[];
  readonly mentions: readonly Mention[];
  readonly renamed: readonly Renamed[];
  /** Ids that would have changed, and what they stand for now. */
  readonly kept: readonly Entry[];
  /** New entries for what was accepted, where `include` alone would not give it its id. */
  readonly entries: readonly Entry[];
  /** Selectors that match nothing any more. */
  readonly unmatched: readonly { readonly list: "include" | "exclude"; readonly selector: string }[];
  /** Of the document, and of the spec with the places that it has now. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the connector comes to; absent where there are errors. */
  readonly connector?: Connector;
  /** Empty where nothing could be compared because of errors. */
  readonly changes: readonly Change[];
  /** `info.version` of both documents. */
  readonly versions: { readonly before?: string; readonly after?: string };
  /** The pin of the new document; absent where it can't be read. */
  readonly sha256?: string;
}

/** An entry of `operations`. */
export interface Entry {
  readonly id: string;
  readonly use: string;
}

export interface Added {
  readonly operation: ListedOperation;
  /** Its id in the manifest, where it was accepted. */
  readonly id?: string;
  readonly accepted: boolean;
}

export interface Basis {
  /** The spec with its present document. */
  readonly spec: OpenedSpec;
  readonly source: Source;
  /** The files that it and its document were read from. */
  readonly files: ReadonlySet<string>;
  /** What it compiled to before. */
  readonly before: Connector;
  /** The operations of the document before; absent where that document is gone. */
  readonly earlier?: DocumentIndex;
}

/** Works out an update in memory. */
export function planUpdate({ spec, source, before, earlier }: Basis, staged: Staged, wanted: Wanted): Plan {
  const name: SpecEdit[] =
    source.openapi?.document === staged.name
      ? []
      : [{ op: "replace", path: "/openapi/document", value: staged.name }];
  const opened = openSpec(spec.path, staged.host(editSpec(spec.text, name).text));
  const versions = {
    ...(spec.document?.version !== undefined && { before: spec.document.version }),
    ...(opened.document?.version !== undefined && { after: opened.document.version }),
  };
  const nothing = {
    added: [],
    removed: [],
    mentions: [],
    renamed: [],
    kept: [],
    entries: [],
    unmatched: [],
    changes: [],
    versions,
  };
  if (opened.document === undefined)
    return { ...nothing, edits: name, text: spec.text, diagnostics: opened.diagnostics };

  const document = new DocumentIndex(opened.document);
  const matched = matchOperations(before, source, document, earlier);
  const { include = [], exclude = [] } = source.operations;
  const outside = earlier && outsideOf(document, earlier, matched);
  const choice = accepted(wanted, matched, outside ?? [], source.operations, document);
  const unmatched = (["include", "exclude"] as const).flatMap((list) =>
    (list === "include" ? include : exclude)
      .filter((selector) => document.selected([selector]).size === 0)
      .map((selector) => ({ list, selector })),
  );
  const gone = new Set(matched.removed.map(({ id }) => id));
  const edits: SpecEdit[] = [
    ...name,
    ...pinEdits(source.openapi?.sha256, opened.document.sha256),
    ...matched.renamed.map(
      ({ id, to }): SpecEdit => ({ op: "replace", path: toPointer(["operations", id, "use"]), value: to }),
    ),
    ...matched.removed.flatMap(({ id, use }): SpecEdit[] =>
      use === undefined ? [] : [{ op: "remove", path: toPointer(["operations", id]) }],
    ),
    ...withoutItems("/highlights", source.highlights ?? [], gone),
    ...withoutItems("/operations/include", include, selectorsOf(unmatched, "include")),
    ...excludeEdits(
      source.operations.exclude,
      new Set([...selectorsOf(unmatched, "exclude"), ...choice.released]),
      matched.added.filter((one) => !choice.operations.has(one)).map(requestOf),
    ),
  ];
  const { kept, entries, ids } = keptIds(matched, choice, source, document);
  const all: SpecEdit[] = [
    ...edits,
    ...[...kept, ...entries].map(
      ({ id, use }): SpecEdit => ({ op: "add", path: toPointer(["operations", id]), value: { use } }),
    ),
  ];
  const edited = editSpec(spec.text, all);
  const result = compile(spec.path, staged.host(edited.text));
  const connector = result.output?.connector;
  if (connector) refuseUnasked(before, connector, source, new Set(ids.values()));
  return {
    edits: all,
    text: edited.text,
    added: [...new Set([...matched.added, ...choice.operations])].map((operation): Added => {
      const id = ids.get(operation);
      return { operation, accepted: id !== undefined, ...(id !== undefined && { id }) };
    }),
    ...(outside && { outside: outside.filter((one) => !choice.operations.has(one)) }),
    removed: matched.removed,
    mentions: mentionsOf(source, gone),
    renamed: matched.renamed,
    kept,
    entries,
    unmatched,
    diagnostics: beforeEdits(result.diagnostics, spec.path, spec.text, edited),
    ...(connector && { connector }),
    changes: connector ? compareConnectors(before, connector) : [],
    versions,
    sha256: opened.document.sha256,
  };
}

function pinEdits(pinned: string | undefined, sha256: string): readonly SpecEdit[] {
  if (pinned === sha256) return [];
  return [{ op: pinned === undefined ? "add" : "replace", path: "/openapi/sha256", value: sha256 }];
}

function selectorsOf(unmatched: Plan["unmatched"], wanted: "include" | "exclude"): Set<string> {
  return new Set(unmatched.flatMap(({ list, selector }) => (list === wanted ? [selector] : [])));
}

function excludeEdits(
  exclude: readonly string[] | undefined,
  gone: ReadonlySet<string>,
  added: readonly string[],
): readonly SpecEdit[] {
  const path = "/operations/exclude";
  if (exclude === undefined) return added.length === 0 ? [] : [{ op: "add", path, value: added }];
  const removals: readonly SpecEdit[] =
    added.length === 0
      ? withoutItems(path, exclude, gone)
      : exclude.flatMap((item, index) =>
          gone.has(item) ? [{ op: "remove", path: `${path}/${index}` } as const] : [],
        );
  return [...removals, ...added.map((value): SpecEdit => ({ op: "add", path: `${path}/-`, value }))];
}

/** The entries that keep ids: those that `include` would change, and those of what was accepted. */
function keptIds(
  { kept, untaken }: Pick<Matched, "kept" | "untaken">,
  accepted: Pick<Choice, "operations" | "entries">,
  source: Source,
  document: DocumentIndex,
): Pick<Plan, "kept" | "entries"> & { readonly ids: ReadonlyMap<ListedOperation, string> } {
  const changed = [...kept].filter(([one, id]) => untaken.has(one) || document.idOf(one) !== id);
  const taken = new Set([...kept.values(), ...Object.keys(source.operations)]);
  const ids = new Map(
    [...accepted.operations].map((one): [ListedOperation, string] => {
      const wanted = document.idOf(one);
      let id = wanted;
      for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`;
      taken.add(id);
      return [one, id];
    }),
  );
  const own = [...ids].filter(([one, id]) => accepted.entries.has(one) || id !== document.idOf(one));
  const entryOf = ([one, id]: readonly [ListedOperation, string]): Entry => ({
    id,
    use: document.nameOf(one, "operationId"),
  });
  return { kept: changed.map(entryOf), entries: own.map(entryOf), ids };
}

/** The one promise that must not depend on anything above being right. */
function refuseUnasked(
  before: Connector,
  after: Connector,
  source: Source,
  accepted: ReadonlySet<string>,
): void {
  for (const one of Object.values(after.operations)) {
    if (own(before.operations, one.id) !== undefined || own(source.operations, one.id) !== undefined)
      continue;
    if (!accepted.has(one.id))
      throw new Refusal(
        `${quote(requestOf(one))} would join the manifest as ${one.id}, and nobody accepted it.`,
        "nothing was written; this should not happen: please report it.",
      );
  }
}

function outsideOf(
  document: DocumentIndex,
  earlier: DocumentIndex,
  { known, added }: Pick<Matched, "known" | "added">,
): readonly ListedOperation[] {
  const ours = new Set([...known, ...added]);
  return document.operations.filter((one) => earlier.at(one) === undefined && !ours.has(one));
}
