type Level = "debug" | "info" | "warn" | "error";

/** Every event that is logged, with the levels that it can have. The names are stable. */
export const logEvents = {
  "runtime.opened": ["info"],
  "runtime.closed": ["info"],
  "connector.added": ["info"],
  "connector.updated": ["info"],
  "connector.deleted": ["info"],
  "connector.enabled": ["info"],
  "connector.disabled": ["info"],
  "connector.submitted": ["info"],
  "connector.approved": ["info"],
  "connector.rejected": ["info"],
  "client.registered": ["info"],
  "client.removed": ["info"],
  "authorization.started": ["info"],
  "account.connected": ["info"],
  "account.unverified": ["warn"],
  "account.not-connected": ["warn", "error"],
  "account.verified": ["info"],
  "account.renamed": ["info"],
  "account.disconnected": ["info"],
  "account.not-revoked": ["warn"],
  "refresh.done": ["info"],
  "refresh.failed": ["warn"],
  "refresh.over": ["warn"],
  "refresh.resent": ["warn"],
  "refresh.early": ["warn"],
  "session.missing": ["info"],
  "session.unprefixed": ["info"],
  "session.opened": ["info"],
  "session.renewed": ["info"],
  "session.ended": ["info"],
  "audit.lost": ["error"],
  "approval.requested": ["info"],
  "approval.approved": ["info"],
  "approval.denied": ["info"],
  "broker.listening": ["info"],
  "broker.plain": ["warn"],
  "broker.host-refused": ["warn"],
  "broker.failed": ["error"],
  "audit.pruned": ["info"],
  "keys.rewrapped": ["info", "warn"],
  "keys.retired": ["info"],
  "keys.rotated": ["info"],
  "keys.resealed": ["info", "warn"],
} as const satisfies Readonly<Record<string, readonly Level[]>>;

export type LogEvent = keyof typeof logEvents;

/** What the runtime says of its work; no field of it can hold a secret. */
export interface LogRecord {
  readonly level: Level;
  /** A stable name: `refresh.failed`. */
  readonly event: LogEvent;
  /** The same words each time: what varies is in the other fields. */
  readonly message: string;
  readonly userId?: string;
  readonly connectorId?: string;
  readonly accountId?: string;
  readonly approvalId?: string;
  /** Of a connector that is allowed, whether there is one or not. */
  readonly slug?: string;
  /** Where a broker listens. */
  readonly url?: string;
  /** With its port: one that may not be called. */
  readonly host?: string;
  readonly sessionId?: string;
  /** A runtime error code. */
  readonly code?: string;
  readonly milliseconds?: number;
  /** How many keys or secrets it was done to, and how many could not be opened for it. */
  readonly count?: number;
  readonly failed?: number;
}

export type Logger = (record: LogRecord) => void;

const fields = [
  "level",
  "event",
  "message",
  "userId",
  "connectorId",
  "accountId",
  "approvalId",
  "slug",
  "url",
  "host",
  "sessionId",
  "code",
  "milliseconds",
  "count",
  "failed",
] as const satisfies readonly (keyof LogRecord)[];

/** The host's logger, called with the known fields alone; a host whose logger throws loses a line, and no token. */
export function guardLogger(logger: Logger | undefined): Logger {
  if (logger === undefined) return () => {};
  return (record) => {
    const known = Object.fromEntries(
      fields.flatMap((field) => (record[field] === undefined ? [] : [[field, record[field]]])),
    );
    try {
      logger(known as unknown as LogRecord);
    } catch {
      // Nobody is left to tell.
    }
  };
}

/**
 * A logger that writes each record as one line of JSON with its time: `logLines((line) => process.stdout.write(line))`.
 * Line ends and control characters in ids are escaped.
 */
export function logLines(write: (line: string) => void, now: () => number = Date.now): Logger {
  return (record) =>
    write(`${escaped(JSON.stringify({ time: new Date(now()).toISOString(), ...record }))}\n`);
}

/** JSON lets these stand as they are, terminals and viewers of logs do not. */
function escaped(json: string): string {
  return json.replace(
    /[\u007F-\u009F\u2028\u2029\p{Bidi_Control}]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
