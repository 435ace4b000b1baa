import type pg from "pg";
import type { PostgresLocks } from "../refresh/postgres-locks.ts";
import { sharedSession } from "./store-errors.ts";

/** Others who start at the same time can hide the sharing by chance. */
const ROUNDS = 10;

/**
 * A pooler in transaction mode (PgBouncer, and what cloud providers put before their databases) gives each
 * transaction any session that is free: a lock that belongs to a session would belong to nobody. It shows when a
 * transaction of one connection has the session that another connection had before, or gets it meanwhile.
 * Throws `STORE_MISCONFIGURED`.
 */
export async function refuseSharedSessions(pool: pg.Pool, locks: PostgresLocks): Promise<void> {
  const connection = await locks.connect();
  if (!connection.isPooled) return;
  const client = await pool.connect();
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await client.query("begin");
      const { rows } = await client.query("select pg_backend_pid() as pid");
      if (rows[0].pid === connection.backend) throw sharedSession();
      await connection.check();
      await client.query("commit");
    }
  } finally {
    client.release(true);
  }
}
