import { type GitHubStandIn, startGitHub } from "../../stand-ins/github.ts";

interface Collection {
  snapshot(): { readonly items: readonly object[] };
  insert(row: object): { readonly id: number };
}

export interface WatchedGitHub extends GitHubStandIn {
  /** Everything that it knows as text: whatever changes it changes the text. */
  readonly state: () => string;
  /** Adds what its API can't add, and gives its id. */
  readonly insert: (collection: string, row: object) => number;
}

/** The GitHub stand-in, seen from inside. */
export async function startWatchedGitHub(): Promise<WatchedGitHub> {
  // It shows its state to nobody, so its collections are noted as they come into being.
  const stores = new Set<Map<unknown, unknown>>();
  const { set } = Map.prototype;
  Map.prototype.set = function (this: Map<unknown, unknown>, key: unknown, value: unknown) {
    if (isCollection(value)) stores.add(this);
    return set.call(this, key, value);
  };
  const github = await startGitHub().finally(() => {
    Map.prototype.set = set;
  });
  const collections = () =>
    [...stores].flatMap((store) =>
      [...(store as Map<string, Collection>)].filter(([, one]) => isCollection(one)),
    );
  const state = () =>
    JSON.stringify(collections().map(([name, collection]) => [name, recounted(name, collection)]));
  const insert = (wanted: string, row: object) => {
    const [, collection] = collections().find(([name]) => name === wanted) ?? [];
    if (collection === undefined) throw new Error(`the stand-in has no ${wanted}`);
    return collection.insert(row).id;
  };
  return { ...github, state, insert };
}

/** It counts a milestone's issues anew whenever it shows one, and notes the time of that. */
function recounted(name: string, collection: Collection): unknown {
  const { items, ...rest } = collection.snapshot();
  if (!name.endsWith("milestones")) return { items, ...rest };
  return { ...rest, items: items.map((item) => ({ ...item, updated_at: undefined })) };
}

function isCollection(value: unknown): value is Collection {
  return typeof value === "object" && value !== null && "snapshot" in value && "fieldNames" in value;
}
