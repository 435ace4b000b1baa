import type { ConnectionOptions } from "node:tls";

/** Where everything is kept. */
export type StoreOptions =
  /** An embedded database in this folder, which is created; one process at a time. About 300 MB of memory. */
  | { readonly folder: string }
  /** An embedded database that is gone with the process, for tests and trials. */
  | { readonly memory: true }
  /** A PostgreSQL server, 14 or newer, for any number of processes. */
  | PostgresOptions;

export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database`; never in an error or a log. */
  readonly connectionString: string;
  /** Certificates and checks of TLS, where the connection string does not say it. */
  readonly ssl?: boolean | ConnectionOptions;
  /** Connections for queries, per process; 10 unless given. One more is used for locks. */
  readonly connections?: number;
  /** For making a connection, and for waiting for a free one; 10,000 unless given. */
  readonly connectMilliseconds?: number;
  /** For one query; 30,000 unless given. */
  readonly queryMilliseconds?: number;
}
