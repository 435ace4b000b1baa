import { DrizzleQueryError } from "drizzle-orm/errors";
import { RuntimeError } from "../errors/runtime-error.ts";

/**
 * A query that the database refused. It holds the query's text but none of its values, and not the database's own
 * words, which quote them. `constraint` names what was violated, where that is the reason.
 */
export class QueryError extends Error {
  override readonly name = "QueryError";
  /** SQLSTATE, five characters. */
  readonly sqlState: string;
  readonly constraint: string | undefined;

  constructor(sqlState: string, constraint: string | undefined, query: string) {
    const reason = constraint === undefined ? "" : ` (${constraint})`;
    super(`the database refused a query with SQLSTATE ${sqlState}${reason}: ${query}`);
    this.sqlState = sqlState;
    this.constraint = constraint;
  }
}

/** Whether a write failed because a row that it clashes with is there already; `constraint` is the index's name. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof QueryError && error.constraint === constraint;
}

/** States that pass by themselves: SQLSTATE classes, and single states of mixed classes. */
const PASSING = /^(08|40|53|57|58)|^(25006|25P03|25P04|55006|55P03)$/;
/** States that someone has to end: authentication, an unknown database, missing rights. */
const SETTINGS = /^(28|3D)|^42501$/;
const NETWORK = /^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|ENOENT$)/;
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/;

/** Whether a query failed for a reason that passes: what it left behind in its session is not known. */
export function isPassing(error: unknown): boolean {
  const mapped = storeError(error);
  return mapped instanceof RuntimeError && mapped.retryable;
}

/** Anything that a driver throws as an error of ours. What drivers say holds values, hosts and passwords. */
export function storeError(error: unknown): unknown {
  if (error instanceof RuntimeError || error instanceof QueryError) return error;
  if (error instanceof DrizzleQueryError)
    return driverError(error.cause, error.query) ?? unexplained(error.query);
  return driverError(error, "") ?? error;
}

function driverError(error: unknown, query: string): Error | undefined {
  if (error instanceof RuntimeError) return error;
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError) return driverError(error.errors[0], query);
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const known = typeof code === "string" ? code : "";
  if (/^PGlite is clos|after calling end on the pool$/.test(error.message))
    return new RuntimeError("CLOSED", "The store is closed.");
  if (PASSING.test(known) || NETWORK.test(known) || isConnectionLoss(error)) return unavailable(known);
  if (SETTINGS.test(known) || TLS.test(known) || /SSL/.test(error.message)) return misconfigured(known);
  if (!/^[0-9A-Z]{5}$/.test(known)) return undefined;
  return new QueryError(known, typeof constraint === "string" ? constraint : undefined, query);
}

/** node-postgres gives these no code. */
function isConnectionLoss(error: Error): boolean {
  return /^Connection terminated|^timeout e(xceeded|xpired)|^Query read timeout|connection error|not queryable/.test(
    error.message,
  );
}

function unavailable(code: string): RuntimeError {
  return new RuntimeError("STORE_UNAVAILABLE", `The database can't be used now${inBrackets(code)}.`, {
    help: "Try again; if it lasts, see whether the database runs and has connections left.",
  });
}

function misconfigured(code: string): RuntimeError {
  return new RuntimeError(
    "STORE_MISCONFIGURED",
    `The database does not let the runtime in${inBrackets(code)}.`,
    {
      help: "Check the connection string: user, password, database, TLS, and the user's rights on the schema specwire.",
    },
  );
}

/** A session that is to hold locks is not the same from query to query. */
export function sharedSession(): RuntimeError {
  return new RuntimeError(
    "STORE_MISCONFIGURED",
    "A connection pooler shares sessions, so locks can't be held.",
    {
      help: "Give `lockConnectionString` a way to PostgreSQL itself, or to a pooler in session mode.",
    },
  );
}

const inBrackets = (code: string): string => (code === "" ? "" : ` (${code})`);

const unexplained = (query: string): Error => new Error(`a query failed in its driver: ${query}`);
