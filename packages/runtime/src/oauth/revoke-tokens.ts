import type { AuthScheme, Connector } from "@specwire/contract";
import { allowInsecureRequests, customFetch, revocationRequest } from "oauth4webapi";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { type ClientCredentials, clientAuthentication } from "./client-authentication.ts";
import { optionalEndpoint } from "./endpoints.ts";

/** Nobody who disconnects waits longer for a server that may be the reason why they do. */
const mostMilliseconds = 5_000;

export interface Revocation {
  readonly connector: Pick<Connector, "variables">;
  readonly scheme: AuthScheme;
  readonly client: ClientCredentials;
  /** Values of the connector's variables, as the account has them. */
  readonly variables: Readonly<Record<string, string>>;
  /** Of the account, by field. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * `revoked`: the authorization server forgot every token. `not-revoked`: it could not be asked, or said no to one:
 * those live until they expire. `shared`: it was not asked, since another account of the user lives by the same grant.
 * `nothing-to-revoke`: the provider has no such endpoint, or there is no token.
 */
export type RevocationOutcome = "revoked" | "not-revoked" | "shared" | "nothing-to-revoke";

/**
 * Asks the authorization server to forget tokens (RFC 7009): the refresh token first, since that often ends the
 * others too. Never throws for what a server does or does not, and takes at most 5 seconds.
 */
export async function revokeTokens(
  context: Pick<Context, "http" | "now">,
  { connector, scheme, client, variables, secrets }: Revocation,
): Promise<RevocationOutcome> {
  const { oauth2 } = scheme;
  const tokens = [
    ...tokensIn(secrets, ["refresh_token"], "refresh_token"),
    ...tokensIn(
      secrets,
      scheme.slots.map((slot) => slot.id),
      "access_token",
    ),
  ];
  if (oauth2 === undefined || tokens.length === 0) return "nothing-to-revoke";
  const signal = AbortSignal.timeout(mostMilliseconds);
  const http: Context["http"] = { fetch: (url, init) => context.http.fetch(url, { ...init, signal }) };
  try {
    const endpoint = await optionalEndpoint({ http, now: context.now }, "revocation", {
      connector,
      oauth2,
      variables,
    });
    if (endpoint === undefined) return "nothing-to-revoke";
    const server = { issuer: new URL(endpoint).origin, revocation_endpoint: endpoint };
    const authentication = clientAuthentication(oauth2, client);
    let all = true;
    for (const { token, hint } of tokens) {
      const answer = await revocationRequest(server, { client_id: client.clientId }, authentication, token, {
        additionalParameters: { token_type_hint: hint },
        // The guarded client knows which hosts may be called without encryption.
        [allowInsecureRequests]: true,
        [customFetch]: (url: string, init: RequestInit) => http.fetch(url, init),
      });
      all &&= answer.ok;
    }
    return all ? "revoked" : "not-revoked";
  } catch (error) {
    if (error instanceof RuntimeError) return "not-revoked";
    throw error;
  }
}

function tokensIn(
  secrets: Revocation["secrets"],
  fields: readonly string[],
  hint: "access_token" | "refresh_token",
): { readonly token: string; readonly hint: string }[] {
  return fields.flatMap((field) => {
    const token = secrets[field];
    return token === undefined ? [] : [{ token, hint }];
  });
}
