import type { RuntimeErrorCode } from "../errors/error-codes.ts";
import { RuntimeError, type RuntimeErrorDetails } from "../errors/runtime-error.ts";

/** What a token endpoint gave, in one shape whatever its deviations. */
export interface TokenSet {
  /**
   * By field of the account's secrets: each token slot of the scheme that the answer held, `refresh_token` where
   * it held one (absent: the one before stays good, RFC 6749 section 6), and `kept`, the JSON object of what the
   * deviation `keep` names.
   */
  readonly secrets: Readonly<Record<string, string>>;
  /** Of the access token, in milliseconds since 1970; null where the provider does not say. */
  readonly expiresAt: number | null;
  /** As granted; null where the answer does not say, which means as asked (RFC 6749 section 5.1). */
  readonly scopes: readonly string[] | null;
  /** Values of the connector's variables that come from the token response; checked. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * How a token request failed.
 * `rejected`: the server said no. `not-sent`: it is certain that the server did not act on it. `transient`: the
 * server said that it could not now. `unknown`: it may have acted on it, and the answer was lost or unreadable.
 */
export type TokenRequestOutcome = "rejected" | "not-sent" | "transient" | "unknown";

/** A token request that gave no tokens. */
export class TokenRequestError extends RuntimeError {
  readonly outcome: TokenRequestOutcome;

  constructor(
    outcome: TokenRequestOutcome,
    code: RuntimeErrorCode,
    message: string,
    details: RuntimeErrorDetails = {},
  ) {
    super(code, message, details);
    this.outcome = outcome;
  }
}
