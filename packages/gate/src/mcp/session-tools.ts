import { createHash } from "node:crypto";
import { isBanned, type ManifestEntry } from "@specwire/contract";
import type { OpenedGateFile } from "../session/gate-file.ts";

/** One operation that a session has, and that no policy denies whatever its arguments are. */
export interface SessionOperation {
  readonly slug: string;
  readonly id: string;
  readonly entry: ManifestEntry;
}

/** More operations than this are found by a search: each tool is read by the model at every turn. */
export const mostTools = 40;

/** Clients put a prefix before it, and models take 64 characters in all. */
const longestName = 44;

/** The operations of a session in the order of the connectors and their ids. */
export function operationsOf(session: OpenedGateFile): SessionOperation[] {
  return Object.entries(session.manifests).flatMap(([slug, { operations }]) =>
    Object.entries(operations)
      .map(([id, entry]) => ({ slug, id, entry }))
      .filter(({ slug, id }) => !isBanned({ connector: slug, operation: id }, session)),
  );
}

/**
 * `acme_items_create` of `acme` and `items.create`: neither has an underscore, so no two are the same. A long one
 * ends with a hash in place of what is cut.
 */
export function toolName({ slug, id }: { readonly slug: string; readonly id: string }): string {
  const name = `${slug}_${id.replaceAll(".", "_")}`;
  if (name.length <= longestName) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, longestName - 9)}_${hash}`;
}

/** `acme.items.create`; a slug has no dot. */
export function fullId({ slug, id }: { readonly slug: string; readonly id: string }): string {
  return `${slug}.${id}`;
}
