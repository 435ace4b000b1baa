import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { clientAndScheme } from "../oauth/client-and-scheme.ts";
import { type RevocationOutcome, revokeTokens } from "../oauth/revoke-tokens.ts";
import { sharesGrant } from "../oauth/shared-grant.ts";
import { deleteAccount } from "./account-changes.ts";
import { type AccountOfUser, accountNotFound, accountOf } from "./account-of-user.ts";

export interface Disconnected {
  /** What became of the account's tokens at the authorization server (RFC 7009). */
  readonly tokens: RevocationOutcome;
}

/**
 * Deletes an account and its secrets at once, whatever else is under way with it, then asks the authorization server
 * to forget its tokens, unless that would end another account of the user. Throws `ACCOUNT_NOT_FOUND`.
 */
export async function disconnectAccount(context: Context, which: AccountOfUser): Promise<Disconnected> {
  const { id, userId } = await accountOf(context, which);
  const gone = await disconnect(context, id);
  if (gone === undefined) throw accountNotFound(userId, id);
  return gone;
}

/**
 * As `disconnectAccount`, for whoever knows whose it is; undefined where there is none. `ending`: ids of accounts that
 * are disconnected together with it.
 */
export async function disconnect(
  context: Context,
  accountId: string,
  ending?: ReadonlySet<string>,
): Promise<Disconnected | undefined> {
  const deleted = await deleteAccount(context, accountId);
  if (deleted === undefined) return undefined;
  const tokens = await revoke(context, deleted, ending);
  const { userId, connectorId } = deleted.account;
  const ids = { userId, connectorId, accountId };
  context.log({
    level: "info",
    event: "account.disconnected",
    message: "An account was disconnected.",
    ...ids,
  });
  if (tokens === "not-revoked")
    context.log({
      level: "warn",
      event: "account.not-revoked",
      message: "The tokens of a disconnected account could not be revoked; they live until they expire.",
      ...ids,
    });
  return { tokens };
}

async function revoke(
  context: Context,
  { account, openSecrets }: NonNullable<Awaited<ReturnType<typeof deleteAccount>>>,
  ending: ReadonlySet<string> | undefined,
): Promise<RevocationOutcome> {
  // Keys have no client that asked for them.
  if (account.oauthClientId === null && !account.refreshable) return "nothing-to-revoke";
  try {
    const parts = await clientAndScheme(context, account);
    if (await sharesGrant(context, { ...account, ...parts }, ending)) return "shared";
    return await revokeTokens(context, {
      ...parts,
      variables: account.variables,
      secrets: await openSecrets(),
    });
  } catch (error) {
    // Its client is gone, or its secrets don't open: whatever it is, the account is disconnected.
    if (error instanceof RuntimeError) return "not-revoked";
    throw error;
  }
}
