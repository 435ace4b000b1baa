import type { Json, JsonPointer } from "@specwire/contract";

/** One thing that is wrong, as far as what came back tells. */
export interface Finding {
  readonly code: FindingCode;
  /** What is wrong, in a sentence. */
  readonly says: string;
  /** What to do about it. */
  readonly help: string;
  /** The change of connector.yaml that follows; only where nothing else can be meant, or where it was tried. */
  readonly patch?: SpecPatch;
}

export interface SpecPatch {
  readonly path: JsonPointer;
  readonly value: Json;
  /** Of connector.yaml, from 1; of the nearest that is there. */
  readonly line: number;
}

export type FindingCode =
  | "unreachable"
  | "redirected"
  | "wrong-base-url"
  | "not-found"
  | "no-credential"
  | "wrong-credential-place"
  | "wrong-credential"
  | "forbidden"
  | "missing-header"
  | "refused-request"
  | "error-in-success"
  | "not-json"
  | "wrong-items"
  | "list-not-declared"
  | "wrong-pagination"
  | "wrong-verify"
  | "rate-limited"
  | "server-error";

/** Where things are in the spec that is tried. */
export interface SpecPlaces {
  /** Where the base URL of a server is written. */
  readonly baseUrl: (server: string) => JsonPointer;
  /** Where a scheme is written; `member` below it. */
  readonly auth: (scheme: string, member: string) => JsonPointer;
  readonly operation: (id: string, member: string) => JsonPointer;
  /** Where the pagination of an operation is written: in it, or at the top for all. */
  readonly pagination: (id: string) => JsonPointer;
  readonly lineOf: (pointer: JsonPointer) => number;
}
