import type { Json, JsonPointer } from "@specwire/contract";
import type { Parsed } from "./parse-text.ts";

/** One file of a document. */
export interface DocumentFile {
  /** Relative to the spec's folder, or a URL. */
  readonly path: string;
  /** What canonical references to it begin with; "" for the entry file. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of its bytes, in hex. */
  readonly sha256: string;
  readonly root: Json;
  readonly format: Parsed["format"] | "text";
  readonly shares: boolean;
  /** What `$id` and `$self` name in it, by pointer; empty in nearly every file. */
  readonly resources: ReadonlyMap<JsonPointer, string>;
  /** Anchors by `<pointer of the resource>#<name>`. */
  readonly anchors: ReadonlyMap<string, JsonPointer>;
}
