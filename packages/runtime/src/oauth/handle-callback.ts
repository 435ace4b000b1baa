import type { Connector, OAuth2 } from "@specwire/contract";
import { eq } from "drizzle-orm";
import { AuthorizationResponseError, OperationProcessingError, validateAuthResponse } from "oauth4webapi";
import type { AccountView } from "../accounts/account-view.ts";
import { getConnector } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { authorizations, oauthClients } from "../store/schema.ts";
import { codeVerifierPlace } from "../vault/secret-places.ts";
import {
  type CallbackParameters,
  redirectVariables,
  standardParameters,
  toParameters,
  twice,
} from "./callback-parameters.ts";
import { isClientOf, openClient } from "./client-and-scheme.ts";
import { metadataOf, tokenEndpointName } from "./endpoints.ts";
import { noteFailure } from "./note-failure.ts";
import { sayableError } from "./sayable-error.ts";
import { hashOf } from "./state.ts";
import { storeTokens } from "./store-tokens.ts";
import { expandUrl } from "./templates.ts";
import { requestTokens } from "./token-request.ts";

export interface Callback {
  /** Who is signed in at the host now. */
  readonly userId: string;
  /** The host's id of the browser session that the answer came in. */
  readonly sessionId: string;
  /** From the path of the redirect URI. */
  readonly connectorId: string;
  /** What came: the URL, its query, or the body of a form post; as text, or as the object that a framework gives. */
  readonly parameters: CallbackParameters;
}

export interface CallbackResult {
  readonly account: AccountView;
  /** As it was given to `authorizationUrl`. */
  readonly returnTo: string | null;
}

type Authorization = typeof authorizations.$inferSelect;

/**
 * Ends an authorization: takes the request that `state` belongs to, once, checks who answered whom (RFC 6749 section
 * 10.12, RFC 9207), redeems the code, proves the tokens with the spec's `verify` and stores the account.
 *
 * Throws `STATE_REFUSED`, `AUTHORIZATION_DENIED`, `AUTHORIZATION_RESPONSE_INVALID`, `ISSUER_MISMATCH` or
 * `INVALID_VARIABLE` before any token request, then a `TokenRequestError`, `CREDENTIAL_REJECTED`, `SCOPE_REQUIRED` or
 * `HOST_REFUSED`; nothing was stored then, and the user has to start again.
 */
export function handleCallback(context: Context, callback: Callback): Promise<CallbackResult> {
  return noteFailure(context, callback, () => finish(context, callback));
}

async function finish(context: Context, callback: Callback): Promise<CallbackResult> {
  const { userId, sessionId, connectorId } = callback;
  if (typeof sessionId !== "string" || sessionId === "")
    throw new RuntimeError("INVALID_OPTION", "`sessionId` is needed: the answer is bound to it");
  const given = toParameters(callback.parameters);
  const { compiled: connector } = await getConnector(context, connectorId, userId);
  const row = await takeAuthorization(context, callback, stateIn(given, connector));
  const scheme = connector.auth.find((one) => one.id === row.schemeId);
  const oauth2 = scheme?.oauth2;
  if (scheme === undefined || oauth2 === undefined) throw changed(callback);
  const parameters = standardParameters(given, oauth2);
  const input = { connector, oauth2, variables: row.variables };
  const metadata = row.issuer === null ? undefined : await metadataOf(context, input);
  const issuer = row.issuer ?? unknownIssuer(parameters, connector, oauth2, row);
  const checked = checkResponse(
    issuer,
    metadata?.authorization_response_iss_parameter_supported === true,
    parameters,
    row,
  );
  const variables = { ...row.variables, ...redirectVariables(given, connector) };
  // A code is for the server that it was asked for: a spec that names another one meanwhile does not get it.
  if ((await tokenEndpointName(context, input)) !== row.tokenEndpoint) throw changed(callback);
  const [registered] = await context.db.select().from(oauthClients).where(isClientOf(row, row.oauthClientId));
  if (registered === undefined) throw changed(callback);
  const client = await openClient(context, registered);
  const askedAt = context.now();
  const tokens = await requestTokens(context, {
    ...{ connector, scheme, client, variables },
    kind: "code",
    callbackParameters: checked,
    redirectUri: row.redirectUri,
    ...(row.codeVerifier !== null && {
      codeVerifier: await context.vault.open(codeVerifierPlace(row), row.codeVerifier),
    }),
  });
  const account = await storeTokens(context, {
    ...{ userId, connectorId, connector, scheme, client, variables, tokens, askedAt },
    oauthClientId: row.oauthClientId,
    askedScopes: row.scopes,
    label: row.label ?? undefined,
    accountId: row.accountId ?? undefined,
  });
  return { account, returnTo: row.returnTo };
}

/** `state` by any name that the connector's schemes know it by: whose it is, is only known from it. */
function stateIn(given: URLSearchParams, { auth }: Pick<Connector, "auth">): string {
  const names = new Set(auth.map(({ oauth2 }) => oauth2?.deviations.redirectParamNames?.state ?? "state"));
  const values = [...names].flatMap((name) => given.getAll(name));
  if (values.length > 1) throw twice("state");
  return values[0] ?? "";
}

/**
 * Takes the request away before anything else: whatever is wrong with this answer, there is no second try with the
 * same state. All that it was bound to has to be the same.
 */
async function takeAuthorization(
  context: Context,
  { userId, sessionId, connectorId }: Callback,
  state: string,
): Promise<Authorization> {
  const [row] =
    state === ""
      ? []
      : await context.db
          .delete(authorizations)
          .where(eq(authorizations.stateHash, hashOf(state)))
          .returning();
  const isSame =
    row?.userId === userId && row.sessionHash === hashOf(sessionId) && row.connectorId === connectorId;
  if (row === undefined || !isSame || row.expiresAt.getTime() <= context.now())
    throw new RuntimeError(
      "STATE_REFUSED",
      "the answer belongs to no authorization of this user in this session",
      {
        userId,
        connectorId,
        help: "start the connection again, in one browser, and end it within 15 minutes",
      },
    );
  return row;
}

/**
 * Who answered: the issuer that was asked (RFC 9207). Then what: a code, or an error (RFC 6749 section 4.1.2.1).
 * Gives parameters that oauth4webapi takes.
 */
function checkResponse(
  issuer: string,
  isIssuerPromised: boolean,
  parameters: URLSearchParams,
  { userId, connectorId, oauthClientId }: Authorization,
): URLSearchParams {
  const server = { issuer, authorization_response_iss_parameter_supported: isIssuerPromised };
  const state = parameters.get("state") ?? "";
  let checked: URLSearchParams;
  try {
    checked = validateAuthResponse(server, { client_id: oauthClientId }, parameters, state);
  } catch (error) {
    // The state is the same by now, so that all it can complain of is `iss`.
    if (error instanceof OperationProcessingError)
      throw new RuntimeError(
        "ISSUER_MISMATCH",
        "the answer is not of the authorization server that was asked",
        {
          userId,
          connectorId,
        },
      );
    if (!(error instanceof AuthorizationResponseError)) throw error;
    const stated = sayableError(error.error);
    throw new RuntimeError("AUTHORIZATION_DENIED", "the user or the authorization server said no", {
      userId,
      connectorId,
      ...(stated !== undefined && { error: stated }),
    });
  }
  if (!checked.get("code"))
    throw new RuntimeError("AUTHORIZATION_RESPONSE_INVALID", "the answer has neither a code nor an error", {
      userId,
      connectorId,
    });
  return checked;
}

/** Where no issuer is known, one that names itself has to be at home where the user was sent. */
function unknownIssuer(
  parameters: URLSearchParams,
  { variables: definitions }: Pick<Connector, "variables">,
  { authorizationUrl = "" }: OAuth2,
  { variables }: Authorization,
): string {
  const asked = new URL(expandUrl(authorizationUrl, definitions, variables));
  const issuer = parameters.get("iss");
  return issuer !== null && URL.parse(issuer)?.host === asked.host ? issuer : asked.origin;
}

function changed({ userId, connectorId }: Callback): RuntimeError {
  return new RuntimeError(
    "AUTHORIZATION_RESPONSE_INVALID",
    "the connector was changed while the user consented",
    {
      userId,
      connectorId,
      help: "start the connection again",
    },
  );
}
