import { getConnector } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { lockOf } from "../refresh/lock-name.ts";
import { validSecrets } from "../refresh/valid-secrets.ts";
import { deleteAccount, updateAccount } from "./account-changes.ts";
import { type AccountOfUser, accountOf } from "./account-of-user.ts";
import { type Account, type AccountPatch, listAccounts, openAccount } from "./account-store.ts";
import { type AccountView, viewOf } from "./account-view.ts";
import { chooseScheme } from "./choose-scheme.ts";
import { sameAtProvider, saveProven } from "./save-proven.ts";
import { verifyCredential } from "./verify.ts";

/** A user's accounts, of one connector or of all, by age. */
export async function listAccountViews(
  context: Context,
  filter: { readonly userId: string; readonly connectorId?: string },
): Promise<AccountView[]> {
  return (await listAccounts(context, filter)).map(viewOf);
}

/** Throws `ACCOUNT_NOT_FOUND`. */
export async function getAccountView(context: Context, which: AccountOfUser): Promise<AccountView> {
  return viewOf(await accountOf(context, which));
}

/** Throws `ACCOUNT_NOT_FOUND`, `INVALID_LABEL` or `LABEL_TAKEN`. */
export async function renameAccount(
  context: Context,
  { label, ...which }: AccountOfUser & { readonly label: string },
): Promise<AccountView> {
  return viewOf(await change(context, which, { label }));
}

/**
 * Asks the API again whether it takes the credential, refreshed first where it is over. An account that was
 * `unverified` is then `connected`. Where the API does not take it, or can't be asked, nothing is changed.
 *
 * Throws `ACCOUNT_NOT_FOUND`, `CREDENTIAL_REJECTED`, `SCOPE_REQUIRED`, `NETWORK_ERROR`, `REAUTH_REQUIRED`, and what
 * refreshing throws.
 */
export async function verifyAccount(context: Context, which: AccountOfUser): Promise<AccountView> {
  // A proof is for the secrets that were shown: where others took their place meanwhile, it is asked for again.
  for (;;) {
    const { account, proof } = await prove(context, which);
    const twin = await sameAtProvider(context, { ...account, externalId: proof.externalId }, account.id);
    const saved =
      twin === undefined
        ? await updateAccount(context, account, proof)
        : await merge(context, account, proof);
    if (saved !== undefined) return viewOf(saved);
  }
}

async function prove(context: Context, which: AccountOfUser) {
  const before = await accountOf(context, which);
  const { connectorId, schemeId } = before;
  const { compiled: connector } = await getConnector(context, connectorId, which.userId);
  const scheme = chooseScheme(connector.auth, schemeId, () => true, connectorId);
  const { account, secrets } = await validSecrets(context, before.id);
  const { variables } = account;
  const credential = { scheme, secrets };
  const found = await verifyCredential(context, { connectorId, connector, credential, variables });
  const { externalId = account.externalId, displayName = account.displayName } = found;
  if (account.externalId !== null && externalId !== account.externalId)
    throw new RuntimeError(
      "CREDENTIAL_REJECTED",
      "The credential belongs to another account of the provider now.",
      {
        ...which,
        connectorId,
        help: "connect it again",
      },
    );
  return { account, proof: { status: "connected", externalId, displayName, lastError: null } as const };
}

/**
 * The user's two accounts that the provider knows by one id are one: the newer credential goes to the older account,
 * which keeps its label. Nobody refreshes it meanwhile. Undefined where its secrets have changed.
 */
async function merge(context: Context, account: Account, proof: AccountPatch): Promise<Account | undefined> {
  return await context.locks.withLock(lockOf(account.id), 30_000, async () => {
    const opened = await openAccount(context, account.id);
    if (opened?.account.version !== account.version) return undefined;
    const {
      id: _id,
      version: _version,
      label: _label,
      createdAt: _made,
      updatedAt: _changed,
      ...rest
    } = opened.account;
    const saved = await saveProven(context, { ...rest, ...proof, secrets: opened.secrets });
    if ((await deleteAccount(context, account.id)) !== undefined) {
      const { id: accountId, userId, connectorId } = account;
      context.log({
        level: "info",
        event: "account.disconnected",
        message: "An account turned out to be one that was there already, and became it.",
        ...{ userId, connectorId, accountId },
      });
    }
    return saved;
  });
}

/** Again where somebody else changed the account at the same time. */
async function change(context: Context, which: AccountOfUser, patch: AccountPatch): Promise<Account> {
  for (;;) {
    const changed = await updateAccount(context, await accountOf(context, which), patch);
    if (changed !== undefined) return changed;
  }
}
