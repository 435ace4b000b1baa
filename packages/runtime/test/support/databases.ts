import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openStore } from "../../src/store/open-store.ts";
import { startPostgres } from "./postgres-server.ts";

/** What tests of one run share; each is made when the first test asks for it. */
export interface SharedDatabases {
  /** An administrator's connection to a server that has the migrated database `specwire_template`. */
  readonly postgres: { readonly connectionString: string };
  /** A migrated data directory as PGlite dumps it, and a folder that a store was opened in and closed. */
  readonly pglite: { readonly seedFile: string; readonly folder: string };
}

type Resource = keyof SharedDatabases;

declare module "vitest" {
  interface ProvidedContext {
    /** Where a worker asks for `/postgres` or `/pglite`. */
    readonly sharedDatabases: string;
  }
}

/** vitest runs it once, before the first test of a run, whichever tests were selected: so nothing is started here. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const undo: (() => Promise<void> | void)[] = [];
  const make = {
    postgres: memoized(() => makePostgres(undo)),
    pglite: memoized(() => makePgliteSeed(undo)),
  };
  const server = createServer((request, response) => {
    const name = (request.url ?? "").slice(1) as Resource;
    void answer(response, make[name]);
  });
  project.provide("sharedDatabases", await listen(server));
  return async () => {
    server.close();
    for (const each of undo) await each();
  };
}

async function answer(response: ServerResponse, make: (() => Promise<unknown>) | undefined): Promise<void> {
  // A worker that asks again much later would otherwise write to a connection that is being closed.
  response.setHeader("connection", "close");
  try {
    if (make === undefined) throw new Error("no such database");
    response.end(JSON.stringify(await make()));
  } catch (error) {
    response.writeHead(500).end(error instanceof Error ? error.stack : String(error));
  }
}

async function makePostgres(undo: (() => Promise<void> | void)[]): Promise<SharedDatabases["postgres"]> {
  const { connectionString, stop } = await startPostgres();
  undo.push(stop);
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  await admin.query("drop database if exists specwire_template");
  await admin.query("create database specwire_template encoding 'UTF8' template template0");
  await admin.end();
  const template = new URL(connectionString);
  template.pathname = "/specwire_template";
  const store = await openStore({ connectionString: template.href });
  await store.close();
  return { connectionString };
}

async function makePgliteSeed(undo: (() => Promise<void> | void)[]): Promise<SharedDatabases["pglite"]> {
  const folder = mkdtempSync(join(tmpdir(), "specwire-pglite-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const made = join(folder, "made");
  await (await openStore({ folder: made })).close();
  const client = await PGlite.create(join(made, "data"));
  const seed = await client.dumpDataDir("none");
  await client.close();
  const seedFile = join(folder, "seed.tar");
  writeFileSync(seedFile, new Uint8Array(await seed.arrayBuffer()));
  return { seedFile, folder: made };
}

function memoized<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
    server.unref();
  });
}
