import { createSecretKey, randomBytes, randomUUID } from "node:crypto";
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { Database, Transaction } from "../store/database.ts";
import { dataKeys, retiredKeys } from "../store/schema.ts";
import { type DataKey, unreadable } from "./envelope.ts";
import { KeyCache } from "./key-cache.ts";
import { askProvider, type KeyProvider, wrappingContext } from "./key-provider.ts";

export interface KeySources {
  readonly db: Database;
  readonly keyProvider: KeyProvider;
  readonly now: () => number;
}

export interface DataKeysOptions extends KeySources {
  /** Values that one data key may seal. */
  readonly budget: number;
  readonly cache: { readonly entries: number; readonly milliseconds: number };
}

/** A row of `data_keys`, without what only counting and rotation need. */
export type WrappedDataKey = Pick<typeof dataKeys.$inferSelect, "id" | "tenant" | "keyId" | "wrapped">;

/** The key that seals for a tenant, and how much of the budget this process has set aside for itself. */
interface Active {
  readonly dataKey: DataKey;
  readonly block: number;
  left: number;
}

/** Another process may have replaced the key that seals; it is looked for this often, in milliseconds. */
const recheckAfter = 60_000;
/** Blocks of the budget: small for tenants with few secrets, doubled for each one that is used up. */
const firstBlock = 16;
const largestBlock = 4096;

export const wrappedColumns = {
  id: dataKeys.id,
  tenant: dataKeys.tenant,
  keyId: dataKeys.keyId,
  wrapped: dataKeys.wrapped,
};

/** The data keys in the database, and those of them that are unwrapped in memory. */
export class DataKeys {
  readonly #options: DataKeysOptions;
  readonly #unwrapped: KeyCache<DataKey>;
  readonly #active: KeyCache<Active>;

  constructor(options: DataKeysOptions) {
    this.#options = options;
    this.#unwrapped = new KeyCache(options.cache, options.now);
    this.#active = new KeyCache({ entries: options.cache.entries, milliseconds: recheckAfter }, options.now);
  }

  /** The tenant's key, with one encryption of its budget taken; made if there is none. */
  async forSealing(tenant: string): Promise<DataKey> {
    let active = this.#active.get(tenant);
    for (;;) {
      if (active !== undefined && active.left > 0) {
        active.left -= 1;
        return active.dataKey;
      }
      const used = active;
      if (used !== undefined && this.#active.get(tenant) === used) this.#active.delete(tenant);
      active = await this.#active.load(tenant, () => this.#activate(tenant, used));
    }
  }

  /** Throws `SECRET_UNREADABLE` for a key that does not exist or belongs to another tenant. */
  async forOpening(tenant: string, id: string): Promise<DataKey> {
    const dataKey = await this.#unwrapped.load(id, async () => {
      const [row] = await this.#options.db.select(wrappedColumns).from(dataKeys).where(eq(dataKeys.id, id));
      if (row === undefined) throw unreadable();
      return this.unwrap(row);
    });
    if (dataKey.tenant !== tenant) throw unreadable();
    return dataKey;
  }

  /** Asks the key provider. */
  async unwrap(row: WrappedDataKey): Promise<DataKey> {
    const context = wrappingContext(row.id, row.tenant);
    const bytes = await askProvider(() => this.#options.keyProvider.unwrap(row.keyId, row.wrapped, context));
    if (bytes.length !== 32) throw unreadable();
    const key = createSecretKey(bytes);
    bytes.fill(0);
    return { id: row.id, tenant: row.tenant, key };
  }

  /**
   * Makes the key that seals from now on, in the place of the one with the id `replaced`. Of two processes that do
   * so at once one makes it, and both use it.
   */
  async create(tenant: string, replaced?: string): Promise<void> {
    const { db, keyProvider, now } = this.#options;
    const id = randomUUID();
    const bytes = randomBytes(32);
    const keyId = keyProvider.primaryKeyId;
    const wrapped = await askProvider(() => keyProvider.wrap(bytes, wrappingContext(id, tenant))).finally(
      () => {
        bytes.fill(0);
      },
    );
    await db.transaction(async (tx) => {
      if (replaced !== undefined) {
        await tx
          .update(dataKeys)
          .set({ retiredAt: new Date(now()) })
          .where(and(eq(dataKeys.id, replaced), isNull(dataKeys.retiredAt)));
      }
      // The conflict is that of the partial unique index: a tenant has one key that is not retired.
      const made = await tx
        .insert(dataKeys)
        .values({ id, tenant, keyId, wrapped })
        .onConflictDoNothing()
        .returning({ id: dataKeys.id });
      if (made.length > 0) await refuseRetired(tx, keyId);
    });
  }

  /** Lets the next `forSealing` look for the key that seals, of one tenant or all. */
  forget(tenant?: string): void {
    if (tenant === undefined) this.#active.clear();
    else this.#active.delete(tenant);
  }

  async #activate(tenant: string, used: Active | undefined): Promise<Active> {
    const { db, budget } = this.#options;
    for (;;) {
      const [row] = await db
        .select(wrappedColumns)
        .from(dataKeys)
        .where(and(eq(dataKeys.tenant, tenant), isNull(dataKeys.retiredAt)));
      if (row === undefined) {
        // And read again: nothing is sealed with a key that has not been seen to unwrap.
        await this.create(tenant);
        continue;
      }
      const dataKey = await this.#unwrapped.load(row.id, () => this.unwrap(row));
      const block = Math.min(used?.dataKey.id === row.id ? used.block * 2 : firstBlock, largestBlock, budget);
      const reserved = await db
        .update(dataKeys)
        .set({ reserved: sql`${dataKeys.reserved} + ${block}` })
        .where(
          and(eq(dataKeys.id, row.id), isNull(dataKeys.retiredAt), lte(dataKeys.reserved, budget - block)),
        )
        .returning({ id: dataKeys.id });
      if (reserved.length > 0) return { dataKey, block, left: block };
      // Its budget is used up, or another process has just replaced it.
      await this.create(tenant, row.id);
    }
  }
}

/** `retire` locks the table while it counts, so whoever comes later finds its row here. */
export async function refuseRetired(tx: Database | Transaction, keyId: string): Promise<void> {
  const found = await tx.select().from(retiredKeys).where(eq(retiredKeys.keyId, keyId));
  if (found.length === 0) return;
  throw new RuntimeError(
    "KEY_RETIRED",
    "This process would use a key-encryption key that has been retired.",
    {
      help: "Start it with the `primary` key that the others use.",
    },
  );
}
