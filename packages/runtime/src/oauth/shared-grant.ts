import type { AuthScheme } from "@specwire/contract";
import { and, eq, ne } from "drizzle-orm";
import type { Context } from "../context.ts";
import { accounts, connectors, oauthClients } from "../store/schema.ts";

export interface GrantOf {
  readonly userId: string;
  readonly connectorId: string;
  readonly scheme: AuthScheme;
  readonly client: { readonly clientId: string };
  /** The provider's id of the account, where it is known whose the tokens are. */
  readonly externalId?: string | null;
}

/**
 * Whether the user has another account of the same client at the same server, of whatever connector: for many
 * providers all consents of a person to a client are one grant, and revoking a token of it ends all the others (RFC
 * 7009 section 2.1). Accounts of one connector that the provider knows by different ids are different people's.
 * `ending`: ids of accounts that are disconnected together with it, for whose sake no token is left.
 */
export async function sharesGrant(
  { db }: Pick<Context, "db">,
  { userId, connectorId, client, scheme, externalId = null }: GrantOf,
  ending: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  const { schemeId, connectorId: of, externalId: theirs } = accounts;
  const others = await db
    .select({ id: accounts.id, schemeId, connectorId: of, externalId: theirs, auth: connectors.auth })
    .from(accounts)
    .innerJoin(oauthClients, eq(oauthClients.id, accounts.oauthClientId))
    .innerJoin(connectors, eq(connectors.id, accounts.connectorId))
    .where(
      and(
        eq(accounts.userId, userId),
        eq(oauthClients.clientId, client.clientId),
        ne(accounts.status, "reconnect_required"),
      ),
    );
  const server = ({ oauth2 }: AuthScheme) => oauth2?.tokenUrl ?? oauth2?.openIdConnectUrl;
  return others.some((one) => {
    if (ending.has(one.id)) return false;
    const isHere = one.connectorId === connectorId && one.schemeId === scheme.id;
    if (isHere) return externalId === null || one.externalId === null || one.externalId === externalId;
    return one.auth.some((other) => other.id === one.schemeId && server(other) === server(scheme));
  });
}
