import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StoredConnector } from "../../src/connectors/connector-record.ts";
import type { Runtime } from "../../src/runtime.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { databaseKinds } from "../support/database.ts";
import { everyWriting } from "../support/every-writing.ts";
import { testRuntime } from "../support/runtime.ts";

const oauth = (style: string) => `auth:
  type: oauth2
  authorizationUrl: https://auth.example.com/authorize
  tokenUrl: https://auth.example.com/token
  authStyle: ${style}`;

describe.each(databaseKinds)("OAuth clients on %s", (kind) => {
  let runtime: Runtime;
  let confidential: StoredConnector;
  let open: StoredConnector;
  beforeAll(async () => {
    runtime = await testRuntime(kind);
    const add = (slug: string, auth: string, userId: string | null = null) =>
      runtime.connectors.add({ userId, ...compileConnector(slug, { auth }) });
    confidential = await add("confidential", oauth("header"));
    open = await add("open-client", oauth("none"));
    await add("keyed", "auth: { type: api_key, in: header, name: X-Key }", "ada");
  });
  afterAll(() => runtime.close());

  const register = (
    userId: string | null,
    clientId: string,
    clientSecret?: string,
    connector = confidential,
  ) =>
    runtime.clients.register({
      connectorId: connector.id,
      userId,
      clientId,
      ...(clientSecret !== undefined && { clientSecret }),
    });
  const scopeOf = (userId: string) =>
    runtime.clients
      .list({ userId, connectorId: confidential.id })
      .then((all) => all.map((one) => one.clientId));

  test("are the host's and each user's own, and no secret comes back out", async () => {
    const host = await register(null, "host", "MARKER-secret-of-the-host");
    expect(host).toMatchObject({ clientId: "host", hasSecret: true, userId: null, schemeId: "oauth2" });
    await register("ada", "hers", "MARKER-secret-of-ada");
    await register("bob", "his", "MARKER-secret-of-bob");
    expect(await scopeOf("ada")).toEqual(["host", "hers"]);
    expect(everyWriting([host, await runtime.clients.list()])).not.toContain("MARKER");
    expect(await runtime.clients.list({ connectorId: "no id" })).toEqual([]);
  });

  test("a new secret keeps the client, another client takes its place", async () => {
    const first = await register("carol", "one", "secret-1");
    const again = await register("carol", "one", "secret-2");
    expect(again.id).toBe(first.id);
    const other = await register("carol", "two", "secret-3");
    expect(other.id).not.toBe(first.id);
    expect(await scopeOf("carol")).toEqual(["host", "two"]);
  });

  test("of many that register at once one is left, which opens", async () => {
    await Promise.all(Array.from({ length: 8 }, (_, n) => register("dan", `client-${n % 2}`, `secret-${n}`)));
    expect((await scopeOf("dan")).length).toBe(2);
    const start = await runtime.authorizationUrl({
      userId: "dan",
      sessionId: "s",
      connectorId: confidential.id,
    });
    expect(new URL(start.url).searchParams.get("client_id")).toMatch(/^client-[01]$/);
  });

  test("nobody removes another's", async () => {
    const hers = await register("eve", "eves", "secret");
    expect(await runtime.clients.remove({ id: hers.id, userId: "ada" })).toBe(false);
    expect(await runtime.clients.remove({ id: hers.id, userId: null })).toBe(false);
    expect(await runtime.clients.remove({ id: "none", userId: "eve" })).toBe(false);
    expect(await runtime.clients.remove({ id: hers.id, userId: "eve" })).toBe(true);
    expect(await scopeOf("eve")).toEqual(["host"]);
  });

  test("a secret is there exactly where the spec says that clients have one", async () => {
    await expect(register("ada", "c")).rejects.toMatchObject({ code: "INVALID_SECRET" });
    await expect(register("ada", "c", "s", open)).rejects.toMatchObject({ code: "INVALID_SECRET" });
    expect(await register("ada", "c", undefined, open)).toMatchObject({ hasSecret: false });
    for (const [clientId, secret] of [
      ["", "s"],
      ["a\nb", "s"],
      ["c", "MARKER\u0000"],
      ["c", "MARKER".repeat(1000)],
    ] as const)
      await expect(register("ada", clientId, secret)).rejects.toThrow(
        expect.objectContaining({ code: "INVALID_SECRET", message: expect.not.stringContaining("MARKER") }),
      );
  });

  test("a connector that takes keys has none, and another's is not there", async () => {
    const [keyed] = (await runtime.connectors.list({ userId: "ada" })).filter(({ slug }) => slug === "keyed");
    const input = { connectorId: keyed?.id ?? "", clientId: "c", clientSecret: "s" };
    await expect(runtime.clients.register({ ...input, userId: "ada" })).rejects.toMatchObject({
      code: "SCHEME_NOT_FOUND",
    });
    await expect(runtime.clients.register({ ...input, userId: "bob" })).rejects.toMatchObject({
      code: "CONNECTOR_NOT_FOUND",
    });
  });
});
