import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { AnswerBody } from "./answer-body.ts";
import { OtherLength, TooLong, TooSlow, toHttpError } from "./failures.ts";
import { type TimeLimit, timeLimit } from "./time-limit.ts";
import { heldUpload, type Upload } from "./upload.ts";

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Throws an `HttpError`. */
  readonly body: AnswerBody;
}

export interface Outgoing {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | Upload | undefined;
}

export interface ExchangeLimits {
  readonly milliseconds: number;
  /** What is counted: the whole exchange, or the time without a byte either way. */
  readonly of: "whole" | "silence";
  /** Of an answer's body, as it arrives. */
  readonly maximumBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One request on undici's own interface, for what its `request` does not tell: undici starts a request when a
 * connection stands and before it writes to it, so what failed before that has not been sent. Rejects with an
 * `HttpError`, or with what the source of an upload threw.
 */
export function exchange(
  dispatcher: Dispatcher,
  outgoing: Outgoing,
  limits: ExchangeLimits,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const running = new Exchange(limits, outgoing, resolve, reject);
    if (limits.signal?.aborted) return running.end(limits.signal.reason);
    const { body } = outgoing;
    const isUpload = body !== undefined && !(body instanceof Uint8Array);
    const headers = isUpload
      ? { ...outgoing.headers, "content-length": String(body.length) }
      : outgoing.headers;
    const { origin, path } = outgoing;
    const method = outgoing.method as Dispatcher.HttpMethod;
    const bytes = isUpload ? (running.upload(body) as AsyncIterable<Uint8Array>) : (body ?? null);
    try {
      // An async iterable is what undici takes for a body of many chunks; its types know streams alone.
      dispatcher.dispatch({ origin, path, method, headers, body: bytes as Uint8Array | null }, running);
    } catch (error) {
      running.end(error);
    }
  });
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #limits: ExchangeLimits;
  readonly #limit: TimeLimit;
  readonly #host: string;
  readonly #method: string;
  readonly #resolve: (answer: RawAnswer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #abort = () => this.end(this.#limits.signal?.reason);
  #controller: Dispatcher.DispatchController | undefined;
  #body: AnswerBody | undefined;
  #sent = false;
  #uploads = false;
  #over = false;
  #size = 0;

  constructor(
    limits: ExchangeLimits,
    { origin, method }: Outgoing,
    resolve: (answer: RawAnswer) => void,
    reject: (error: unknown) => void,
  ) {
    this.#limits = limits;
    this.#host = new URL(origin).host;
    this.#method = method;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#limit = timeLimit(limits.milliseconds, () => this.end(new TooSlow()));
    limits.signal?.addEventListener("abort", this.#abort, { once: true });
  }

  /** Its head goes out with its first chunk: before that, nothing was sent. */
  upload(upload: Upload): AsyncGenerator<Uint8Array> {
    this.#uploads = true;
    return this.#chunks(upload);
  }

  async *#chunks(upload: Upload): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of heldUpload(upload)) {
        this.#sent = true;
        this.#moved();
        yield chunk;
      }
      this.#sent = true;
    } catch (error) {
      // As it is: it is the caller's own, and not what undici makes of it.
      this.end(error, !(error instanceof OtherLength));
      throw error;
    }
  }

  /** Breaks it off, wherever it is. `own`: the error is told as it is. */
  end(error: unknown, own = false): void {
    if (this.#over) return;
    this.#finish();
    const failure = own ? error : toHttpError(error, this.#host, this.#sent);
    if (this.#body === undefined) this.#reject(failure);
    else this.#body.fail(failure);
    this.#controller?.abort(broken);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) controller.abort(broken);
    else if (!this.#uploads) this.#sent = true;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (this.#over || status < 200) return;
    this.#moved();
    const stated = Number(headers["content-length"] ?? 0);
    const isEmpty = this.#method === "HEAD" || status === 204 || status === 304;
    if (!isEmpty && stated > this.#limits.maximumBytes) {
      this.end(new TooLong());
      return;
    }
    this.#body = new AnswerBody({
      pause: () => controller.pause(),
      resume: () => controller.resume(),
      taken: () => this.#moved(),
      cancel: () => this.end(broken),
    });
    this.#resolve({ status, headers, body: this.#body });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#over) return;
    this.#moved();
    this.#size += chunk.length;
    if (this.#size > this.#limits.maximumBytes) this.end(new TooLong());
    else this.#body?.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#over) return;
    this.#finish();
    this.#body?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.end(error);
  }

  #moved(): void {
    if (this.#limits.of === "silence" && !this.#over) this.#limit.restart();
  }

  #finish(): void {
    this.#over = true;
    this.#limit.clear();
    this.#limits.signal?.removeEventListener("abort", this.#abort);
  }
}

/** Nobody sees it: what ended the exchange was told before. */
const broken = new Error("broken off");
