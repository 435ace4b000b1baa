import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { type EventType, writeEvent } from "../events/event-store.ts";
import type { Transaction } from "../store/database.ts";
import { accountSecrets, accounts } from "../store/schema.ts";
import { QueryError } from "../store/store-errors.ts";
import { isUuid } from "../store/uuid.ts";
import { accountSecretPlace } from "../vault/secret-places.ts";
import { type Account, type AccountPatch, type AccountSecrets, openSecrets } from "./account-store.ts";
import { undefinedIfSame } from "./clashes.ts";
import { checkLabel } from "./labels.ts";

/**
 * Changes an account without its secrets; undefined where its version has moved on, it is gone, or the user has another
 * account of the patch's `externalId`. A change of status is told as an event, once however many ask for it. Throws
 * `INVALID_LABEL` or `LABEL_TAKEN`.
 */
export async function updateAccount(
  context: Pick<Context, "db" | "now">,
  account: Account,
  patch: AccountPatch,
): Promise<Account | undefined> {
  if (patch.label !== undefined) checkLabel(patch.label);
  return undefinedIfSame(() => context.db.transaction((tx) => change(tx, context, account, patch)));
}

/**
 * Writes secrets as the account's next version, with whatever changes beside them, in one transaction. `remove`
 * names secrets that go; all others stay. Undefined as with `updateAccount`: nothing was written.
 */
export async function replaceSecrets(
  context: Pick<Context, "db" | "vault" | "now">,
  account: Account,
  {
    secrets,
    remove = [],
    patch = {},
  }: { readonly secrets: AccountSecrets; readonly remove?: readonly string[]; readonly patch?: AccountPatch },
): Promise<Account | undefined> {
  return withSealed(context, account, account.version + 1, secrets, (tx, sealed) =>
    rewrite(tx, context, account, patch, sealed, (gone) =>
      remove.length === 0
        ? Promise.resolve()
        : tx.delete(accountSecrets).where(and(gone, inArray(accountSecrets.field, [...remove]))),
    ),
  );
}

/**
 * Deletes an account with its secrets: from then on every write of an older view of it fails. What is returned has
 * the very last secrets, for their revocation. Undefined where there is none.
 */
export async function deleteAccount(
  context: Pick<Context, "db" | "vault" | "now">,
  id: string,
): Promise<{ readonly account: Account; readonly openSecrets: () => Promise<AccountSecrets> } | undefined> {
  if (!isUuid(id)) return undefined;
  return context.db.transaction(async (tx) => {
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, id)).for("update");
    if (account === undefined) return undefined;
    const rows = await tx.delete(accountSecrets).where(eq(accountSecrets.accountId, id)).returning();
    await tx.delete(accounts).where(eq(accounts.id, id));
    await tell(tx, context, account, "account.disconnected");
    return { account, openSecrets: () => openSecrets(context, account, rows) };
  });
}

const isAt = (account: Account) => and(eq(accounts.id, account.id), eq(accounts.version, account.version));

export type SealedRow = typeof accountSecrets.$inferInsert;

/** Seals first and opens the transaction then: the vault may ask a key service. */
export async function withSealed<Result>(
  context: Pick<Context, "db" | "vault">,
  account: Pick<Account, "id" | "userId" | "connectorId">,
  version: number,
  secrets: AccountSecrets,
  write: (tx: Transaction, sealed: SealedRow[]) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const sealed = await Promise.all(
      Object.entries(secrets).map(async ([field, secret]) => {
        const place = accountSecretPlace(account, field, version);
        return { accountId: account.id, field, version, sealed: await context.vault.seal(place, secret) };
      }),
    );
    try {
      return await context.db.transaction((tx) => write(tx, sealed));
    } catch (error) {
      // The data key was deleted by a rotation just then; the next seal takes the newer one.
      const outdated = error instanceof QueryError && error.constraint?.includes("data_key_id") === true;
      if (!outdated || attempt === 3) throw error;
    }
  }
}

/** An account's next version; `removeOthers` takes away the secrets that it no longer has. */
export async function rewrite(
  tx: Transaction,
  context: Pick<Context, "now">,
  before: Account,
  patch: AccountPatch,
  sealed: SealedRow[],
  removeOthers: (own: ReturnType<typeof eq>) => PromiseLike<unknown>,
): Promise<Account | undefined> {
  const next = { ...patch, version: before.version + 1 };
  // Who states the status stores what a user connected: that is told each time, a refresh is not.
  const isConnecting = patch.status !== undefined;
  const replaceRows = async () => {
    await removeOthers(eq(accountSecrets.accountId, before.id));
    if (sealed.length === 0) return;
    await tx
      .insert(accountSecrets)
      .values(sealed)
      .onConflictDoUpdate({
        target: [accountSecrets.accountId, accountSecrets.field],
        set: { sealed: sql`excluded.sealed`, version: sql`excluded.version` },
      });
  };
  return change(tx, context, before, next, replaceRows, isConnecting);
}

async function change(
  tx: Transaction,
  context: Pick<Context, "now">,
  before: Account,
  patch: AccountPatch & { version?: number },
  then: () => Promise<void> = async () => {},
  isTold = false,
): Promise<Account | undefined> {
  const [current] = await tx
    .select({ status: accounts.status })
    .from(accounts)
    .where(isAt(before))
    .for("update");
  if (current === undefined) return undefined;
  const [account] = await tx
    .update(accounts)
    .set({ ...patch, updatedAt: new Date(context.now()) })
    .where(eq(accounts.id, before.id))
    .returning();
  if (account === undefined) return undefined;
  await then();
  if (isTold || account.status !== current.status) await tellOfStatus(tx, context, account);
  return account;
}

export async function tellOfStatus(
  tx: Transaction,
  context: Pick<Context, "now">,
  account: Account,
): Promise<void> {
  if (account.status === "unverified") return;
  await tell(tx, context, account, `account.${account.status}`);
}

async function tell(
  tx: Transaction,
  { now }: Pick<Context, "now">,
  { userId, connectorId, id: accountId, lastError }: Account,
  type: EventType,
): Promise<void> {
  const code = type === "account.reconnect_required" ? lastError : null;
  await writeEvent(tx, { type, userId, connectorId, accountId, code: code as never, at: new Date(now()) });
}
