import type { Json, JsonPointer } from "@specwire/contract";
import type { Location } from "../source/location.ts";

/** A finding: what, where, and what to do. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly location: Location;
  readonly related?: readonly Related[];
  readonly help?: string;
  /** Present only where the answer is certain. */
  readonly fix?: Fix;
}

/** Another place that has to do with it. */
export interface Related {
  readonly message: string;
  readonly location: Location;
}

/** A repair, once as edits of the text and, where it can be said so, once as changes of the data. */
export interface Fix {
  readonly edits: readonly TextEdit[];
  readonly patch?: readonly PatchOperation[];
}

/** Replaces the text from `start` up to `end` (offsets in UTF-16 code units). */
export interface TextEdit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** JSON Patch (RFC 6902), the part that fixes need. */
export type PatchOperation =
  | { readonly op: "replace" | "add"; readonly path: JsonPointer; readonly value: Json }
  | { readonly op: "move"; readonly from: JsonPointer; readonly path: JsonPointer }
  | { readonly op: "remove"; readonly path: JsonPointer };
