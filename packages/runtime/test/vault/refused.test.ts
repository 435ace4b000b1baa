import { randomUUID } from "node:crypto";
import { eq, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as brokerSchema from "../../src/store/broker-schema.ts";
import * as schema from "../../src/store/schema.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { sealedColumns } from "../../src/vault/sealed-columns.ts";
import {
  accountSecretPlace,
  approvalRequestPlace,
  clientSecretPlace,
  codeVerifierPlace,
  type SecretPlace,
} from "../../src/vault/secret-places.ts";
import { createVault, type Vault } from "../../src/vault/vault.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { addAccountRow, addConnectorRow } from "./rows.ts";

// Whoever can write to the database, or restores half of it, gets no secret opened in another place.

const keys = { a: generateKey(), b: generateKey() };
const secret = "at-rest-marker";
let store: TestDatabase;
let vault: Vault;
let connectorId: string;
let place: SecretPlace;
let sealed: Uint8Array;

beforeAll(async () => {
  store = await testDatabase("pglite");
  vault = newVault();
  connectorId = await addConnectorRow(store.db);
  const places = await addAccountRow(store.db, vault, connectorId, "ada", { access_token: secret });
  place = places[0] as SecretPlace;
  sealed = await storedAt(place);
});
afterAll(() => store.close());

const newVault = (primary: "a" | "b" = "a") =>
  createVault({ db: store.db, keyProvider: keyring({ primary, keys }) });

async function storedAt({ ownerId }: SecretPlace): Promise<Uint8Array> {
  const { accountSecrets } = schema;
  const [row] = await store.db.select().from(accountSecrets).where(eq(accountSecrets.accountId, ownerId));
  return Uint8Array.from(row?.sealed ?? []);
}

const theOneText = "A stored secret does not open: it is damaged, or it was made for another place.";

async function refuses(value: Uint8Array, at: SecretPlace = place, by: Vault = vault): Promise<void> {
  const error: unknown = await by.open(at, value).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "SECRET_UNREADABLE", message: theOneText, details: {} });
  expect(error).not.toHaveProperty("cause");
}

describe("a sealed value opens in its own place", () => {
  test("and in the same one after a restart", async () => {
    expect(await vault.open(place, sealed)).toBe(secret);
    expect(await newVault().open(place, sealed)).toBe(secret);
    expect(Buffer.from(sealed).toString("latin1")).not.toContain(secret);
  });

  const elsewhere: Readonly<Record<string, Partial<SecretPlace>>> = {
    "another user": { userId: "bob" },
    "the host": { userId: null },
    "another connector": { connectorId: randomUUID() },
    "another account": { ownerId: randomUUID() },
    "another field": { field: "refresh_token" },
    "a later version": { version: 2 },
    "an OAuth client": { kind: "client" },
    "an authorization": { kind: "authorization" },
  };
  test.for(Object.entries(elsewhere))("and not in that of %s", async ([, other]) => {
    // The other user has a key too, so that it is not for want of one that nothing opens.
    await vault.seal({ ...place, ...other }, "theirs");
    await refuses(sealed, { ...place, ...other });
  });
});

describe("a value is refused", () => {
  test("with any bit changed", async () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1)
      await refuses(sealed.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)));
  });

  test("with any part of its end missing, tags of 4 to 15 bytes among them, or with more at its end", async () => {
    for (let length = 0; length < sealed.length; length += 1) await refuses(sealed.subarray(0, length));
    await refuses(Uint8Array.from([...sealed, 0]));
  });

  test("without a header, as plain text or with that of another format", async () => {
    await refuses(new Uint8Array());
    await refuses(new TextEncoder().encode(secret));
    await refuses(new TextEncoder().encode(JSON.stringify({ access_token: secret.repeat(4) })));
    await refuses(sealed.subarray(17));
    for (const format of [0, 2, 255]) await refuses(Uint8Array.from([format, ...sealed.subarray(1)]));
  });

  test("with the id of no key, or of another user's, and no other key is tried", async () => {
    const theirs = await vault.seal({ ...place, userId: "bob" }, "theirs");
    await refuses(Uint8Array.from([...theirs.subarray(0, 17), ...sealed.subarray(17)]));
    await refuses(theirs);
    const unknown = Buffer.from(randomUUID().replaceAll("-", ""), "hex");
    await refuses(Uint8Array.from([1, ...unknown, ...sealed.subarray(17)]));
  });

  test("of an account whose older value was put back", async () => {
    const next = { ...place, version: 2 };
    expect(await vault.open(next, await vault.seal(next, "newer"))).toBe("newer");
    await refuses(sealed, next);
  });
});

describe("a data key is refused", () => {
  const wrappedKeyOf = async (tenant: string) => {
    const [row] = await store.db.select().from(schema.dataKeys).where(eq(schema.dataKeys.tenant, tenant));
    return row as typeof schema.dataKeys.$inferSelect;
  };

  /** Runs `work` with a changed row of Ada's data key and a vault that has not seen it, then puts the row back. */
  async function withDataKey(
    change: Partial<typeof schema.dataKeys.$inferInsert>,
    work: (fresh: Vault) => Promise<void>,
  ): Promise<void> {
    const { id, ...before } = await wrappedKeyOf("user:ada");
    await store.db.update(schema.dataKeys).set(change).where(eq(schema.dataKeys.id, id));
    await work(newVault());
    await store.db.update(schema.dataKeys).set(before).where(eq(schema.dataKeys.id, id));
    expect(await newVault().open(place, sealed)).toBe(secret);
  }

  test("in the row of another user, for opening and for sealing", async () => {
    await vault.seal({ ...place, userId: "bob" }, "theirs");
    const { wrapped } = await wrappedKeyOf("user:bob");
    await withDataKey({ wrapped }, async (fresh) => {
      await refuses(sealed, place, fresh);
      await expect(fresh.seal(place, "x")).rejects.toMatchObject({ code: "SECRET_UNREADABLE" });
    });
    await withDataKey({ tenant: "user:eve" }, async (fresh) => {
      await refuses(sealed, place, fresh);
      await refuses(sealed, { ...place, userId: "eve" }, fresh);
    });
  });

  test("under the id of another key-encryption key", async () => {
    await withDataKey({ keyId: "b" }, (fresh) => refuses(sealed, place, fresh));
  });

  test("under the id of a key-encryption key that does not exist, with a code of its own", async () => {
    await withDataKey({ keyId: "zz" }, async (fresh) => {
      await expect(fresh.open(place, sealed)).rejects.toMatchObject({ code: "KEY_UNKNOWN" });
    });
  });

  test("shortened, or replaced by one that nobody wrapped", async () => {
    const { wrapped } = await wrappedKeyOf("user:ada");
    for (const other of [wrapped.subarray(0, 60), new Uint8Array(32), new Uint8Array(), new Uint8Array(61)])
      await withDataKey({ wrapped: other }, (fresh) => refuses(sealed, place, fresh));
  });
});

describe.for(["pglite", "postgres"] as const)("the database itself (%s)", (kind) => {
  let own: TestDatabase;
  let places: readonly SecretPlace[];
  beforeAll(async () => {
    own = await testDatabase(kind);
    const ownVault = createVault({ db: own.db, keyProvider: keyring({ primary: "a", keys }) });
    const connector = await addConnectorRow(own.db);
    places = await addAccountRow(own.db, ownVault, connector, "ada", { access_token: secret });
  });
  afterAll(() => own.close());

  test("takes no value that names no data key: no plain text", async () => {
    const accountId = places[0]?.ownerId ?? "";
    const { accountSecrets } = schema;
    for (const plain of ["", secret, secret.repeat(9)]) {
      const value = new TextEncoder().encode(plain);
      const insert = own.db
        .insert(accountSecrets)
        .values({ accountId, field: "refresh_token", version: 1, sealed: value });
      await expect(insert).rejects.toMatchObject({ sqlState: expect.stringMatching(/^2/) });
      await expect(own.db.update(accountSecrets).set({ sealed: value })).rejects.toThrow();
    }
  });

  test("lets no data key go that a value needs", async () => {
    await expect(own.db.delete(schema.dataKeys)).rejects.toMatchObject({ sqlState: "23503" });
  });
});

test("every column of bytes is one that rotation knows, or holds wrapped keys", () => {
  const tables = [...Object.values(schema), ...Object.values(brokerSchema)].filter((each) =>
    is(each, PgTable),
  );
  const bytes = tables.flatMap((table) =>
    getTableConfig(table).columns.filter((column) => column.getSQLType() === "bytea"),
  );
  const known = [schema.dataKeys.wrapped, ...sealedColumns.map(({ column }) => column)];
  expect(bytes.filter((column) => !known.includes(column)).map((column) => column.name)).toEqual([]);
  expect(bytes).toHaveLength(known.length);
});

test("the places of the four tables are never the same", () => {
  const row = { id: "id", userId: "ada", connectorId: "connector", version: 1 };
  const places = [
    accountSecretPlace(row, "client_secret", 1),
    accountSecretPlace(row, "code_verifier", 1),
    clientSecretPlace(row),
    codeVerifierPlace(row),
    approvalRequestPlace({ ...row, requestHash: "client_secret" }),
    approvalRequestPlace({ ...row, requestHash: "code_verifier" }),
  ];
  expect(new Set(places.map((each) => JSON.stringify(each))).size).toBe(6);
});

test("nothing is sealed or opened inside a transaction, even with the key in memory", async () => {
  await vault.seal(place, secret);
  const works: (() => Promise<unknown>)[] = [
    () => vault.seal(place, secret),
    () => vault.open(place, sealed),
  ];
  for (const work of works)
    await expect(store.db.transaction(work)).rejects.toThrow("while a transaction is open");
});
