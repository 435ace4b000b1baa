import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Account, readAccount } from "../../src/accounts/account-store.ts";
import { saveAccount } from "../../src/accounts/save-account.ts";
import { registerClient } from "../../src/clients/oauth-clients.ts";
import { addConnector } from "../../src/connectors/connector-store.ts";
import type { Context } from "../../src/context.ts";
import { clientAndScheme } from "../../src/oauth/client-and-scheme.ts";
import { accounts } from "../../src/store/schema.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { createVault, type Vault } from "../../src/vault/vault.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

// References between rows are not sealed: whoever changes one must not get another's secret used for it.

const auth = (host: string): string =>
  `auth: { type: oauth2, authorizationUrl: "https://${host}/authorize", tokenUrl: "https://${host}/token" }`;

let store: TestDatabase;
let context: Context;
let account: Account;
const clients: Record<"host" | "own" | "of another user" | "of another connector", string> = {} as never;

beforeAll(async () => {
  store = await testDatabase("pglite");
  const keyProvider = keyring({ primary: "a", keys: { a: generateKey() } });
  const vault: Vault = createVault({ db: store.db, keyProvider });
  context = { db: store.db, vault, now: Date.now } as Context;
  const add = async (slug: string, host: string): Promise<string> =>
    (await addConnector(context, { createdBy: null, ...compileConnector(slug, { auth: auth(host) }) })).id;
  const [connectorId, another] = [
    await add("main", "auth.example.com"),
    await add("other", "auth.example.org"),
  ];
  const register = async (connector: string, userId: string | null): Promise<string> =>
    (
      await registerClient(context, {
        connectorId: connector,
        userId,
        clientId: "id",
        clientSecret: `of ${userId}`,
      })
    ).id;
  clients.host = await register(connectorId, null);
  clients.own = await register(connectorId, "ada");
  clients["of another user"] = await register(connectorId, "bob");
  clients["of another connector"] = await register(another, null);
  account = await saveAccount(context, {
    userId: "ada",
    connectorId,
    schemeId: "oauth2",
    status: "connected",
    oauthClientId: clients.own,
    secrets: { access_token: "token" },
  });
});
afterAll(() => store.close());

async function withClient(oauthClientId: string): Promise<unknown> {
  await store.db.update(accounts).set({ oauthClientId }).where(eq(accounts.id, account.id));
  const changed = await readAccount(context, account.id);
  return clientAndScheme(context, changed as Account).then(
    ({ client }) => client.clientSecret,
    (error: { code?: string }) => error.code,
  );
}

test("an account uses its user's own client, or the host's", async () => {
  expect(await withClient(clients.own)).toBe("of ada");
  expect(await withClient(clients.host)).toBe("of null");
});

test("and no other user's or connector's, whatever its row says", async () => {
  expect(await withClient(clients["of another user"])).toBe("REAUTH_REQUIRED");
  expect(await withClient(clients["of another connector"])).toBe("REAUTH_REQUIRED");
});
