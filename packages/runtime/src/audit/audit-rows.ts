import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { audit } from "../store/broker-schema.ts";

/** A row as it is written; id and time are the database's. */
export type AuditRow = Omit<typeof audit.$inferInsert, "id" | "at">;

/** "audit" as a number. Writers hold it shared from before they take ids until they have committed. */
export const auditLock = 418380376436n;

/** Characters of a text that a sandbox or a host wrote: enough for any of ours. */
const longestText = 500;

const columns = Object.entries(getTableColumns(audit)).filter(([name]) => name !== "id" && name !== "at");
const names = list(columns.map(([, { name }]) => sql.identifier(name)));
const typed = list(
  columns.map(
    ([, column]) =>
      sql`${sql.identifier(column.name)} ${sql.raw(isOfSchema(column.getSQLType()) ? `specwire.${column.getSQLType()}` : column.getSQLType())}`,
  ),
);

/**
 * Writes rows in one statement and one transaction, and gives what was written: of rows of the same kind, session and
 * request only the first is. All rows are one value of JSON, so that the statement is the same for any number.
 */
export async function insertAudit(
  { db }: Pick<Context, "db">,
  rows: readonly AuditRow[],
): Promise<readonly string[]> {
  const json = JSON.stringify(rows.map(storable));
  const result = (await db.execute(sql`
    with held as materialized (select pg_advisory_xact_lock_shared(${sql.raw(String(auditLock))}))
    insert into ${sql.raw(`specwire.${getTableName(audit)}`)} (${names})
    select rows.* from held cross join json_to_recordset(${json}::json) as rows (${typed})
    on conflict do nothing
    returning concat_ws(' ', kind, session_id, request_id) as key`)) as unknown as {
    rows: readonly { readonly key: string }[];
  };
  return result.rows.map(({ key }) => key);
}

/** What `insertAudit` tells of a row by. */
export function keyOf({ kind, sessionId, requestId }: AuditRow): string {
  return `${kind} ${sessionId} ${requestId}`;
}

/** By the columns' own names, each text as the database can hold it: a sandbox chooses some of them. */
function storable(row: AuditRow): Record<string, unknown> {
  return Object.fromEntries(
    columns.map(([property, { name }]) => [name, plain(row[property as keyof AuditRow])]),
  );
}

function plain(value: unknown): unknown {
  if (typeof value !== "string") return value ?? null;
  const text = value.length > longestText ? `${value.slice(0, longestText)}…` : value;
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

function isOfSchema(type: string): boolean {
  return type.startsWith("audit_");
}

function list(parts: readonly SQL[] | readonly ReturnType<typeof sql.identifier>[]): SQL {
  return sql.join([...parts], sql.raw(", "));
}

export function repeated({ userId }: Pick<AuditRow, "userId">): RuntimeError {
  return new RuntimeError("REQUEST_REPEATED", "The id of the request was used before.", {
    userId,
    help: "each request has an id of its own; run the command again",
  });
}
