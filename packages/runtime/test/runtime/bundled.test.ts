import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, describe, expect, test } from "vitest";
import { migrations } from "../../gen/migrations.ts";
import { postgresDatabase } from "../support/database.ts";

// Hosts are bundled into one file and carried elsewhere: nothing of ours may then lie beside it.

const packageFolder = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "specwire-bundled-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const host = `
  import { generateKey, keyring, openRuntime } from ${JSON.stringify(join(packageFolder, "src/index.ts"))};
  const [database] = process.argv.slice(2).map((text) => JSON.parse(text));
  const runtime = await openRuntime({
    database,
    keys: keyring({ primary: "k1", keys: { k1: generateKey() } }),
    publicUrl: "https://host.example",
  }).catch(({ code, message, details }) => {
    console.log(code, message, details.help);
    process.exit();
  });
  console.log(JSON.stringify(await runtime.accounts.list({ userId: "ada" })));
  await runtime.close();
`;

/** Bundles the host; gives what it needs to run. */
async function bundle(external: readonly string[]): Promise<string> {
  const entry = join(folder, "host.ts");
  writeFileSync(entry, host);
  const made = await rolldown({
    input: entry,
    platform: "node",
    external: [/^node:/, ...external],
    // PGlite has a direct eval.
    checks: { eval: false },
    resolve: { conditionNames: ["@specwire/source", "node"] },
  });
  const file = join(folder, `host-${external.length}.mjs`);
  await made.write({ file, format: "esm", codeSplitting: false });
  await made.close();
  return file;
}

const run = (file: string, database: object): string =>
  execFileSync(process.execPath, [file, JSON.stringify(database)], { cwd: folder, encoding: "utf8" });

describe("a host in one file", () => {
  test("opens a database, with nothing beside it but PGlite", async () => {
    const file = await bundle(["@electric-sql/pglite"]);
    symlinkSync(join(packageFolder, "node_modules"), join(folder, "node_modules"));
    expect(run(file, { memory: true })).toBe("[]\n");
  });

  test("needs nothing beside it for PostgreSQL, and says what PGlite needs", async () => {
    const file = await bundle([]);
    expect(run(file, { connectionString: await postgresDatabase({ empty: true }) })).toBe("[]\n");
    for (const database of [{ memory: true }, { folder: join(folder, "data") }])
      expect(run(file, database)).toMatch(
        /^STORE_MISCONFIGURED PGlite's file .* @electric-sql\/pglite .*external/,
      );
  });
});

test("each migration that is carried is one of the files that were reviewed", () => {
  const files = globSync("migrations/*.sql", { cwd: packageFolder }).toSorted();
  expect(files.length).toBeGreaterThan(0);
  const read = files.map((file) => readFileSync(join(packageFolder, file)));
  expect(migrations.map(({ hash }) => hash)).toEqual(
    read.map((text) => createHash("sha256").update(text).digest("hex")),
  );
});
