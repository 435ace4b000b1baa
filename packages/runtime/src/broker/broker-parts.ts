import type { AnswerEnvelope } from "@specwire/contract";
import type { Context } from "../context.ts";
import type { OpenSession } from "../grants/open-session.ts";
import type { StreamingClient } from "../http/streaming.ts";
import type { KnownConnectors } from "./known-connectors.ts";

/** What the operations of one broker share. */
export interface BrokerParts {
  readonly context: Context;
  readonly client: StreamingClient;
  readonly known: KnownConnectors;
}

/** Who asks, and until when: `cancelled` is aborted when the caller is gone. */
export interface Caller {
  readonly token: string;
  readonly session: OpenSession;
  readonly cancelled: AbortSignal;
}

export interface PerformedAnswer {
  readonly envelope: AnswerEnvelope;
  /** Throws where it breaks off. Either it is read, or `discard` is called. */
  readonly body?: AsyncIterable<Uint8Array>;
  readonly discard: () => void;
}
