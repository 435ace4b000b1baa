import { randomUUID } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { drizzle } from "drizzle-orm/pglite";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "../store/database.ts";
import * as schema from "../store/schema.ts";
import { generateKey, keyring } from "./keyring.ts";
import { accountSecretPlace } from "./secret-places.ts";
import { createVault } from "./vault.ts";

let db: Database;
beforeAll(async () => {
  const client = await PGlite.create();
  const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(schema));
  for (const statement of statements) await client.exec(statement);
  db = drizzle({ client, schema });
});

test("two processes that seal for a new user at once share keys, and no key passes its budget", async () => {
  const keyProvider = keyring({ primary: "a", keys: { a: generateKey() } });
  const vaults = [0, 1].map(() => createVault({ db, keyProvider, budget: 100 }));
  const place = accountSecretPlace(
    { id: randomUUID(), userId: "ada", connectorId: randomUUID() },
    "access_token",
    1,
  );
  const numbers = Array.from({ length: 500 }, (_, index) => index);
  const sealed = await Promise.all(
    numbers.map((number) => vaults[number % 2]?.seal(place, `secret ${number}`) ?? new Uint8Array()),
  );
  const opened = await Promise.all(
    sealed.map((value, number) => vaults[(number + 1) % 2]?.open(place, value)),
  );
  expect(opened).toEqual(numbers.map((number) => `secret ${number}`));
  const keys = await db.select().from(schema.dataKeys);
  expect(keys.length).toBeGreaterThanOrEqual(5);
  expect(keys.every((key) => key.reserved <= 100)).toBe(true);
  expect(keys.filter((key) => key.retiredAt === null)).toHaveLength(1);
});
