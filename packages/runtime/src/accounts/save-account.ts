import { randomUUID } from "node:crypto";
import { and, eq, notInArray } from "drizzle-orm";
import { holdUsable } from "../connectors/usable.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../store/database.ts";
import { accountSecrets, accounts } from "../store/schema.ts";
import { rewrite, type SealedRow, tellOfStatus, withSealed } from "./account-changes.ts";
import {
  type Account,
  type AccountPatch,
  type AccountSecrets,
  listAccounts,
  readAccount,
} from "./account-store.ts";
import { checkRenewed, mayReplace } from "./account-to-renew.ts";
import { undefinedIfSame } from "./clashes.ts";
import { checkLabel, labelFrom } from "./labels.ts";

export interface SaveAccount
  extends Omit<AccountPatch, "label" | "schemeId" | "status">,
    Pick<Account, "userId" | "connectorId" | "schemeId" | "status"> {
  /** The account to renew or widen. */
  readonly accountId?: string | undefined;
  /** Made from the display name unless given. */
  readonly label?: string | undefined;
  readonly secrets: AccountSecrets;
  /** Secrets that an account which is there already keeps if `secrets` has none of that name; others go. */
  readonly keep?: readonly string[];
}

/**
 * Stores what a user connected. It is a new account, unless `accountId` names one or one of the same user, connector
 * and scheme has the same `externalId`: that one is updated, and keeps its label unless one is given. If `accountId`
 * names an account that the provider calls by another id than `externalId`, the user chose somebody else at the
 * provider: nothing is taken from the one, the other is stored by itself. So is what is `unverified` yet, where the
 * account is `connected` or has a refresh token that this has not: it may be anybody's.
 *
 * Throws `ACCOUNT_NOT_FOUND`, `CONNECTOR_NOT_FOUND`, `CLIENT_REQUIRED`, `INVALID_LABEL` or `LABEL_TAKEN`.
 */
export async function saveAccount(context: Context, input: SaveAccount): Promise<Account> {
  if (input.label !== undefined) checkLabel(input.label);
  // Whoever else saves the same account at the same time is waited out: each round one of them is done.
  for (;;) {
    const before = await accountToUpdate(context, input);
    const saved = before === undefined ? await insert(context, input) : await update(context, before, input);
    if (saved !== undefined) return saved;
  }
}

async function accountToUpdate(context: Context, input: SaveAccount): Promise<Account | undefined> {
  const { userId, connectorId, schemeId, externalId, accountId } = input;
  const named = accountId && checkRenewed(await readAccount(context, accountId), input);
  if (externalId != null) {
    const [known] = await context.db
      .select()
      .from(accounts)
      .where(
        and(
          eq(accounts.userId, userId),
          eq(accounts.connectorId, connectorId),
          eq(accounts.schemeId, schemeId),
          eq(accounts.externalId, externalId),
        ),
      );
    if (known !== undefined) return known;
  }
  return named && mayReplace(named, input) ? named : undefined;
}

async function insert(context: Context, input: SaveAccount): Promise<Account | undefined> {
  const { accountId: _renewed, secrets, keep: _kept, ...values } = input;
  const { userId, connectorId } = input;
  const id = randomUUID();
  const others = await listAccounts(context, { userId, connectorId });
  const taken = new Set(others.map(({ label }) => label));
  const label = input.label ?? labelFrom(input.displayName, taken);
  const at = new Date(context.now());
  const row = { issuedAt: at, ...values, id, label, version: 1, createdAt: at, updatedAt: at };
  const write = async (tx: Transaction, sealed: SealedRow[]) => {
    await holdUsable(tx, connectorId, userId);
    const [account] = await tx.insert(accounts).values(row).returning();
    if (account === undefined) return undefined;
    if (sealed.length > 0) await tx.insert(accountSecrets).values(sealed);
    await tellOfStatus(tx, context, account);
    return account;
  };
  return undefinedIfSame(() => withSealed(context, { id, userId, connectorId }, 1, secrets, write), {
    isLabelMade: input.label === undefined,
  });
}

async function update(context: Context, before: Account, input: SaveAccount): Promise<Account | undefined> {
  const {
    userId: _user,
    connectorId: _connector,
    accountId: _id,
    secrets,
    keep = [],
    label,
    ...rest
  } = input;
  // Whatever was known of failures is over with new secrets.
  const fresh = { refreshSentAt: null, refreshUncertain: 0, refreshFailures: 0, refreshRetryAt: null };
  const patch: AccountPatch = {
    ...fresh,
    issuedAt: new Date(context.now()),
    rejectedAt: null,
    lastError: null,
    ...rest,
    ...(label && { label }),
  };
  const stay = [...Object.keys(secrets), ...keep];
  const write = async (tx: Transaction, sealed: SealedRow[]) => {
    // As for a new one: a connector whose approval is taken back just then takes its clients away.
    await holdUsable(tx, before.connectorId, before.userId);
    return rewrite(tx, context, before, patch, sealed, (own) =>
      tx
        .delete(accountSecrets)
        .where(stay.length === 0 ? own : and(own, notInArray(accountSecrets.field, stay))),
    );
  };
  return undefinedIfSame(() => withSealed(context, before, before.version + 1, secrets, write));
}
