import type pg from "pg";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { PostgresLocks } from "../refresh/postgres-locks.ts";

/**
 * A pooler in transaction mode (PgBouncer, and what cloud providers put before their databases) gives each
 * transaction any session that is free: a lock that belongs to a session would belong to nobody. It shows when a
 * transaction of one connection has the session that another connection had before, or gets it meanwhile.
 * Throws `STORE_MISCONFIGURED`.
 */
export async function refuseSharedSessions(pool: pg.Pool, locks: PostgresLocks): Promise<void> {
  const connection = await locks.connect();
  const before = await connection.backend();
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query("select pg_backend_pid() as pid");
    const shared = rows[0].pid === before || (await connection.backend()) !== before;
    if (!shared) return;
  } finally {
    await client.query("rollback");
    client.release();
  }
  throw new RuntimeError(
    "STORE_MISCONFIGURED",
    "A connection pooler shares sessions, so locks can't be held.",
    {
      help: "Give `lockConnectionString` a way to PostgreSQL itself, or to a pooler in session mode.",
    },
  );
}
