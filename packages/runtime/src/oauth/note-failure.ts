import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { TokenRequestError } from "./token-set.ts";

/** Runs what connects an account; a failure is noted, as an error where only whoever runs the host can end it. */
export async function noteFailure<Result>(
  { log }: Pick<Context, "log">,
  { userId, connectorId }: { readonly userId: string; readonly connectorId: string },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RuntimeError)
      log({
        level: error.remedy === "operator" ? "error" : "warn",
        event: "account.not-connected",
        message: "An account could not be connected.",
        userId,
        connectorId,
        code: error.code,
      });
    // The authorization server was asked by code that knows neither.
    if (error instanceof TokenRequestError)
      throw new TokenRequestError(error.outcome, error.code, error.message, {
        ...error.details,
        userId,
        connectorId,
      });
    throw error;
  }
}
