import { and, asc, eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { prepared } from "../store/prepared.ts";
import { accountSecrets, accounts } from "../store/schema.ts";
import { isUuid } from "../store/uuid.ts";
import { hideWhenPrinted } from "../vault/hide.ts";
import { accountSecretPlace } from "../vault/secret-places.ts";

/** A row of `accounts`; it holds no secret. */
export type Account = typeof accounts.$inferSelect;
/** By field: a slot's id, `refresh_token`, `kept`. */
export type AccountSecrets = Readonly<Record<string, string>>;
/** What may change about an account without its secrets. */
export type AccountPatch = Partial<
  Omit<Account, "id" | "userId" | "connectorId" | "version" | "createdAt" | "updatedAt">
>;

export async function readAccount({ db }: Pick<Context, "db">, id: string): Promise<Account | undefined> {
  if (!isUuid(id)) return undefined;
  const [account] = await accountById(db).execute({ id });
  return account;
}

const accountById = prepared((db) =>
  db
    .select()
    .from(accounts)
    .where(eq(accounts.id, sql.placeholder("id"))),
);

/** Sorted by age. */
export async function listAccounts(
  { db }: Pick<Context, "db">,
  { userId, connectorId }: { readonly userId?: string; readonly connectorId?: string } = {},
): Promise<Account[]> {
  if (connectorId !== undefined && !isUuid(connectorId)) return [];
  return db
    .select()
    .from(accounts)
    .where(
      and(
        userId === undefined ? undefined : eq(accounts.userId, userId),
        connectorId === undefined ? undefined : eq(accounts.connectorId, connectorId),
      ),
    )
    .orderBy(asc(accounts.createdAt), asc(accounts.id));
}

/**
 * The secrets of just this version. Undefined: the account has moved on or is gone, and whoever mixed its newer
 * secrets with what they know of the older version would use up a refresh token that belongs to somebody else.
 * Throws what the vault throws.
 */
export async function readSecrets(
  context: Pick<Context, "db" | "vault">,
  account: Account,
): Promise<AccountSecrets | undefined> {
  // One statement sees one state of the database.
  const rows = await secretsAt(context.db).execute({ id: account.id, version: account.version });
  if (rows.length === 0) return undefined;
  return openSecrets(context, account, rows);
}

const secretsAt = prepared((db) =>
  db
    .select({ field: accountSecrets.field, sealed: accountSecrets.sealed, version: accountSecrets.version })
    .from(accounts)
    .leftJoin(accountSecrets, eq(accountSecrets.accountId, accounts.id))
    .where(and(eq(accounts.id, sql.placeholder("id")), eq(accounts.version, sql.placeholder("version")))),
);

/** An account with the secrets that belong to it. */
export async function openAccount(
  context: Pick<Context, "db" | "vault">,
  id: string,
): Promise<{ readonly account: Account; readonly secrets: AccountSecrets } | undefined> {
  for (;;) {
    const account = await readAccount(context, id);
    if (account === undefined) return undefined;
    const secrets = await readSecrets(context, account);
    if (secrets !== undefined) return { account, secrets };
  }
}

/** What the vault opens of these rows of an account. */
export async function openSecrets(
  { vault }: Pick<Context, "vault">,
  account: Pick<Account, "id" | "userId" | "connectorId">,
  rows: readonly {
    readonly field: string | null;
    readonly sealed: Uint8Array | null;
    readonly version: number | null;
  }[],
): Promise<AccountSecrets> {
  const opened = await Promise.all(
    rows.map(async ({ field, sealed, version }) => {
      // An account without secrets: the outer join's empty row.
      if (field === null || sealed === null || version === null) return [];
      return [[field, await vault.open(accountSecretPlace(account, field, version), sealed)] as const];
    }),
  );
  return hideWhenPrinted(Object.fromEntries(opened.flat()));
}
