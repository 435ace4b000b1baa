import { AsyncLocalStorage } from "node:async_hooks";
import type { Database, Transaction } from "./database.ts";
import { storeError } from "./store-errors.ts";

/** Runs `work` between BEGIN and COMMIT on a handle of its own. */
type RunTransaction = (work: (tx: Transaction) => Promise<unknown>, config?: object) => Promise<unknown>;

interface Prepared {
  execute: (...args: unknown[]) => Promise<unknown>;
  all: (...args: unknown[]) => Promise<unknown>;
}
interface Session {
  prepareQuery: (...args: unknown[]) => Prepared;
  transaction: RunTransaction;
}

interface OpenTransaction {
  open: boolean;
}

// The transaction in which the code that asks is running, through every await.
const current = new AsyncLocalStorage<OpenTransaction>();

/**
 * Throws if a transaction is open where it is called from. For whatever may take long or need another connection:
 * HTTP, key services, the outer database handle. An embedded database would wait for itself for ever, and
 * PostgreSQL would hold locks for as long as somebody else's server takes.
 */
export function refuseInsideTransaction(what: string): void {
  if (current.getStore()?.open !== true) return;
  throw new Error(
    `${what} while a transaction is open: do it before or after, or use the transaction's handle`,
  );
}

/**
 * Makes a drizzle handle throw our errors, and refuse to be used inside one of its own transactions. These two
 * methods of the session are what every query and every transaction of drizzle goes through.
 */
export function guardDatabase(db: Database, transaction?: RunTransaction): Database {
  const session = sessionOf(db);
  const run = transaction ?? session.transaction.bind(session);
  guardQueries(session, () => refuseInsideTransaction("a query on the outer handle"));
  session.transaction = (work, config) => {
    refuseInsideTransaction("a second transaction");
    return mapped(() => run((tx) => insideTransaction(tx, work), config));
  };
  return db;
}

async function insideTransaction<Result>(
  tx: Transaction,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  guardQueries(sessionOf(tx), () => {});
  const state: OpenTransaction = { open: true };
  try {
    return await current.run(state, () => work(tx));
  } finally {
    // What the work left running without waiting for it may do as it likes from here on.
    state.open = false;
  }
}

function guardQueries(session: Session, check: () => void): void {
  const prepare = session.prepareQuery.bind(session);
  session.prepareQuery = (...args) => {
    const prepared = prepare(...args);
    for (const method of ["execute", "all"] as const) {
      const original = prepared[method].bind(prepared);
      prepared[method] = (...values) => {
        check();
        return mapped(() => original(...values));
      };
    }
    return prepared;
  };
}

async function mapped<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw storeError(error);
  }
}

function sessionOf(db: Database | Transaction): Session {
  return db._.session as unknown as Session;
}
