import type { Database } from "./database.ts";

/** Handles whose questions of one connection all reach one session. */
const named = new WeakSet<Database>();
let count = 0;

/** Says that no pooler gives the next question another session, so that the database may keep what it is asked. */
export function allowNames(db: Database): void {
  named.add(db);
}

/**
 * A query that each operation asks: its SQL is written once for each handle, and read by the database once for each
 * connection where that may be; else each costs more than its answer. Its values are placeholders, and go to the
 * database as they are given.
 */
export function prepared<Query>(
  build: (db: Database) => { readonly prepare: (name: string) => Query },
): (db: Database) => Query {
  count += 1;
  const name = `specwire_${count}`;
  const known = new WeakMap<Database, Query>();
  return (db) => {
    const found = known.get(db) ?? build(db).prepare(named.has(db) ? name : "");
    known.set(db, found);
    return found;
  };
}
