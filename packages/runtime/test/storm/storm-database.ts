import pg from "pg";
import { startPostgres } from "../support/postgres-server.ts";

/** A PostgreSQL server for storms that no test run shares, with new databases by name. */
export async function startStormServer(): Promise<{
  readonly database: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}> {
  const { connectionString, stop } = await startPostgres();
  return {
    stop,
    database: async (name) => {
      const admin = new pg.Client({ connectionString });
      await admin.connect();
      try {
        await admin.query(`create database ${admin.escapeIdentifier(name)}`);
      } finally {
        await admin.end();
      }
      const url = new URL(connectionString);
      url.pathname = `/${name}`;
      return url.href;
    },
  };
}
