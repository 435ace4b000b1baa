import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import type { StoreOptions } from "../../src/store/store-options.ts";
import { generateKey } from "../../src/vault/keyring.ts";
import { databaseKinds, postgresDatabase } from "../support/database.ts";
import { type Leak, Markers } from "../support/markers.ts";
import { type LifeInput, type SecretName, secretNames } from "./secret-names.ts";

describe.each(databaseKinds)("a whole life of secrets on %s", (kind) => {
  const folder = mkdtempSync(join(tmpdir(), "specwire-life-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (name: string) => readFileSync(join(folder, name), "utf8");

  test("leaves none of them anywhere", async () => {
    const markers = new Markers();
    const secrets = Object.fromEntries(secretNames.map((name) => [name, markers.plant(name)]));
    const keyEncryptionKey = generateKey();
    markers.watch("key-encryption key", Buffer.from(keyEncryptionKey, "base64"));
    const database: StoreOptions =
      kind === "pglite"
        ? { folder: join(folder, "database") }
        : { connectionString: await postgresDatabase() };
    const life = await run({
      folder,
      database,
      secrets: secrets as Record<SecretName, string>,
      keyEncryptionKey,
    });
    // It went as it was meant to, to its end.
    expect(readdirSync(folder).includes("surprises") ? read("surprises") : "").toBe("");
    expect(life.stderr).toContain("SECRET_UNREADABLE");
    expect(life.code).toBe(1);
    // What the runtime made by itself is as secret as what it was given.
    for (const made of read("made").trim().split("\n"))
      for (const [name, value] of Object.entries(JSON.parse(made) as Record<string, string>))
        markers.watch(name, value);

    // The search finds what is there: the server was sent the secrets, and the session's environment has some.
    const found = (leaks: readonly Leak[]) => [...new Set(leaks.map(({ secret }) => secret))].toSorted();
    expect(found(markers.leaksIn("sent", read("sent")))).toEqual(
      [
        ...["api key", "rejected api key", "unproven api key", "client secret", "code", "second code"],
        ...["access token", "named token", "refresh token", "verifier"],
      ].toSorted(),
    );
    expect(found(markers.leaksIn("env", read("env")))).toEqual([
      "access token 2",
      "api key",
      "named token",
      "password",
    ]);

    const places = ["log", "errors", "views", "eve", "bundle", "events"];
    const leaks = [
      ...markers.leaksIn("stdout", life.stdout),
      ...markers.leaksIn("stderr", life.stderr),
      ...places.flatMap((place) => markers.leaksIn(place, read(place))),
      ...(await dump(kind, database, join(folder, "database"))).flatMap(([place, content]) =>
        markers.leaksIn(place, content),
      ),
    ];
    expect(leaks).toEqual([]);
  });
});

async function run(input: LifeInput): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const file = join(import.meta.dirname, "life-process.ts");
  const child = spawn(process.execPath, ["--conditions=@specwire/source", file], { stdio: "pipe" });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  child.stdin.end(JSON.stringify(input));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  );
  return { code, ...output };
}

/** Every row of every table, as text and with its bytes taken out of their hexadecimal digits; and the files. */
async function dump(
  kind: string,
  database: StoreOptions,
  folder: string,
): Promise<[string, Buffer | string][]> {
  const found: [string, Buffer | string][] = [];
  const query = await connect(database, folder);
  const tables = await query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(8);
  let rows = 0;
  for (const { name } of tables) {
    for (const { text } of await query<{ text: string }>(`select row::text as text from ${name} row`)) {
      rows += 1;
      found.push([`table ${name}`, text]);
      for (const [, hex = ""] of text.matchAll(/\\x([0-9a-f]+)/g))
        found.push([`bytes in ${name}`, Buffer.from(hex, "hex")]);
    }
  }
  expect(rows).toBeGreaterThan(20);
  await query.end();
  // What was overwritten or deleted may still be in the files, the write-ahead log above all.
  if (kind === "pglite") for (const file of filesIn(folder)) found.push([`file ${file}`, readFileSync(file)]);
  return found;
}

type Query = (<Row>(text: string) => Promise<Row[]>) & { end(): Promise<void> };

async function connect(database: StoreOptions, folder: string): Promise<Query> {
  if ("connectionString" in database) {
    const client = new pg.Client(database);
    await client.connect();
    const query = async (text: string) => (await client.query(text)).rows;
    return Object.assign(query, { end: () => client.end() }) as Query;
  }
  const client = await PGlite.create(join(folder, "data"));
  const query = async (text: string) => (await client.query(text)).rows;
  return Object.assign(query, { end: () => client.close() }) as Query;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}
