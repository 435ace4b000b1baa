import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { count, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dataKeys } from "../../src/store/schema.ts";
import type { KeyProvider } from "../../src/vault/key-provider.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { accountSecretPlace, type SecretPlace } from "../../src/vault/secret-places.ts";
import { createVault, type VaultOptions } from "../../src/vault/vault.ts";
import { databaseKinds, type TestDatabase, testDatabase } from "../support/database.ts";

const ring = keyring({ primary: "a", keys: { a: generateKey() } });
const placeOf = (userId: string): SecretPlace =>
  accountSecretPlace({ id: randomUUID(), userId, connectorId: randomUUID() }, "access_token", 1);
const numbers = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

/** A key service that counts what it is asked, and answers after a while. */
function keyService(answer: Partial<KeyProvider> = {}): KeyProvider & { asked: number } {
  const service = {
    asked: 0,
    primaryKeyId: "a",
    async wrap(dataKey: Uint8Array, context: string) {
      service.asked += 1;
      return ring.wrap(dataKey, context);
    },
    async unwrap(keyId: string, wrapped: Uint8Array, context: string) {
      service.asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return ring.unwrap(keyId, wrapped, context);
    },
    ...answer,
  };
  return service;
}

describe.for(databaseKinds)("data keys on %s", (kind) => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await testDatabase(kind);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.delete(dataKeys);
  });
  const newVault = (options: Partial<VaultOptions> = {}) =>
    createVault({ db: store.db, keyProvider: ring, ...options });

  test("of many processes that seal for a new user at once, one makes the key and all use it", async () => {
    const vaults = numbers(8).map(() => newVault());
    const place = placeOf("new");
    const sealed = await Promise.all(
      numbers(64).map((number) => vaults[number % 8]?.seal(place, `secret ${number}`)),
    );
    const ids = new Set(sealed.map((value) => Buffer.from(value?.subarray(1, 17) ?? []).toString("hex")));
    expect(ids.size).toBe(1);
    expect(await store.db.select({ made: count() }).from(dataKeys)).toEqual([{ made: 1 }]);
    for (const [number, value] of sealed.entries())
      expect(await vaults[(number + 1) % 8]?.open(place, value ?? new Uint8Array())).toBe(`secret ${number}`);
  });

  test("no key seals more than its budget, counted over all processes; a new one takes its place", async () => {
    const budget = 100;
    const vaults = numbers(3).map(() => newVault({ budget }));
    const place = placeOf("busy");
    const sealed = await Promise.all(
      numbers(1000).map((number) => vaults[number % 3]?.seal(place, `secret ${number}`)),
    );
    const uses = new Map<string, number>();
    for (const value of sealed) {
      const id = Buffer.from(value?.subarray(1, 17) ?? []).toString("hex");
      uses.set(id, (uses.get(id) ?? 0) + 1);
    }
    expect(uses.size).toBeGreaterThanOrEqual(10);
    expect(Math.max(...uses.values())).toBeLessThanOrEqual(budget);
    const rows = await store.db.select().from(dataKeys);
    for (const row of rows) {
      expect(row.reserved).toBeLessThanOrEqual(budget);
      expect(row.reserved).toBeGreaterThanOrEqual(uses.get(row.id.replaceAll("-", "")) ?? 0);
    }
    expect(rows.filter((row) => row.retiredAt === null)).toHaveLength(1);
    const reader = newVault();
    for (const [number, value] of sealed.entries())
      expect(await reader.open(place, value ?? new Uint8Array())).toBe(`secret ${number}`);
  });

  test("a process that was busy sealing finds a key that another one rotated, within a minute", async () => {
    let now = 0;
    const [one, other] = [newVault({ now: () => now }), newVault()];
    const place = placeOf("moved");
    const before = await one.seal(place, "before");
    await other.keys.rotateDataKeys();
    now = 60_000;
    const after = await one.seal(place, "after");
    const [active] = await store.db.select().from(dataKeys).where(isNull(dataKeys.retiredAt));
    expect(Buffer.from(after.subarray(1, 17)).toString("hex")).toBe(active?.id.replaceAll("-", ""));
    expect(await other.open(place, before)).toBe("before");
    expect(await other.open(place, after)).toBe("after");
  });

  test("an idle process takes little of the budget", async () => {
    let now = 0;
    const vault = newVault({ now: () => now });
    for (; now < 3_600_000; now += 60_000) await vault.seal(placeOf("idle"), "x");
    const [row] = await store.db.select().from(dataKeys).where(eq(dataKeys.tenant, "user:idle"));
    // 2^28 last for 30 years at this rate.
    expect(row?.reserved).toBeLessThanOrEqual(60 * 16);
  });
});

describe("a key service", () => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await testDatabase("pglite");
  });
  afterAll(() => store.close());

  test("is asked once for all who want the same key, and again when its word is an hour old", async () => {
    const place = placeOf("ada");
    const sealed = await createVault({ db: store.db, keyProvider: ring }).seal(place, "secret");
    let now = 0;
    const service = keyService();
    const vault = createVault({ db: store.db, keyProvider: service, now: () => now });
    const openAll = () => Promise.all(numbers(50).map(() => vault.open(place, sealed)));
    await openAll();
    await openAll();
    expect(service.asked).toBe(1);
    now = 3_600_000;
    await openAll();
    expect(service.asked).toBe(2);
  });

  test("is asked again for keys that the bounded cache let go, and everyone still gets the right one", async () => {
    const service = keyService();
    const vault = createVault({ db: store.db, keyProvider: service, dataKeyCache: { entries: 2 } });
    const places = numbers(10).map((number) => placeOf(`user ${number}`));
    const sealed = await Promise.all(places.map((place) => vault.seal(place, place.ownerId)));
    for (let round = 0; round < 2; round += 1)
      for (const [index, place] of places.entries())
        expect(await vault.open(place, sealed[index] ?? new Uint8Array())).toBe(place.ownerId);
    const mixed = numbers(100).map((number) => places[number % 10] ?? placeOf("x"));
    const again = await Promise.all(mixed.map((place) => vault.seal(place, place.ownerId)));
    const opened = await Promise.all(
      again.map((value, index) => vault.open(mixed[index] ?? placeOf("x"), value)),
    );
    expect(opened).toEqual(mixed.map((place) => place.ownerId));
    expect(service.asked).toBeGreaterThan(20);
  });

  test("that fails is an error to try again, with the failure's name and nothing else of it", async () => {
    const place = placeOf("bob");
    const sealed = await createVault({ db: store.db, keyProvider: ring }).seal(place, "secret");
    let down = true;
    const failure = Object.assign(new Error("request with arn:aws:kms:eu:1:key/marker failed"), {
      name: "AccessDeniedException",
      response: "marker",
    });
    const service = keyService({
      unwrap: async (keyId, wrapped, context) => {
        if (down) throw failure;
        return ring.unwrap(keyId, wrapped, context);
      },
    });
    const vault = createVault({ db: store.db, keyProvider: service });
    const error: unknown = await vault.open(place, sealed).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "KEY_UNAVAILABLE",
      retryable: true,
      details: { error: "AccessDeniedException" },
    });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("marker");
    down = false;
    expect(await vault.open(place, sealed)).toBe("secret");
  });

  test("that gives no 32 bytes is not used", async () => {
    const vault = createVault({
      db: store.db,
      keyProvider: keyService({ unwrap: async () => new Uint8Array(16) }),
    });
    await expect(vault.seal(placeOf("short"), "x")).rejects.toMatchObject({ code: "SECRET_UNREADABLE" });
  });

  test("sees no user's id, and its array is wiped after use", async () => {
    const given: Uint8Array[] = [];
    const contexts: string[] = [];
    const service = keyService({
      wrap: async (dataKey, context) => {
        contexts.push(context);
        const wrapped = await ring.wrap(dataKey, context);
        given.push(dataKey);
        return wrapped;
      },
      unwrap: async (keyId, wrapped, context) => {
        contexts.push(context);
        const dataKey = await ring.unwrap(keyId, wrapped, context);
        given.push(dataKey);
        return dataKey;
      },
    });
    const vault = createVault({ db: store.db, keyProvider: service });
    await vault.seal(placeOf("carol"), "x");
    expect(contexts).toHaveLength(2);
    for (const context of contexts) expect(context).toMatch(/^[0-9a-f]{64}$/);
    for (const array of given) expect(array.every((byte) => byte === 0)).toBe(true);
  });
});

test.for([
  { budget: 0 },
  { budget: 2 ** 32 + 1 },
  { dataKeyCache: { entries: 0 } },
  { dataKeyCache: { milliseconds: 0.5 } },
])("%j is refused", (options) => {
  const create = () => createVault({ db: undefined as never, keyProvider: ring, ...options });
  expect(create).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
});
