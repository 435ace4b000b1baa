import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deleteAccount, replaceSecrets } from "../../src/accounts/account-changes.ts";
import { saveAccount } from "../../src/accounts/save-account.ts";
import { requireApproval } from "../../src/approvals/require-approval.ts";
import { registerClient } from "../../src/clients/oauth-clients.ts";
import { addConnector } from "../../src/connectors/connector-store.ts";
import type { Context } from "../../src/context.ts";
import { authorizationUrl } from "../../src/oauth/authorization-url.ts";
import { openStore } from "../../src/store/open-store.ts";
import { accounts, authorizations, dataKeys } from "../../src/store/schema.ts";
import type { Store } from "../../src/store/store.ts";
import { wrappingContext } from "../../src/vault/key-provider.ts";
import { generateKey, keyring } from "../../src/vault/keyring.ts";
import { codeVerifierPlace } from "../../src/vault/secret-places.ts";
import { createVault, type Vault } from "../../src/vault/vault.ts";
import { askedToSend } from "../support/approval-asked.ts";
import { compileConnector } from "../support/compile-connector.ts";
import { postgresDatabase } from "../support/database.ts";
import { Markers } from "../support/markers.ts";
import { dumpOf } from "./dump.ts";

// A dump of a database in which everything secret is planted and everything that stores secrets was done.

const kinds = ["folder", "postgres"] as const;
const auth = JSON.stringify([
  { type: "oauth2", authorizationUrl: "https://auth.example.com/a", tokenUrl: "https://auth.example.com/t" },
  { type: "basic" },
]);

describe.for(kinds)("a filled database (%s)", (kind) => {
  const markers = new Markers();
  const planted = new Map<string, string>();
  const plant = (name: string): string => {
    const secret = markers.plant(name);
    planted.set(name, secret);
    return secret;
  };
  const folder = mkdtempSync(join(tmpdir(), "specwire-dump-"));
  let store: Store;

  beforeAll(async () => {
    const connection = kind === "folder" ? { folder } : { connectionString: await postgresDatabase() };
    store = await openStore(connection);
    await fill(store, markers, plant);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("holds no secret in any column of any table", async () => {
    const dumps = await dumpOf(store.db);
    const filled = dumps.filter(({ rows }) => rows > 0).map(({ table }) => table);
    for (const table of [
      "accounts",
      "account_secrets",
      "oauth_clients",
      "approvals",
      "authorizations",
      "data_keys",
      "events",
    ])
      expect(filled).toContain(`specwire.${table}`);
    expect(dumps.flatMap(({ table, text }) => markers.leaksIn(table, text))).toEqual([]);
  });

  test("and the search would find one, in text, JSON and bytes", async () => {
    const [account] = await store.db.select().from(accounts);
    const found = new Markers();
    found.watch("label", account?.label ?? "");
    const [key] = await store.db.select().from(dataKeys);
    found.watch("wrapped key", key?.wrapped ?? new Uint8Array());
    const leaks = (await dumpOf(store.db)).flatMap(({ table, text }) => found.leaksIn(table, text));
    expect(leaks.map(({ secret, place }) => `${secret} in ${place}`)).toEqual(
      expect.arrayContaining(["label in specwire.accounts", "wrapped key in specwire.data_keys"]),
    );
    const marker = planted.get("access token") ?? "";
    const before = eq(accounts.id, account?.id ?? "");
    await store.db
      .update(accounts)
      .set({ variables: { token: marker } })
      .where(before);
    const planting = (await dumpOf(store.db)).flatMap(({ table, text }) => markers.leaksIn(table, text));
    expect(planting.map(({ secret, place }) => `${secret} in ${place}`)).toContain(
      "access token in specwire.accounts",
    );
    await store.db.update(accounts).set({ variables: {} }).where(before);
  });
});

test("the files of an embedded database hold no secret: not its tables, its log, or what was deleted", async () => {
  const folder = mkdtempSync(join(tmpdir(), "specwire-dump-"));
  try {
    const planted: string[] = [];
    const markers = new Markers();
    const store = await openStore({ folder });
    const label = await fill(store, markers, (name) => {
      planted.push(markers.plant(name));
      return planted.at(-1) ?? "";
    });
    await store.close();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const holding = (text: string): number =>
      files.filter((file) => {
        const bytes = readFileSync(join(file.parentPath, file.name));
        return bytes.includes(text) || bytes.includes(Buffer.from(text).toString("hex"));
      }).length;
    expect(holding(label)).toBeGreaterThan(0);
    expect(planted.length).toBeGreaterThan(8);
    expect(planted.filter((secret) => holding(secret) > 0)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Does everything that stores secrets, and watches those that are made on the way. Gives a label that is stored. */
async function fill(
  { db, locks }: Store,
  markers: Markers,
  plant: (name: string) => string,
): Promise<string> {
  const keys = { a: generateKey(), b: generateKey() };
  for (const [id, key] of Object.entries(keys)) {
    markers.watch(`key-encryption key ${id}`, key);
    markers.watch(`key-encryption key ${id}`, Buffer.from(key, "base64"));
  }
  const contextWith = (primary: "a" | "b") => {
    const vault = createVault({ db, keyProvider: keyring({ primary, keys }) });
    const parts = { db, locks, vault: vault as Vault, now: Date.now, publicUrl: "https://host.example/" };
    return { vault, context: { ...parts, log: () => {} } as unknown as Context };
  };
  const { context } = contextWith("a");
  const input = { createdBy: null, ...compileConnector("main", { auth: `auth: ${auth}` }) };
  const { id: connectorId, compiled } = await addConnector(context, input);
  const schemeOf = (type: string): string => compiled.auth.find((one) => one.type === type)?.id ?? "";
  const client = { connectorId, clientId: "client" };
  for (const userId of [null, "ada"]) {
    await registerClient(context, {
      ...client,
      userId,
      clientSecret: plant(`older client secret of ${userId}`),
    });
    await registerClient(context, { ...client, userId, clientSecret: plant(`client secret of ${userId}`) });
  }

  const ada = { userId: "ada", connectorId, status: "connected" as const, label: "ada-at-main-account" };
  const account = await saveAccount(context, {
    ...ada,
    schemeId: schemeOf("oauth2"),
    secrets: {
      access_token: plant("older access token"),
      refresh_token: plant("older refresh token"),
      kept: JSON.stringify({ instance_secret: plant("kept") }),
    },
  });
  const tokens = { access_token: plant("access token"), refresh_token: plant("refresh token") };
  await replaceSecrets(context, account, { secrets: tokens });
  const basic = { username: plant("username"), password: plant("password") };
  await saveAccount(context, { ...ada, label: "basic", schemeId: schemeOf("basic"), secrets: basic });
  const gone = { username: plant("username that is gone"), password: plant("password that is gone") };
  const deleted = await saveAccount(context, {
    ...ada,
    label: "gone",
    schemeId: schemeOf("basic"),
    secrets: gone,
  });
  await deleteAccount(context, deleted.id);

  const sessionId = plant("session id");
  const start = { userId: "ada", sessionId, connectorId, schemeId: schemeOf("oauth2") };
  const { url } = await authorizationUrl(context, start);
  markers.watch("state", new URL(url).searchParams.get("state") ?? "");
  const [row] = await db.select().from(authorizations);
  if (row?.codeVerifier == null) throw new Error("the request has no code verifier");
  markers.watch("code verifier", await context.vault.open(codeVerifierPlace(row), row.codeVerifier));

  const asked = askedToSend(connectorId, plant("text of a message that waits for approval"), {
    userId: "ada",
    sessionId: randomUUID(),
    workflowId: null,
  });
  await requireApproval(context, asked);

  // Everything once more under other keys.
  const { keys: rotation } = contextWith("b").vault;
  await rotation.rewrap();
  await rotation.rotateDataKeys();
  await rotation.reseal();
  const unwrapping = keyring({ primary: "b", keys });
  for (const { id, tenant, keyId, wrapped } of await db.select().from(dataKeys))
    markers.watch("data key", await unwrapping.unwrap(keyId, wrapped, wrappingContext(id, tenant)));
  return ada.label;
}
