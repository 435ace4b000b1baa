import { sql } from "drizzle-orm";
import { migrations as ownMigrations } from "../../gen/migrations.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { Database, Transaction } from "./database.ts";

const OLDEST_SERVER = 140_000;

type Migration = (typeof ownMigrations)[number];

/**
 * Brings the tables to this version's. All pending migrations are one transaction, and of several processes that
 * start at once one runs them. Nothing is written where nothing is pending, so that afterwards a database user
 * without rights to create tables is enough. Throws `STORE_INCOMPATIBLE`, having changed nothing, for tables of a
 * newer version.
 */
export async function migrate(db: Database, migrations = ownMigrations): Promise<void> {
  await checkServer(db);
  if (pending(await appliedHashes(db), migrations).length === 0) return;
  await db.transaction(async (tx) => {
    // "specwire" as a number; held until the transaction ends.
    await tx.execute(sql`select pg_advisory_xact_lock(8319395793566789475)`);
    await tx.execute(sql`create schema if not exists specwire`);
    await tx.execute(
      sql`create table if not exists specwire.migrations (
        position integer primary key, hash text not null, applied_at timestamptz not null default now())`,
    );
    const applied = await appliedHashes(tx);
    for (const [index, migration] of pending(applied, migrations).entries()) {
      for (const statement of migration.statements) await tx.execute(sql.raw(statement));
      await tx.execute(
        sql`insert into specwire.migrations (position, hash) values (${applied.length + index}, ${migration.hash})`,
      );
    }
  });
}

async function checkServer(db: Database): Promise<void> {
  const [server] = await rows<{ version: number; encoding: string }>(
    db,
    sql`select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  );
  if (server === undefined || server.version < OLDEST_SERVER) {
    throw incompatible("The database server is older than PostgreSQL 14.", "Use PostgreSQL 14 or newer.");
  }
  if (server.encoding !== "UTF8") {
    throw incompatible("The database is not encoded in UTF-8.", "Create it with ENCODING 'UTF8'.");
  }
}

async function appliedHashes(db: Database | Transaction): Promise<readonly string[]> {
  const [table] = await rows<{ found: boolean }>(
    db,
    sql`select to_regclass('specwire.migrations') is not null as found`,
  );
  if (table?.found !== true) return [];
  const applied = await rows<{ hash: string }>(
    db,
    sql`select hash from specwire.migrations order by position`,
  );
  return applied.map(({ hash }) => hash);
}

function pending(applied: readonly string[], migrations: readonly Migration[]): readonly Migration[] {
  if (applied.length > migrations.length) {
    throw incompatible(
      "The tables were made by a newer version of Specwire.",
      "Install that version, or a newer one.",
    );
  }
  if (applied.some((hash, index) => migrations[index]?.hash !== hash)) {
    throw incompatible(
      "The tables were made by another edition of Specwire, one between releases for example.",
      "Use the edition that made them, or an empty database.",
    );
  }
  return migrations.slice(applied.length);
}

async function rows<Row>(db: Database | Transaction, query: ReturnType<typeof sql>): Promise<Row[]> {
  const result = (await db.execute(query)) as unknown as { rows: Row[] };
  return result.rows;
}

function incompatible(message: string, help: string): RuntimeError {
  return new RuntimeError("STORE_INCOMPATIBLE", message, { help });
}
