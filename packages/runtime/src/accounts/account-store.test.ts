import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseKinds, type TestDatabase, testDatabase } from "../../test/support/database.ts";
import type { Context } from "../context.ts";
import { readEvents } from "../events/event-store.ts";
import { accountSecrets, accounts, connectors } from "../store/schema.ts";
import { generateKey, keyring } from "../vault/keyring.ts";
import { createVault } from "../vault/vault.ts";
import { deleteAccount, replaceSecrets, updateAccount } from "./account-changes.ts";
import { type Account, listAccounts, openAccount, readAccount, readSecrets } from "./account-store.ts";
import { type SaveAccount, saveAccount } from "./save-account.ts";

describe.each(databaseKinds)("%s", (kind) => {
  let database: TestDatabase;
  let context: Context;
  let connectorId: string;
  const clock = Date.UTC(2026, 0, 1);

  beforeAll(async () => {
    database = await testDatabase(kind);
    const { db, locks } = database;
    const keyProvider = keyring({ primary: "k1", keys: { k1: generateKey() } });
    context = { db, locks, vault: createVault({ db, keyProvider }), now: () => clock } as unknown as Context;
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    connectorId = randomUUID();
    await database.db.insert(connectors).values({
      ...{
        id: connectorId,
        slug: `c-${connectorId}`,
        name: "C",
        description: "",
        baseUrl: "https://c.example",
      },
      ...{ builtIn: true, auth: [], spec: "", compiled: {} as never, permissions: {} as never, digest: "" },
    });
  });

  const input = (more: Partial<SaveAccount> = {}): SaveAccount => ({
    ...{ userId: "ann", connectorId, schemeId: "oauth", status: "connected", externalId: "7" },
    ...{ displayName: "Ann Ace", secrets: { access_token: "a1", refresh_token: "r1" } },
    ...more,
  });
  const typesOfEvents = async () =>
    (await readEvents(context, { limit: 1000 }))
      .filter((event) => event.connectorId === connectorId)
      .map((event) => event.type);

  test("what was saved is read back, with its secrets", async () => {
    const saved = await saveAccount(context, input({ scopes: ["x"], expiresAt: new Date(clock + 60_000) }));
    expect(saved).toMatchObject({ label: "ann-ace", version: 1, createdAt: new Date(clock), scopes: ["x"] });
    expect(await readAccount(context, saved.id)).toEqual(saved);
    expect(await openAccount(context, saved.id)).toEqual({
      account: saved,
      secrets: { access_token: "a1", refresh_token: "r1" },
    });
    expect(await typesOfEvents()).toEqual(["account.connected"]);
  });

  test("an id that is none is an account that is not there", async () => {
    expect(await readAccount(context, "'; drop table accounts")).toBeUndefined();
    expect(await listAccounts(context, { connectorId: "none" })).toEqual([]);
    expect(await deleteAccount(context, "none")).toBeUndefined();
  });

  test("the same account of the provider is updated, under its label", async () => {
    const first = await saveAccount(context, input({ label: "work" }));
    await updateAccount(context, first, { refreshFailures: 3, lastError: "NETWORK_ERROR" });
    const second = await saveAccount(
      context,
      input({ displayName: "Ann Bee", secrets: { access_token: "a2" } }),
    );
    expect(second).toMatchObject({ id: first.id, label: "work", displayName: "Ann Bee", version: 2 });
    expect(second).toMatchObject({ refreshFailures: 0, lastError: null });
    expect(await readSecrets(context, second)).toEqual({ access_token: "a2" });
  });

  test("what shall be kept is kept", async () => {
    await saveAccount(context, input());
    const saved = await saveAccount(
      context,
      input({ secrets: { access_token: "a2" }, keep: ["refresh_token"] }),
    );
    expect(await readSecrets(context, saved)).toEqual({ access_token: "a2", refresh_token: "r1" });
  });

  test("several accounts get labels of their own, and one that is taken is refused", async () => {
    await saveAccount(context, input({ externalId: "1" }));
    const second = await saveAccount(context, input({ externalId: "2" }));
    const third = await saveAccount(context, input({ externalId: null }));
    const fourth = await saveAccount(context, input({ externalId: null }));
    expect([second.label, third.label, fourth.label]).toEqual(["ann-ace-2", "ann-ace-3", "ann-ace-4"]);
    const clash = { code: "LABEL_TAKEN" };
    await expect(saveAccount(context, input({ externalId: "5", label: "ann-ace" }))).rejects.toMatchObject(
      clash,
    );
    await expect(updateAccount(context, second, { label: "ann-ace" })).rejects.toMatchObject(clash);
    await expect(saveAccount(context, input({ label: "a b" }))).rejects.toMatchObject({
      code: "INVALID_LABEL",
    });
  });

  test("renewing one account while logged in as another at the provider leaves the one as it was", async () => {
    const mine = await saveAccount(context, input());
    const other = await saveAccount(context, input({ accountId: mine.id, externalId: "8" }));
    expect(other.id).not.toBe(mine.id);
    expect(await readAccount(context, mine.id)).toEqual(mine);
  });

  test("nobody renews another user's account", async () => {
    const mine = await saveAccount(context, input());
    const theirs = input({ userId: "bob", accountId: mine.id });
    await expect(saveAccount(context, theirs)).rejects.toMatchObject({ code: "ACCOUNT_NOT_FOUND" });
  });

  test("twelve who save the same account at once leave one, whole", async () => {
    const secrets = (n: number) => ({ access_token: `a${n}`, refresh_token: `r${n}` });
    const saved = await Promise.all(
      Array.from({ length: 12 }, (_, n) => saveAccount(context, input({ secrets: secrets(n) }))),
    );
    expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
    expect(saved.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, n) => n + 1),
    );
    const last = saved.findIndex(({ version }) => version === 12);
    expect((await openAccount(context, saved[0]?.id ?? ""))?.secrets).toEqual(secrets(last));
    expect(await typesOfEvents()).toEqual(saved.map(() => "account.connected"));
  });

  test("an account that turns out to be one that was stored just then becomes that one", async () => {
    const unproven = await saveAccount(context, input({ externalId: null, status: "unverified" }));
    let twin: Account | undefined;
    const seal: Context["vault"]["seal"] = async (...sealed) => {
      twin ??= await saveAccount(context, input());
      return context.vault.seal(...sealed);
    };
    const meanwhile = { ...context, vault: { ...context.vault, seal } };
    const secrets = { access_token: "a2", refresh_token: "r2" };
    const saved = await saveAccount(meanwhile, input({ accountId: unproven.id, secrets }));
    expect(saved.id).toBe(twin?.id);
    expect((await openAccount(context, saved.id))?.secrets).toEqual(secrets);
    expect(await updateAccount(context, unproven, { externalId: "7" })).toBeUndefined();
    expect(await readAccount(context, unproven.id)).toEqual(unproven);
  });

  test("tokens of a client that went meanwhile are not stored", async () => {
    const gone = input({ oauthClientId: randomUUID() });
    await expect(saveAccount(context, gone)).rejects.toMatchObject({ code: "CLIENT_REQUIRED" });
    const account = await saveAccount(context, input());
    await expect(saveAccount(context, gone)).rejects.toMatchObject({ code: "CLIENT_REQUIRED" });
    expect(await readSecrets(context, account)).toEqual(input().secrets);
  });

  test("of eight who replace the same version one succeeds", async () => {
    const account = await saveAccount(context, input());
    const written = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        replaceSecrets(context, account, {
          secrets: { access_token: `b${n}` },
          patch: { refreshFailures: n },
        }),
      ),
    );
    const [only, ...others] = written.filter((each) => each !== undefined);
    expect(others).toEqual([]);
    expect(only?.version).toBe(2);
    expect((await openAccount(context, account.id))?.secrets).toEqual({
      access_token: `b${only?.refreshFailures}`,
      refresh_token: "r1",
    });
    expect(await readSecrets(context, account)).toBeUndefined();
    expect(await typesOfEvents()).toEqual(["account.connected"]);
  });

  test("a status that many set at once is told once", async () => {
    const account = await saveAccount(context, input());
    const over = { status: "reconnect_required", lastError: "REAUTH_REQUIRED" } as const;
    await Promise.all(Array.from({ length: 6 }, () => updateAccount(context, account, over)));
    expect(await typesOfEvents()).toEqual(["account.connected", "account.reconnect_required"]);
    await saveAccount(context, input());
    expect((await typesOfEvents()).at(-1)).toBe("account.connected");
  });

  test("deleting gives the last secrets, and nothing written later brings them back", async () => {
    const account = await saveAccount(context, input());
    const newer = await replaceSecrets(context, account, {
      secrets: { refresh_token: "r2" },
      remove: ["access_token"],
    });
    const deleted = await deleteAccount(context, account.id);
    expect(deleted?.account).toEqual(newer);
    expect(await deleted?.openSecrets()).toEqual({ refresh_token: "r2" });
    if (newer === undefined) throw new Error("nothing was replaced");
    expect(await replaceSecrets(context, newer, { secrets: { access_token: "a9" } })).toBeUndefined();
    expect(await updateAccount(context, newer, { status: "connected" })).toBeUndefined();
    expect(await database.db.$count(accounts, eq(accounts.id, account.id))).toBe(0);
    expect(await database.db.$count(accountSecrets, eq(accountSecrets.accountId, account.id))).toBe(0);
    expect(await typesOfEvents()).toEqual(["account.connected", "account.disconnected"]);
  });

  test("an account of a connector that is gone can't be saved", async () => {
    await database.db.delete(connectors).where(eq(connectors.id, connectorId));
    await expect(saveAccount(context, input())).rejects.toMatchObject({ code: "CONNECTOR_NOT_FOUND" });
  });
});
