import type { Context } from "../context.ts";
import { lockOf } from "../refresh/lock-name.ts";
import { type Account, listAccounts, readAccount } from "./account-store.ts";
import { type SaveAccount, saveAccount } from "./save-account.ts";

/** Longer than a token request may take, sent once more included. */
const wait = 65_000;

/**
 * As `saveAccount`. Some providers give a refresh token only with the first consent: where the provider knows the
 * account by the same id, the one that is there stays, of use only to the client that it was issued to. Nobody
 * refreshes meanwhile, since what they are sending may be the very token that is kept.
 */
export async function saveProven(context: Context, input: SaveAccount): Promise<Account> {
  const known = await sameAtProvider(context, input);
  if (known === undefined || !hasToken(known, input)) return saveAccount(context, input);
  return context.locks.withLock(lockOf(known.id), wait, async () => {
    const current = await readAccount(context, known.id);
    const keeps = current !== undefined && hasToken(current, input);
    return saveAccount(context, keeps ? { ...input, keep: ["refresh_token"], refreshable: true } : input);
  });
}

function hasToken({ oauthClientId, refreshable }: Account, input: SaveAccount): boolean {
  const isTheirs = oauthClientId !== null && oauthClientId === input.oauthClientId;
  return isTheirs && refreshable && input.secrets["refresh_token"] === undefined;
}

/** The user's account that the provider knows by the same id, if it is not this one. */
export async function sameAtProvider(
  context: Pick<Context, "db">,
  {
    userId,
    connectorId,
    schemeId,
    externalId,
  }: Pick<SaveAccount, "userId" | "connectorId" | "schemeId" | "externalId">,
  id?: string,
): Promise<Account | undefined> {
  if (externalId == null) return undefined;
  const all = await listAccounts(context, { userId, connectorId });
  return all.find((one) => one.id !== id && one.schemeId === schemeId && one.externalId === externalId);
}
