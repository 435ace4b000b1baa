import { randomUUID } from "node:crypto";
import { type AuthScheme, type Connector, type OAuth2, own } from "@specwire/contract";
import { and, desc, eq, lt, notInArray, or } from "drizzle-orm";
import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from "oauth4webapi";
import { type Account, readAccount } from "../accounts/account-store.ts";
import { checkVariables } from "../accounts/check-variables.ts";
import { chooseScheme } from "../accounts/choose-scheme.ts";
import { clientGone } from "../accounts/clashes.ts";
import { checkLabel } from "../accounts/labels.ts";
import { getConnector } from "../connectors/connector-store.ts";
import { holdUsable } from "../connectors/usable.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { authorizations } from "../store/schema.ts";
import { violates } from "../store/store-errors.ts";
import { codeVerifierPlace } from "../vault/secret-places.ts";
import { authorizationRequestUrl } from "./authorization-request.ts";
import { chooseClient } from "./choose-client.ts";
import { type EndpointInput, endpointOf, metadataOf, tokenEndpointName } from "./endpoints.ts";
import { checkReturnTo } from "./return-to.ts";
import { scopesFor, stillKnown } from "./scopes.ts";
import { hashOf } from "./state.ts";
import { expandText } from "./templates.ts";

/** As long as a person may take to sign in and consent. */
const lifeMilliseconds = 15 * 60 * 1000;

/** More browser tabs than anyone has open at once. */
const mostOfAUser = 50;

export interface AuthorizationRequest {
  readonly userId: string;
  /** The host's id of the browser session; the answer has to come from the same one. Only its hash is stored. */
  readonly sessionId: string;
  readonly connectorId: string;
  /** Needed where the connector has more than one `oauth2` scheme of this grant. */
  readonly schemeId?: string;
  /** Ids of the operations that will be called: their scopes are asked for. Default: all of the connector's. */
  readonly operations?: readonly string[];
  /**
   * The account to renew, or to ask more scopes for: it never loses any. Default: a new one. While the API can't say
   * whose the new tokens are, they are an account of their own, which `verifyAccount` joins to it.
   */
  readonly accountId?: string;
  /** What the user calls the account. Default: made from its name at the provider. */
  readonly label?: string;
  /** Values of the connector's variables that are the user's to give: a region, an instance. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Where the host sends the browser afterwards: a path of its own. `handleCallback` gives it back. */
  readonly returnTo?: string;
}

export interface AuthorizationStart {
  /** For the user's browser; never for a log: it holds `state`. */
  readonly url: string;
  /** What is asked for. */
  readonly scopes: readonly string[];
  /** The user has until then. */
  readonly expiresAt: Date;
}

/**
 * Starts an authorization (RFC 6749 section 4.1, with PKCE by RFC 7636): gives the URL to send the browser to. Its
 * answer goes to `<publicUrl>/oauth/callback/<connectorId>`, whose host calls `handleCallback`.
 *
 * Throws `CONNECTOR_NOT_FOUND`, `SCHEME_NOT_FOUND`, `ACCOUNT_NOT_FOUND`, `CLIENT_REQUIRED`, `INVALID_VARIABLE`,
 * `INVALID_RETURN_TO`, `INVALID_LABEL`, `INVALID_OPTION`; where the provider's metadata is needed also
 * `NETWORK_ERROR`, `HOST_REFUSED`, `ISSUER_MISMATCH`, and `PKCE_UNSUPPORTED` where it does not have S256.
 */
export async function authorizationUrl(
  context: Context,
  request: AuthorizationRequest,
): Promise<AuthorizationStart> {
  const { userId, sessionId, connectorId, label } = request;
  if (!userId || !sessionId)
    throw new RuntimeError(
      "INVALID_OPTION",
      "`userId` and `sessionId` are needed: the answer is bound to both",
    );
  const returnTo = request.returnTo === undefined ? null : checkReturnTo(request.returnTo);
  if (label !== undefined) checkLabel(label);
  const { compiled: connector, digest } = await getConnector(context, connectorId, userId);
  const account = await accountOf(context, request);
  const scheme = chooseScheme(connector.auth, request.schemeId ?? account?.schemeId, isOurs, connectorId);
  const oauth2 = scheme.oauth2 as OAuth2;
  if (account !== undefined && account.schemeId !== scheme.id) throw accountNotFound(request);
  const variables = userVariables(connector, request.variables, account);
  const input = { connector, oauth2, variables };
  const client = await chooseClient(context, { userId, connectorId, scheme, connector, digest });
  const endpoint = await endpointOf(context, "authorization", input);
  const issuer = await checkedIssuer(context, input);
  const scopes = [
    ...new Set([
      ...stillKnown(connector, scheme, account?.scopes ?? []),
      ...scopesFor(connector, scheme, request.operations),
    ]),
  ];

  const id = randomUUID();
  const state = generateRandomState();
  const codeVerifier = oauth2.pkce ? generateRandomCodeVerifier() : undefined;
  const redirectUri = redirectUriOf(context, connectorId);
  const url = authorizationRequestUrl(
    endpoint,
    oauth2,
    {
      clientId: client.clientId,
      redirectUri,
      scopes,
      state,
      codeChallenge: codeVerifier && (await calculatePKCECodeChallenge(codeVerifier)),
      nonce: generateRandomNonce(),
    },
    connector.variables,
    variables,
  );
  const now = context.now();
  const expiresAt = new Date(now + lifeMilliseconds);
  const place = codeVerifierPlace({ id, userId, connectorId });
  const row: typeof authorizations.$inferInsert = {
    ...{
      id,
      userId,
      connectorId,
      label: label ?? null,
      redirectUri,
      issuer,
      scopes,
      variables,
      returnTo,
      expiresAt,
    },
    schemeId: scheme.id,
    stateHash: hashOf(state),
    sessionHash: hashOf(sessionId),
    oauthClientId: client.id,
    accountId: account?.id ?? null,
    tokenEndpoint: await tokenEndpointName(context, input),
    codeVerifier: codeVerifier === undefined ? null : await context.vault.seal(place, codeVerifier),
    createdAt: new Date(now),
  };
  await insert(context, row, request);
  await removeOld(context, userId);
  return { url, scopes, expiresAt };
}

/** All that it was made from may have gone meanwhile. */
async function insert(
  { db }: Context,
  row: typeof authorizations.$inferInsert,
  request: AuthorizationRequest,
): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await holdUsable(tx, row.connectorId, row.userId);
      await tx.insert(authorizations).values(row);
    });
  } catch (error) {
    if (violates(error, "authorizations_oauth_client_id_oauth_clients_id_fk")) throw clientGone();
    if (violates(error, "authorizations_account_id_accounts_id_fk")) throw accountNotFound(request);
    throw error;
  }
}

/** Where answers for a connector arrive; users register it at authorization servers. */
export function redirectUriOf({ publicUrl }: Pick<Context, "publicUrl">, connectorId: string): string {
  return `${publicUrl}oauth/callback/${connectorId}`;
}

/** What nobody can use any more goes, and what one user starts without end. */
async function removeOld({ db, now }: Context, userId: string): Promise<void> {
  const latest = db
    .select({ id: authorizations.id })
    .from(authorizations)
    .where(eq(authorizations.userId, userId))
    .orderBy(desc(authorizations.createdAt))
    .limit(mostOfAUser);
  const tooMany = and(eq(authorizations.userId, userId), notInArray(authorizations.id, latest));
  await db.delete(authorizations).where(or(lt(authorizations.expiresAt, new Date(now())), tooMany));
}

const isOurs = ({ oauth2 }: AuthScheme) => oauth2?.grant === "authorization_code";

async function accountOf(context: Context, request: AuthorizationRequest): Promise<Account | undefined> {
  if (request.accountId === undefined) return undefined;
  const account = await readAccount(context, request.accountId);
  if (account?.userId !== request.userId || account.connectorId !== request.connectorId)
    throw accountNotFound(request);
  return account;
}

function accountNotFound({ userId, connectorId, accountId = "" }: AuthorizationRequest): RuntimeError {
  return new RuntimeError("ACCOUNT_NOT_FOUND", "the account to renew is not there", {
    userId,
    connectorId,
    accountId,
  });
}

/** What the user gives, over what they gave when the account was connected. */
function userVariables(
  connector: Connector,
  given: Readonly<Record<string, string>> | undefined,
  account: Account | undefined,
): Readonly<Record<string, string>> {
  const before = Object.entries(account?.variables ?? {}).filter(
    ([name]) => own(connector.variables, name)?.from === "user",
  );
  return checkVariables(connector, { ...Object.fromEntries(before), ...given });
}

/**
 * The issuer that the answer must name, where it is known. Metadata of a server without S256 ends the attempt
 * (RFC 9700 section 2.1.1): what the spec does not say may be a downgrade.
 */
async function checkedIssuer(context: Context, input: EndpointInput): Promise<string | null> {
  const { issuer, pkce } = input.oauth2;
  const stated = issuer === undefined ? null : expandText(issuer, input.connector.variables, input.variables);
  const metadata = await metadataOf(context, input);
  if (metadata === undefined) return stated;
  if (pkce && !metadata.code_challenge_methods_supported.includes("S256"))
    throw new RuntimeError(
      "PKCE_UNSUPPORTED",
      "the authorization server's metadata does not have PKCE with S256",
      {
        help: "if it has S256 all the same, state `authorizationUrl` and `tokenUrl`; if not, say `pkce: false` and why",
      },
    );
  return stated ?? metadata.issuer;
}
