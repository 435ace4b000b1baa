import { inspect } from "node:util";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseKinds, type TestDatabase, testDatabase } from "../../test/support/database.ts";
import { dataKeys } from "./schema.ts";
import { violates } from "./store-errors.ts";

describe.each(databaseKinds)("%s", (kind) => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await testDatabase(kind);
  });
  afterAll(() => store.close());

  const row = (id: string) => ({ id, tenant: "user:ann", wrapped: new Uint8Array([0, 1, 255]), keyId: "k1" });

  test("bytes come back as they went in", async () => {
    await store.db.insert(dataKeys).values(row("00000000-0000-4000-8000-000000000001"));
    const [found] = await store.db.select().from(dataKeys);
    expect(found?.wrapped).toBeInstanceOf(Uint8Array);
    expect([...(found?.wrapped ?? [])]).toEqual([0, 1, 255]);
  });

  test("a violated constraint is named, and no value", async () => {
    const error = await store.db
      .insert(dataKeys)
      .values(row("00000000-0000-4000-8000-000000000002"))
      .catch((thrown: unknown) => thrown);
    expect(violates(error, "data_keys_active")).toBe(true);
    expect(String(error)).not.toContain("ann");
  });

  test.each(["queried", "written"])("nothing of a value that was %s is in an error", async (how) => {
    const error = await (how === "queried"
      ? store.db.select().from(dataKeys).where(eq(dataKeys.id, "hunter2"))
      : store.db.transaction((tx) => tx.insert(dataKeys).values(row("hunter2")))
    ).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "QueryError", sqlState: "22P02" });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/hunter2|\bann\b/);
  });

  test("a transaction's work does not use the outer handle", async () => {
    const attempt = store.db.transaction(async () => {
      await store.db.execute(sql`select 1`);
    });
    await expect(attempt).rejects.toThrow("a query on the outer handle while a transaction is open");
  });

  test("a transaction that fails leaves nothing", async () => {
    const attempt = store.db.transaction(async (tx) => {
      await tx.delete(dataKeys);
      throw new Error("on second thought");
    });
    await expect(attempt).rejects.toThrow("on second thought");
    expect(await store.db.$count(dataKeys)).toBe(1);
  });

  test("a store that was closed says so", async () => {
    const { db, close } = await testDatabase(kind);
    await Promise.all([close(), close()]);
    const closed = { code: "CLOSED", remedy: "operator" };
    await expect(db.execute(sql`select 1`)).rejects.toMatchObject(closed);
    await expect(db.transaction(async () => {})).rejects.toMatchObject(closed);
  });

  test("one owner of a lock at a time, in the order they came", async () => {
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      log.push(`${name} out`);
    };
    await Promise.all(["a", "b", "c"].map((name) => store.locks.withLock("x", 5_000, work(name))));
    expect(log).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
  });
});
