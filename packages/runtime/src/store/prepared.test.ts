import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { postgresDatabase, testDatabase } from "../../test/support/database.ts";
import { sessions } from "./broker-schema.ts";
import { openStore } from "./open-store.ts";
import { prepared } from "./prepared.ts";
import type { StoreOptions } from "./store-options.ts";

const ofUser = prepared((db) =>
  db
    .select({ id: sessions.id })
    .from(sessions)
    .where(sql`${sessions.userId} = ${sql.placeholder("userId")}`),
);

async function namesAfterAsking(options: StoreOptions): Promise<unknown[]> {
  const { db, close } = await openStore(options);
  try {
    for (const userId of ["ada", "bob"]) expect(await ofUser(db).execute({ userId })).toEqual([]);
    const { rows } = (await db.execute(sql`select name from pg_prepared_statements`)) as unknown as {
      rows: { name: string }[];
    };
    return rows.map(({ name }) => name);
  } finally {
    await close();
  }
}

test("a database that is asked directly keeps the query, one behind a pooler may not", async () => {
  const connectionString = await postgresDatabase();
  expect(await namesAfterAsking({ connectionString, connections: 1 })).toEqual([
    expect.stringMatching(/^specwire_\d+$/),
  ]);
  const pooled = { connectionString, lockConnectionString: connectionString, connections: 1 };
  expect(await namesAfterAsking(pooled)).toEqual([]);
});

test("each handle has its own, that of a transaction too", async () => {
  const { db, close } = await testDatabase("pglite");
  expect(ofUser(db)).toBe(ofUser(db));
  await db.transaction(async (tx) => {
    expect(ofUser(tx)).not.toBe(ofUser(db));
    expect(await ofUser(tx).execute({ userId: "ada" })).toEqual([]);
  });
  await close();
});
