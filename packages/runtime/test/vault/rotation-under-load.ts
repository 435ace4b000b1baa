import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, inArray } from "drizzle-orm";
import { openStore } from "../../src/store/open-store.ts";
import { accountSecrets, accounts } from "../../src/store/schema.ts";
import type { Store } from "../../src/store/store.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { accountSecretPlace } from "../../src/vault/secret-places.ts";
import { createVault, type VaultWithKeys } from "../../src/vault/vault.ts";
import { addAccountRow, addConnectorRow } from "./rows.ts";

export interface LoadOptions {
  /** Of an empty, migrated PostgreSQL database. */
  readonly connectionString: string;
  readonly users: number;
  readonly secretsPerUser: number;
  readonly writers: number;
}

/** Everything is a count; times are in milliseconds. */
export interface LoadResult {
  readonly secrets: number;
  readonly written: number;
  readonly addedUsers: number;
  /** Values that did not open, or were not what was written last: at any moment, and at the end. */
  readonly wrongReads: number;
  readonly lost: number;
  /** Writes that the database or the vault refused. */
  readonly refusedWrites: readonly string[];
  readonly rewrapped: number;
  readonly resealed: number;
  readonly failed: number;
  readonly deletedKeys: number;
  /** Data keys under the old key-encryption key, and values under old data keys, when all was done. */
  readonly leftBehind: number;
  /** What a process got that still wrapped with the retired key. */
  readonly staleProcess: string;
  readonly rewrapMilliseconds: number;
  readonly resealMilliseconds: number;
}

type Account = Parameters<typeof accountSecretPlace>[0];

const day = 86_400_000;
const ids = { old: generateKey(), new: generateKey() };
/** One for the rotation, and those that the writers share. */
const stores = 5;

/**
 * Fills a database, then changes the key-encryption key, retires the old one, changes all data keys and seals
 * everything again, while `writers` go on reading, replacing and adding secrets. Each of them has a vault of its own,
 * as a process has; half of them know of the new key later than the others.
 */
export async function rotateUnderLoad(options: LoadOptions): Promise<LoadResult> {
  const opened = await Promise.all(
    Array.from({ length: stores }, () =>
      openStore({ connectionString: options.connectionString, connections: 8 }),
    ),
  );
  try {
    return await rotateOn(opened, options);
  } finally {
    for (const store of opened) await store.close();
  }
}

async function rotateOn(opened: readonly Store[], options: LoadOptions): Promise<LoadResult> {
  const [first] = opened as [Store, ...Store[]];
  const clock = { now: Date.now() };
  const vaultOf = (store: Store, primary: "old" | "new"): VaultWithKeys =>
    createVault({ db: store.db, keyProvider: keyring({ primary, keys: ids }), now: () => clock.now });
  const connectorId = await addConnectorRow(first.db);
  const known = await fill(first, vaultOf(first, "old"), connectorId, options);
  const secrets = known.size;

  const writers = Array.from({ length: options.writers }, (_, index) => {
    const store = opened[1 + (index % (stores - 1))] as Store;
    return new Writer(store, vaultOf(store, index % 2 === 0 ? "old" : "new"), connectorId, known);
  });
  const running = writers.map((writer) => writer.run());
  const everyoneMovedOn = async (): Promise<void> => {
    const before = writers.map((writer) => writer.rounds);
    while (writers.some((writer, index) => writer.rounds < (before[index] ?? 0) + 2)) await sleep(10);
  };

  const admin = vaultOf(first, "new");
  const totals = { rewrapped: 0, resealed: 0, failed: 0, deletedKeys: 0 };
  const add = (result: Partial<typeof totals>): void => {
    for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += result[name] ?? 0;
  };

  // The key-encryption key: first while half of the processes still wrap with the old one, then for good.
  let started = performance.now();
  add(await admin.keys.rewrap());
  for (const writer of writers) writer.vault = vaultOf(writer.store, "new");
  await everyoneMovedOn();
  add(await admin.keys.rewrap());
  const rewrapMilliseconds = performance.now() - started;
  await admin.keys.retire("old");

  const stale = addAccountRow(first.db, vaultOf(first, "old"), connectorId, "late", { access_token: "x" });
  const staleProcess = await stale.then(() => "sealed", codeOf);

  // The data keys: others seal with the one before for up to a minute, and one is deleted after a day.
  started = performance.now();
  await admin.keys.rotateDataKeys();

  add(await admin.keys.reseal());
  clock.now += 60_001;
  await everyoneMovedOn();
  add(await admin.keys.reseal());
  const resealMilliseconds = performance.now() - started;
  clock.now += day + 1;
  add(await admin.keys.reseal());

  for (const writer of writers) writer.stopped = true;
  await Promise.all(running);

  const usage = await admin.keys.usage();
  const onlyNew = keyring({ primary: "new", keys: { new: ids.new } });
  const reader = createVault({ db: first.db, keyProvider: onlyNew, now: () => clock.now });
  const sum = (count: (writer: Writer) => number): number =>
    writers.reduce((total, writer) => total + count(writer), 0);
  return {
    secrets,
    written: sum((writer) => writer.written),
    addedUsers: sum((writer) => writer.added),
    wrongReads: sum((writer) => writer.wrongReads),
    lost: await countLost(first, reader, known),
    refusedWrites: writers.flatMap((writer) => writer.refused),
    ...totals,
    leftBehind: (usage.keyEncryptionKeys.old ?? 0) + usage.dataKeys.sealed + usage.dataKeys.retired,
    staleProcess,
    rewrapMilliseconds,
    resealMilliseconds,
  };
}

/** What was written last, and acknowledged, by account. */
type Known = Map<string, { readonly account: Account; version: number; value: string }>;

const field = "access_token";

async function fill(
  { db }: Store,
  vault: VaultWithKeys,
  connectorId: string,
  { users, secretsPerUser }: LoadOptions,
): Promise<Known> {
  const known: Known = new Map();
  const all = Array.from({ length: users * secretsPerUser }, (_, index) => ({
    id: randomUUID(),
    userId: `user ${Math.floor(index / secretsPerUser)}`,
    connectorId,
  }));
  for (let start = 0; start < all.length; start += 500) {
    const part = all.slice(start, start + 500);
    const values = await Promise.all(
      part.map(async (account) => ({
        accountId: account.id,
        field,
        version: 1,
        sealed: await vault.seal(accountSecretPlace(account, field, 1), account.id),
      })),
    );
    await db.insert(accounts).values(
      part.map((account) => ({
        ...account,
        schemeId: "main",
        label: account.id,
        status: "connected" as const,
      })),
    );
    await db.insert(accountSecrets).values(values);
    for (const account of part) known.set(account.id, { account, version: 1, value: account.id });
  }
  return known;
}

class Writer {
  readonly store: Store;
  vault: VaultWithKeys;
  stopped = false;
  rounds = 0;
  written = 0;
  added = 0;
  wrongReads = 0;
  readonly refused: string[] = [];
  readonly #connectorId: string;
  readonly #known: Known;
  readonly #accountIds: readonly string[];

  constructor(store: Store, vault: VaultWithKeys, connectorId: string, known: Known) {
    this.store = store;
    this.vault = vault;
    this.#connectorId = connectorId;
    this.#known = known;
    this.#accountIds = [...known.keys()];
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      try {
        if (randomInt(20) === 0) await this.#add();
        else await this.#replace();
      } catch (error) {
        this.refused.push(codeOf(error));
      }
      this.rounds += 1;
      // All of it shares a processor with the rotation, which would come to nothing if writers never paused.
      await sleep(randomInt(1000));
    }
  }

  async #replace(): Promise<void> {
    const known = this.#known.get(this.#accountIds[randomInt(this.#accountIds.length)] ?? "");
    if (known === undefined) return;
    const { account } = known;
    const place = and(eq(accountSecrets.accountId, account.id), eq(accountSecrets.field, field));
    const acknowledged = { version: known.version, value: known.value };
    const [row] = await this.store.db.select().from(accountSecrets).where(place);
    if (row === undefined) throw new Error("a row is gone");
    const value = await this.vault.open(accountSecretPlace(account, field, row.version), row.sealed);
    if (row.version < acknowledged.version) this.wrongReads += 1;
    if (row.version === acknowledged.version && value !== acknowledged.value) this.wrongReads += 1;
    const next = { version: row.version + 1, value: randomUUID() };
    const sealed = await this.vault.seal(accountSecretPlace(account, field, next.version), next.value);
    const changed = await this.store.db
      .update(accountSecrets)
      .set({ sealed, version: next.version })
      .where(and(place, eq(accountSecrets.version, row.version)))
      .returning({ version: accountSecrets.version });
    if (changed.length === 0) return;
    this.written += 1;
    if (next.version > known.version) Object.assign(known, next);
  }

  async #add(): Promise<void> {
    const value = randomUUID();
    const userId = `added ${value}`;
    const [place] = await addAccountRow(this.store.db, this.vault, this.#connectorId, userId, {
      [field]: value,
    });
    if (place === undefined) return;
    const account = { id: place.ownerId, userId, connectorId: this.#connectorId };
    this.#known.set(account.id, { account, version: 1, value });
    this.added += 1;
  }
}

async function countLost({ db }: Store, reader: VaultWithKeys, known: Known): Promise<number> {
  let lost = 0;
  const all = [...known.values()];
  for (let start = 0; start < all.length; start += 1000) {
    const part = all.slice(start, start + 1000);
    const rows = await db
      .select()
      .from(accountSecrets)
      .where(
        inArray(
          accountSecrets.accountId,
          part.map(({ account }) => account.id),
        ),
      );
    const byId = new Map(rows.map((row) => [row.accountId, row]));
    for (const { account, version, value } of part) {
      const row = byId.get(account.id);
      const opened =
        row && (await reader.open(accountSecretPlace(account, field, row.version), row.sealed).catch(codeOf));
      if (row?.version !== version || opened !== value) lost += 1;
    }
  }
  return lost;
}

function codeOf(error: unknown): string {
  const { code, sqlState } = error as { code?: string; sqlState?: string };
  return code ?? sqlState ?? String(error);
}
