/** What the runtime says of its work; no field of it can hold a secret. */
export interface LogRecord {
  readonly level: "debug" | "info" | "warn" | "error";
  /** A stable name: `refresh.failed`. */
  readonly event: string;
  /** The same words each time: what varies is in the other fields. */
  readonly message: string;
  readonly userId?: string;
  readonly connectorId?: string;
  readonly accountId?: string;
  /** A runtime error code. */
  readonly code?: string;
  readonly milliseconds?: number;
}

export type Logger = (record: LogRecord) => void;

const fields = [
  "level",
  "event",
  "message",
  "userId",
  "connectorId",
  "accountId",
  "code",
  "milliseconds",
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
