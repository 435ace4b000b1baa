import { PrivateAddress } from "./connections.ts";
import { HttpError } from "./http-error.ts";

/** What ends the reading of an answer that is too long. */
export class TooLong extends Error {}

/** What ends a request that took too long. */
export class TooSlow extends Error {}

/** What ends an upload whose bytes are not as many as were stated. */
export class OtherLength extends Error {}

/** What ends an answer that can't be read, and so can't be searched for secrets either. */
export class UnknownEncoding extends Error {}

export function refused(message: string): HttpError {
  return new HttpError(
    "HOST_REFUSED",
    message,
    false,
    "name it in allowHosts, with its port, if it is yours",
  );
}

/**
 * What undici and Node.js throw holds requests and answers: of it one word is passed on, the code. `sent`: whether
 * the request had begun to leave.
 */
export function toHttpError(error: unknown, host: string, sent: boolean): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof PrivateAddress) return refused(`${host} is an address of a private network`);
  if (error instanceof TooSlow) return new HttpError("NETWORK_ERROR", `${host} did not answer in time`, sent);
  if (error instanceof TooLong)
    return new HttpError("NETWORK_ERROR", `${host} answered with more than is read`, sent);
  if (error instanceof OtherLength)
    return new HttpError("NETWORK_ERROR", `the body for ${host} has not the length that was stated`, sent);
  if (error instanceof UnknownEncoding)
    return new HttpError("NETWORK_ERROR", `${host} answered in an encoding that is not known`, sent);
  return new HttpError("NETWORK_ERROR", `${host} gave no answer (${codeOf(error)})`, sent);
}

/** The code of an error of Node.js or undici, which is one word; nothing else of it is shown. */
function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "UNKNOWN";
  const { code, name, cause, errors } = error as Record<string, unknown>;
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  if (name === "AbortError") return "ABORTED";
  return codeOf(cause ?? (Array.isArray(errors) ? errors[0] : undefined));
}
