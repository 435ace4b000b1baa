import type pg from "pg";
import { expect, test } from "vitest";
import { postgresDatabase } from "../../test/support/database.ts";
import type { PostgresLocks } from "../refresh/postgres-locks.ts";
import { openStore } from "./open-store.ts";
import { refuseSharedSessions } from "./pooler.ts";

/** Two connections to a pooler that gives whoever asks the sessions `order`, one after the other. */
function throughPooler(order: readonly number[]): [pg.Pool, PostgresLocks] {
  const sessions = [...order];
  const take = (): number => sessions.shift() ?? 0;
  const backend = take();
  const client = {
    query: async (text: string) => ({ rows: text.startsWith("select") ? [{ pid: take() }] : [] }),
    release() {},
  };
  const connection = {
    isPooled: true,
    backend,
    async check() {
      if (take() !== backend) throw Object.assign(new Error(), { code: "STORE_MISCONFIGURED" });
    },
  };
  const pool = { connect: async () => client };
  return [pool, { connect: async () => connection }] as never;
}

const twenty = (first: number, second: number): number[] =>
  Array.from({ length: 20 }, (_, n) => (n % 2 ? second : first));

test("a transaction that has the session which the locks had", async () => {
  const shared = refuseSharedSessions(...throughPooler([1, 1]));
  await expect(shared).rejects.toMatchObject({ code: "STORE_MISCONFIGURED" });
});

test("locks that are given another session while a transaction has theirs", async () => {
  const shared = refuseSharedSessions(...throughPooler([1, 2, 1, 2, 3]));
  await expect(shared).rejects.toMatchObject({ code: "STORE_MISCONFIGURED" });
});

test("a pooler in session mode is fine", async () => {
  await refuseSharedSessions(...throughPooler([1, ...twenty(2, 1)]));
});

test("locks may be held elsewhere than queries are sent", async () => {
  const connectionString = await postgresDatabase();
  const store = await openStore({ connectionString, lockConnectionString: connectionString });
  expect(await store.locks.withLock("a", 0, async () => "held")).toBe("held");
  await store.close();
});
