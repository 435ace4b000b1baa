import type { Json } from "@specwire/contract";
import type { OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";
import { cleanText } from "../phases/4-lower/text.ts";
import type { DraftOptions } from "./draft-options.ts";
import type { DraftOperation } from "./operations.ts";
import type { Service } from "./service.ts";
import type { Remark } from "./write-spec.ts";

export interface Guesses {
  readonly service: Service;
  readonly document: OpenApiDocument;
  /** As the spec names it. */
  readonly path: string;
  readonly sha256: string;
  readonly operations: readonly DraftOperation[];
  /** Whether nothing was left out by a selector. */
  readonly isWhole: boolean;
  readonly options: DraftOptions;
}

export type Spec = Record<string, Json>;

/** Some members of a spec, in their order, with what is said of them. */
export interface DraftPart {
  readonly members: Spec;
  readonly remarks: readonly Remark[];
  /** For who called. */
  readonly notes?: readonly string[];
}

export function sentence(note: string): string {
  return /^https?:/.test(note) ? note : `${note.charAt(0).toUpperCase()}${note.slice(1)}`;
}

/** Comments hold a document's words too: nothing in them ends a line or hides. */
export function cleanLines(lines: readonly string[]): string {
  return lines.map((line) => cleanText(line, 300)).join("\n");
}
