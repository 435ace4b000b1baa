import type { ErrorCode } from "@specwire/contract";

/** What is wrong with the HTTP itself, or with the bytes that were to be an operation. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly status: 400 | 401 | 404 | 405 | 411 | 413 | 415 | 429;
  readonly code: ErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: HttpRefusal["status"],
    code: ErrorCode,
    message: string,
    headers: HttpRefusal["headers"] = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function badRequest(message: string): HttpRefusal {
  return new HttpRefusal(400, "INVALID_REQUEST", message);
}
