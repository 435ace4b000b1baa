import type { JsonPointer } from "@specwire/contract";
import type { SourceFile, TextRange } from "./source-file.ts";

/** A place in a file: what it is in the data, and where it is in the text. */
export interface Location {
  readonly source: SourceFile;
  readonly pointer: JsonPointer;
  /** Whether the member's name is meant, or its value. */
  readonly on: "key" | "value";
  /** Absent where the text is not at hand. */
  readonly range?: TextRange;
}
