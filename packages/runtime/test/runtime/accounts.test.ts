import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StoredConnector } from "../../src/connectors/connector-record.ts";
import type { LogRecord } from "../../src/log.ts";
import type { Runtime } from "../../src/runtime.ts";
import { json, unavailable } from "../servers/answers.ts";
import { type FaultsServer, startFaultsServer } from "../servers/faults-server.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { databaseKinds } from "../support/database.ts";
import { testRuntime } from "../support/runtime.ts";

describe.each(databaseKinds)("accounts with keys on %s", (kind) => {
  let api: FaultsServer;
  let runtime: Runtime;
  let connector: StoredConnector;
  const log: LogRecord[] = [];
  const userId = "ada";

  beforeAll(async () => {
    api = await startFaultsServer();
    runtime = await testRuntime(kind, { allowHosts: [api.host], log: (record) => log.push(record) });
    connector = await runtime.connectors.add({
      userId: null,
      ...compileConnector("acme", {
        servers: `baseUrl: ${api.origin}`,
        auth: [
          "auth:",
          "  type: api_key",
          "  in: header",
          "  name: X-Key",
          "  verify: { operation: me.get, accountId: /id, label: /name }",
        ].join("\n"),
        operations: [
          "operations:",
          "  me.get: { request: GET /me, summary: Who I am }",
          "  things.list: { request: GET /things, summary: List things }",
        ].join("\n"),
      }),
    });
  });
  afterAll(async () => {
    await runtime.close();
    await api.stop();
  });
  beforeEach(async () => {
    api.answer("/me", json({ id: 7, name: "Ada Lovelace" }));
    for (const { id } of await runtime.accounts.list({ userId }))
      await runtime.accounts.disconnect({ userId, accountId: id });
    log.length = 0;
  });

  const connect = (key: string, more: { label?: string; accountId?: string } = {}) =>
    runtime.accounts.connectWithKeys({
      userId,
      connectorId: connector.id,
      secrets: { api_key: key },
      ...more,
    });
  const allowed = ["custom:acme"];

  test("a key that the API takes is connected, and in the session", async () => {
    const account = await connect(" key-1 \n");
    expect(account).toMatchObject({
      status: "connected",
      label: "ada-lovelace",
      externalId: "7",
      displayName: "Ada Lovelace",
      lastError: null,
    });
    expect(JSON.stringify(account)).not.toContain("key-1");
    expect(await runtime.accounts.credential({ userId, accountId: account.id })).toEqual({
      account,
      secrets: { api_key: "key-1" },
      version: 1,
    });
    const { env } = await runtime.session({ userId, allowed });
    expect(env).toMatchObject({
      ACME_API_KEY: "key-1",
      ACME_BASE_URL: api.origin,
      ACME_ACCOUNT: "ada-lovelace",
    });
  });

  test("a key that it does not take is not stored", async () => {
    api.answer("/me", json({ message: "no" }, 401));
    await expect(connect("key-1")).rejects.toMatchObject({
      code: "CREDENTIAL_REJECTED",
      remedy: "connect",
      details: { status: 401, connectorId: connector.id },
    });
    expect(await runtime.accounts.list({ userId })).toEqual([]);
  });

  test("while the API can't be asked, it waits to be proven, in no session", async () => {
    api.answer("/me", unavailable(503, { "retry-after": "0" }));
    const account = await connect("key-1");
    expect(account).toMatchObject({ status: "unverified", lastError: "NETWORK_ERROR", label: "account" });
    expect(log.map(({ event, accountId, code }) => [event, accountId, code])).toEqual([
      ["account.unverified", account.id, "NETWORK_ERROR"],
    ]);
    expect((await runtime.session({ userId, allowed })).env).toEqual({});
    await expect(runtime.accounts.verify({ userId, accountId: account.id })).rejects.toMatchObject({
      code: "NETWORK_ERROR",
    });

    api.answer("/me", json({ id: 7, name: "Ada Lovelace" }));
    expect(await runtime.accounts.verify({ userId, accountId: account.id })).toMatchObject({
      id: account.id,
      status: "connected",
      externalId: "7",
      lastError: null,
    });
    expect((await runtime.session({ userId, allowed })).env.ACME_API_KEY).toBe("key-1");
  });

  test("one that turns out to be an account that is there already becomes it", async () => {
    const first = await connect("key-1");
    api.answer("/me", unavailable(503, { "retry-after": "0" }));
    const second = await connect("key-2");
    log.length = 0;
    api.answer("/me", json({ id: 7, name: "Ada L." }));
    expect(await runtime.accounts.verify({ userId, accountId: second.id })).toMatchObject({
      id: first.id,
      label: first.label,
      displayName: "Ada L.",
    });
    const accounts = await runtime.accounts.list({ userId });
    expect(accounts.map(({ id }) => id)).toEqual([first.id]);
    const { secrets } = await runtime.accounts.credential({ userId, accountId: first.id });
    expect(secrets).toEqual({ api_key: "key-2" });
    expect(log.map(({ event, accountId }) => [event, accountId])).toEqual([
      ["account.disconnected", second.id],
      ["account.verified", first.id],
    ]);
  });

  test("one that the provider gave to somebody else is not taken for the same", async () => {
    const account = await connect("key-1");
    api.answer("/me", json({ id: 8, name: "Bob" }));
    await expect(runtime.accounts.verify({ userId, accountId: account.id })).rejects.toMatchObject({
      code: "CREDENTIAL_REJECTED",
    });
    expect(await runtime.accounts.get({ userId, accountId: account.id })).toEqual(account);
  });

  test("several have labels, and the session says that one must be chosen", async () => {
    await connect("key-1");
    api.answer("/me", json({ id: 8, name: "Ada Lovelace" }));
    const second = await connect("key-2");
    expect(second.label).toBe("ada-lovelace-2");
    const renamed = await runtime.accounts.rename({ userId, accountId: second.id, label: "work" });
    expect(renamed.label).toBe("work");
    await expect(
      runtime.accounts.rename({ userId, accountId: second.id, label: "ada-lovelace" }),
    ).rejects.toMatchObject({ code: "LABEL_TAKEN" });
    await expect(
      runtime.accounts.rename({ userId, accountId: second.id, label: "$(id)" }),
    ).rejects.toMatchObject({ code: "INVALID_LABEL" });

    const missing: [string, string][] = [];
    const onMissing = (slug: string, error: { code: string }) => missing.push([slug, error.code]);
    expect((await runtime.session({ userId, allowed, onMissing })).env).toEqual({});
    expect(missing).toEqual([["acme", "ACCOUNT_REQUIRED"]]);
    const { env } = await runtime.session({ userId, allowed, accounts: { acme: "work" } });
    expect(env).toMatchObject({ ACME_API_KEY: "key-2", ACME_ACCOUNT: "work" });
  });

  test("another user's account is not there", async () => {
    const { id: accountId } = await connect("key-1");
    const which = { userId: "eve", accountId };
    const notThere = expect.objectContaining({ code: "ACCOUNT_NOT_FOUND" });
    await expect(runtime.accounts.get(which)).rejects.toEqual(notThere);
    await expect(runtime.accounts.rename({ ...which, label: "x" })).rejects.toEqual(notThere);
    await expect(runtime.accounts.verify(which)).rejects.toEqual(notThere);
    await expect(runtime.accounts.credential(which)).rejects.toEqual(notThere);
    await expect(runtime.accounts.disconnect(which)).rejects.toEqual(notThere);
    const hers = { userId: "eve", connectorId: connector.id, secrets: { api_key: "k" }, accountId };
    await expect(runtime.accounts.connectWithKeys(hers)).rejects.toEqual(notThere);
    expect(await runtime.accounts.list({ userId: "eve" })).toEqual([]);
    expect(await runtime.accounts.list({ userId })).toHaveLength(1);
  });

  test("a disconnected one is gone, and said so in an event and a line of the log", async () => {
    const { id: accountId } = await connect("key-1");
    const before = (await runtime.events.list({ limit: 1000 })).at(-1)?.id ?? 0;
    log.length = 0;
    expect(await runtime.accounts.disconnect({ userId, accountId })).toEqual({ tokens: "nothing-to-revoke" });
    expect(await runtime.events.list({ after: before, userId })).toMatchObject([
      { type: "account.disconnected", accountId, connectorId: connector.id },
    ]);
    expect(log.map(({ event }) => event)).toEqual(["account.disconnected"]);
    expect((await runtime.session({ userId, allowed })).env).toEqual({});
    await expect(runtime.accounts.disconnect({ userId, accountId })).rejects.toMatchObject({
      code: "ACCOUNT_NOT_FOUND",
    });
  });

  test("a caller who forgets the user reaches nobody's", async () => {
    await connect("key-1");
    for (const forgotten of [undefined, null, "", 7, "a\0b"]) {
      const which = { userId: forgotten } as unknown as { userId: string };
      const invalid = expect.objectContaining({ code: "INVALID_OPTION" });
      await expect(runtime.accounts.list(which)).rejects.toEqual(invalid);
      await expect(runtime.connectors.list(which)).rejects.toEqual(invalid);
      await expect(runtime.session({ ...which, allowed })).rejects.toEqual(invalid);
    }
    await expect(runtime.session({ userId } as never)).rejects.toMatchObject({ code: "ALLOW_LIST_REQUIRED" });
  });
});
