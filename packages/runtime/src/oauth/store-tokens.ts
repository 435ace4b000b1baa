import type { AuthScheme, Connector } from "@specwire/contract";
import { type AccountView, viewOf } from "../accounts/account-view.ts";
import { proveCredential } from "../accounts/prove-credential.ts";
import { saveProven } from "../accounts/save-proven.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { ClientCredentials } from "./client-authentication.ts";
import { revokeTokens } from "./revoke-tokens.ts";
import { sharesGrant } from "./shared-grant.ts";
import { isRefreshable } from "./token-request.ts";
import type { TokenSet } from "./token-set.ts";

export interface IssuedTokens {
  readonly userId: string;
  readonly connectorId: string;
  readonly connector: Connector;
  readonly scheme: AuthScheme;
  readonly client: ClientCredentials;
  readonly oauthClientId: string;
  readonly tokens: TokenSet;
  /** When they were asked for, in milliseconds since 1970. */
  readonly askedAt: number;
  /** Granted where the answer does not say otherwise (RFC 6749 section 5.1). */
  readonly askedScopes: readonly string[];
  /** Values of variables from the user and the redirect. */
  readonly variables: Readonly<Record<string, string>>;
  readonly label: string | undefined;
  readonly accountId: string | undefined;
}

/**
 * Proves tokens that were just issued and stores their account. Tokens that are not stored are revoked, so that
 * nothing is left at the provider that nobody knows of, unless an account could lose its own with them. Throws what `proveCredential` and `saveProven` throw.
 */
export async function storeTokens(context: Context, issued: IssuedTokens): Promise<AccountView> {
  const variables = { ...issued.variables, ...issued.tokens.variables };
  try {
    return viewOf(await prove(context, issued, variables));
  } catch (error) {
    const { connector, scheme, client, tokens } = issued;
    if (await sharesGrant(context, issued)) throw error;
    await revokeTokens(context, { connector, scheme, client, variables, secrets: tokens.secrets });
    throw error;
  }
}

async function prove(context: Context, issued: IssuedTokens, variables: Readonly<Record<string, string>>) {
  const { userId, connectorId, connector, scheme, oauthClientId, tokens, askedAt, askedScopes } = issued;
  const { secrets, expiresAt } = tokens;
  const proof = await proveCredential(context, {
    connectorId,
    connector,
    credential: { scheme, secrets },
    variables,
  });
  const account = {
    ...proof,
    ...{ userId, connectorId, oauthClientId, variables, secrets },
    schemeId: scheme.id,
    scopes: [...(tokens.scopes ?? askedScopes)],
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    issuedAt: new Date(askedAt),
    refreshable: isRefreshable(scheme, secrets),
    accountId: issued.accountId,
  };
  try {
    return await saveProven(context, { ...account, label: issued.label });
  } catch (error) {
    // Someone took the label meanwhile: that is no reason to let the user consent again.
    const isLabel = error instanceof RuntimeError && error.code === "LABEL_TAKEN";
    if (!isLabel || issued.label === undefined) throw error;
    return await saveProven(context, account);
  }
}
