import type { WireResult } from "./wire/result.ts";

/** What the run found out about one document. */
export interface DocumentResult {
  readonly id: string;
  readonly bytes: number;
  /** Operations that the document has, counted without the compiler. */
  readonly operations: number;
  /** Operations of the manifest. */
  readonly compiled: number;
  /** Processor time: the machine may have other work. */
  readonly compileMs: number;
  /** Peak of the process after compiling, in MB. */
  readonly compileMb: number;
  readonly warnings: number;
  readonly commands: number;
  readonly outside?: OutsideResult;
  readonly wire?: WireResult;
  /** What misses a figure, each with its reason. */
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly figure:
    | "compiles"
    | "types"
    | "commands"
    | "tokens"
    | "starts"
    | "operations"
    | "outside"
    | "crash";
  readonly reason: string;
}

/** What swagger-parser says of the same document. */
export interface OutsideResult {
  /** Absent where it can't read the document. */
  readonly operations?: number;
  readonly error?: string;
}
