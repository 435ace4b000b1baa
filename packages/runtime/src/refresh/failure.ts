import type { Account } from "../accounts/account-store.ts";
import { TokenRequestError } from "../oauth/token-set.ts";
import { backOff } from "./back-off.ts";
import type { RefreshNotes } from "./ports.ts";

/** What a failed token request means for its credential. */
export type FailureClass =
  /** The grant is over: asking again can't help, only a person can. */
  | "definitive"
  /** Nothing happened, or nothing that spent the refresh token: later. */
  | "transient"
  /** The server may have rotated the refresh token, and the answer is lost. */
  | "unknown";

/**
 * `invalid_grant` alone ends a credential (RFC 6749 section 5.2). A client that the server does not know, a scope
 * that it does not grant, a host that is refused: the host application can mend each, and then the same refresh
 * token works again. A 5xx may come from a gateway in front of a server that did act.
 */
export function classify(error: unknown): FailureClass {
  if (!(error instanceof TokenRequestError)) return "unknown";
  if (error.outcome === "unknown") return "unknown";
  if (error.outcome === "rejected" && error.code === "REAUTH_REQUIRED") return "definitive";
  const { status = 0 } = error.details;
  return error.outcome === "transient" && status >= 500 ? "unknown" : "transient";
}

/** What a failed renewal leaves in its account. It takes no secret away, and touches no other account. */
export function notesOfFailure(
  account: Account,
  error: unknown,
  { now, random }: { now: number; random: number },
): RefreshNotes {
  const refreshFailures = account.refreshFailures + 1;
  const known = error instanceof TokenRequestError ? error : undefined;
  return {
    refreshSentAt: null,
    refreshFailures,
    refreshRetryAt: new Date(now + backOff(refreshFailures, random, known?.details.retryAfter)),
    refreshUncertain: account.refreshUncertain + (classify(error) === "unknown" ? 1 : 0),
    lastError: known?.code ?? "TRANSIENT_AUTH_ERROR",
  };
}

/** The journal before a token is sent. A call that nobody noted the end of counts as a failure, of unknown outcome. */
export function notesOfSending(
  account: Account,
  { now, random }: { now: number; random: number },
): RefreshNotes {
  const refreshSentAt = new Date(now);
  if (account.refreshSentAt === null) return { refreshSentAt };
  const refreshFailures = account.refreshFailures + 1;
  return {
    refreshSentAt,
    refreshFailures,
    // For whoever comes if this one dies as well: what kills its owner must not do so in a loop.
    refreshRetryAt: new Date(now + backOff(refreshFailures, random)),
    refreshUncertain: account.refreshUncertain + 1,
    lastError: account.lastError,
  };
}
