import { RuntimeError } from "../errors/runtime-error.ts";
import { violates } from "../store/store-errors.ts";

/**
 * Runs a write of an account. Undefined where somebody stored the same account of the provider at the same time:
 * whoever asks reads again, and finds it. `isLabelMade`: the label was nobody's choice, so that the next one does.
 * Throws `LABEL_TAKEN`, and `CLIENT_REQUIRED` where the client that tokens were issued to went meanwhile.
 */
export async function undefinedIfSame<Result>(
  work: () => Promise<Result>,
  { isLabelMade = false } = {},
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (violates(error, "accounts_external")) return undefined;
    if (violates(error, "accounts_oauth_client_id_oauth_clients_id_fk")) throw clientGone();
    if (!violates(error, "accounts_label")) throw error;
    if (isLabelMade) return undefined;
    throw new RuntimeError("LABEL_TAKEN", "Another account has this label.");
  }
}

/** Tokens are of use only to the client that they were issued to (RFC 6749 section 6). */
export function clientGone(): RuntimeError {
  return new RuntimeError(
    "CLIENT_REQUIRED",
    "The OAuth client was replaced or removed while the account was connected.",
    { help: "connect again: the client that is registered now is used then" },
  );
}
