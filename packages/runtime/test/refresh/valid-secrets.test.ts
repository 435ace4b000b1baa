import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { deleteAccount } from "../../src/accounts/account-changes.ts";
import { listAccounts, openAccount } from "../../src/accounts/account-store.ts";
import { disconnectAccount } from "../../src/accounts/disconnect.ts";
import { saveAccount } from "../../src/accounts/save-account.ts";
import { listClients, registerClient, removeClient } from "../../src/clients/oauth-clients.ts";
import { listEvents } from "../../src/events/events.ts";
import { connectWithClient } from "../../src/oauth/connect-with-client.ts";
import { validSecrets } from "../../src/refresh/valid-secrets.ts";
import { type Answer, after, json, oauthError, unavailable } from "../servers/answers.ts";
import { startFaultsServer } from "../servers/faults-server.ts";
import { bodyParameters } from "../servers/loopback.ts";
import { oauthWorld } from "../support/oauth-world.ts";

// The whole way from the door to the token endpoint, on a real store; what a server can do to it, one by one.
const server = await startFaultsServer();
const world = await oauthWorld([server.host]);
const { context } = world;
afterAll(async () => {
  await world.close();
  await server.stop();
});

const userId = "ada";
const minute = 60_000;
let number = 0;
const answering = (more: object): Answer => json({ access_token: "at-2", token_type: "bearer", ...more });
const sent = () => server.requestsTo("/token").map((request) => Object.fromEntries(bodyParameters(request)));

beforeEach(() => {
  (server.requests as unknown[]).length = 0;
  server.answer("/revoke", json({}));
});

/** A connected account whose access token ends in an hour, or does not say when. */
async function account(more: { deviations?: object; expiresAt?: null } = {}) {
  const { authorizationUrl, tokenUrl, revocationUrl } = server;
  const { deviations = {} } = more;
  const auth = { authorizationUrl, tokenUrl, revocationUrl, scopes: {}, authStyle: "body", deviations };
  const connectorId = await world.connector(`refreshed-${++number}`, { auth });
  const [client] = await listClients(context, { connectorId });
  const { id } = await saveAccount(context, {
    ...{ userId, connectorId, schemeId: "oauth2", status: "connected", refreshable: true },
    oauthClientId: client?.id ?? null,
    expiresAt: more.expiresAt === null ? null : new Date(context.now() + 60 * minute),
    secrets: { access_token: "at-1", refresh_token: "rt-1" },
  });
  return { id, connectorId };
}

const stored = async (id: string) => (await openAccount(context, id))?.secrets;
const eventsOf = async (id: string) =>
  (await listEvents(context, { limit: 1000 }))
    .filter(({ accountId }) => accountId === id)
    .map(({ type, code }) => (code === null ? type : `${type} ${code}`));

describe("a token that has ended", () => {
  test("is refreshed once for many, and the refresh token goes nowhere but to its server", async () => {
    const { id } = await account();
    world.wait(61 * minute);
    server.answer("/token", after(50, answering({ refresh_token: "rt-2", expires_in: 3600 })));
    const found = await Promise.all(Array.from({ length: 20 }, () => validSecrets(context, id)));
    for (const { secrets, account: row } of found) {
      expect(secrets).toEqual({ access_token: "at-2" });
      expect(row).toMatchObject({ version: 2, refreshSentAt: null });
    }
    expect(sent()).toEqual([
      {
        grant_type: "refresh_token",
        refresh_token: "rt-1",
        client_id: "client",
        client_secret: "client-secret",
      },
    ]);
    expect(await stored(id)).toEqual({ access_token: "at-2", refresh_token: "rt-2" });
  });

  test("keeps its refresh token where the answer has none", async () => {
    const { id } = await account();
    world.wait(61 * minute);
    server.answer("/token", answering({}));
    await validSecrets(context, id);
    expect(await stored(id)).toEqual({ access_token: "at-2", refresh_token: "rt-1" });
  });

  test("without a known end is used until the API refuses it", async () => {
    const { id } = await account({ expiresAt: null });
    world.wait(10_000 * minute);
    server.answer("/token", answering({}));
    expect((await validSecrets(context, id)).secrets).toEqual({ access_token: "at-1" });
    const { account: row, secrets } = await validSecrets(context, id, { rejected: 1 });
    expect([row.version, secrets]).toEqual([2, { access_token: "at-2" }]);
    expect(sent().length).toBe(1);
  });

  test("that the server says was over when it gave it is used until the API refuses it", async () => {
    const { id } = await account();
    world.wait(61 * minute);
    server.answer("/token", answering({ expires_in: -5 }));
    expect((await validSecrets(context, id)).account.expiresAt).toBeNull();
    await validSecrets(context, id);
    expect(sent().length).toBe(1);
  });

  test("of a client's own grant is asked for anew", async () => {
    const { tokenUrl } = server;
    const auth = { grant: "client_credentials", tokenUrl, scopes: { read: "Read" }, authStyle: "header" };
    const connectorId = await world.connector(`refreshed-${++number}`, { auth });
    server.answer("/token", answering({ expires_in: 600 }));
    const { id } = await connectWithClient(context, { userId, connectorId });
    world.wait(11 * minute);
    server.answer("/token", answering({ access_token: "at-3", expires_in: 600 }));
    expect((await validSecrets(context, id)).secrets).toEqual({ access_token: "at-3" });
    expect(sent().map(({ grant_type }) => grant_type)).toEqual(["client_credentials", "client_credentials"]);
  });
});

describe("a refresh that fails", () => {
  test("with invalid_grant is told once, and leaves every other account alone", async () => {
    const [one, other] = [await account(), await account()];
    world.wait(61 * minute);
    server.answer("/token", oauthError("invalid_grant"), answering({ expires_in: 3600 }));
    for (let times = 0; times < 3; times++) {
      await expect(validSecrets(context, one.id)).rejects.toMatchObject({ code: "REAUTH_REQUIRED" });
    }
    expect(await eventsOf(one.id)).toEqual([
      "account.connected",
      "account.reconnect_required REAUTH_REQUIRED",
    ]);
    expect(await stored(one.id)).toEqual({ access_token: "at-1", refresh_token: "rt-1" });
    expect((await validSecrets(context, other.id)).secrets).toEqual({ access_token: "at-2" });
    expect(sent().length).toBe(2);
  });

  test("because of the client is the operator's, and passes with a client that is taken", async () => {
    const { id } = await account();
    world.wait(61 * minute);
    server.answer("/token", json({ error: "invalid_client" }, 401), answering({}));
    await expect(validSecrets(context, id)).rejects.toMatchObject({
      code: "CLIENT_REJECTED",
      remedy: "operator",
    });
    expect(await eventsOf(id)).toEqual(["account.connected"]);
    world.wait(2000);
    expect((await validSecrets(context, id)).secrets).toEqual({ access_token: "at-2" });
  });

  test("because of the client's secret passes at once when the secret is put right", async () => {
    const { id, connectorId } = await account();
    world.wait(61 * minute);
    server.answer("/token", json({ error: "invalid_client" }, 401));
    for (let times = 0; times < 6; times++) {
      await expect(validSecrets(context, id)).rejects.toMatchObject({ code: "CLIENT_REJECTED" });
      world.wait(minute);
    }
    server.answer("/token", answering({}));
    const [client] = await listClients(context, { connectorId });
    const { clientId = "", userId: whose = null } = client ?? {};
    await registerClient(context, { connectorId, userId: whose, clientId, clientSecret: "the right one" });
    expect((await validSecrets(context, id)).secrets).toEqual({ access_token: "at-2" });
  });

  test("while the token is still good is not told to anyone", async () => {
    const { id } = await account();
    world.wait(55 * minute);
    server.answer("/token", unavailable(503));
    for (let times = 0; times < 5; times++) {
      expect((await validSecrets(context, id)).secrets).toEqual({ access_token: "at-1" });
    }
    await expect
      .poll(async () => (await openAccount(context, id))?.account)
      .toMatchObject({ refreshSentAt: null, lastError: "TRANSIENT_AUTH_ERROR" });
    expect((await validSecrets(context, id, { minimumSeconds: 600 })).secrets).toEqual({
      access_token: "at-1",
    });
  });
});

test("what a refresh brings for an account that was disconnected meanwhile is revoked", async () => {
  // Others of the same client would keep their grant.
  for (const other of await listAccounts(context, { userId })) await deleteAccount(context, other.id);
  const { id } = await account();
  world.wait(61 * minute);
  server.answer("/token", after(300, answering({ refresh_token: "rt-2" })));
  const asked = expect(validSecrets(context, id)).rejects.toMatchObject({ code: "ACCOUNT_NOT_FOUND" });
  await expect.poll(() => sent().length).toBe(1);
  await disconnectAccount(context, { userId, accountId: id });
  await asked;
  await sleep(0);
  const revoked = server.requestsTo("/revoke").map((request) => bodyParameters(request).get("token"));
  expect(revoked).toEqual(expect.arrayContaining(["rt-1", "rt-2", "at-2"]));
  expect(await openAccount(context, id)).toBeUndefined();
});

test("an account whose client is gone works until its token ends; then its user has to connect again", async () => {
  const { id, connectorId } = await account();
  const [client] = await listClients(context, { connectorId });
  await removeClient(context, { id: client?.id ?? "", userId: null });
  world.wait(55 * minute);
  expect((await validSecrets(context, id)).secrets).toEqual({ access_token: "at-1" });
  expect(await eventsOf(id)).toEqual(["account.connected"]);
  world.wait(6 * minute);
  await expect(validSecrets(context, id)).rejects.toMatchObject({ code: "REAUTH_REQUIRED" });
  await expect(validSecrets(context, id)).rejects.toMatchObject({ code: "REAUTH_REQUIRED" });
  expect(await eventsOf(id)).toEqual(["account.connected", "account.reconnect_required REAUTH_REQUIRED"]);
  expect(sent()).toEqual([]);
});
