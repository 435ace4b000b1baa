import type { AuthScheme, Connector, OAuth2 } from "@specwire/contract";
import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { type accounts, connectors, oauthClients } from "../store/schema.ts";
import { hideWhenPrinted } from "../vault/hide.ts";
import { clientSecretPlace } from "../vault/secret-places.ts";
import type { ClientCredentials } from "./client-authentication.ts";

export interface ClientAndScheme {
  /** Not the whole compiled connector, which can be megabytes. */
  readonly connector: Pick<Connector, "variables">;
  readonly scheme: AuthScheme & { readonly oauth2: OAuth2 };
  readonly client: ClientCredentials;
}

type AccountOf = Pick<
  typeof accounts.$inferSelect,
  "id" | "userId" | "connectorId" | "schemeId" | "oauthClientId"
>;

/**
 * What requests about an account's tokens are made with. Throws `SCHEME_NOT_FOUND`, and `REAUTH_REQUIRED` where
 * the client that they were issued to is gone: no other one may use them (RFC 6749 section 6).
 */
export async function clientAndScheme(
  context: Pick<Context, "db" | "vault">,
  account: AccountOf,
): Promise<ClientAndScheme> {
  const { id: accountId, connectorId, userId, oauthClientId } = account;
  const { db } = context;
  const [row] = await db
    .select({
      auth: connectors.auth,
      variables: sql<Connector["variables"]>`${connectors.compiled} -> 'variables'`,
    })
    .from(connectors)
    .where(eq(connectors.id, connectorId));
  const scheme = row?.auth.find((one) => one.id === account.schemeId);
  if (row === undefined || scheme?.oauth2 === undefined)
    throw new RuntimeError("SCHEME_NOT_FOUND", "the connector has no such way to connect any more", {
      connectorId,
      accountId,
    });
  const [client] =
    oauthClientId === null
      ? []
      : await db.select().from(oauthClients).where(isClientOf(account, oauthClientId));
  if (client === undefined)
    throw new RuntimeError(
      "REAUTH_REQUIRED",
      "the OAuth client that the account was connected with is gone",
      {
        accountId,
        connectorId,
        userId,
      },
    );
  return {
    connector: { variables: row.variables },
    scheme: { ...scheme, oauth2: scheme.oauth2 },
    client: await openClient(context, client),
  };
}

/**
 * The client with this id, if it may act for that user on that connector. A secret opens for its own client only, but
 * a reference in the database is not sealed: one that points elsewhere must not take that secret with it.
 */
export function isClientOf(
  { userId, connectorId, schemeId }: Pick<AccountOf, "userId" | "connectorId" | "schemeId">,
  clientId: string,
): SQL | undefined {
  return and(
    eq(oauthClients.id, clientId),
    eq(oauthClients.connectorId, connectorId),
    eq(oauthClients.schemeId, schemeId),
    or(isNull(oauthClients.userId), eq(oauthClients.userId, userId)),
  );
}

/** A registered client with its secret. Throws what the vault throws. */
export async function openClient(
  { vault }: Pick<Context, "vault">,
  client: typeof oauthClients.$inferSelect,
): Promise<ClientCredentials> {
  const { clientId, clientSecret } = client;
  if (clientSecret === null) return { clientId };
  const opened = await vault.open(clientSecretPlace(client), clientSecret);
  return hideWhenPrinted({ clientId, clientSecret: opened });
}
