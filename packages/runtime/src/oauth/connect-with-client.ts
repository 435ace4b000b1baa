import { readAccount } from "../accounts/account-store.ts";
import { checkRenewed } from "../accounts/account-to-renew.ts";
import type { AccountView } from "../accounts/account-view.ts";
import { checkVariables } from "../accounts/check-variables.ts";
import { chooseScheme } from "../accounts/choose-scheme.ts";
import { checkLabel } from "../accounts/labels.ts";
import { getConnector } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { chooseClient } from "./choose-client.ts";
import { openClient } from "./client-and-scheme.ts";
import { noteFailure } from "./note-failure.ts";
import { scopesFor } from "./scopes.ts";
import { storeTokens } from "./store-tokens.ts";
import { requestTokens } from "./token-request.ts";

export interface ConnectWithClient {
  readonly userId: string;
  readonly connectorId: string;
  /** Needed where the connector has more than one scheme of the grant `client_credentials`. */
  readonly schemeId?: string;
  /** Ids of the operations that will be called: their scopes are asked for. Default: all of the connector's. */
  readonly operations?: readonly string[];
  /** What the user calls the account. Default: made from its name at the provider. */
  readonly label?: string;
  /** Values of the connector's variables that are the user's to give: a region, an instance. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The account whose tokens are replaced. Default: a new one, or the one that turns out to be the same. */
  readonly accountId?: string;
}

/**
 * Connects with the client's own credentials (RFC 6749 section 4.4): the registered client is the account, and no
 * person consents. Proven and stored as after a consent.
 *
 * Throws `CONNECTOR_NOT_FOUND`, `SCHEME_NOT_FOUND`, `CLIENT_REQUIRED`, `INVALID_VARIABLE`, `INVALID_LABEL`,
 * `INVALID_OPTION`, a `TokenRequestError`, `CREDENTIAL_REJECTED`, `SCOPE_REQUIRED`, `HOST_REFUSED` or
 * `ACCOUNT_NOT_FOUND`; nothing was stored then.
 */
export function connectWithClient(context: Context, input: ConnectWithClient): Promise<AccountView> {
  return noteFailure(context, input, () => connect(context, input));
}

async function connect(context: Context, input: ConnectWithClient): Promise<AccountView> {
  const { userId, connectorId, schemeId, label, accountId } = input;
  if (label !== undefined) checkLabel(label);
  const { compiled: connector, digest } = await getConnector(context, connectorId, userId);
  const isOurs = (one: (typeof connector.auth)[number]) => one.oauth2?.grant === "client_credentials";
  const scheme = chooseScheme(connector.auth, schemeId, isOurs, connectorId);
  if (accountId !== undefined)
    checkRenewed(await readAccount(context, accountId), { ...input, schemeId: scheme.id });
  const variables = checkVariables(connector, input.variables);
  const registered = await chooseClient(context, { userId, connectorId, scheme, connector, digest });
  const client = await openClient(context, registered);
  const scopes = scopesFor(connector, scheme, input.operations);
  const askedAt = context.now();
  const request = { connector, scheme, client, variables, kind: "client_credentials", scopes } as const;
  return await storeTokens(context, {
    ...{ userId, connectorId, connector, scheme, client, variables, label, accountId, askedAt },
    tokens: await requestTokens(context, request),
    askedScopes: scopes,
    oauthClientId: registered.id,
  });
}
