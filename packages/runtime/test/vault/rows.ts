import { randomUUID } from "node:crypto";
import type { Database } from "../../src/store/database.ts";
import { accountSecrets, accounts, connectors } from "../../src/store/schema.ts";
import { accountSecretPlace, type SecretPlace } from "../../src/vault/secret-places.ts";
import type { Vault } from "../../src/vault/vault.ts";

/** Id of a new connector without operations; the vault asks for no more. */
export async function addConnectorRow(db: Database): Promise<string> {
  const id = randomUUID();
  await db.insert(connectors).values({
    id,
    slug: `test-${id.slice(0, 8)}`,
    name: "Test",
    description: "For the vault",
    baseUrl: "https://api.example.com",
    auth: [],
    spec: "",
    compiled: {} as never,
    permissions: {} as never,
    digest: "",
    builtIn: true,
  });
  return id;
}

/** A new account of one user whose secrets are sealed; the places, in the order of the fields. */
export async function addAccountRow(
  db: Database,
  vault: Vault,
  connectorId: string,
  userId: string,
  secrets: Readonly<Record<string, string>>,
): Promise<readonly SecretPlace[]> {
  const account = { id: randomUUID(), userId, connectorId };
  const places = Object.keys(secrets).map((field) => accountSecretPlace(account, field, 1));
  const sealed = await Promise.all(places.map((place) => vault.seal(place, secrets[place.field] ?? "")));
  await db.transaction(async (tx) => {
    await tx
      .insert(accounts)
      .values({ ...account, schemeId: "main", label: account.id, status: "connected" });
    await tx.insert(accountSecrets).values(
      places.map((place, index) => ({
        accountId: account.id,
        field: place.field,
        version: place.version,
        sealed: sealed[index] ?? new Uint8Array(),
      })),
    );
  });
  return places;
}
