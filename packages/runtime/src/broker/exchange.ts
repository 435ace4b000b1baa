import { bareType, type EnvelopeFile } from "@specwire/contract";
import { releaseApproval } from "../approvals/require-approval.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { HttpError } from "../http/http-error.ts";
import type { StreamedAnswer } from "../http/streaming.ts";
import { answerHeaders } from "./answer-headers.ts";
import type { BrokerParts, PerformedAnswer } from "./broker-parts.ts";
import { type HeldUpload, holdUpload } from "./hold-upload.ts";
import { type LivePart, liveParts } from "./live-parts.ts";
import type { Permitted } from "./permit.ts";
import { createRedactor, type Redactor } from "./redactor.ts";
import { Refusal } from "./refusal.ts";
import { type OutgoingBody, refuseMore, requestBody } from "./request-body.ts";
import { followRedirects, type OutgoingCall, streamedRequest } from "./send-request.ts";
import { sentSecretsOf } from "./sent-secrets.ts";
import { baseUrlFor } from "./server-address.ts";
import type { Outcome } from "./trail.ts";
import type { Watch } from "./watch.ts";

export interface Files {
  readonly files: readonly EnvelopeFile[];
  /** Their bytes. */
  readonly rest: AsyncIterable<Uint8Array>;
}

/** What goes between the broker and an API for one operation that is permitted. */
export class Exchange {
  readonly #parts: BrokerParts;
  readonly #permitted: Permitted;
  readonly #files: Files;
  readonly #watch: Watch;
  /** Whether a byte of the operation may have left. */
  #left = false;
  #body: OutgoingBody | undefined;
  #held: HeldUpload | undefined;
  #secrets: readonly string[] = [];
  #status: number | undefined;
  #receivedBytes = 0;

  constructor(parts: BrokerParts, permitted: Permitted, files: Files, watch: Watch) {
    this.#parts = parts;
    this.#permitted = permitted;
    this.#files = files;
    this.#watch = watch;
  }

  /** Of whatever credentials were sent so far, with this call or with others of the session's accounts. */
  get redactor(): Redactor | undefined {
    const { accounts } = this.#permitted.admitted;
    const others = sentSecretsOf(this.#parts.context).of(accounts.map(({ account }) => account));
    const secrets = [...new Set([...this.#secrets, ...others])].toSorted();
    return secrets.length === 0 ? undefined : createRedactor(secrets);
  }

  get #isUpload(): boolean {
    return this.#files.files.length > 0;
  }

  get outcome(): Outcome {
    return {
      status: this.#status,
      host: new URL(this.#permitted.baseUrl).host,
      ...(this.#left && { sentBytes: this.#body?.bytes.length ?? 0, receivedBytes: this.#receivedBytes }),
    };
  }

  /** Throws what keeps the API's answer away. `done` is called once, when the answer's body has been read or given up; the body's end waits for it. */
  async answer(requestId: string, done: (outcome: Outcome) => Promise<void>): Promise<PerformedAnswer> {
    try {
      return await this.#answer(requestId, done);
    } catch (error) {
      await Promise.all([this.#giveBack(), this.#held?.close()]);
      throw this.#told(error);
    }
  }

  async #answer(requestId: string, done: (outcome: Outcome) => Promise<void>): Promise<PerformedAnswer> {
    const { connector } = this.#permitted.admitted;
    const { operation, request, baseUrl, parts } = this.#permitted;
    const { client, context } = this.#parts;
    const live = await liveParts(context, parts);
    this.#body = requestBody(request, this.#files.files, this.#files.rest);
    if (!this.#isUpload) await refuseMore(this.#files.rest);
    await this.#hold();
    const call: OutgoingCall = {
      ...{ connector, operation, request, baseUrl },
      body: this.#body,
      signal: this.#watch.signal,
    };
    const first = await this.#send(call, live);
    const last = first.answer.status === 401 ? await this.#again(call, live, first) : first;
    const { redactor } = this;
    const redact = redactor?.text ?? ((text: string) => text);
    const { answer, host } = await followRedirects(client, call, last, redact);
    this.#status = answer.status;
    return {
      envelope: {
        ...{ envelope: 1, requestId, from: "upstream", status: answer.status },
        headers: answerHeaders(operation, answer.headers, redact),
        ...(host !== undefined && { followed: { host } }),
        credential: parts.length === 0 ? "none" : "live",
      },
      ...this.#bodyOf(answer, redactor, done),
    };
  }

  /** What a person approved is those very bytes: none leave before it is known that they are. */
  async #hold(): Promise<void> {
    const { bytes, ...rest } = this.#body ?? {};
    if (this.#permitted.approvalId === undefined || bytes === undefined || bytes instanceof Uint8Array)
      return;
    this.#held = await holdUpload(bytes, this.#watch.signal);
    this.#body = { ...rest, bytes: this.#held };
  }

  async #send(
    call: OutgoingCall,
    live: readonly LivePart[],
  ): Promise<{ answer: StreamedAnswer; url: string }> {
    const { connector, operation, baseUrl } = call;
    if (
      baseUrlFor(
        connector,
        operation,
        live.map(({ account }) => account),
      ) !== baseUrl
    )
      throw new Refusal("TRANSIENT_AUTH_ERROR", "the account has another address now", {
        help: "run the same command again",
      });
    const { request, secrets } = streamedRequest(call, live);
    this.#secrets = [...this.#secrets, ...secrets];
    await this.#watch.check();
    sentSecretsOf(this.#parts.context).add(
      live.map(({ account }) => account),
      secrets,
    );
    try {
      const answer = await this.#parts.client.send(request);
      this.#left = true;
      this.#status = answer.status;
      return { answer, url: request.url };
    } catch (error) {
      if (!(error instanceof HttpError && !error.sent)) this.#left = true;
      if (error instanceof HttpError && error.code === "HOST_REFUSED") this.#tellHost(baseUrl);
      throw error;
    }
  }

  /**
   * What was answered with 401 was not done (RFC 9110 section 15.5.2): the credential is renewed once, and the request
   * sent once more. Where that changes nothing the first answer stands.
   */
  async #again(
    call: OutgoingCall,
    live: readonly LivePart[],
    first: { answer: StreamedAnswer; url: string },
  ): Promise<{ answer: StreamedAnswer; url: string }> {
    if (!live.some(({ account }) => account.refreshable)) return first;
    try {
      const renewed = await liveParts(this.#parts.context, this.#permitted.parts, live);
      const versions = live.map(({ account }) => account.version);
      if (renewed.every(({ account }, index) => account.version === versions[index])) return first;
      first.answer.discard();
      if (this.#isUpload && this.#held === undefined)
        throw new Refusal("TRANSIENT_AUTH_ERROR", "the credential had ended, and was renewed", {
          help: "nothing was done; run the same command again",
          status: 401,
        });
      return await this.#send(call, renewed);
    } catch (error) {
      if (error instanceof RuntimeError && error.code === "CREDENTIAL_REJECTED") return first;
      first.answer.discard();
      throw error;
    }
  }

  #bodyOf(
    answer: StreamedAnswer,
    redactor: Redactor | undefined,
    done: (outcome: Outcome) => Promise<void>,
  ): Pick<PerformedAnswer, "body" | "discard"> {
    let isDone = false;
    const finish = async (code?: string) => {
      this.#watch.stop();
      void this.#held?.close();
      if (isDone) return;
      isDone = true;
      await done({ ...this.outcome, code });
    };
    const inLines = comesInLines(answer.headers["content-type"] ?? "");
    const counted = async function* (this: Exchange): AsyncGenerator<Uint8Array> {
      for await (const chunk of answer.body) {
        this.#receivedBytes += chunk.length;
        yield chunk;
      }
    }.bind(this);
    const body = async function* (): AsyncGenerator<Uint8Array> {
      let code: string | undefined = "NETWORK_ERROR";
      try {
        yield* redactor === undefined ? counted() : redactor.stream(counted(), { inLines });
        code = undefined;
      } finally {
        answer.discard();
        await finish(code);
      }
    };
    const discard = () => {
      answer.discard();
      void finish("NETWORK_ERROR");
    };
    return { body: body(), discard };
  }

  async #giveBack(): Promise<void> {
    const { approvalId } = this.#permitted;
    if (this.#left || approvalId === undefined) return;
    await releaseApproval(this.#parts.context, approvalId).catch(() => {
      // It is used up then, which a person can mend; what the caller is told is why nothing was sent.
    });
  }

  /** The agent can't mend it, and the host that made the session may not know this broker's list. */
  #tellHost(baseUrl: string): void {
    const { admitted } = this.#permitted;
    this.#parts.context.log({
      level: "warn",
      event: "broker.host-refused",
      message: "A server was not called: `allowHosts` (--allow-host) of this broker does not name it.",
      host: new URL(baseUrl).host,
      ...{ userId: admitted.session.userId, connectorId: admitted.granted.connectorId },
    });
  }

  /** The reason behind what an HTTP client says. */
  #told(error: unknown): unknown {
    const { signal } = this.#watch;
    if (signal.aborted) return signal.reason;
    if (!(error instanceof HttpError) || error.code !== "NETWORK_ERROR") return error;
    const isUnsure = error.sent && !this.#permitted.operation.idempotent;
    return new Refusal("NETWORK_ERROR", error.message, {
      retryable: !isUnsure,
      help: isUnsure ? "it may have happened all the same: look before trying again" : "try again later",
    });
  }
}

/** Values that come one by one, as they happen: server-sent events, JSON lines, JSON text sequences (RFC 7464). */
function comesInLines(contentType: string): boolean {
  return /^text\/event-stream$|[/+](x-)?(ndjson|jsonl|jsonlines|json-lines|json-seq)$/.test(
    bareType(contentType),
  );
}
