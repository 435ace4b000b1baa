import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Runtime } from "../../src/runtime.ts";
import { after, json, unavailable } from "../servers/answers.ts";
import { type FaultsServer, startFaultsServer } from "../servers/faults-server.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { databaseKinds } from "../support/database.ts";
import { testRuntime } from "../support/runtime.ts";

const hour = 3_600_000;

// What is new and can't be proven yet may be anybody's, mistyped, or less than what is there.
describe.each(databaseKinds)("a good credential on %s", (kind) => {
  let api: FaultsServer;
  let runtime: Runtime;
  let connectorId: string;
  let clock = Date.now();
  let userId = "";
  let users = 0;

  beforeAll(async () => {
    api = await startFaultsServer();
    runtime = await testRuntime(kind, { allowHosts: [api.host], now: () => clock });
    const verify = { operation: "me.get", accountId: "/id", label: "/name" };
    const urls = { authorizationUrl: `${api.origin}/authorize`, tokenUrl: `${api.origin}/token` };
    const connector = await runtime.connectors.add({
      userId: null,
      ...compileConnector("acme", {
        servers: `baseUrl: ${api.origin}`,
        auth: `auth: ${JSON.stringify([
          { id: "consent", type: "oauth2", ...urls, scopes: {}, verify },
          { id: "key", type: "api_key", in: "header", name: "X-Key", verify },
        ])}`,
        operations: "operations: { me.get: { request: GET /me, summary: Me, security: [consent, key] } }",
      }),
    });
    connectorId = connector.id;
    await runtime.clients.register({
      connectorId,
      userId: null,
      schemeId: "consent",
      ...{ clientId: "client", clientSecret: "client-secret" },
    });
  });
  afterAll(async () => {
    await runtime.close();
    await api.stop();
  });
  beforeEach(() => {
    users += 1;
    userId = `user-${users}`;
    isUp("7");
  });

  const isUp = (id: string) => api.answer("/me", json({ id, name: "Ada" }));
  const isDown = () => api.answer("/me", unavailable(503, { "retry-after": "0" }));
  const bearer = { token_type: "bearer", expires_in: 3600 };

  async function consent(tokens: Record<string, string>, accountId?: string) {
    api.answer("/token", json({ ...bearer, ...tokens }));
    const session = { userId, sessionId: "s", connectorId };
    const named = accountId === undefined ? {} : { accountId };
    const { url } = await runtime.authorizationUrl({ ...session, schemeId: "consent", ...named });
    const parameters = new URLSearchParams({
      code: "c",
      state: new URL(url).searchParams.get("state") ?? "",
    });
    return (await runtime.handleCallback({ ...session, parameters })).account;
  }

  const key = (secret: string, accountId?: string) =>
    runtime.accounts.connectWithKeys({
      ...{ userId, connectorId, schemeId: "key", secrets: { api_key: secret } },
      ...(accountId !== undefined && { accountId }),
    });

  async function accessToken(accountId: string): Promise<string | undefined> {
    return (await runtime.accounts.credential({ userId, accountId })).secrets.access_token;
  }

  async function canBeRefreshed(accountId: string): Promise<void> {
    clock += hour;
    const before = api.requestsTo("/token").length;
    api.answer("/token", json({ ...bearer, access_token: "refreshed" }));
    expect(await accessToken(accountId)).toBe("refreshed");
    expect(api.requestsTo("/token")[before]?.body).toContain("refresh_token=rt-1");
  }

  test("is not renewed by what can't be proven yet, which is stored by itself", async () => {
    const first = await consent({ access_token: "at-1", refresh_token: "rt-1" });
    isDown();
    const second = await consent({ access_token: "at-2" }, first.id);
    expect(second).toMatchObject({ status: "unverified", externalId: null });
    expect(second.id).not.toBe(first.id);
    expect(await runtime.accounts.get({ userId, accountId: first.id })).toEqual(first);
    const { env } = await runtime.session({ userId, allowed: ["custom:acme"] });
    expect(env.ACME_ACCESS_TOKEN).toBe("at-1");

    // It was somebody else's.
    isUp("8");
    const proven = await runtime.accounts.verify({ userId, accountId: second.id });
    expect(proven).toMatchObject({ id: second.id, status: "connected", externalId: "8" });
    await canBeRefreshed(first.id);
  });

  test("keeps its refresh token when the same account turns out to have connected again", async () => {
    const first = await consent({ access_token: "at-1", refresh_token: "rt-1" });
    isDown();
    const second = await consent({ access_token: "at-2" });
    isUp("7");
    const merged = await runtime.accounts.verify({ userId, accountId: second.id });
    expect(merged).toMatchObject({ id: first.id, refreshable: true, status: "connected" });
    expect(await runtime.accounts.list({ userId })).toHaveLength(1);
    expect(await accessToken(first.id)).toBe("at-2");
    await canBeRefreshed(first.id);
  });

  test("unproven as it is, keeps its refresh token against one that has none", async () => {
    isDown();
    const first = await consent({ access_token: "at-1", refresh_token: "rt-1" });
    const second = await consent({ access_token: "at-2" }, first.id);
    expect(second.id).not.toBe(first.id);
    await canBeRefreshed(first.id);
  });

  test("is not taken away by a key that can't be proven yet", async () => {
    const first = await key("good-key");
    isDown();
    await expect(key("mistyped", first.id)).rejects.toMatchObject({ code: "NETWORK_ERROR", retryable: true });
    expect(await runtime.accounts.list({ userId })).toEqual([first]);
    const { secrets } = await runtime.accounts.credential({ userId, accountId: first.id });
    expect(secrets).toEqual({ api_key: "good-key" });
  });

  test("is not renewed by one of another kind", async () => {
    const consented = await consent({ access_token: "at-1", refresh_token: "rt-1" });
    await expect(key("a-key", consented.id)).rejects.toMatchObject({ code: "ACCOUNT_NOT_FOUND" });
    await canBeRefreshed(consented.id);
    const keyed = await key("a-key");
    await expect(consent({ access_token: "at-2" }, keyed.id)).rejects.toMatchObject({
      code: "ACCOUNT_NOT_FOUND",
    });
  });

  test("is not refreshed by whoever asks for a life that is no number", async () => {
    const { id: accountId } = await consent({ access_token: "at-1", refresh_token: "rt-1" });
    const asked = [{ minimumSeconds: Number.NaN }, { minimumSeconds: "600" }, { waitMilliseconds: -1 }];
    for (const wrong of asked) {
      const work = runtime.accounts.credential({ userId, accountId, ...wrong } as never);
      await expect(work).rejects.toMatchObject({ code: "INVALID_OPTION" });
    }
    clock += hour;
    const forEver = { waitMilliseconds: Number.POSITIVE_INFINITY };
    api.answer("/token", after(100, json({ ...bearer, access_token: "at-2" })));
    const { secrets } = await runtime.accounts.credential({ userId, accountId, ...forEver });
    expect(secrets).toEqual({ access_token: "at-2" });
  });

  test("that is being refreshed is not what a new consent keeps", async () => {
    const first = await consent({ access_token: "at-1", refresh_token: "rt-1" });
    clock += hour;
    let answerRefresh = () => {};
    const held = new Promise<void>((resolve) => {
      answerRefresh = resolve;
    });
    api.answer("/token", async (...args) => {
      await held;
      await json({ ...bearer, access_token: "at-3", refresh_token: "rt-2" })(...args);
    });
    const refreshed = accessToken(first.id);
    await expect.poll(() => api.requestsTo("/token").at(-1)?.body).toContain("refresh_token=rt-1");
    const renewed = consent({ access_token: "at-2" });
    await new Promise((resolve) => setTimeout(resolve, 200));
    answerRefresh();
    expect(await refreshed).toBe("at-3");
    expect(await renewed).toMatchObject({ id: first.id, refreshable: true });
    clock += hour;
    api.answer("/token", json({ ...bearer, access_token: "at-4" }));
    expect(await accessToken(first.id)).toBe("at-4");
    expect(api.requestsTo("/token").at(-1)?.body).toContain("refresh_token=rt-2");
  });
});
