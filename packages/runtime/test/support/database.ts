import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, openAsBlob } from "node:fs";
import pg from "pg";
import { inject } from "vitest";
import { openMemory } from "../../src/store/open-pglite.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import type { StoreOptions } from "../../src/store/store-options.ts";
import type { SharedDatabases } from "./databases.ts";

export type DatabaseKind = "pglite" | "postgres";
export const databaseKinds: readonly DatabaseKind[] = ["pglite", "postgres"];

export interface TestDatabase extends Store {
  readonly kind: DatabaseKind;
}

/** A migrated, empty database: one for each call. Close it in `afterAll`. */
export async function testDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  if (kind === "pglite") {
    const { seedFile } = await shared("pglite");
    return { kind, ...(await openMemory(await openAsBlob(seedFile))) };
  }
  return { kind, ...(await openStore({ connectionString: await postgresDatabase() })) };
}

/**
 * The connection string of a new database on a real PostgreSQL server, for other processes too; without tables if
 * `empty`. It fails where there is no server: a test that needs one is never skipped.
 */
export async function postgresDatabase({ empty = false } = {}): Promise<string> {
  const { connectionString } = await shared("postgres");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  try {
    await admin.query(`create database ${name} template ${empty ? "template0" : "specwire_template"}`);
  } finally {
    await admin.end();
  }
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}

/** As `testDatabase`, for what opens the store itself. */
export async function databaseOptions(kind: DatabaseKind): Promise<StoreOptions> {
  if (kind === "postgres") return { connectionString: await postgresDatabase() };
  const { folder: made } = await shared("pglite");
  // Removed with what it is a copy of, at the end of the run.
  const folder = mkdtempSync(`${made}-`);
  cpSync(made, folder, { recursive: true });
  return { folder };
}

/** Puts a migrated, empty database into a folder; making one takes seconds. */
export async function pgliteFolder(folder: string): Promise<void> {
  cpSync((await shared("pglite")).folder, folder, { recursive: true });
}

async function shared<Name extends keyof SharedDatabases>(name: Name): Promise<SharedDatabases[Name]> {
  const response = await fetch(`${inject("sharedDatabases")}/${name}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as SharedDatabases[Name];
}
