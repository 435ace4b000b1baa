/** What the runtime says of its work; no field of it can hold a secret. */
export interface LogRecord {
  readonly level: "debug" | "info" | "warn" | "error";
  /** A stable name: `refresh.failed`. */
  readonly event: string;
  readonly message: string;
  readonly userId?: string;
  readonly connectorId?: string;
  readonly accountId?: string;
  /** A runtime error code. */
  readonly code?: string;
  readonly milliseconds?: number;
}

export type Logger = (record: LogRecord) => void;
