import { count, eq, isNotNull, sql } from "drizzle-orm";
import { RuntimeError } from "../errors/runtime-error.ts";
import { dataKeys } from "../store/schema.ts";
import { type DataKeys, type KeySources, refuseRetired, wrappedColumns } from "./data-keys.ts";
import { resealSecrets, rotateDataKeys } from "./reseal.ts";
import { retireKey, rewrapDataKeys } from "./rewrap.ts";
import { sealedColumns } from "./sealed-columns.ts";

/** What the keys are needed for. */
export interface KeyUsage {
  /** Key-encryption keys by id, with the number of data keys that each wraps. One that is not listed wraps none. */
  readonly keyEncryptionKeys: Readonly<Record<string, number>>;
  /** `sealed` counts the values that retired data keys still have to open. */
  readonly dataKeys: { readonly active: number; readonly retired: number; readonly sealed: number };
}

/** Rotation, while every process goes on working. Each of them may be interrupted and called again. */
export interface Keys {
  /**
   * Unwraps one data key of each key-encryption key in use, so that a missing or wrong key is found when a host
   * starts. Throws `KEY_UNKNOWN`, `SECRET_UNREADABLE` (another key under the same id), `KEY_UNAVAILABLE`, or
   * `KEY_RETIRED` if the primary key is one that was retired.
   */
  check(): Promise<void>;
  usage(): Promise<KeyUsage>;
  /**
   * Wraps all data keys with the primary key-encryption key. `failed` counts those that do not unwrap: they stay as
   * they are. Throws `KEY_UNAVAILABLE` when the key provider does not answer.
   */
  rewrap(): Promise<{ readonly rewrapped: number; readonly failed: number }>;
  /**
   * Notes that a key-encryption key is out of use; then it may be taken out of the key provider. Throws `KEY_IN_USE`
   * while data keys need it, or it is the primary one. From then on no process can wrap with it.
   */
  retire(keyId: string): Promise<void>;
  /** Gives each tenant a new data key, or those whose key was made before `before`. Old ones still open. */
  rotateDataKeys(options?: { readonly before?: Date }): Promise<{ readonly rotated: number }>;
  /**
   * Seals again what retired data keys sealed, and deletes those that were retired a day ago and are needed no more.
   * Other processes go on sealing with a key for up to a minute after its rotation, so run this again. `failed`
   * counts values that do not open: they stay as they are, and keep their keys.
   */
  reseal(): Promise<{ readonly resealed: number; readonly failed: number; readonly deletedKeys: number }>;
}

export function createKeys(options: KeySources, keys: DataKeys): Keys {
  return {
    check: () => check(options, keys),
    usage: () => usage(options),
    rewrap: () => rewrapDataKeys(options),
    retire: (keyId) => retireKey(options, keyId),
    rotateDataKeys: ({ before } = {}) => rotateDataKeys(options, keys, before),
    reseal: () => resealSecrets(options, keys),
  };
}

async function check({ db, keyProvider }: KeySources, keys: DataKeys): Promise<void> {
  await refuseRetired(db, keyProvider.primaryKeyId);
  const rows = await db
    .selectDistinctOn([dataKeys.keyId], wrappedColumns)
    .from(dataKeys)
    .orderBy(dataKeys.keyId, dataKeys.id);
  for (const row of rows)
    await keys.unwrap(row).catch((error: unknown) => {
      throw error instanceof RuntimeError && error.code === "SECRET_UNREADABLE" ? wrongKey(row.keyId) : error;
    });
}

function wrongKey(keyId: string): RuntimeError {
  return new RuntimeError("SECRET_UNREADABLE", `The data keys do not open with the key ${quoted(keyId)}.`, {
    help: "Most likely another key stands under this id: give the one that was there when the database was made.",
  });
}

/** The column is not sealed: whoever can write the database writes no log. */
function quoted(keyId: string): string {
  return /^[\w.:/-]{1,256}$/.test(keyId) ? `"${keyId}"` : "that they name";
}

async function usage({ db }: KeySources): Promise<KeyUsage> {
  const byKey = await db
    .select({ keyId: dataKeys.keyId, needed: count() })
    .from(dataKeys)
    .groupBy(dataKeys.keyId);
  const [states] = await db
    .select({
      active: count(sql`case when ${dataKeys.retiredAt} is null then 1 end`),
      retired: count(dataKeys.retiredAt),
    })
    .from(dataKeys);
  let sealed = 0;
  for (const { dataKeyId } of sealedColumns) {
    const [found] = await db
      .select({ values: count() })
      .from(dataKeyId.table)
      .innerJoin(dataKeys, eq(dataKeys.id, dataKeyId))
      .where(isNotNull(dataKeys.retiredAt));
    sealed += found?.values ?? 0;
  }
  const { active = 0, retired = 0 } = states ?? {};
  return {
    keyEncryptionKeys: Object.fromEntries(byKey.map((row) => [row.keyId, row.needed])),
    dataKeys: { active, retired, sealed },
  };
}
