import { afterAll, beforeAll, expect, test } from "vitest";
import { saveAccount } from "../../src/accounts/save-account.ts";
import { listClients } from "../../src/clients/oauth-clients.ts";
import { validSecrets } from "../../src/refresh/valid-secrets.ts";
import { openSession } from "../../src/session/session.ts";
import { hang, json, oauthError, unavailable } from "../servers/answers.ts";
import { type FaultsServer, startFaultsServer } from "../servers/faults-server.ts";
import { type OAuthWorld, oauthWorld } from "../support/oauth-world.ts";

// A session over the real refresh: what is stale is renewed, and whatever fails is missing alone.

let server: FaultsServer;
let world: OAuthWorld;
beforeAll(async () => {
  server = await startFaultsServer();
  world = await oauthWorld([new URL(server.origin).host]);
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

/** A connected account whose access token ends in so many seconds, with a token endpoint of its own. */
async function connect(slug: string, seconds: number): Promise<string> {
  const tokenUrl = `${server.origin}/${slug}`;
  const auth = {
    authorizationUrl: server.authorizationUrl,
    tokenUrl,
    pkce: true,
    authStyle: "body",
    scopes: {},
  };
  const connectorId = await world.connector(slug, { auth });
  const [client] = await listClients(world.context, { connectorId });
  const { id } = await saveAccount(world.context, {
    ...{ userId: "ada", connectorId, schemeId: "oauth2", status: "connected", refreshable: true },
    oauthClientId: client?.id ?? null,
    // Long ago, so that another token lives longer.
    issuedAt: new Date(world.context.now() - 7_200_000),
    expiresAt: new Date(world.context.now() + seconds * 1000),
    secrets: { access_token: `old-${slug}`, refresh_token: `refresh-${slug}` },
  });
  return id;
}

async function open(allowed: readonly string[]) {
  const missing: Record<string, string> = {};
  const bundle = await openSession(
    world.context,
    (accountId, asked) => validSecrets(world.context, accountId, asked),
    {
      userId: "ada",
      allowed: allowed.map((slug) => `custom:${slug}`),
      waitMilliseconds: 10_000,
      onMissing: (slug, error) => {
        missing[slug] = error.code;
      },
    },
  );
  return { bundle, missing };
}

test("credentials that end within the session are renewed, and one that can't be hides no other", async () => {
  const all = ["good", "soon", "over", "revoked", "down", "silent"];
  for (const [slug, seconds] of Object.entries({
    good: 7200,
    soon: 60,
    over: -1,
    revoked: -1,
    down: -1,
    silent: -1,
  }))
    await connect(slug, seconds);
  for (const slug of ["soon", "over"])
    server.answer(`/${slug}`, json({ access_token: `new-${slug}`, token_type: "bearer", expires_in: 3600 }));
  server.answer("/revoked", oauthError("invalid_grant"));
  server.answer("/down", unavailable(503));
  server.answer("/silent", hang);

  const { bundle, missing } = await open(all);
  expect(bundle.env).toMatchObject({
    GOOD_ACCESS_TOKEN: "old-good",
    SOON_ACCESS_TOKEN: "new-soon",
    OVER_ACCESS_TOKEN: "new-over",
    OVER_EXPIRES_AT: new Date(world.context.now() + 3600_000).toISOString(),
  });
  expect(Object.keys(missing).sort()).toEqual(["down", "revoked", "silent"]);
  expect(missing.revoked).toBe("REAUTH_REQUIRED");
  const text = JSON.stringify(bundle);
  for (const hidden of ["refresh-", "client-secret", "custom-revoked", "custom-silent", "custom-down"])
    expect(text).not.toContain(hidden);
  expect(server.requestsTo("/good")).toEqual([]);

  // Who is to be asked again is not asked for in vain.
  const asked = server.requestsTo("/revoked").length;
  expect((await open(["good", "revoked"])).missing).toEqual({ revoked: "REAUTH_REQUIRED" });
  expect(server.requestsTo("/revoked")).toHaveLength(asked);
});

test("less time than asked for is better than no credential", async () => {
  await connect("short", 60);
  server.answer("/short", unavailable(503));
  const { bundle, missing } = await open(["short"]);
  expect(missing).toEqual({});
  expect(bundle.env.SHORT_ACCESS_TOKEN).toBe("old-short");
});

test("many sessions at once renew a credential once", async () => {
  await connect("shared", -1);
  server.answer("/shared", json({ access_token: "new-shared", token_type: "bearer", expires_in: 3600 }));
  const sessions = await Promise.all(Array.from({ length: 10 }, () => open(["shared"])));
  expect(sessions.map(({ bundle }) => bundle.env.SHARED_ACCESS_TOKEN)).toEqual(Array(10).fill("new-shared"));
  expect(server.requestsTo("/shared")).toHaveLength(1);
});
