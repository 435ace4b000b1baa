import { type Json, type OAuth2, own, retryAfterOf, valueAt } from "@specwire/contract";
import type { RuntimeErrorCode } from "../errors/error-codes.ts";
import { sayableError } from "./sayable-error.ts";
import { membersOf } from "./token-response.ts";
import { TokenRequestError, type TokenRequestOutcome } from "./token-set.ts";

type Verdict = readonly [TokenRequestOutcome, RuntimeErrorCode, string];

export const clientRejectedHelp = "store the client's right secret with `clients.register`";

const badClient: Verdict = [
  "rejected",
  "CLIENT_REJECTED",
  "the authorization server does not take the OAuth client",
];
/** RFC 6749 section 5.2, and what of section 4.1.2.1 token endpoints answer as well. */
const verdicts: Readonly<Record<string, Verdict>> = {
  invalid_grant: ["rejected", "REAUTH_REQUIRED", "the authorization server says that the grant is over"],
  invalid_client: badClient,
  unauthorized_client: ["rejected", "CLIENT_REJECTED", "the OAuth client may not ask in this way"],
  temporarily_unavailable: ["transient", "TRANSIENT_AUTH_ERROR", "the authorization server can't answer now"],
  server_error: ["transient", "TRANSIENT_AUTH_ERROR", "the authorization server failed"],
};
const refused: Verdict = [
  "rejected",
  "TOKEN_REQUEST_REJECTED",
  "the authorization server refused the request",
];
const busy: Verdict = ["transient", "TRANSIENT_AUTH_ERROR", "the authorization server can't answer now"];

/** What an answer of the token endpoint says went wrong; undefined where it is a success. `sent`: the request's secrets. */
export function tokenRequestFailure(
  { status, headers }: Response,
  answer: Json | undefined,
  oauth2: OAuth2,
  kind: "exchange" | "refresh",
  now: number,
  sent: readonly string[],
): TokenRequestError | undefined {
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && answer === undefined)
    return new TokenRequestError("unknown", "TOKEN_RESPONSE_INVALID", "the token response can't be read", {
      status,
    });
  const stated = statedError(answer, oauth2, kind);
  if (isSuccess && stated === undefined && succeeded(answer, oauth2)) return undefined;
  const [outcome, code, message] = verdictOf(status, stated);
  const sayable = sayableError(stated);
  const isRepeated = sent.some((secret) => secret !== "" && sayable?.includes(secret));
  const error = isRepeated ? undefined : sayable;
  const retryAfter = retryAfterOf({ headers: Object.fromEntries(headers) }, now);
  return new TokenRequestError(outcome, code, message, {
    status,
    ...(code === "CLIENT_REJECTED" && { help: clientRejectedHelp }),
    ...(error !== undefined && { error }),
    ...(outcome === "transient" && retryAfter !== undefined && { retryAfter }),
  });
}

/** A gateway's 5xx outweighs what a body says: a grant is over only where the server itself said so. */
function verdictOf(status: number, error: string | undefined): Verdict {
  if (status >= 500 || [408, 425, 429].includes(status)) return busy;
  if (error) return own(verdicts, error) ?? refused;
  if (status >= 300 && status < 400)
    return ["rejected", "TOKEN_REQUEST_REJECTED", "the token endpoint redirects, which is never followed"];
  return status === 401 ? badClient : refused;
}

/**
 * The error that an answer states, as the registered code that the deviations say it means; empty where it states
 * one without a code. An answer that has tokens is a success, whatever else is in it: they may not be lost.
 */
function statedError(
  answer: Json | undefined,
  oauth2: OAuth2,
  kind: "exchange" | "refresh",
): string | undefined {
  if (answer === undefined) return undefined;
  const members = membersOf(oauth2, kind);
  if (typeof valueAt(answer, members.access_token ?? "/access_token") === "string") return undefined;
  const value = valueAt(answer, members.error ?? "/error");
  if (!value) return undefined;
  const code = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return own(oauth2.deviations.errorCodes, code) ?? code;
}

function succeeded(answer: Json | undefined, { deviations }: OAuth2): boolean {
  const { success } = deviations;
  return success === undefined || valueAt(answer, success.pointer) === success.equals;
}
