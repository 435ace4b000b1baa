import type { AuthScheme, Connector, OAuth2 } from "@specwire/contract";
import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  customFetch,
  genericTokenEndpointRequest,
  nopkce,
} from "oauth4webapi";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { HttpError } from "../http/http-error.ts";
import { type ClientCredentials, clientAuthentication } from "./client-authentication.ts";
import { endpointOf } from "./endpoints.ts";
import { tokenRequestFailure } from "./token-errors.ts";
import { shapeTokenRequest } from "./token-request-shape.ts";
import { parseAnswer, readTokens } from "./token-response.ts";
import { TokenRequestError, type TokenSet } from "./token-set.ts";

/** A token request: by an authorization code, a refresh token, or the client's own credentials. */
export type TokenRequest = {
  readonly connector: Pick<Connector, "variables">;
  readonly scheme: AuthScheme;
  readonly client: ClientCredentials;
  /** Values of the connector's variables, as the account or the authorization request has them. */
  readonly variables: Readonly<Record<string, string>>;
  /** Gives up waiting; the outcome is then `unknown` unless nothing was sent. */
  readonly signal?: AbortSignal;
} & (
  | {
      readonly kind: "code";
      /** As `validateAuthResponse` of oauth4webapi gave them. */
      readonly callbackParameters: URLSearchParams;
      readonly redirectUri: string;
      /** Absent where the spec says that the provider has no PKCE. */
      readonly codeVerifier?: string;
    }
  | {
      readonly kind: "refresh";
      /** Of the account: `refresh_token`, and `kept` where there is some. */
      readonly secrets: Readonly<Record<string, string>>;
    }
  | { readonly kind: "client_credentials"; readonly scopes: readonly string[] }
);

/**
 * Asks the token endpoint for tokens, once (RFC 6749 sections 4.1.3, 4.4.2 and 6), as the scheme's deviations say.
 * Every failure is a `TokenRequestError`; what it knows of the answer is the status and the registered error code.
 */
export async function requestTokens(
  context: Pick<Context, "http" | "now">,
  input: TokenRequest,
): Promise<TokenSet> {
  const { oauth2 } = input.scheme;
  if (oauth2 === undefined) throw new Error(`the scheme "${input.scheme.id}" is not OAuth 2.0`);
  const askedAt = context.now();
  const kind = input.kind === "refresh" ? "refresh" : "exchange";
  const response = await send(context, input, oauth2, kind);
  const text = await response.text();
  const answer = parseAnswer(text, response.headers.get("content-type") ?? "", oauth2);
  const failure = tokenRequestFailure(response, answer, oauth2, kind, context.now(), secretsIn(input));
  if (failure !== undefined) throw failure;
  const kept = input.kind === "refresh" ? input.secrets["kept"] : undefined;
  const { connector, scheme } = input;
  return readTokens(answer ?? null, { connector, scheme, oauth2, kind, askedAt, kept });
}

/** Whatever of a request may not be in an error. */
function secretsIn(input: TokenRequest): string[] {
  const ofKind =
    input.kind === "code"
      ? [input.callbackParameters.get("code"), input.codeVerifier]
      : input.kind === "refresh"
        ? Object.values(input.secrets)
        : [];
  return [input.client.clientSecret, ...ofKind].filter((one): one is string => typeof one === "string");
}

async function send(
  context: Pick<Context, "http" | "now">,
  input: TokenRequest,
  oauth2: OAuth2,
  kind: "exchange" | "refresh",
): Promise<Response> {
  const { connector, variables, signal } = input;
  const endpoint = input.kind === "refresh" ? "refresh" : "token";
  const url = await endpointOf(context, endpoint, { connector, oauth2, variables }).catch(notSent);
  try {
    const server = { issuer: new URL(url).origin, token_endpoint: url };
    const client = { client_id: input.client.clientId };
    const authentication = clientAuthentication(oauth2, input.client);
    const options = {
      // The guarded client knows which hosts may be called without encryption.
      [allowInsecureRequests]: true,
      [customFetch]: (to: string, { headers, body }: { headers: Record<string, string>; body: unknown }) => {
        const standard = { url: to, headers, parameters: body as URLSearchParams };
        const shaped = shapeTokenRequest(oauth2, kind, standard, connector.variables, variables);
        const { method, headers: sent, body: text } = shaped;
        return context.http.fetch(shaped.url, {
          method,
          headers: sent,
          body: text,
          ...(signal && { signal }),
        });
      },
    };
    if (input.kind === "code")
      return await authorizationCodeGrantRequest(
        server,
        client,
        authentication,
        input.callbackParameters,
        input.redirectUri,
        input.codeVerifier ?? nopkce,
        options,
      );
    const [grant, parameters] =
      input.kind === "refresh"
        ? (["refresh_token", { refresh_token: refreshTokenOf(input.secrets, oauth2) }] as const)
        : (["client_credentials", scopeParameter(input.scopes, oauth2)] as const);
    return await genericTokenEndpointRequest(server, client, authentication, grant, parameters, options);
  } catch (error) {
    return notAnswered(error);
  }
}

/** Whether an account with these secrets can get new tokens without a person. */
export function isRefreshable(scheme: AuthScheme, secrets: Readonly<Record<string, string>>): boolean {
  const { oauth2 } = scheme;
  if (oauth2 === undefined) return false;
  const field = oauth2.deviations.refresh?.token ?? "refresh_token";
  return oauth2.grant === "client_credentials" || secrets[field] !== undefined;
}

function refreshTokenOf(secrets: Readonly<Record<string, string>>, oauth2: OAuth2): string {
  const token = secrets[oauth2.deviations.refresh?.token ?? "refresh_token"];
  if (token === undefined)
    throw new RuntimeError("AUTH_REQUIRED", "the account has no refresh token: it has to be connected again");
  return token;
}

function scopeParameter(scopes: readonly string[], { deviations }: OAuth2): Record<string, string> {
  return scopes.length === 0 ? {} : { scope: scopes.join(deviations.scopeSeparator ?? " ") };
}

/** What fails before the request itself, such as a request for metadata, has sent no token anywhere. */
function notSent(error: unknown): never {
  if (!(error instanceof RuntimeError)) throw error;
  throw new TokenRequestError("not-sent", error.code, error.message, error.details);
}

function notAnswered(error: unknown): never {
  if (!(error instanceof HttpError && error.sent)) return notSent(error);
  throw new TokenRequestError("unknown", error.code, error.message, error.details);
}
