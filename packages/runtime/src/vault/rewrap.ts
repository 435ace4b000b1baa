import { and, asc, count, eq, gt, ne, sql } from "drizzle-orm";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { Database } from "../store/database.ts";
import { dataKeys, retiredKeys } from "../store/schema.ts";
import { type KeySources, refuseRetired, type WrappedDataKey, wrappedColumns } from "./data-keys.ts";
import { inParallel, undefinedIfUnreadable } from "./every-row.ts";
import { askProvider, type KeyProvider, wrappingContext } from "./key-provider.ts";

const batch = 200;

/** `Keys.rewrap`. */
export async function rewrapDataKeys({
  db,
  keyProvider,
}: KeySources): Promise<{ rewrapped: number; failed: number }> {
  const primary = keyProvider.primaryKeyId;
  const result = { rewrapped: 0, failed: 0 };
  let last: string | undefined;
  for (;;) {
    const rows = await db
      .select(wrappedColumns)
      .from(dataKeys)
      .where(and(ne(dataKeys.keyId, primary), last === undefined ? undefined : gt(dataKeys.id, last)))
      .orderBy(asc(dataKeys.id))
      .limit(batch);
    if (rows.length === 0) return result;
    last = rows.at(-1)?.id;
    await inParallel(rows, async (row) => {
      const wrapped = await undefinedIfUnreadable(() => wrapAgain(keyProvider, row));
      if (wrapped === undefined) result.failed += 1;
      else if (await replaceWrapped(db, row, primary, wrapped)) result.rewrapped += 1;
    });
  }
}

/** `Keys.retire`. */
export async function retireKey({ db, keyProvider, now }: KeySources, keyId: string): Promise<void> {
  if (typeof keyId !== "string" || keyId === "")
    throw new RuntimeError("INVALID_OPTION", "The id of the key to retire is missing.");
  if (keyId === keyProvider.primaryKeyId) throw inUse("it is the primary one");
  await db.transaction(async (tx) => {
    // Writers wait, so that nothing is wrapped with it between the count and the note.
    await tx.execute(sql`lock table ${dataKeys} in share mode`);
    const [found] = await tx.select({ needed: count() }).from(dataKeys).where(eq(dataKeys.keyId, keyId));
    if (found?.needed !== 0) throw inUse(`${found?.needed} data keys need it`);
    await tx
      .insert(retiredKeys)
      .values({ keyId, retiredAt: new Date(now()) })
      .onConflictDoNothing();
  });
}

async function wrapAgain(keyProvider: KeyProvider, row: WrappedDataKey): Promise<Uint8Array> {
  const context = wrappingContext(row.id, row.tenant);
  const bytes = await askProvider(() => keyProvider.unwrap(row.keyId, row.wrapped, context));
  try {
    return await askProvider(() => keyProvider.wrap(bytes, context));
  } finally {
    bytes.fill(0);
  }
}

/** False: another process was faster. */
async function replaceWrapped(
  db: Database,
  row: WrappedDataKey,
  keyId: string,
  wrapped: Uint8Array,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(dataKeys)
      .set({ wrapped, keyId })
      .where(and(eq(dataKeys.id, row.id), eq(dataKeys.wrapped, row.wrapped)))
      .returning({ id: dataKeys.id });
    if (changed.length > 0) await refuseRetired(tx, keyId);
    return changed.length > 0;
  });
}

function inUse(reason: string): RuntimeError {
  return new RuntimeError("KEY_IN_USE", `The key-encryption key can't be retired: ${reason}.`, {
    help: "Make another key the primary one in every process, then call `keys.rewrap()`.",
  });
}
