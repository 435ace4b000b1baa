import { is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { migrations as own } from "../../gen/migrations.ts";
import { databaseKinds, postgresDatabase, testDatabase } from "../../test/support/database.ts";
import { migrate } from "./migrate.ts";
import { openStore } from "./open-store.ts";
import * as schema from "./schema.ts";

/** A version that is to come. */
const next = (...statements: string[]) => [...own, { statements, hash: `next ${statements.join()}` }];

async function rowsOf(
  db: { execute: (query: ReturnType<typeof sql>) => unknown },
  query: ReturnType<typeof sql>,
) {
  return ((await db.execute(query)) as { rows: Record<string, unknown>[] }).rows;
}

describe.each(databaseKinds)("%s", (kind) => {
  test("every column of the schema is there", async () => {
    const store = await testDatabase(kind);
    const tables = Object.values(schema).flatMap((each) => (is(each, PgTable) ? [each] : []));
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) expect(await store.db.select().from(table)).toEqual([]);
    await store.close();
  });

  test("an older version's tables become this one's, with what is in them", async () => {
    const store = await testDatabase(kind);
    const { db } = store;
    const id = "00000000-0000-4000-8000-000000000001";
    await db
      .insert(schema.dataKeys)
      .values({ id, tenant: "user:ann", wrapped: new Uint8Array([1]), keyId: "k" });
    await migrate(db, next(`alter table specwire.data_keys add column note text not null default 'old'`));
    expect(await rowsOf(db, sql`select id, note from specwire.data_keys`)).toEqual([{ id, note: "old" }]);
    await store.close();
  });

  test("a newer version's tables are left alone", async () => {
    const store = await testDatabase(kind);
    await migrate(store.db, next("create table specwire.later (a int)"));
    const incompatible = { code: "STORE_INCOMPATIBLE", message: expect.stringContaining("newer version") };
    await expect(migrate(store.db)).rejects.toMatchObject(incompatible);
    expect(await store.db.$count(schema.accounts)).toBe(0);
    await store.close();
  });

  test("tables of another edition are left alone", async () => {
    const store = await testDatabase(kind);
    await store.db.execute(sql`update specwire.migrations set hash = 'another' where position = 0`);
    await expect(migrate(store.db)).rejects.toMatchObject({ code: "STORE_INCOMPATIBLE" });
    await store.close();
  });

  test("a migration that fails leaves no half of it", async () => {
    const store = await testDatabase(kind);
    const broken = next(
      "create table specwire.half (a int)",
      "alter table specwire.no_such_table add column a int",
    );
    await expect(migrate(store.db, broken)).rejects.toThrow("42P01");
    expect(await rowsOf(store.db, sql`select to_regclass('specwire.half') as found`)).toEqual([
      { found: null },
    ]);
    await migrate(store.db);
    await migrate(store.db, next("create table specwire.half (a int)"));
    await store.close();
  });
});

test("of many processes that start at once on an empty database one makes the tables", async () => {
  const connectionString = await postgresDatabase({ empty: true });
  const stores = await Promise.all(Array.from({ length: 8 }, () => openStore({ connectionString })));
  const [first] = stores;
  expect(first && (await rowsOf(first.db, sql`select count(*)::int as n from specwire.migrations`))).toEqual([
    { n: own.length },
  ]);
  await Promise.all(stores.map((store) => store.close()));
});

test("a user without rights to make tables is enough once they are made, and one without any is told", async () => {
  const connectionString = await postgresDatabase();
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  const name = new URL(connectionString).pathname.slice(1);
  await admin.query(`create role ${name} login password 'x'`);
  const limited = new URL(connectionString);
  limited.username = name;
  limited.password = "x";
  await expect(openStore({ connectionString: limited.href })).rejects.toMatchObject({
    code: "STORE_MISCONFIGURED",
  });
  await admin.query(
    `grant usage on schema specwire to ${name}; grant select, insert, update, delete on all tables in schema specwire to ${name}; grant usage on all sequences in schema specwire to ${name}`,
  );
  const store = await openStore({ connectionString: limited.href });
  expect(await store.db.$count(schema.accounts)).toBe(0);
  await store.close();
  await admin.end();
});
