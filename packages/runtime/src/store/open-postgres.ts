import { drizzle, NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres";
import pg from "pg";
import { PostgresLocks } from "../refresh/postgres-locks.ts";
import type { Database, Transaction } from "./database.ts";
import { migrate } from "./migrate.ts";
import type { Store } from "./open-store.ts";
import * as schema from "./schema.ts";
import { storeError } from "./store-errors.ts";
import type { PostgresOptions } from "./store-options.ts";
import { guardDatabase } from "./transactions.ts";

export async function openPostgres(options: PostgresOptions): Promise<Store> {
  const connection = connectionOf(options);
  const pool = new pg.Pool({
    ...connection,
    max: options.connections ?? 10,
    query_timeout: options.queryMilliseconds ?? 30_000,
  });
  // A server that restarts ends idle connections; the pool replaces them, and without this the process would end.
  pool.on("error", () => {});
  const locks = new PostgresLocks(connection);
  const close = once(async () => {
    await locks.close();
    await pool.end();
  });
  try {
    const db = drizzle(pool, { schema });
    const store = guardDatabase(db as unknown as Database, transactionsOn(pool, db._.session as never));
    await migrate(store);
    return { db: store, locks, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function connectionOf({ connectionString, ssl, connectMilliseconds }: PostgresOptions): pg.ClientConfig {
  return {
    connectionString,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: "specwire",
    connectionTimeoutMillis: connectMilliseconds ?? 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

type Parts = { dialect: never; schema: never };

/**
 * drizzle's own transaction never returns a connection on which BEGIN failed, and puts a failed ROLLBACK in the
 * place of the error that led to it.
 */
function transactionsOn(pool: pg.Pool, { dialect, schema: tables }: Parts) {
  return async (work: (tx: Transaction) => Promise<unknown>, config?: object): Promise<unknown> => {
    const client = await pool.connect();
    let broken: Error | boolean = false;
    try {
      const session = new NodePgSession(client, dialect, tables);
      const tx = new NodePgTransaction(dialect, session, tables);
      await client.query("begin");
      if (config !== undefined) await tx.setTransaction(config);
      const result = await work(tx as unknown as Transaction);
      await client.query("commit");
      return result;
    } catch (error) {
      broken = await client.query("rollback").then(
        () => false,
        () => true,
      );
      throw storeError(error);
    } finally {
      client.release(broken);
    }
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
