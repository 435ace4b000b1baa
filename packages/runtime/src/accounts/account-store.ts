import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, notInArray, sql } from "drizzle-orm";
import { holdUsable } from "../connectors/usable.ts";
import type { Context } from "../context.ts";
import { type EventType, writeEvent } from "../events/event-store.ts";
import type { Transaction } from "../store/database.ts";
import { prepared } from "../store/prepared.ts";
import { accountSecrets, accounts } from "../store/schema.ts";
import { QueryError } from "../store/store-errors.ts";
import { isUuid } from "../store/uuid.ts";
import { hideWhenPrinted } from "../vault/hide.ts";
import { accountSecretPlace } from "../vault/secret-places.ts";
import { checkRenewed, mayReplace } from "./account-to-renew.ts";
import { undefinedIfSame } from "./clashes.ts";
import { checkLabel, labelFrom } from "./labels.ts";

/** A row of `accounts`; it holds no secret. */
export type Account = typeof accounts.$inferSelect;
/** By field: a slot's id, `refresh_token`, `kept`. */
export type AccountSecrets = Readonly<Record<string, string>>;
/** What may change about an account without its secrets. */
export type AccountPatch = Partial<
  Omit<Account, "id" | "userId" | "connectorId" | "version" | "createdAt" | "updatedAt">
>;

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
  return open(context, account, rows);
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
    return { account, openSecrets: () => open(context, account, rows) };
  });
}

const isAt = (account: Account) => and(eq(accounts.id, account.id), eq(accounts.version, account.version));

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

type SealedRow = typeof accountSecrets.$inferInsert;

/** Seals first and opens the transaction then: the vault may ask a key service. */
async function withSealed<Result>(
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

async function rewrite(
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

async function tellOfStatus(tx: Transaction, context: Pick<Context, "now">, account: Account): Promise<void> {
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

async function open(
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
