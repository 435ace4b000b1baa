import { RuntimeError } from "../errors/runtime-error.ts";

/** A request that got no answer. Its message names the host at most, never a path, a query or a body. */
export class HttpError extends RuntimeError {
  /** False where it is certain that no byte of the request left: the server can't have acted on it. */
  readonly sent: boolean;

  constructor(code: "HOST_REFUSED" | "NETWORK_ERROR", message: string, sent: boolean, help?: string) {
    super(code, message, help === undefined ? {} : { help });
    this.sent = sent;
  }
}
