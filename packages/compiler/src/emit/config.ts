import { type AuthScheme, alternativesOf, type Connector, type OAuth2 } from "@specwire/contract";
import type { EmittedFile } from "./shared/emitted-file.ts";
import { jsonText } from "./shared/json-text.ts";

/** `config.json`: the shape of hosts that store a connector as a row. What it can't say is null. */
export interface HostConfig {
  readonly authType: "oauth2" | "api_key" | "bearer_token" | null;
  readonly oauthConfig: {
    readonly authUrl: string;
    readonly tokenUrl: string;
    readonly scopes: readonly string[];
    readonly pkce: boolean;
    readonly authStyle: string;
    readonly extraAuthParams?: Readonly<Record<string, string>>;
  } | null;
  readonly apiKeyConfig: {
    readonly method: "header" | "query" | "bearer";
    readonly headerName?: string;
    readonly queryParam?: string;
  } | null;
  readonly baseUrl: string | null;
  readonly permissions: { readonly readOps: readonly string[]; readonly writeOps: readonly string[] };
}

export interface ConfigEmission {
  readonly file: EmittedFile;
  /** What the connector says and the host's shape cannot, in words. */
  readonly omitted: readonly string[];
}

export function emitConfig(connector: Connector): ConfigEmission {
  const omitted: string[] = [];
  const ways = alternativesOf(connector);
  const url = connector.servers.default?.url;
  const fixedUrl = url !== undefined && !url.includes("{");
  if (!fixedUrl) omitted.push("the base URL is known only after connecting");
  if (ways.length > 1) omitted.push(`only the first of ${ways.length} ways to connect is in it`);
  if (Object.values(connector.operations).some((one) => one.security))
    omitted.push("operations that need another credential are not told apart in it");
  if (Object.keys(connector.servers).length > 1) omitted.push("only the default server is in it");
  const ids = (access: string) =>
    Object.values(connector.operations).flatMap((one) => (one.access === access ? [one.id] : []));
  const config: HostConfig = {
    ...authOf(ways[0] ?? [], omitted),
    baseUrl: fixedUrl ? url : null,
    permissions: { readOps: ids("read"), writeOps: ids("write") },
  };
  return { file: { path: "config.json", text: jsonText(config) }, omitted };
}

type AuthConfig = Pick<HostConfig, "authType" | "oauthConfig" | "apiKeyConfig">;

function authOf([scheme, ...others]: readonly AuthScheme[], omitted: string[]): AuthConfig {
  const none: AuthConfig = { authType: null, oauthConfig: null, apiKeyConfig: null };
  if (scheme === undefined) return none;
  if (others.length > 0) {
    const ids = [scheme, ...others].map((one) => one.id).join(", ");
    omitted.push(`its credential (${ids} together) has no place in it`);
    return none;
  }
  const { oauth2 } = scheme;
  if (oauth2) {
    omitted.push(...omittedOfOAuth2(scheme, oauth2));
    const { authorizationUrl: authUrl, tokenUrl } = oauth2;
    if (oauth2.grant !== "authorization_code") {
      omitted.push(`the grant ${oauth2.grant} has no place in it`);
      return { ...none, authType: "oauth2" };
    }
    if (authUrl === undefined || tokenUrl === undefined) {
      omitted.push("the URLs of its OAuth2 are found by OpenID Connect Discovery");
      return { ...none, authType: "oauth2" };
    }
    if (`${authUrl}${tokenUrl}`.includes("{")) {
      omitted.push("the URLs of its OAuth2 are known only after connecting");
      return { ...none, authType: "oauth2" };
    }
    const extra = Object.keys(oauth2.extraAuthParams).length > 0 && {
      extraAuthParams: oauth2.extraAuthParams,
    };
    if (Object.values(oauth2.extraAuthParams).some((value) => /\{[a-z]\w*\}/i.test(value)))
      omitted.push("parameters of its OAuth2 have values that are known only after connecting");
    const { pkce, authStyle } = oauth2;
    const scopes = Object.keys(oauth2.scopes);
    return {
      ...none,
      authType: "oauth2",
      oauthConfig: { authUrl, tokenUrl, scopes, pkce, authStyle, ...extra },
    };
  }
  const [placement, ...more] = scheme.placements;
  if (placement === undefined || more.length > 0 || placement.basic || placement.in === "cookie") {
    omitted.push(`its credential (${scheme.slots.map((slot) => slot.id).join(", ")}) has no place in it`);
    return { ...none, authType: scheme.type === "api_key" ? "api_key" : null };
  }
  const bearer = placement.name.toLowerCase() === "authorization" && placement.prefix === "Bearer ";
  if (scheme.type === "bearer_token" && bearer)
    return { ...none, authType: "bearer_token", apiKeyConfig: { method: "bearer" } };
  if (placement.prefix && !bearer) omitted.push("the prefix before the credential has no place in it");
  return {
    ...none,
    authType: "api_key",
    apiKeyConfig:
      placement.in === "query"
        ? { method: "query", queryParam: placement.name }
        : bearer
          ? { method: "bearer" }
          : { method: "header", headerName: placement.name },
  };
}

function omittedOfOAuth2({ slots, placements }: AuthScheme, oauth2: OAuth2): string[] {
  const [placement] = placements;
  const usual = placement?.name.toLowerCase() === "authorization" && placement.prefix === "Bearer ";
  return [
    ...(Object.keys(oauth2.deviations).length > 0 ? ["the deviations of its OAuth2 are not in it"] : []),
    ...(oauth2.refreshUrl === undefined ? [] : ["the URL where tokens are refreshed is not in it"]),
    ...(oauth2.revocationUrl === undefined ? [] : ["the URL where tokens are revoked is not in it"]),
    ...(slots.length > 1 ? ["only the first of its tokens is in it"] : []),
    ...(usual ? [] : ["the header of its token has no place in it"]),
  ];
}
