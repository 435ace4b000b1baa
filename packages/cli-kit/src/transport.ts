import type { Answer, Arguments, JsonObject, Operation } from "@specwire/contract";
import type { FileTable } from "./arguments/files.ts";

/** One operation with its arguments, checked. */
export interface Call {
  readonly operation: Operation;
  readonly arguments: Arguments;
  readonly files: FileTable;
}

export interface TransportAnswer {
  /** HTTP status of the API. */
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Drops what is left of the body. */
  readonly discard: () => void;
}

/** How far the credential that is used can be trusted: what a 401 means depends on it. */
export type CredentialState = "none" | "live" | "expired";

/** The way to the API. It takes operations, never HTTP; failures on the way are `CliError`s. */
export interface Transport {
  /** Answers of any status come back; redirects are followed or refused as declared. */
  send(call: Call): Promise<TransportAnswer>;
  /** The call for the page behind an answer. */
  next(call: Call, answer: Answer): Call | undefined;
  /** The request as `--dry-run` shows it: without a secret, and without sending anything. */
  preview(call: Call): JsonObject;
  readonly credentialState: CredentialState;
  /** Ends idle connections. */
  close(): void;
}
