import { describe, expect, test } from "vitest";
import { listAccounts, openAccount } from "../../src/accounts/account-store.ts";
import { connectWithClient } from "../../src/oauth/connect-with-client.ts";
import { type Answer, form, json, oauthError, reset } from "../servers/answers.ts";
import { bodyParameters } from "../servers/loopback.ts";
import {
  add,
  codeOf,
  connect,
  context,
  main,
  outcome,
  server,
  start,
  tokens,
  world,
} from "../support/authorizations.ts";

describe("tokens that were issued", () => {
  const operations = `operations:
  me.get: { request: GET /me, summary: Who am I, response: { kind: json } }`;
  const verify = { operation: "me.get", accountId: "/id", label: "/name" };
  const proving = {
    lines: {
      servers: `baseUrl: ${server.origin}/api`,
      operations: operations.replace(", response: { kind: json }", ""),
    },
  };

  test("are proven; the account gets its name; connecting again updates it and keeps its refresh token", async () => {
    const id = await add({ verify }, proving);
    server.answer("/api/me", json({ id: 7, name: "Alice A." }));
    const first = await connect(id);
    expect(first.account).toMatchObject({ externalId: "7", displayName: "Alice A.", label: "alice-a." });
    server.answer("/token", json({ access_token: "at-2", token_type: "bearer" }));
    const second = await connect(id);
    expect(second.account).toMatchObject({ id: first.account.id, refreshable: true, expiresAt: null });
    expect((await openAccount(context, first.account.id))?.secrets).toEqual({
      access_token: "at-2",
      refresh_token: "rt",
    });
    // Somebody else at the provider: an account of their own, with nothing of the first one's.
    server.answer("/api/me", json({ id: 8, name: "Alice B." }));
    const third = await connect(id, { accountId: first.account.id });
    expect(third.account.id).not.toBe(first.account.id);
    expect((await openAccount(context, third.account.id))?.secrets).toEqual({ access_token: "at-2" });
    expect(third.account.refreshable).toBe(false);
  });

  test("are revoked where they don't pass", async () => {
    // At a server of its own: what could end the grant of another account is left.
    const tokenUrl = `${server.origin}/token-of-nobody-else`;
    server.answer("/token-of-nobody-else", json(tokens));
    const id = await add({ verify, tokenUrl, revocationUrl: server.revocationUrl }, proving);
    server.answer("/api/me", json({ error: "no" }, 401));
    expect(await codeOf(connect(id))).toBe("CREDENTIAL_REJECTED");
    const revoked = server.requestsTo("/revoke").map((one) => bodyParameters(one).get("token"));
    expect(revoked).toEqual(["rt", "at"]);
    expect(await listAccounts(context, { userId: "alice", connectorId: id })).toEqual([]);
  });

  test("are kept unproven where the API can't be asked", async () => {
    const id = await add({ verify }, proving);
    server.answer("/api/me", reset);
    expect((await connect(id)).account).toMatchObject({ status: "unverified", lastError: "NETWORK_ERROR" });
  });

  test("a label that was taken meanwhile is no reason to consent again", async () => {
    const id = await add();
    await connect(id, { label: "work" });
    const { account } = await connect(id, { label: "work" });
    expect(account.label).not.toBe("work");
  });

  test.each<[string, Answer, string]>([
    ["a code that is over", oauthError("invalid_grant"), "REAUTH_REQUIRED"],
    ["a client that is not known", oauthError("invalid_client"), "CLIENT_REJECTED"],
    ["an error with status 200", form({ error: "bad_verification_code" }), "TOKEN_REQUEST_REJECTED"],
    ["no answer", reset, "NETWORK_ERROR"],
    ["no token", json({}), "TOKEN_RESPONSE_INVALID"],
  ])("%s stores nothing", async (_, answer, code) => {
    const id = await add();
    server.answer("/token", answer);
    expect(await outcome(() => connect(id))).toBe(`${code} after a token request`);
    await expect(connect(id)).rejects.toMatchObject({
      details: { userId: "alice", connectorId: id },
      ...(code !== "TOKEN_RESPONSE_INVALID" && { outcome: expect.stringMatching(/^(rejected|unknown)$/) }),
    });
    const level = ["REAUTH_REQUIRED", "NETWORK_ERROR"].includes(code) ? "warn" : "error";
    expect(world.logs.at(-1)).toEqual({
      ...{ level, event: "account.not-connected", message: "An account could not be connected." },
      ...{ userId: "alice", connectorId: id, code },
    });
    expect(await listAccounts(context, { connectorId: id })).toEqual([]);
  });

  test("client credentials connect without a person", async () => {
    const id = await add({ grant: "client_credentials", authStyle: "header" });
    server.answer("/token", json({ access_token: "machine", token_type: "bearer", scope: "items:read" }));
    const account = await connectWithClient(context, { userId: "alice", connectorId: id, label: "bot" });
    expect(account).toMatchObject({
      label: "bot",
      refreshable: true,
      scopes: ["items:read"],
      expiresAt: null,
    });
    expect(await codeOf(start(id))).toBe("SCHEME_NOT_FOUND");
    expect(await codeOf(connectWithClient(context, { userId: "alice", connectorId: main }))).toBe(
      "SCHEME_NOT_FOUND",
    );
  });
});
