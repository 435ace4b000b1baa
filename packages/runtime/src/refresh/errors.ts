import type { Account } from "../accounts/account-store.ts";
import type { RuntimeErrorCode } from "../errors/error-codes.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { clientRejectedHelp } from "../oauth/token-errors.ts";

type Named = Pick<Account, "id" | "userId" | "connectorId">;

const named = ({ id, userId, connectorId }: Named) => ({ accountId: id, userId, connectorId });

export function accountGone(accountId: string): RuntimeError {
  return new RuntimeError("ACCOUNT_NOT_FOUND", "There is no such account, or it was disconnected.", {
    accountId,
  });
}

export function refreshTimeout(account: Named): RuntimeError {
  return new RuntimeError(
    "REFRESH_TIMEOUT",
    "The access token is being refreshed, which takes longer than the caller wanted to wait.",
    named(account),
  );
}

/** The database connection that held the lock died: whoever has it now decides. */
export function lockLost(account: Named): RuntimeError {
  return new RuntimeError(
    "TRANSIENT_AUTH_ERROR",
    "The refresh lost its place: the database connection that held its lock was cut.",
    named(account),
  );
}

const sentences: Partial<Record<RuntimeErrorCode, string>> = {
  REAUTH_REQUIRED: "The account has to be connected again: the authorization server ended its grant.",
  CREDENTIAL_REJECTED: "The API does not accept the credential, and a refresh would not change that.",
  CLIENT_REJECTED: "The authorization server does not accept the OAuth client of this account.",
};

/** A refusal from what the account's row says, without a request. `retryAfter`: seconds. */
export function refusal(
  account: Named,
  { code, retryAfter }: { readonly code: RuntimeErrorCode; readonly retryAfter?: number },
): RuntimeError {
  const message = sentences[code] ?? "The last refresh of the access token failed; the next try has to wait.";
  const help = code === "CLIENT_REJECTED" ? { help: clientRejectedHelp } : {};
  const error = new RuntimeError(code, message, { ...named(account), ...help });
  // Where time alone ends nothing, nobody should wait for it.
  if (!error.retryable || retryAfter === undefined) return error;
  return new RuntimeError(code, message, { ...error.details, retryAfter });
}

/**
 * A failed token request as an error of this account; with `now`, it says when the next try may be made. What is
 * not a `RuntimeError` is our bug, and stays itself.
 */
export function failureOf(
  account: Named & Pick<Account, "refreshRetryAt">,
  error: unknown,
  now?: number,
): unknown {
  if (!(error instanceof RuntimeError)) return error;
  const { details, code, message } = error;
  const at = account.refreshRetryAt?.getTime();
  const known = { ...details, ...named(account) };
  if (now === undefined || at === undefined || !error.retryable)
    return new RuntimeError(code, message, known);
  const retryAfter = Math.max(Math.ceil((at - now) / 1000), 0);
  return new RuntimeError(code, message, { ...known, retryAfter });
}
