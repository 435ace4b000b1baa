import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openAccount } from "../../src/accounts/account-store.ts";
import { handleCallback } from "../../src/oauth/handle-callback.ts";
import { authorizations } from "../../src/store/schema.ts";
import { bodyParameters } from "../servers/loopback.ts";
import {
  add,
  alice,
  answerTo,
  codeOf,
  connect,
  context,
  main,
  other,
  outcome,
  scopes,
  server,
  start,
  world,
} from "../support/authorizations.ts";

describe("the answer", () => {
  test("is redeemed with what it was asked with, and its account stored", async () => {
    const { url } = await start(main, { returnTo: "/done?x=1", label: "mine" });
    const parameters = (await answerTo(url)).href;
    const { account, returnTo } = await handleCallback(context, { ...alice, connectorId: main, parameters });
    expect(returnTo).toBe("/done?x=1");
    expect(account).toMatchObject({ userId: "alice", label: "mine", status: "connected", refreshable: true });
    expect(account.scopes).toEqual(Object.keys(scopes).sort());
    expect(account.expiresAt?.getTime()).toBe(context.now() + 3_600_000);
    const asked = Object.fromEntries(bodyParameters(server.requestsTo("/token").at(-1) ?? ({} as never)));
    expect(asked).toEqual({
      grant_type: "authorization_code",
      code: "the-code",
      redirect_uri: `https://host.test/oauth/callback/${main}`,
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
      client_id: "client",
      client_secret: "client-secret",
    });
    expect((await openAccount(context, account.id))?.secrets).toEqual({
      access_token: "at",
      refresh_token: "rt",
    });
  });

  test("counts once", async () => {
    const { url } = await start(main);
    const parameters = await answerTo(url);
    const again = () => handleCallback(context, { ...alice, connectorId: main, parameters });
    const all = await Promise.all([1, 2, 3].map(() => codeOf(again())));
    expect(all.toSorted()).toEqual(["STATE_REFUSED", "STATE_REFUSED", "done"]);
    expect(await outcome(again)).toBe("STATE_REFUSED");
  });

  test.each([
    ["another user", { userId: "bob" }],
    ["another session of the same user", { sessionId: "another-session-of-alice" }],
    ["another user in the same session", { userId: "bob", sessionId: "the-first-session-of-alice" }],
  ])("is refused for %s, and nobody can use it afterwards", async (_, who) => {
    const { url } = await start(main);
    const parameters = await answerTo(url);
    const back = (as: object) => handleCallback(context, { ...alice, ...as, connectorId: main, parameters });
    expect(await outcome(() => back(who))).toBe("STATE_REFUSED");
    expect(await outcome(() => back({}))).toBe("STATE_REFUSED");
  });

  test("of an honest connector goes to no other one (COAT)", async () => {
    const hostile = await add({ tokenUrl: other.tokenUrl }, { createdBy: "alice" });
    const { url } = await start(main);
    const parameters = await answerTo(url);
    expect(await outcome(() => handleCallback(context, { ...alice, connectorId: hostile, parameters }))).toBe(
      "STATE_REFUSED",
    );
    // The hostile one's own request, answered at the honest one's redirect URI.
    const theirs = await answerTo((await start(hostile)).url);
    expect(
      await outcome(() => handleCallback(context, { ...alice, connectorId: main, parameters: theirs })),
    ).toBe("STATE_REFUSED");
    expect(other.requests).toEqual([]);
  });

  test("of a request that an attacker made for a victim ends with the victim (COSF)", async () => {
    const { url } = await start(main, { userId: "mallory", sessionId: "m1" });
    const parameters = await answerTo(url);
    expect(await outcome(() => handleCallback(context, { ...alice, connectorId: main, parameters }))).toBe(
      "STATE_REFUSED",
    );
  });

  test("comes too late", async () => {
    const { url } = await start(main);
    world.wait(15 * 60 * 1000);
    expect(
      await outcome(async () =>
        handleCallback(context, { ...alice, connectorId: main, parameters: await answerTo(url) }),
      ),
    ).toBe("STATE_REFUSED");
  });

  test.each(["code", "state", "iss", "error"])("is refused with %s twice", async (name) => {
    const change = (answer: URLSearchParams) => {
      if (name === "iss" || name === "error") answer.append(name, "x");
      answer.append(name, answer.get(name) ?? "");
    };
    expect(await outcome(() => connect(main, {}, change))).toBe("AUTHORIZATION_RESPONSE_INVALID");
  });

  test.each<[string, (answer: URLSearchParams) => void, string]>([
    ["without a state", (answer) => answer.delete("state"), "STATE_REFUSED"],
    ["with an empty state", (answer) => answer.set("state", ""), "STATE_REFUSED"],
    ["with another state", (answer) => answer.set("state", "x".repeat(43)), "STATE_REFUSED"],
    ["without a code", (answer) => answer.delete("code"), "AUTHORIZATION_RESPONSE_INVALID"],
    ["with an empty code", (answer) => answer.set("code", ""), "AUTHORIZATION_RESPONSE_INVALID"],
    ["of another server", (answer) => answer.set("iss", "https://evil.example"), "ISSUER_MISMATCH"],
    ["with an error", (answer) => answer.set("error", "access_denied"), "AUTHORIZATION_DENIED"],
    [
      "with an error of another server",
      (answer) => {
        answer.set("error", "access_denied");
        answer.set("iss", "https://evil.example");
      },
      "ISSUER_MISMATCH",
    ],
  ])("%s is refused before any token request, and used up", async (_, change, code) => {
    const before = (await context.db.select().from(authorizations)).length;
    expect(await outcome(() => connect(main, {}, change))).toBe(code);
    const left = (await context.db.select().from(authorizations)).length - before;
    expect(left).toBe(code === "STATE_REFUSED" ? 1 : 0);
  });

  test("names the error, if it is a code and no text", async () => {
    for (const [error, shown] of [
      ["access_denied", "access_denied"],
      ["a text\nof theirs", undefined],
    ] as const) {
      const failed = await connect(main, {}, (answer) => answer.set("error", error)).catch(
        (thrown) => thrown,
      );
      expect(failed.details.error).toBe(shown);
    }
  });

  test("may name an issuer at home where the user was sent", async () => {
    await connect(main, {}, (answer) => answer.set("iss", server.origin));
    await connect(main, {}, (answer) => answer.set("iss", `${server.origin}/login`));
    const stated = await add({ issuer: "https://issuer.example" });
    const iss = (value: string) => outcome(() => connect(stated, {}, (answer) => answer.set("iss", value)));
    expect(await iss("https://issuer.example")).toBe("done after a token request");
    expect(await iss("https://issuer.example/")).toBe("ISSUER_MISMATCH");
    expect(await iss(server.origin)).toBe("ISSUER_MISMATCH");
  });

  test("is not redeemed where the connector says another token endpoint meanwhile", async () => {
    const id = await add();
    const { url } = await start(id);
    const parameters = await answerTo(url);
    await context.db
      .update(authorizations)
      .set({ tokenEndpoint: other.tokenUrl })
      .where(eq(authorizations.connectorId, id));
    expect(await outcome(() => handleCallback(context, { ...alice, connectorId: id, parameters }))).toBe(
      "AUTHORIZATION_RESPONSE_INVALID",
    );
  });

  test("under other names, and as a form post", async () => {
    const id = await add({
      deviations: {
        redirectParamNames: { code: "auth_code", state: "custom" },
        authParamNames: { state: "custom" },
      },
    });
    server.answer("/authorize", ({ query }, response) => {
      const answer = new URLSearchParams({
        auth_code: "renamed",
        custom: query.get("custom") ?? "",
        code: "decoy",
      });
      response.writeHead(302, { location: `${query.get("redirect_uri")}?${answer}` }).end();
    });
    const { url } = await start(id);
    const parameters = (await answerTo(url)).search.slice(1);
    await handleCallback(context, { ...alice, connectorId: id, parameters });
    expect(bodyParameters(server.requestsTo("/token").at(-1) ?? ({} as never)).get("code")).toBe("renamed");
  });

  test("has values for variables, which are checked before the token request, and may say where that goes", async () => {
    const lines = {
      variables: `variables: { region: { from: redirect, parameter: location, enum: ["${server.host}", eu.example.com] }, realm: { from: redirect, parameter: realmId, kind: label } }`,
      servers: "baseUrl: https://api.example.com/{realm}",
    };
    const id = await add({ tokenUrl: "http://{region}/token" }, { lines });
    const change = (location: string, realm: string) => (answer: URLSearchParams) => {
      answer.set("location", location);
      answer.set("realmId", realm);
    };
    for (const [location, realm] of [
      ["evil.example", "1"],
      [server.host, "../admin"],
      [server.host, ""],
    ] as const)
      expect(await outcome(() => connect(id, {}, change(location, realm)))).toBe("INVALID_VARIABLE");
    const twice = (answer: URLSearchParams) => {
      change(server.host, "1")(answer);
      answer.append("realmId", "2");
    };
    expect(await outcome(() => connect(id, {}, twice))).toBe("AUTHORIZATION_RESPONSE_INVALID");
    const { account } = await connect(id, {}, change(server.host, "123"));
    expect(account.variables).toEqual({ region: server.host, realm: "123" });
  });
});
