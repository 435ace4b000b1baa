import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../test/support/database.ts";
import { createHttpClient } from "../http/guarded-client.ts";
import { generateKey, keyring } from "../vault/keyring.ts";
import { createVault, type Vault } from "../vault/vault.ts";

const place = {
  kind: "account" as const,
  ...{ userId: "ann", connectorId: "c", ownerId: "a" },
  ...{ field: "token", version: 1 },
} as const;
let store: TestDatabase;
let vault: Vault;
beforeAll(async () => {
  store = await testDatabase("pglite");
  const keyProvider = keyring({ primary: "k1", keys: { k1: generateKey() } });
  vault = createVault({ db: store.db, keyProvider });
});
afterAll(() => store.close());

// Each would hang for ever on PGlite, or hold locks of PostgreSQL for as long as another server takes.
test.each([
  ["a query on the outer handle", () => store.db.execute(sql`select 1`)],
  ["a second transaction", () => store.db.transaction(async () => {})],
  ["an HTTP request", () => createHttpClient().fetch("https://api.example.com/")],
  ["sealing a secret", () => vault.seal(place, "secret")],
  ["opening a secret", () => vault.open(place, new Uint8Array(64))],
])("%s is refused while a transaction is open, however deep in its work", async (what, work) => {
  const attempt = store.db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    await Promise.all([Promise.resolve().then(work)]);
  });
  await expect(attempt).rejects.toThrow(`${what} while a transaction is open`);
});

test("work that a transaction left behind goes on after it", async () => {
  let after: Promise<unknown> = Promise.resolve();
  const committed = Promise.withResolvers<void>();
  await store.db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    after = committed.promise.then(() => store.db.execute(sql`select 1`));
  });
  committed.resolve();
  await expect(after).resolves.toBeDefined();
});

test("other work goes on beside a transaction", async () => {
  const free = Promise.withResolvers<void>();
  const transaction = store.db.transaction(() => free.promise);
  const beside = store.db.execute(sql`select 1`);
  free.resolve();
  await transaction;
  await expect(beside).resolves.toBeDefined();
});

test("a savepoint is undone by itself", async () => {
  const rows = await store.db.transaction(async (tx) => {
    await tx.execute(sql`create temporary table steps (name text)`);
    await tx.execute(sql`insert into steps values ('kept')`);
    await tx
      .transaction(async (inner) => {
        await inner.execute(sql`insert into steps values ('undone')`);
        throw new Error("on second thought");
      })
      .catch(() => {});
    return tx.execute(sql`select name from steps`);
  });
  expect(rows).toMatchObject({ rows: [{ name: "kept" }] });
});
