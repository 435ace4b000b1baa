import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array;
}

/** The rejection of `exchange`: what ended it, and whether the request had begun to leave. */
export class ExchangeFailure {
  readonly error: unknown;
  readonly sent: boolean;

  constructor(error: unknown, sent: boolean) {
    this.error = error;
    this.sent = sent;
  }
}

/** What ends the reading of an answer that is too long. */
export class TooLong extends Error {}

/**
 * One request on undici's own interface, for what its `request` does not tell: undici starts a request when a
 * connection stands and before it writes to it, so what failed before that has not been sent. An answer of more
 * than `maximumBytes` is cut off. Rejects with an `ExchangeFailure`.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
  maximumBytes: number,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let sent = false;
    let status = 0;
    let headers: IncomingHttpHeaders = {};
    let size = 0;
    const parts: Uint8Array[] = [];
    let running: Dispatcher.DispatchController | undefined;
    const fail = (error: unknown) => {
      signal.removeEventListener("abort", abort);
      reject(new ExchangeFailure(error, sent));
    };
    const abort = () => {
      running?.abort(signal.reason);
      fail(signal.reason);
    };
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        running = controller;
        if (signal.aborted) controller.abort(signal.reason);
        else sent = true;
      },
      onResponseStart(_controller, code, received) {
        status = code;
        headers = received;
      },
      onResponseData(controller, chunk) {
        size += chunk.length;
        if (size > maximumBytes) controller.abort(new TooLong());
        else parts.push(chunk);
      },
      onResponseEnd() {
        signal.removeEventListener("abort", abort);
        resolve({ status, headers, bytes: Buffer.concat(parts) });
      },
      onResponseError(_controller, error) {
        fail(error);
      },
    });
  });
}
