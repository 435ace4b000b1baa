import {
  alternativesOf,
  commandLine,
  fileIds,
  frame,
  framingType,
  longestEnvelope,
  nextPage,
  type OperationEnvelope,
} from "@specwire/contract";
import { baseUrlOf } from "../base-url.ts";
import { dryRun } from "../dry-run.ts";
import { plainRequest } from "../env-transport.ts";
import { CliError } from "../errors.ts";
import { NetworkFailure, type RequestSource } from "../http/http-client.ts";
import { sendWithRetries } from "../http/retry.ts";
import { type Table, typesOf } from "../table.ts";
import type { Call, CredentialState, Transport, TransportAnswer } from "../transport.ts";
import type { CliWorld } from "../world.ts";
import { brokerAddress } from "./broker-address.ts";
import { brokerFailure, noBroker, openBrokerClient } from "./broker-client.ts";
import { openDecisions, whenDecided } from "./decisions.ts";
import { filePreparer, type PreparedFile } from "./envelope-files.ts";
import { readAnswerEnvelope } from "./read-answer-envelope.ts";
import { withHelp } from "./told-help.ts";

export interface BrokerTransportOptions {
  readonly account?: string;
  readonly timeoutMs: number;
  /** For a person's decision, all calls together; 0: not at all. */
  readonly waitMs: number;
  /** The command as it was typed: what runs the first call again. */
  readonly typed: string;
  /** Whether a part of it was piped in. */
  readonly pipedIn: boolean;
  /** Whether a part of it stood in a file, which no other line may show. */
  readonly fromFile: boolean;
  readonly note: (text: string) => Promise<void>;
}

/** Has operations performed by the broker, which has the credentials and sends the same requests. */
export function openBrokerTransport(
  table: Table,
  world: CliWorld,
  options: BrokerTransportOptions,
): Transport {
  const connector = table.connector();
  const { slug, digest } = connector;
  const broker = openBrokerClient(world);
  const prepare = filePreparer();
  const decisions = openDecisions(broker, world, options);
  const { account, timeoutMs } = options;
  let credentialState: CredentialState = "none";
  let first: Call | undefined;

  const sendOnce = async (
    { operation, arguments: args }: Call,
    files: readonly PreparedFile[],
  ): Promise<TransportAnswer> => {
    const requestId = process.getBuiltinModule("node:crypto").randomUUID();
    const envelope: OperationEnvelope = {
      envelope: 1,
      requestId,
      connector: { slug, digest },
      operation: operation.id,
      arguments: args,
      ...(account !== undefined && { account }),
      files: files.map(({ named }) => named),
    };
    const body = framed(envelope, files);
    const answer = await broker.send({
      method: "POST",
      path: "/v1/operations",
      timeoutMs,
      contentType: framingType,
      body,
    });
    const { shown } = brokerAddress(world.env);
    const { head, rest } = await readAnswerEnvelope(answer, requestId, operation.id, (what) =>
      noBroker(shown, what),
    );
    credentialState = head.credential ?? "none";
    return { status: head.status, headers: head.headers, body: rest, discard: answer.discard };
  };

  const send = async (call: Call): Promise<TransportAnswer> => {
    const { operation } = call;
    const files = await prepare(fileIds(plainRequest(connector, call).body), call.files);
    // Anything else may be approved for once: sent again, it would only ask again.
    const repeatable = operation.idempotent && operation.access === "read";
    try {
      const answer = await sendWithRetries(() => sendOnce(call, files), repeatable, world);
      return { ...answer, body: ofBroker(answer.body, call) };
    } catch (error) {
      throw failure(error, call);
    }
  };

  /** What runs a call again, as it was typed where that can be said. */
  const again = (call: Call): string => {
    if (call === first || options.fromFile) return options.typed;
    const more = account === undefined ? [] : ["--account", account];
    return commandLine(slug, call.operation, typesOf(table, call.operation), call.arguments, more);
  };

  return {
    async send(call) {
      first ??= call;
      try {
        return await whenDecided(
          () => send(call),
          (approvalId) => decisions.isMade(approvalId),
        );
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        throw withHelp(error, connector, { line: again(call), pipedIn: options.pipedIn });
      }
    },
    next(call, answer) {
      const next = nextPage(call.operation, call.arguments, answer, {
        // Only links need it.
        get baseUrl() {
          return baseUrlOf(connector, call.operation.server, world.env);
        },
        operation: (id) => table.operation(id),
        types: typesOf(table, call.operation),
      });
      const operation = next && table.operation(next.operation);
      return next && operation ? { operation, arguments: next.arguments, files: call.files } : undefined;
    },
    preview(call) {
      const shown = dryRun(connector, world.env, call, plainRequest(connector, call), []);
      const takesCredential = alternativesOf(connector, call.operation).some((way) => way.length > 0);
      return {
        ...shown,
        ...(takesCredential && { credential: "the broker's" }),
        ...(account !== undefined && { account }),
      };
    },
    get credentialState() {
      return credentialState;
    },
    close: () => broker.close(),
  };
}

function framed(envelope: OperationEnvelope, files: readonly PreparedFile[]): RequestSource {
  const head = frame(envelope);
  if (head.length > longestEnvelope)
    throw new CliError(
      "INVALID_ARGUMENT",
      `the arguments are larger than the ${longestEnvelope / 1024 / 1024} MB that a broker takes`,
      { operation: envelope.operation },
    );
  return {
    length: files.reduce((sum, { named }) => sum + named.size, head.length),
    async *open() {
      yield head;
      for (const file of files) yield* file.open();
    },
  };
}

/** A body that breaks off becomes an error of ours as well. */
async function* ofBroker(body: AsyncIterable<Uint8Array>, call: Call): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw failure(error, call);
  }
}

function failure(error: unknown, { operation }: Call): unknown {
  if (!(error instanceof NetworkFailure)) return error;
  return brokerFailure(error, !operation.idempotent, operation.id);
}
