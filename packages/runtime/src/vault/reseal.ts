import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "../store/database.ts";
import { dataKeys } from "../store/schema.ts";
import { QueryError } from "../store/store-errors.ts";
import type { DataKeys, KeySources } from "./data-keys.ts";
import { dataKeyIdOf, openWith, sealWith } from "./envelope.ts";
import { inParallel, undefinedIfUnreadable } from "./every-row.ts";
import { type SealedRow, sealedColumns } from "./sealed-columns.ts";
import { tenantOf } from "./tenant.ts";

const batch = 200;
/** Whoever sealed with a key has long written what it sealed, even if its process was stopped in between. */
const deleteAfter = 86_400_000;
const foreignKeyViolation = "23503";

/** `Keys.rotateDataKeys`. */
export async function rotateDataKeys(
  { db }: KeySources,
  keys: DataKeys,
  before: Date | undefined,
): Promise<{ rotated: number }> {
  const rows = await db
    .select({ id: dataKeys.id, tenant: dataKeys.tenant })
    .from(dataKeys)
    .where(and(isNull(dataKeys.retiredAt), before && lt(dataKeys.createdAt, before)));
  await inParallel(rows, async ({ id, tenant }) => {
    await keys.create(tenant, id);
    keys.forget(tenant);
  });
  return { rotated: rows.length };
}

/** `Keys.reseal`. */
export async function resealSecrets(
  { db, now }: KeySources,
  keys: DataKeys,
): Promise<{ resealed: number; failed: number; deletedKeys: number }> {
  const result = { resealed: 0, failed: 0 };
  keys.forget();
  for (const column of sealedColumns) {
    let last: SealedRow | undefined;
    for (;;) {
      const rows: readonly SealedRow[] = await column.retired(db, last?.place, batch);
      if (rows.length === 0) break;
      last = rows.at(-1);
      await inParallel(rows, async (row) => {
        const sealed = await undefinedIfUnreadable(() => sealAgain(keys, row));
        if (sealed === undefined) result.failed += 1;
        else if (await column.replace(db, row, sealed)) result.resealed += 1;
      });
    }
  }
  return { ...result, deletedKeys: await deleteUnused(db, new Date(now() - deleteAfter)) };
}

async function sealAgain(keys: DataKeys, { place, sealed }: SealedRow): Promise<Uint8Array> {
  const tenant = tenantOf(place);
  const secret = openWith(await keys.forOpening(tenant, dataKeyIdOf(sealed)), place, sealed);
  return sealWith(await keys.forSealing(tenant), place, secret);
}

async function deleteUnused(db: Database, retiredBefore: Date): Promise<number> {
  const unused = sealedColumns.map(
    ({ dataKeyId }) => sql`not exists (select 1 from ${dataKeyId.table} where ${dataKeyId} = ${dataKeys.id})`,
  );
  const rows = await db
    .select({ id: dataKeys.id })
    .from(dataKeys)
    .where(and(lt(dataKeys.retiredAt, retiredBefore), ...unused));
  let deleted = 0;
  for (const { id } of rows) {
    try {
      await db.delete(dataKeys).where(eq(dataKeys.id, id));
      deleted += 1;
    } catch (error) {
      // A value was written with it just now; the foreign key knows.
      if (!(error instanceof QueryError && error.sqlState === foreignKeyViolation)) throw error;
    }
  }
  return deleted;
}
