import { sql } from "drizzle-orm";
import type { Database } from "../../src/store/database.ts";

/** One table's rows, in every writing that a dump of it can have. */
export interface TableDump {
  readonly table: string;
  readonly rows: number;
  readonly text: string;
}

/**
 * Everything that is stored, table by table, as `pg_dump` writes rows, as JSON, and with each column of bytes as it
 * is and in PostgreSQL's escape format. Tables are those that the database has, so that a new one is not forgotten.
 */
export async function dumpOf(db: Database): Promise<readonly TableDump[]> {
  const tables = await rowsOf<{ schema: string; name: string }>(
    db,
    sql`select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`,
  );
  const dumps: TableDump[] = [];
  for (const { schema, name } of tables) {
    const table = sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
    const rows = await rowsOf<{ line: string; json: string }>(
      db,
      sql`select t::text as line, to_json(t)::text as json from ${table} t`,
    );
    const columns = await rowsOf<{ column: string }>(
      db,
      sql`select column_name as column from information_schema.columns
        where table_schema = ${schema} and table_name = ${name} and data_type = 'bytea'`,
    );
    const bytes = columns.map(({ column }) =>
      rowsOf<{ value: Uint8Array | null; escaped: string | null }>(
        db,
        sql`select ${sql.identifier(column)} as value, encode(${sql.identifier(column)}, 'escape') as escaped from ${table}`,
      ),
    );
    const values = (await Promise.all(bytes)).flat();
    dumps.push({
      table: `${schema}.${name}`,
      rows: rows.length,
      text: [
        ...rows.flatMap(({ line, json }) => [line, json]),
        ...values.flatMap(({ value, escaped }) => [
          Buffer.from(value ?? []).toString("latin1"),
          escaped ?? "",
        ]),
      ].join("\n"),
    });
  }
  return dumps;
}

async function rowsOf<Row>(db: Database, query: ReturnType<typeof sql>): Promise<readonly Row[]> {
  return ((await db.execute(query)) as unknown as { readonly rows: readonly Row[] }).rows;
}
