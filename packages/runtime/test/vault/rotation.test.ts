import { randomUUID } from "node:crypto";
import { count, eq, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approvals } from "../../src/store/broker-schema.ts";
import { accountSecrets, authorizations, dataKeys, oauthClients } from "../../src/store/schema.ts";
import { generateKey, type KeyringOptions, keyring } from "../../src/vault/keyring.ts";
import {
  approvalRequestPlace,
  clientSecretPlace,
  codeVerifierPlace,
  type SecretPlace,
} from "../../src/vault/secret-places.ts";
import { createVault, type VaultWithKeys } from "../../src/vault/vault.ts";
import { databaseKinds, postgresDatabase, type TestDatabase, testDatabase } from "../support/database.ts";
import { rotateUnderLoad } from "./rotation-under-load.ts";
import { addAccountRow, addConnectorRow } from "./rows.ts";

const day = 86_400_000;
const keys = { a: generateKey(), b: generateKey() };

describe.for(databaseKinds)("rotation on %s", (kind) => {
  let store: TestDatabase;
  let connectorId: string;
  let places: readonly SecretPlace[];
  let client: Parameters<typeof clientSecretPlace>[0];
  let authorization: Parameters<typeof codeVerifierPlace>[0];
  let approval: Parameters<typeof approvalRequestPlace>[0];
  const clock = { now: Date.now() };
  const vaultWith = (options: KeyringOptions): VaultWithKeys =>
    createVault({ db: store.db, keyProvider: keyring(options), now: () => clock.now });

  // One value in each table that holds sealed values, under keys of Ada and of the host.
  beforeAll(async () => {
    store = await testDatabase(kind);
    const vault = vaultWith({ primary: "a", keys });
    connectorId = await addConnectorRow(store.db);
    places = await addAccountRow(store.db, vault, connectorId, "ada", {
      access_token: "access",
      refresh_token: "refresh",
    });
    client = { id: randomUUID(), userId: null, connectorId, version: 1 };
    const clientSecret = await vault.seal(clientSecretPlace(client), "client secret");
    await store.db.insert(oauthClients).values({ ...client, schemeId: "main", clientId: "id", clientSecret });
    authorization = { id: randomUUID(), userId: "ada", connectorId };
    await store.db.insert(authorizations).values({
      ...authorization,
      stateHash: "",
      sessionHash: "",
      schemeId: "main",
      oauthClientId: client.id,
      redirectUri: "",
      tokenEndpoint: "",
      scopes: [],
      variables: {},
      codeVerifier: await vault.seal(codeVerifierPlace(authorization), "verifier"),
      expiresAt: new Date(clock.now),
    });
    approval = { id: randomUUID(), userId: "ada", connectorId, requestHash: "0".repeat(64) };
    await store.db.insert(approvals).values({
      ...approval,
      sessionId: randomUUID(),
      slug: "test",
      operation: "things.add",
      request: await vault.seal(approvalRequestPlace(approval), "request"),
      expiresAt: new Date(clock.now),
    });
  });
  afterAll(() => store.close());

  async function everythingOpensWith(vault: VaultWithKeys): Promise<void> {
    const rows = await store.db
      .select()
      .from(accountSecrets)
      .where(eq(accountSecrets.accountId, places[0]?.ownerId ?? ""));
    const byField = new Map(rows.map((row) => [row.field, row.sealed]));
    const values = places.map((place) => vault.open(place, byField.get(place.field) ?? new Uint8Array()));
    expect(await Promise.all(values)).toEqual(["access", "refresh"]);
    const [ofClient] = await store.db.select().from(oauthClients);
    expect(await vault.open(clientSecretPlace(client), ofClient?.clientSecret ?? new Uint8Array())).toBe(
      "client secret",
    );
    const [ofRequest] = await store.db.select().from(authorizations);
    const verifier = ofRequest?.codeVerifier ?? new Uint8Array();
    expect(await vault.open(codeVerifierPlace(authorization), verifier)).toBe("verifier");
    const [ofApproval] = await store.db.select().from(approvals);
    const request = ofApproval?.request ?? new Uint8Array();
    expect(await vault.open(approvalRequestPlace(approval), request)).toBe("request");
  }

  test("a key-encryption key goes when nothing needs it, and not before", async () => {
    const before = vaultWith({ primary: "a", keys });
    const after = vaultWith({ primary: "b", keys });
    expect(await before.keys.usage()).toEqual({
      keyEncryptionKeys: { a: 2 },
      dataKeys: { active: 2, retired: 0, sealed: 0 },
    });
    await expect(before.keys.retire("a")).rejects.toMatchObject({ code: "KEY_IN_USE" });
    await expect(after.keys.retire("a")).rejects.toMatchObject({ code: "KEY_IN_USE" });
    expect(await after.keys.rewrap()).toEqual({ rewrapped: 2, failed: 0 });
    expect(await after.keys.rewrap()).toEqual({ rewrapped: 0, failed: 0 });
    expect((await after.keys.usage()).keyEncryptionKeys).toEqual({ b: 2 });
    await after.keys.retire("a");
    await after.keys.retire("a");
    await everythingOpensWith(vaultWith({ primary: "b", keys: { b: keys.b } }));
    // A process with the old configuration can't bring it back: not for a new user, and not by wrapping again.
    const seal = before.seal({ ...(places[0] as SecretPlace), userId: "new" }, "x");
    await expect(seal).rejects.toMatchObject({ code: "KEY_RETIRED" });
    await expect(before.keys.rewrap()).rejects.toMatchObject({ code: "KEY_RETIRED" });
    await expect(before.keys.check()).rejects.toMatchObject({ code: "KEY_RETIRED" });
    expect((await after.keys.usage()).keyEncryptionKeys).toEqual({ b: 2 });
  });

  test("a host finds out when it starts that a key is missing, or is another one", async () => {
    await expect(vaultWith({ primary: "b", keys: { b: keys.b } }).keys.check()).resolves.toBeUndefined();
    const missing = vaultWith({ primary: "c", keys: { c: generateKey() } });
    await expect(missing.keys.check()).rejects.toMatchObject({ code: "KEY_UNKNOWN" });
    const other = vaultWith({ primary: "b", keys: { b: generateKey() } });
    await expect(other.keys.check()).rejects.toMatchObject({ code: "SECRET_UNREADABLE" });
    expect(await missing.keys.rewrap()).toEqual({ rewrapped: 0, failed: 2 });
    await everythingOpensWith(vaultWith({ primary: "b", keys }));
  });

  test("old data keys open until everything is sealed again, and go a day later", async () => {
    const vault = vaultWith({ primary: "b", keys });
    expect(await vault.keys.rotateDataKeys({ before: new Date(0) })).toEqual({ rotated: 0 });
    expect(await vault.keys.rotateDataKeys()).toEqual({ rotated: 2 });
    expect((await vault.keys.usage()).dataKeys).toEqual({ active: 2, retired: 2, sealed: 5 });
    await everythingOpensWith(vault);
    expect(await vault.keys.reseal()).toEqual({ resealed: 5, failed: 0, deletedKeys: 0 });
    expect(await vault.keys.reseal()).toEqual({ resealed: 0, failed: 0, deletedKeys: 0 });
    expect((await vault.keys.usage()).dataKeys).toEqual({ active: 2, retired: 2, sealed: 0 });
    clock.now += day - 1;
    expect(await vault.keys.reseal()).toMatchObject({ deletedKeys: 0 });
    clock.now += 2;
    expect(await vault.keys.reseal()).toMatchObject({ deletedKeys: 2 });
    expect((await vault.keys.usage()).dataKeys).toEqual({ active: 2, retired: 0, sealed: 0 });
    await everythingOpensWith(vaultWith({ primary: "b", keys }));
  });

  test("what does not open stays as it is, keeps its key, and stops nothing else", async () => {
    const vault = vaultWith({ primary: "b", keys });
    const [broken] = await addAccountRow(store.db, vault, connectorId, "ada", { access_token: "broken" });
    const ofBroken = eq(accountSecrets.accountId, broken?.ownerId ?? "");
    const [row] = await store.db.select().from(accountSecrets).where(ofBroken);
    const damaged = Uint8Array.from(row?.sealed ?? []).fill(0, 40);
    await store.db.update(accountSecrets).set({ sealed: damaged }).where(ofBroken);
    await vault.keys.rotateDataKeys();
    clock.now += day + 1;
    expect(await vault.keys.reseal()).toEqual({ resealed: 5, failed: 1, deletedKeys: 1 });
    expect((await vault.keys.usage()).dataKeys).toMatchObject({ retired: 1, sealed: 1 });
    const [kept] = await store.db.select().from(accountSecrets).where(ofBroken);
    expect(Buffer.from(kept?.sealed ?? [])).toEqual(Buffer.from(damaged));
    await everythingOpensWith(vault);
    await store.db.delete(accountSecrets).where(ofBroken);
    expect(await vault.keys.reseal()).toEqual({ resealed: 0, failed: 0, deletedKeys: 1 });
  });

  test("several processes may rotate and seal again at once", async () => {
    const vaults = [1, 2, 3].map(() => vaultWith({ primary: "b", keys }));
    await Promise.all(vaults.map((vault) => vault.keys.rotateDataKeys()));
    const results = await Promise.all(vaults.map((vault) => vault.keys.reseal()));
    expect(results.reduce((total, { resealed }) => total + resealed, 0)).toBeGreaterThanOrEqual(5);
    await Promise.all(vaults.map((vault) => vault.keys.reseal()));
    expect((await vaults[0]?.keys.usage())?.dataKeys).toMatchObject({ active: 2, sealed: 0 });
    const [retired] = await store.db
      .select({ keys: count() })
      .from(dataKeys)
      .where(isNotNull(dataKeys.retiredAt));
    expect(retired?.keys).toBeGreaterThanOrEqual(2);
    for (const vault of vaults) await everythingOpensWith(vault);
  });
});

test("10,000 secrets keep their values while 64 writers work and every key is changed", async () => {
  const result = await rotateUnderLoad({
    connectionString: await postgresDatabase(),
    users: 200,
    secretsPerUser: 50,
    writers: 64,
  });
  expect(result).toMatchObject({
    secrets: 10_000,
    wrongReads: 0,
    lost: 0,
    refusedWrites: [],
    failed: 0,
    leftBehind: 0,
    staleProcess: "KEY_RETIRED",
  });
  // It was under load, and each part did its work.
  expect(result.written).toBeGreaterThan(64);
  expect(result.addedUsers).toBeGreaterThan(0);
  expect(result.rewrapped).toBeGreaterThanOrEqual(200);
  expect(result.resealed).toBeGreaterThan(5000);
  expect(result.deletedKeys).toBeGreaterThanOrEqual(200);
}, 600_000);
