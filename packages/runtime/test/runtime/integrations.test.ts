import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, memoryHost, renderJson } from "../../../compiler/src/index.ts";
import type { DiagnosticData } from "../../src/integrations/compile-spec.ts";
import { createIntegrations, type Integrations } from "../../src/integrations/integrations.ts";
import type { Runtime } from "../../src/runtime.ts";
import { json } from "../servers/answers.ts";
import { type FaultsServer, startFaultsServer } from "../servers/faults-server.ts";
import { testRuntime } from "../support/runtime.ts";

const userId = "ada";
const forgotten = undefined as unknown as readonly string[];

describe("integrations under the names that hosts know", () => {
  let api: FaultsServer;
  let runtime: Runtime;
  let integrations: Integrations;

  beforeAll(async () => {
    api = await startFaultsServer();
    api.answer("/me", json({ id: 7, name: "Ada" }));
    runtime = await testRuntime("pglite", { allowHosts: [api.host] });
    integrations = createIntegrations(runtime, {
      compile: (files) => {
        const { diagnostics, output } = compile("connector.yaml", memoryHost(files));
        return { diagnostics: renderJson(diagnostics), files: output?.files };
      },
    });
  });
  afterAll(async () => {
    await runtime.close();
    await api.stop();
  });

  const keyed = (slug: string, more = "") => `
connector: 1
version: 1.0.0
slug: ${slug}
name: The ${slug}
description: For tests.
baseUrl: ${api.origin}
auth: { type: api_key, in: header, name: X-Key, verify: { operation: me.get, accountId: /id, label: /name } }
operations:
  me.get: { request: GET /me, summary: Who I am }
${more}`;

  const create = (slug: string, user = userId) =>
    integrations.createCustomIntegration({ userId: user, spec: keyed(slug) });

  test("a spec is compiled, stored and read back whole", async () => {
    const { warnings, ...created } = await create("first");
    expect(warnings.map(({ code }) => code)).toEqual(["server/private-host"]);
    expect(created).toMatchObject({
      slug: "first",
      name: "The first",
      description: "For tests.",
      iconUrl: null,
      baseUrl: api.origin,
      auth: [{ type: "api_key" }],
      spec: keyed("first"),
      permissions: { readOps: ["me.get"], writeOps: [] },
      createdBy: userId,
      communityStatus: "private",
      pullRequestUrl: null,
      builtIn: false,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    });
    const which = { userId, id: created.id };
    expect(await integrations.getCustomIntegration(which)).toEqual({ ...created, accounts: [] });
    const files = await runtime.connectors.files({ userId, connectorId: created.id });
    expect([...files.keys()].toSorted()).toContain("cli.mjs");
  });

  test("a spec that doesn't compile is refused with all that the compiler found, as data", async () => {
    const spec = keyed("broken").replace("in: header", "in: heder").replace("GET /me", "GOT /me");
    const error = await integrations
      .createCustomIntegration({ userId, spec })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "CONNECTOR_INVALID", remedy: "caller" });
    const { diagnostics } = (error as { details: { diagnostics: DiagnosticData[] } }).details;
    expect(diagnostics.length).toBeGreaterThanOrEqual(2);
    for (const one of diagnostics)
      expect(one).toEqual(
        expect.objectContaining({
          code: expect.stringContaining("/"),
          severity: expect.any(String),
          message: expect.any(String),
          range: expect.anything(),
        }),
      );
    expect(JSON.parse(JSON.stringify(error)).diagnostics).toEqual(diagnostics);
    const listed = await integrations.listCustomIntegrations({ userId });
    expect(listed.map(({ slug }) => slug)).not.toContain("broken");
  });

  test("a spec comes with the documents that it refers to, and they can't replace it", async () => {
    const openapi = JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Things", version: "1" },
      paths: {
        "/things": { get: { operationId: "listThings", responses: { 200: { description: "Things" } } } },
      },
    });
    const created = await integrations.createCustomIntegration({
      userId,
      spec: `${keyed("documented")}  things.list: { use: listThings, summary: List things }\nopenapi: { document: ./openapi/things.json }\n`,
      files: { "openapi/things.json": openapi, "connector.yaml": "slug: evil" },
    });
    expect(created.slug).toBe("documented");
    expect(created.permissions.readOps).toEqual(["me.get", "things.list"]);
  });

  test("it is private to its creator, who alone can change or delete it", async () => {
    const { id } = await create("hidden");
    const eve = { userId: "eve", id };
    const notThere = expect.objectContaining({ code: "CONNECTOR_NOT_FOUND" });
    await expect(integrations.getCustomIntegration(eve)).rejects.toEqual(notThere);
    await expect(integrations.deleteCustomIntegration(eve)).rejects.toEqual(notThere);
    await expect(integrations.disableCustomIntegration(eve)).rejects.toEqual(notThere);
    await expect(integrations.updateCustomIntegration({ ...eve, spec: keyed("hidden") })).rejects.toEqual(
      notThere,
    );
    await expect(integrations.setCustomCredentials({ ...eve, secrets: { api_key: "k" } })).rejects.toEqual(
      notThere,
    );
    await expect(integrations.setCustomCredentials({ ...eve, clientId: "c" })).rejects.toEqual(notThere);
    expect(await integrations.listCustomIntegrations({ userId: "eve" })).toEqual([]);
    expect((await create("hidden", "eve")).id).not.toBe(id);
    await expect(create("hidden")).rejects.toMatchObject({ code: "SLUG_TAKEN" });
  });

  test("a new version that may do more needs consent where credentials are stored", async () => {
    const { id } = await create("grows");
    await integrations.setCustomCredentials({ userId, id, secrets: { api_key: "k" } });
    const wider = keyed("grows", "  things.create: { request: POST /things, summary: Make a thing }");
    const update = (consent?: string) =>
      integrations.updateCustomIntegration({ userId, id, spec: wider, ...(consent && { consent }) });
    const error = await update().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "CONSENT_REQUIRED" });
    const { help = "" } = (error as { details: { help?: string } }).details;
    const [digest] = /sha256:[0-9a-f]{64}/.exec(help) ?? [];
    expect((await update(digest)).permissions.writeOps).toEqual(["things.create"]);
  });

  test("keys are set, used and disconnected; disabled, it is in nothing", async () => {
    const { id } = await create("daily");
    const which = { userId, id };
    const allowed = ["custom:daily", "builtin:slack"];
    expect(await integrations.getEnabledIntegrationTypes({ userId, allowed })).toEqual([]);
    await integrations.setCustomCredentials({ ...which, secrets: { api_key: "k-daily" }, label: "work" });
    const own = (await integrations.getCustomIntegration(which)).accounts;
    expect(own).toMatchObject([{ label: "work", status: "connected" }]);
    const inUse = async () => ({
      types: await integrations.getEnabledIntegrationTypes({ userId, allowed }),
      env: await integrations.getCliEnvForUser({ userId, allowed }),
      instructions: await integrations.getCliInstructions({ userId, allowed }),
      tokens: await integrations.getValidTokensForUser({ userId, allowed }),
    });
    expect(await inUse()).toEqual({
      types: ["custom:daily"],
      env: expect.objectContaining({ DAILY_API_KEY: "k-daily", DAILY_ACCOUNT: "work" }),
      instructions: expect.stringContaining("custom-daily"),
      tokens: {
        tokens: [{ type: "custom:daily", account: own[0], secrets: { api_key: "k-daily" } }],
        missing: [],
      },
    });
    const nothing = { types: [], env: {}, instructions: "", tokens: { tokens: [], missing: [] } };
    await integrations.disableCustomIntegration(which);
    expect(await inUse()).toEqual(nothing);
    await integrations.enableCustomIntegration(which);
    expect((await inUse()).types).toEqual(["custom:daily"]);
    const foreign = { userId, id: (await create("other")).id, accountId: own[0]?.id ?? "" };
    await expect(integrations.disconnectCustomIntegration(foreign)).rejects.toMatchObject({
      code: "ACCOUNT_NOT_FOUND",
    });
    expect(await integrations.disconnectCustomIntegration(which)).toEqual([
      { accountId: own[0]?.id, tokens: "nothing-to-revoke" },
    ]);
    expect(await inUse()).toEqual(nothing);
  });

  test("with OAuth too; a token that can't be refreshed hides no other", async () => {
    const spec = keyed("signed-in").replace(
      /^auth:.*$/m,
      `auth: { type: oauth2, authorizationUrl: "${api.authorizationUrl}", tokenUrl: "${api.tokenUrl}" }`,
    );
    const { id } = await integrations.createCustomIntegration({ userId, spec });
    const which = { userId, id };
    expect(
      await integrations.setCustomCredentials({ ...which, clientId: "hers", clientSecret: "of hers" }),
    ).toMatchObject({ clientId: "hers", hasSecret: true, userId });
    const { url } = await integrations.getAuthUrl({ ...which, sessionId: "s", returnTo: "/done" });
    const asked = new URL(url).searchParams;
    expect(asked.get("redirect_uri")).toBe(`https://host.example/oauth/callback/${id}`);
    api.answer(
      "/token",
      json({ access_token: "at", refresh_token: "rt", token_type: "bearer", expires_in: 1 }),
    );
    const parameters = new URLSearchParams({ code: "c", state: asked.get("state") ?? "" });
    const answered = { ...which, sessionId: "s", parameters };
    expect(await integrations.handleCallback(answered)).toMatchObject({
      account: { status: "connected" },
      returnTo: "/done",
    });
    await expect(integrations.handleCallback(answered)).rejects.toMatchObject({ code: "STATE_REFUSED" });

    const other = await create("beside");
    await integrations.setCustomCredentials({ userId, id: other.id, secrets: { api_key: "k-beside" } });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    api.answer("/token", json({}, 503));
    const { tokens, missing } = await integrations.getValidTokensForUser({
      userId,
      allowed: ["custom:signed-in", "custom:beside"],
    });
    expect(tokens.map(({ type, secrets }) => [type, secrets])).toEqual([
      ["custom:beside", { api_key: "k-beside" }],
    ]);
    expect(missing.map(({ type, error }) => [type, error.code])).toEqual([
      ["custom:signed-in", "TRANSIENT_AUTH_ERROR"],
    ]);
    expect((await integrations.getCustomIntegration(which)).accounts).toMatchObject([
      { status: "connected" },
    ]);
  });

  test("a connector that is not allowed leaves no trace, and no list is no leave", async () => {
    const { id } = await create("secretive");
    await integrations.setCustomCredentials({ userId, id, secrets: { api_key: "k-secretive" } });
    const allowed: string[] = [];
    expect(await integrations.getCliEnvForUser({ userId, allowed })).toEqual({});
    expect(await integrations.getCliInstructions({ userId, allowed: ["custom:secre", "secretive"] })).toBe(
      "",
    );
    expect(await integrations.getEnabledIntegrationTypes({ userId, allowed })).toEqual([]);
    expect(await integrations.getValidTokensForUser({ userId, allowed })).toEqual({
      tokens: [],
      missing: [],
    });
    const required = expect.objectContaining({ code: "ALLOW_LIST_REQUIRED" });
    const none = { userId, allowed: forgotten };
    await expect(integrations.getCliEnvForUser(none)).rejects.toEqual(required);
    await expect(integrations.getCliInstructions(none)).rejects.toEqual(required);
    await expect(integrations.getEnabledIntegrationTypes(none)).rejects.toEqual(required);
    await expect(integrations.getValidTokensForUser(none)).rejects.toEqual(required);
  });

  const nobodies = Object.entries({ null: null, missing: undefined, empty: "", number: 7 });
  test.each(nobodies)("whoever is no user can do nothing: %s", async (name, nobody) => {
    const { id } = await create(`of-ada-${name}`);
    const user = { userId: nobody as unknown as string };
    const which = { ...user, id };
    const refused = expect.objectContaining({ code: "INVALID_OPTION" });
    const calls: Readonly<Record<keyof Integrations, () => Promise<unknown>>> = {
      createCustomIntegration: () =>
        integrations.createCustomIntegration({ ...user, spec: keyed("everyones") }),
      listCustomIntegrations: () => integrations.listCustomIntegrations(user),
      getCustomIntegration: () => integrations.getCustomIntegration(which),
      updateCustomIntegration: () => integrations.updateCustomIntegration({ ...which, spec: keyed("x") }),
      deleteCustomIntegration: () => integrations.deleteCustomIntegration(which),
      enableCustomIntegration: () => integrations.enableCustomIntegration(which),
      disableCustomIntegration: () => integrations.disableCustomIntegration(which),
      setCustomCredentials: () => integrations.setCustomCredentials({ ...which, clientId: "of the host" }),
      getAuthUrl: () => integrations.getAuthUrl({ ...which, sessionId: "s" }),
      handleCallback: () => integrations.handleCallback({ ...which, sessionId: "s", parameters: "" }),
      disconnectCustomIntegration: () => integrations.disconnectCustomIntegration(which),
      getCliEnvForUser: () => integrations.getCliEnvForUser({ ...user, allowed: [] }),
      getCliInstructions: () => integrations.getCliInstructions({ ...user, allowed: [] }),
      getEnabledIntegrationTypes: () => integrations.getEnabledIntegrationTypes({ ...user, allowed: [] }),
      getValidTokensForUser: () => integrations.getValidTokensForUser({ ...user, allowed: [] }),
    };
    expect(Object.keys(calls).toSorted()).toEqual(Object.keys(integrations).toSorted());
    for (const call of Object.values(calls)) await expect(call()).rejects.toEqual(refused);
    expect((await integrations.getCustomIntegration({ userId, id })).slug).toMatch(/^of-ada/);
  });

  test("a filter for a user who is none gives nobody's, not everybody's", async () => {
    const filter = { userId: undefined as unknown as string };
    const refused = expect.objectContaining({ code: "INVALID_OPTION" });
    await expect(runtime.clients.list(filter)).rejects.toEqual(refused);
    await expect(runtime.events.list(filter)).rejects.toEqual(refused);
    await expect(runtime.events.follow(filter).next()).rejects.toEqual(refused);
    expect(await runtime.clients.list()).toEqual(await runtime.clients.list({}));
  });

  test("deleting it disconnects its accounts and frees its slug", async () => {
    const { id } = await create("passing");
    await integrations.setCustomCredentials({ userId, id, secrets: { api_key: "k" } });
    const before = (await runtime.events.list({ limit: 1000 })).at(-1)?.id ?? 0;
    await integrations.deleteCustomIntegration({ userId, id });
    expect(await runtime.events.list({ after: before })).toMatchObject([
      { type: "account.disconnected", connectorId: id },
    ]);
    expect((await create("passing")).id).not.toBe(id);
  });
});
