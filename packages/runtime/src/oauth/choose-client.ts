import type { AuthScheme, Connector } from "@specwire/contract";
import { and, eq, getTableColumns, isNull, or } from "drizzle-orm";
import { isShared } from "../connectors/usable.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { connectors, oauthClients } from "../store/schema.ts";
import { variablesIn } from "./templates.ts";

/**
 * The registered client that a user connects with: their own, else the host's. Where a user says on whose server the
 * endpoints are, or can change the connector, only their own: the host's secret would go wherever they want it. For
 * the same reason the host's is not for a version that no longer stands. Throws `CLIENT_REQUIRED`.
 */
export async function chooseClient(
  { db }: Pick<Context, "db">,
  {
    userId,
    connectorId,
    scheme,
    connector,
    digest,
  }: {
    readonly userId: string;
    readonly connectorId: string;
    readonly scheme: AuthScheme;
    readonly connector: Pick<Connector, "variables">;
    /** Of the version that `scheme` and `connector` are of. */
    readonly digest: string;
  },
): Promise<typeof oauthClients.$inferSelect> {
  const rows = await db
    .select(getTableColumns(oauthClients))
    .from(oauthClients)
    .innerJoin(connectors, eq(connectors.id, oauthClients.connectorId))
    .where(
      and(
        eq(oauthClients.connectorId, connectorId),
        eq(oauthClients.schemeId, scheme.id),
        or(
          eq(oauthClients.userId, userId),
          and(isNull(oauthClients.userId), isShared, eq(connectors.digest, digest)),
        ),
      ),
    );
  const own = rows.find((row) => row.userId !== null);
  const hosts = isSelfHosted(scheme, connector) ? undefined : rows.find((row) => row.userId === null);
  const client = own ?? hosts;
  if (client !== undefined) return client;
  throw new RuntimeError("CLIENT_REQUIRED", "no OAuth client is registered that may be used here", {
    userId,
    connectorId,
    help:
      rows.length === 0
        ? "register one at the provider, with the connector's redirect URI, and store its id and secret"
        : "the provider runs on the user's own server, so the client has to be the user's own",
  });
}

function isSelfHosted({ oauth2 }: AuthScheme, { variables }: Pick<Connector, "variables">): boolean {
  if (oauth2 === undefined) return false;
  const { authorizationUrl, tokenUrl, refreshUrl, revocationUrl, openIdConnectUrl } = oauth2;
  return [authorizationUrl, tokenUrl, refreshUrl, revocationUrl, openIdConnectUrl]
    .flatMap((url) => variablesIn(url, variables))
    .some((name) => variables[name]?.selfHosted === true);
}
