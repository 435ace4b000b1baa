import type { Arguments } from "./connector.ts";
import type { ErrorObject } from "./error-codes.ts";

/** What a CLI sends to the broker: an operation, never HTTP. File bodies follow as framed streams. */
export interface OperationEnvelope {
  readonly envelope: 1;
  /** Unique per call; what retries, approvals and the audit refer to. */
  readonly requestId: string;
  readonly connector: { readonly slug: string; readonly digest: string };
  readonly operation: string;
  readonly arguments: Arguments;
  /** Label of the account; absent: the only one. */
  readonly account?: string;
  readonly approvalId?: string;
  /** Opaque and bound to the grant; in place of paging arguments. */
  readonly continuation?: string;
  /** By the id that a `FileReference` among the arguments names, in the order of the frames. */
  readonly files: readonly EnvelopeFile[];
}

export interface EnvelopeFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
  /** Of the bytes, in hex. */
  readonly sha256: string;
}

/** The head of the broker's answer; the body's bytes follow. */
export interface AnswerEnvelope {
  readonly envelope: 1;
  readonly requestId: string;
  /** Whose answer it is. */
  readonly from: "upstream" | "broker";
  /** HTTP status of the upstream; absent where the request was never sent. */
  readonly status?: number;
  /** The few upstream headers that are passed on, lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The declared redirect that was followed, without the credential: the host only. */
  readonly followed?: { readonly host: string };
  readonly continuation?: string;
  readonly error?: ErrorObject["error"];
}
