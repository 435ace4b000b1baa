import type { Database } from "./database.ts";

/**
 * A query that each operation asks: its SQL is written once for each handle, not each time, which costs more than
 * asking it. Its values are placeholders, and go to the database as they are given. It has no name there: a pooler
 * gives the next question another session.
 */
export function prepared<Query>(
  build: (db: Database) => { readonly prepare: (name: string) => Query },
): (db: Database) => Query {
  const known = new WeakMap<Database, Query>();
  return (db) => {
    const found = known.get(db) ?? build(db).prepare("");
    known.set(db, found);
    return found;
  };
}
