import type { ConnectionOptions } from "node:tls";

/** Where everything is kept. */
export type StoreOptions =
  /**
   * An embedded database in this folder, which is created; one process at a time. It takes some 300 MB of memory, to
   * be made up to 700 and about ten seconds. What is written outlives the process however it ends, but not a power failure.
   */
  | { readonly folder: string }
  /** An embedded database that is gone with the process, for tests and trials. */
  | { readonly memory: true }
  /** A PostgreSQL server, 14 or newer, for any number of processes. */
  | PostgresOptions;

export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database`; never in an error or a log. */
  readonly connectionString: string;
  /**
   * Where locks are held, if `connectionString` leads to a pooler in transaction mode, such as PgBouncer: a way to the
   * same database past it. One connection per process. The limits of the server's own that are set on other
   * connections (statements, idle transactions) are then left to the pooler.
   */
  readonly lockConnectionString?: string;
  /** Certificates and checks of TLS, where the connection string does not say it. */
  readonly ssl?: boolean | ConnectionOptions;
  /** Connections for queries, per process; 10 unless given. One more is used for locks, however many are held. */
  readonly connections?: number;
  /** For making a connection, and for waiting for a free one; 10,000 unless given. */
  readonly connectMilliseconds?: number;
  /** For one query; 30,000 unless given. */
  readonly queryMilliseconds?: number;
}
