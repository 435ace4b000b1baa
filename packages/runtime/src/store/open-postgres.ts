import { drizzle, NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres";
import pg from "pg";
import { RuntimeError } from "../errors/runtime-error.ts";
import { PostgresLocks } from "../refresh/postgres-locks.ts";
import type { Database, Transaction } from "./database.ts";
import { migrate } from "./migrate.ts";
import { refuseSharedSessions } from "./pooler.ts";
import { allowNames } from "./prepared.ts";
import * as schema from "./schema.ts";
import type { Store } from "./store.ts";
import { isPassing, storeError } from "./store-errors.ts";
import type { PostgresOptions } from "./store-options.ts";
import { guardDatabase } from "./transactions.ts";

export async function openPostgres(options: PostgresOptions): Promise<Store> {
  const connection = checked(connectionOf(options, options.connectionString));
  const forLocks = checked(connectionOf(options, options.lockConnectionString ?? options.connectionString));
  const { connections = 10, queryMilliseconds = 30_000 } = options;
  for (const each of ["connections", "connectMilliseconds", "queryMilliseconds"] as const)
    checkCount(options, each);
  const pool = new pg.Pool({
    ...connection,
    max: connections,
    // The server ends what takes too long; if it does not even say so, it is gone.
    query_timeout: queryMilliseconds + 5_000,
    // What is idle keeps no program from ending.
    allowExitOnIdle: true,
    ...(options.lockConnectionString === undefined && { onConnect: limitsOf(queryMilliseconds) }),
  });
  // A server that restarts ends idle connections; the pool replaces them, and without this the process would end.
  pool.on("error", () => {});
  const locks = new PostgresLocks(forLocks);
  const close = once(async () => {
    await locks.close();
    await pool.end();
  });
  try {
    await refuseSharedSessions(pool, locks);
    await migrateBy(connection);
    const db = databaseOn(pool);
    if (options.lockConnectionString === undefined) allowNames(db);
    return { db, locks, close };
  } catch (error) {
    await close();
    throw storeError(error);
  }
}

function databaseOn(pool: pg.Pool): Database {
  const db = drizzle(pool, { schema });
  return guardDatabase(db as unknown as Database, transactionsOn(pool, db._.session as never));
}

/** On a connection of its own: a migration, and whoever waits for another process to end one, may take its time. */
async function migrateBy(connection: pg.ClientConfig): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 1 });
  pool.on("error", () => {});
  try {
    await migrate(databaseOn(pool));
  } finally {
    await pool.end();
  }
}

function connectionOf(
  { ssl, connectMilliseconds }: PostgresOptions,
  connectionString: string,
): pg.ClientConfig {
  return {
    connectionString,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: "specwire",
    connectionTimeoutMillis: connectMilliseconds ?? 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

function checkCount(
  options: PostgresOptions,
  name: "connections" | "connectMilliseconds" | "queryMilliseconds",
): void {
  const value = options[name];
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return;
  throw new RuntimeError("INVALID_OPTION", `\`${name}\` is a whole number from 1.`);
}

/** node-postgres reads a connection string, and the certificates it names, when the first connection is made. */
function checked(connection: pg.ClientConfig): pg.ClientConfig {
  if (isReadable(connection)) return connection;
  throw new RuntimeError("INVALID_OPTION", "The connection string of the database can't be read.", {
    help: "Write postgres://user:password@host:5432/database, each part percent-encoded, and files that are there.",
  });
}

function isReadable(connection: pg.ClientConfig): boolean {
  // It would take any other text for a database on a server named `base`. A path is that of a socket.
  if (!/^(postgres(ql)?:\/\/|socket:|\/)/i.test(connection.connectionString ?? "")) return false;
  try {
    new pg.Client(connection);
    return true;
  } catch {
    return false;
  }
}

/** A process that is stopped in a transaction must not keep its rows from all others. */
function limitsOf(queryMilliseconds: number) {
  const limits = `set statement_timeout = ${Math.ceil(queryMilliseconds)}; set idle_in_transaction_session_timeout = 15000`;
  return async (client: pg.ClientBase): Promise<void> => {
    await client.query(limits);
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
    // Between two queries a lost connection has nobody to tell; the next query then fails.
    const ignore = (): void => {};
    client.on("error", ignore);
    let broken = false;
    try {
      const session = new NodePgSession(client, dialect, tables);
      const tx = new NodePgTransaction(dialect, session, tables);
      await client.query("begin");
      if (config !== undefined) await tx.setTransaction(config);
      const result = await work(tx as unknown as Transaction);
      await client.query("commit");
      return result;
    } catch (error) {
      broken = isPassing(error) || (await rollbackFails(client));
      throw error;
    } finally {
      client.off("error", ignore);
      client.release(broken);
    }
  };
}

function rollbackFails(client: pg.PoolClient): Promise<boolean> {
  return client.query("rollback").then(
    () => false,
    () => true,
  );
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
