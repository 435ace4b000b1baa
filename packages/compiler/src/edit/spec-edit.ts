import type { Json } from "@specwire/contract";
import type { PatchOperation } from "../diagnostics/diagnostic.ts";
import type { PlacedNode } from "../phases/1-parse/placed-node.ts";

/** The part of JSON Patch that edits of a spec need; pointers are those of the spec as it is before all of them. */
export type SpecEdit = Exclude<PatchOperation, { readonly op: "move" }>;

/** What is done to one map or list. */
export interface ContainerEdit {
  readonly node: PlacedNode;
  /** Names of members, or indexes of items, that go. */
  readonly removed: ReadonlySet<string>;
  readonly added: readonly { readonly name?: string; readonly value: Json }[];
}
