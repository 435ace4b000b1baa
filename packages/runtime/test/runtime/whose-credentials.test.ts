import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCompiledFiles } from "../../src/connectors/compiled-files.ts";
import type { Runtime } from "../../src/runtime.ts";
import { type Answer, hang, json } from "../servers/answers.ts";
import { type FaultsServer, startFaultsServer } from "../servers/faults-server.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { databaseKinds } from "../support/database.ts";
import { testRuntime } from "../support/runtime.ts";

// Whoever changes a connector says where its credentials are sent. Mallory's are hers alone, whatever she does.

const mallory = "mallory";
const sessionId = "s";

describe.each(databaseKinds)("credentials of others on %s", (kind) => {
  let good: FaultsServer;
  let evil: FaultsServer;
  let runtime: Runtime;

  beforeAll(async () => {
    [good, evil] = [await startFaultsServer(), await startFaultsServer()];
    runtime = await testRuntime(kind, { allowHosts: [good.host, evil.host] });
    evil.answer("/token", json({ access_token: "of evil", token_type: "bearer" }));
    evil.answer("/revoke", json({}));
  });
  afterAll(async () => {
    await runtime.close();
    await Promise.all([good.stop(), evil.stop()]);
  });

  const spec = (slug: string, { origin }: FaultsServer) =>
    compileConnector(slug, {
      servers: `baseUrl: ${origin}`,
      auth: `auth: ${JSON.stringify({
        type: "oauth2",
        authorizationUrl: `${origin}/authorize`,
        tokenUrl: `${origin}/token`,
        revocationUrl: `${origin}/revoke`,
      })}`,
    });
  const tokens = (of: string, answer: (body: Answer) => Answer = (one) => one) => {
    const body = {
      access_token: `at-${of}`,
      refresh_token: `rt-${of}`,
      token_type: "bearer",
      expires_in: 3600,
    };
    good.answer("/token", answer(json(body)));
    good.answer("/revoke", json({}));
  };
  const add = (slug: string) => runtime.connectors.add({ userId: mallory, ...spec(slug, good) });
  const approve = async ({ id: connectorId, digest }: { id: string; digest: string }) => {
    await runtime.connectors.submit({ userId: mallory, connectorId });
    await runtime.connectors.approve({ connectorId, digest });
  };
  const client = (connectorId: string, userId: string | null, of: string) =>
    runtime.clients.register({ connectorId, userId, clientId: of, clientSecret: `secret of ${of}` });
  const connect = async (connectorId: string, userId: string) => {
    const { url } = await runtime.authorizationUrl({ userId, sessionId, connectorId });
    const state = new URL(url).searchParams.get("state") ?? "";
    const answer = { userId, sessionId, connectorId, parameters: { code: "c", state } };
    const parameters = new URLSearchParams(answer.parameters);
    return (await runtime.handleCallback({ ...answer, parameters })).account;
  };
  /** A version of hers that sends everything elsewhere, with her own consent. */
  const seize = async (slug: string, connectorId: string) => {
    const next = spec(slug, evil);
    const { digest: consent } = readCompiledFiles(next.files);
    return await runtime.connectors.update({ userId: mallory, connectorId, ...next, consent });
  };
  const refused = (code: string) => expect.objectContaining({ code });

  test("the host has clients only for what nobody else can change", async () => {
    const { id, digest } = await add("reviewed");
    const hosts = () => client(id, null, "host");
    await expect(hosts()).rejects.toEqual(refused("INVALID_OPTION"));
    await runtime.connectors.submit({ userId: mallory, connectorId: id });
    await expect(hosts()).rejects.toEqual(refused("INVALID_OPTION"));
    await runtime.connectors.approve({ connectorId: id, digest });
    expect(await hosts()).toMatchObject({ userId: null });
    await runtime.connectors.reject({ connectorId: id });
    await expect(hosts()).rejects.toEqual(refused("INVALID_OPTION"));
    await expect(connect(id, mallory)).rejects.toEqual(refused("CLIENT_REQUIRED"));
  });

  test("an approval that is taken back leaves its creator what is theirs, and ends the rest where it was", async () => {
    const { id, ...made } = await add("taken-back");
    await client(id, mallory, "mallory");
    tokens("mallory");
    const own = await connect(id, mallory);
    await approve({ id, ...made });
    await client(id, null, "host");
    await client(id, "ada", "ada");
    const others = [];
    for (const userId of ["ada", "bob"]) {
      tokens(userId);
      others.push(await connect(id, userId));
    }
    const before = (await runtime.events.list({ limit: 1000 })).at(-1)?.id ?? 0;
    await runtime.connectors.reject({ connectorId: id });

    const revoked = good.requestsTo("/revoke").map(({ body }) => new URLSearchParams(body).get("token"));
    expect(revoked.toSorted()).toEqual(["at-ada", "at-bob", "rt-ada", "rt-bob"]);
    const events = await runtime.events.list({ after: before });
    expect(events.map(({ type, userId }) => [type, userId]).toSorted()).toEqual([
      ["account.disconnected", "ada"],
      ["account.disconnected", "bob"],
    ]);
    for (const { id: accountId, userId } of others)
      await expect(runtime.accounts.credential({ userId, accountId })).rejects.toEqual(
        refused("ACCOUNT_NOT_FOUND"),
      );
    const left = await runtime.clients.list({ connectorId: id });
    expect(left.map(({ clientId }) => clientId)).toEqual(["mallory"]);
    expect(await runtime.accounts.credential({ userId: mallory, accountId: own.id })).toMatchObject({
      secrets: { access_token: "at-mallory" },
    });
    // It is hers, and so is all that it sends from now on.
    await seize("taken-back", id);
    await expect(connect(id, "bob")).rejects.toEqual(refused("CONNECTOR_NOT_FOUND"));
    await runtime.accounts.credential({ userId: mallory, accountId: own.id, rejected: 1 });
    await runtime.connectors.delete({ userId: mallory, connectorId: id });
    expect(evil.everything()).toContain("rt-mallory");
    expect(evil.everything()).not.toMatch(/[ar]t-(ada|bob)|secret(\+|%20)of(\+|%20)(host|ada)/);
  });

  test("what its creator connected with the host's client ends too", async () => {
    const { id, ...made } = await add("borrowed");
    await approve({ id, ...made });
    await client(id, null, "host");
    tokens("borrowed");
    const account = await connect(id, mallory);
    await runtime.connectors.reject({ connectorId: id });
    expect(await runtime.accounts.list({ userId: mallory, connectorId: id })).toEqual([]);
    expect(good.everything()).toMatch(/token=rt-borrowed/);
    await expect(
      runtime.accounts.credential({ userId: mallory, accountId: account.id, rejected: 1 }),
    ).rejects.toEqual(refused("ACCOUNT_NOT_FOUND"));
  });

  test("until all of it has ended nobody but the host changes the connector", async () => {
    const { id, ...made } = await add("half-way");
    await approve({ id, ...made });
    await client(id, null, "host");
    tokens("half");
    await connect(id, "ada");
    good.answer("/revoke", hang);
    const taking = runtime.connectors.reject({ connectorId: id });
    await expect.poll(() => good.everything()).toMatch(/token=rt-half/);
    const notHers = refused("CONNECTOR_NOT_FOUND");
    await expect(seize("half-way", id)).rejects.toEqual(notHers);
    await expect(runtime.connectors.delete({ userId: mallory, connectorId: id })).rejects.toEqual(notHers);
    await expect(runtime.connectors.submit({ userId: mallory, connectorId: id })).rejects.toEqual(notHers);
    await expect(connect(id, mallory)).rejects.toEqual(refused("CLIENT_REQUIRED"));
    await taking;
    await seize("half-way", id);
  });

  test("a consent that ends after the approval was taken back stores nothing, and its tokens are revoked", async () => {
    const { id, ...made } = await add("too-late");
    await approve({ id, ...made });
    await client(id, null, "host");
    let answer = () => {};
    tokens("late", (one) => (request, response) => {
      answer = () => one(request, response);
    });
    const asked = good.requestsTo("/token").length;
    const connecting = connect(id, "ada");
    connecting.catch(() => {});
    await expect.poll(() => good.requestsTo("/token").length).toBe(asked + 1);
    await runtime.connectors.reject({ connectorId: id });
    await seize("too-late", id);
    answer();
    await expect(connecting).rejects.toEqual(refused("CONNECTOR_NOT_FOUND"));
    expect(await runtime.accounts.list({ userId: "ada", connectorId: id })).toEqual([]);
    expect(good.everything()).toMatch(/token=rt-late/);
    expect(evil.everything()).not.toMatch(/[ar]t-late/);
  });
});
