import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Runtime } from "../../src/runtime.ts";
import { type Answer, json, unavailable } from "../servers/answers.ts";
import { type FaultsServer, startFaultsServer } from "../servers/faults-server.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { databaseKinds } from "../support/database.ts";
import { testRuntime } from "../support/runtime.ts";

// What one call stands on is changed by another one while it waits for a server: each ends in a code, and nothing that
// was issued is left behind.

const userId = "ada";
const sessionId = "s";

describe.each(databaseKinds)("meanwhile, on %s", (kind) => {
  let server: FaultsServer;
  let runtime: Runtime;
  let number = 0;

  beforeAll(async () => {
    server = await startFaultsServer();
    runtime = await testRuntime(kind, { allowHosts: [server.host] });
  });
  afterAll(async () => {
    await runtime.close();
    await server.stop();
  });
  beforeEach(() => {
    number += 1;
    server.answer("/token", json(tokensOf(`${number}`)));
    server.answer("/revoke", json({}));
    server.answer("/me", json({ id: 7, name: "Ada" }));
  });

  const tokensOf = (of: string) => ({
    access_token: `at-${of}`,
    refresh_token: `rt-${of}`,
    token_type: "bearer",
  });
  const revoked = () =>
    server.requestsTo("/revoke").map(({ body }) => new URLSearchParams(body).get("token"));
  const refused = (code: string) => expect.objectContaining({ name: "RuntimeError", code });
  const register = (connectorId: string, clientId: string) =>
    runtime.clients.register({ connectorId, userId, clientId, clientSecret: "secret" });
  const add = async (auth: object = {}) => {
    const { origin } = server;
    // A client of its own each: what could end another grant is not revoked.
    const slug = `m${kind === "pglite" ? "a" : "b"}${number}`;
    const { id } = await runtime.connectors.add({
      userId,
      ...compileConnector(slug, {
        servers: `baseUrl: ${origin}`,
        auth: `auth: ${JSON.stringify({
          type: "oauth2",
          ...{ tokenUrl: `${origin}/token`, revocationUrl: `${origin}/revoke` },
          ...("openIdConnectUrl" in auth ? {} : { authorizationUrl: `${origin}/authorize` }),
          ...auth,
        })}`,
        operations: "operations: { me.get: { request: GET /me, summary: Me } }",
      }),
    });
    const client = await register(id, `client of ${slug}`);
    return { id, client };
  };
  const start = async (connectorId: string, more: { accountId?: string } = {}) => {
    const { url } = await runtime.authorizationUrl({ userId, sessionId, connectorId, ...more });
    const parameters = new URLSearchParams({
      code: "c",
      state: new URL(url).searchParams.get("state") ?? "",
    });
    return async () => (await runtime.handleCallback({ userId, sessionId, connectorId, parameters })).account;
  };
  const connect = async (connectorId: string) => (await start(connectorId))();
  const accountsOf = (connectorId: string) => runtime.accounts.list({ userId, connectorId });

  /** Runs `work`, and `change` while it waits for the answer to its first request to `path`. */
  async function during<Result>(
    path: string,
    answer: Answer,
    work: () => Promise<Result>,
    change: () => Promise<unknown>,
  ): Promise<Result> {
    const [asked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const held: Answer = async (request, response) => {
      asked.resolve();
      await go.promise;
      answer(request, response);
    };
    server.answer(path, held, answer);
    const working = work();
    working.catch(() => {});
    await Promise.race([asked.promise, working]);
    await change();
    go.resolve();
    return await working;
  }

  test("tokens of a client that is replaced while they are issued are revoked, not stored", async () => {
    const { id } = await add();
    const finish = await start(id);
    const work = during("/token", json(tokensOf("late")), finish, () => register(id, "another"));
    await expect(work).rejects.toEqual(refused("CLIENT_REQUIRED"));
    expect(await accountsOf(id)).toEqual([]);
    expect(revoked().slice(-2)).toEqual(["rt-late", "at-late"]);
    await connect(id);
    expect(await accountsOf(id)).toHaveLength(1);
  });

  describe("an authorization that is started", () => {
    const metadata = (): Answer =>
      json({
        issuer: `${server.origin}/${number}`,
        authorization_endpoint: `${server.origin}/authorize`,
        code_challenge_methods_supported: ["S256"],
      });
    // Metadata is remembered, so that each needs its own.
    const path = () => `/${number}/.well-known/openid-configuration`;
    const discovering = async () => {
      const oauth = { openIdConnectUrl: `${server.origin}${path()}` };
      server.answer(path(), metadata());
      return await add(oauth);
    };

    test("says that its client is gone", async () => {
      const { id, client } = await discovering();
      const work = during(
        path(),
        metadata(),
        () => start(id),
        () => runtime.clients.remove({ id: client.id, userId }),
      );
      await expect(work).rejects.toEqual(refused("CLIENT_REQUIRED"));
    });

    test("says that its connector is gone", async () => {
      const { id } = await discovering();
      const work = during(
        path(),
        metadata(),
        () => start(id),
        () => runtime.connectors.delete({ connectorId: id, userId }),
      );
      await expect(work).rejects.toEqual(refused("CONNECTOR_NOT_FOUND"));
    });
  });

  test("an account that is connected while its connector is deleted is revoked too, and said so", async () => {
    const { id } = await add();
    const first = await connect(id);
    server.answer("/token", json(tokensOf("second")));
    const second: string[] = [];
    await during(
      "/revoke",
      json({}),
      () => runtime.connectors.delete({ connectorId: id, userId }),
      async () => second.push((await connect(id)).id),
    );
    expect(revoked()).toEqual(expect.arrayContaining(["rt-second", "at-second"]));
    const ended = (await runtime.events.list({ userId, limit: 1000 }))
      .filter((one) => one.connectorId === id && one.type === "account.disconnected")
      .map(({ accountId }) => accountId);
    expect(ended).toEqual([first.id, ...second]);
    await expect(runtime.connectors.get({ connectorId: id, userId })).rejects.toEqual(
      refused("CONNECTOR_NOT_FOUND"),
    );
  });

  test("accounts that end with their connector leave no token for each other's sake", async () => {
    const { id } = await add();
    await connect(id);
    server.answer("/token", json(tokensOf("other")));
    await connect(id);
    const before = revoked().length;
    await runtime.connectors.delete({ connectorId: id, userId });
    const all = [`at-${number}`, "at-other", `rt-${number}`, "rt-other"];
    expect(revoked().slice(before).toSorted()).toEqual(all.toSorted());
  });

  test("an account that is proven while the same one is connected becomes that one", async () => {
    const { id } = await add({ verify: { operation: "me.get", accountId: "/id", label: "/name" } });
    server.answer("/me", unavailable(503));
    const unproven = await connect(id);
    expect(unproven.status).toBe("unverified");
    const me = json({ id: 7, name: "Ada" });
    server.answer("/me", me);
    const rounds = await Promise.allSettled([
      runtime.accounts.verify({ userId, accountId: unproven.id }),
      connect(id),
    ]);
    expect(rounds.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await accountsOf(id)).toMatchObject([{ status: "connected", externalId: "7" }]);
  });
});
