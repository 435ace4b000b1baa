import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { validSecrets } from "../refresh/valid-secrets.ts";
import { type AccountOfUser, accountOf } from "./account-of-user.ts";
import { type AccountView, viewOf } from "./account-view.ts";

export interface AskForCredential extends AccountOfUser {
  /** How long to wait while it is being refreshed. Default: 30,000; 0: not at all. */
  readonly waitMilliseconds?: number;
  /** Of life that an access token should still have: less is given only where no more can be had. Default: 0. */
  readonly minimumSeconds?: number;
  /** The `version` whose access token the API answered with 401: it is refreshed, whatever its expiry says. */
  readonly rejected?: number;
}

/** A credential that can be used now. */
export interface LiveCredential {
  readonly account: AccountView;
  /**
   * By slot id of the scheme: `access_token`, `api_key`; `kept` as JSON where the connector keeps something. It
   * prints as `[redacted]` in logs and in JSON; to pass it on, copy it: `{ ...secrets }`.
   */
  readonly secrets: Readonly<Record<string, string>>;
  /** Names these very secrets; for `rejected`. */
  readonly version: number;
}

/** Throws `ACCOUNT_NOT_FOUND`, also where it is another user's, `INVALID_OPTION`, and what `validSecrets` throws. */
export async function liveCredential(context: Context, input: AskForCredential): Promise<LiveCredential> {
  const { waitMilliseconds = 30_000, minimumSeconds = 0 } = input;
  for (const [name, value] of Object.entries({ waitMilliseconds, minimumSeconds })) {
    // What is no number would never be enough, and every call a refresh.
    if (typeof value !== "number" || !(value >= 0))
      throw new RuntimeError("INVALID_OPTION", `\`${name}\` is no number of 0 or more`);
  }
  const { id } = await accountOf(context, input);
  const { account, secrets } = await validSecrets(context, id, input);
  return { account: viewOf(account), secrets, version: account.version };
}
