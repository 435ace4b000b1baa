import { getConnector } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { lockOf } from "../refresh/lock-name.ts";
import { validSecrets } from "../refresh/valid-secrets.ts";
import { type AccountOfUser, accountNotFound, accountOf } from "./account-of-user.ts";
import {
  type Account,
  type AccountPatch,
  deleteAccount,
  listAccounts,
  openAccount,
  saveAccount,
  updateAccount,
} from "./account-store.ts";
import { type AccountView, viewOf } from "./account-view.ts";
import { chooseScheme } from "./choose-scheme.ts";
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
  const before = await accountOf(context, which);
  const { connectorId, schemeId } = before;
  const { compiled: connector } = await getConnector(context, connectorId, which.userId);
  const scheme = chooseScheme(connector.auth, schemeId, () => true, connectorId);
  const { account, secrets } = await validSecrets(context, before.id);
  const { variables } = account;
  const found = await verifyCredential(context, {
    connectorId,
    connector,
    credential: { scheme, secrets },
    variables,
  });
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
  const proof = { status: "connected", externalId, displayName, lastError: null } as const;
  const twin = await sameAtProvider(context, account, externalId);
  return viewOf(
    twin === undefined ? await change(context, which, proof) : await merge(context, account, twin, proof),
  );
}

/** Another account of the user that the provider knows by the same id: they are one. */
async function sameAtProvider(
  context: Context,
  { id, userId, connectorId, schemeId }: Account,
  externalId: string | null,
): Promise<Account | undefined> {
  if (externalId === null) return undefined;
  const others = await listAccounts(context, { userId, connectorId });
  return others.find((one) => one.id !== id && one.schemeId === schemeId && one.externalId === externalId);
}

/** The newer credential goes to the older account, which keeps its label. Nobody refreshes it meanwhile. */
async function merge(
  context: Context,
  account: Account,
  twin: Account,
  proof: AccountPatch,
): Promise<Account> {
  return await context.locks.withLock(lockOf(account.id), 30_000, async () => {
    const opened = await openAccount(context, account.id);
    if (opened === undefined) throw accountNotFound(account.userId, account.id);
    const {
      id: _id,
      version: _version,
      label: _label,
      createdAt: _made,
      updatedAt: _changed,
      ...rest
    } = opened.account;
    const saved = await saveAccount(context, {
      ...rest,
      ...proof,
      secrets: opened.secrets,
      accountId: twin.id,
    });
    await deleteAccount(context, account.id);
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
