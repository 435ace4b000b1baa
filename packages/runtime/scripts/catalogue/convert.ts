import type { Entry } from "./entry.ts";
import { type Supplement, supplements } from "./supplements.ts";
import { Templates } from "./url-template.ts";

export interface Converted {
  /** A connector spec with this provider's authentication, one read and nothing else. */
  readonly spec?: Readonly<Record<string, unknown>>;
  /** What is different from what the catalogue does. */
  readonly remarks: readonly string[];
  /** Why there is no spec. */
  readonly cannot?: string;
}

/** An entry of the catalogue in the words of the format. */
export function convert(name: string, entry: Entry): Converted {
  const extra = supplements[name] ?? {};
  const cannot = extra.cannot ?? whyNot(entry);
  if (cannot !== undefined) return { cannot, remarks: [] };
  const templates = new Templates(entry, extra.variables);
  const auth = { ...oauth2Of(entry, extra, templates), ...headerOf(entry) };
  const keys = keysOf(entry, templates);
  const url = (key: "authorization_url" | "token_url" | "refresh_url") => extra.urls?.[key] ?? entry[key];
  const [authorizationUrl, tokenUrl, refreshUrl] = (
    ["authorization_url", "token_url", "refresh_url"] as const
  )
    .map(url)
    .map((one) => (one === undefined ? undefined : templates.url(one)));
  const isConsent = entry.auth_mode === "OAUTH2";
  const oauth2 = defined({
    type: "oauth2",
    grant: isConsent ? undefined : "client_credentials",
    authorizationUrl: isConsent && authorizationUrl ? authorizationUrl + fragmentOf(entry) : undefined,
    tokenUrl,
    refreshUrl,
    ...auth,
  });
  const baseUrl = templates.url(extra.urls?.base_url ?? entry.proxy.base_url).replace(/\/+$/, "");
  keepFromRedirect(entry, templates, extra);
  for (const [word, variable] of Object.entries(extra.variables ?? {}))
    if (templates.variables[word] === undefined && JSON.stringify(oauth2).includes(`{${word}}`))
      templates.variables[word] = { kind: "label", ...variable };
  if (entry.post_connection_script)
    templates.remarks.add("what the catalogue looks up by code after connecting is left to operations");
  if (extra.remark) templates.remarks.add(extra.remark);
  const spec = defined({
    connector: 1,
    version: "1.0.0",
    slug: `x-${name}`.slice(0, 40).replace(/-$/, ""),
    name,
    description: "An entry of a public catalogue.",
    baseUrl,
    variables: Object.keys(templates.variables).length > 0 ? templates.variables : undefined,
    auth: keys.length > 0 ? [oauth2, ...keys] : oauth2,
    security: keys.length > 0 ? [["oauth2", ...keys.map(({ id }) => id)]] : undefined,
    operations: { "things.list": { request: "GET /things", summary: "List things" } },
  });
  return { spec, remarks: [...templates.remarks] };
}

type Params = Readonly<Record<string, unknown>>;

function whyNot(entry: Entry): string | undefined {
  if (entry.token_url === undefined) return "the catalogue names no token endpoint";
  if (entry.require_client_certificate)
    return "the token request is made with a client certificate (RFC 8705)";
  if (entry.token_request_auth_method === "private_key_jwt")
    return "the client proves itself with a signed assertion (RFC 7523)";
  const secrets = Object.entries(entry.connection_config ?? {}).filter(([, asked]) => asked.secret);
  const sent = JSON.stringify([entry.token_url, entry.authorization_params, entry.token_params]);
  if (secrets.some(([name]) => sent.includes(`\${connectionConfig.${name}}`)))
    return "a secret of the user's is part of the token request";
  return undefined;
}

function oauth2Of(entry: Entry, extra: Supplement, templates: Templates): Record<string, unknown> {
  const { response_type, nonce, scope, ...params } = entry.authorization_params ?? {};
  const scopes = [...(entry.default_scopes ?? []), ...(typeof scope === "string" ? [scope] : [])];
  const isBasic = entry.token_request_auth_method === "basic";
  const extraAuthParams = mapValues(params, (value) => templates.value(value));
  const deviations = defined({
    ...deviationsOf(entry, templates),
    responseType: response_type === undefined || response_type === "code" ? undefined : response_type,
    nonce: nonce === undefined ? undefined : true,
    basicCredentials: isBasic && entry.authorization_method !== "header" ? "raw" : undefined,
    ...extra.deviations,
  });
  return defined({
    scopes: scopes.length > 0 ? Object.fromEntries(scopes.map((one) => [one, one])) : undefined,
    pkce: entry.disable_pkce ? false : undefined,
    reason: entry.disable_pkce ? "The catalogue turns it off." : undefined,
    authStyle: isBasic || entry.authorization_method === "header" ? "header" : undefined,
    extraAuthParams: notEmpty(extraAuthParams),
    ...extra.oauth2,
    deviations: notEmpty(deviations),
  });
}

function deviationsOf(entry: Entry, templates: Templates): Record<string, unknown> {
  const isConsent = entry.auth_mode === "OAUTH2";
  const names = authNames(entry);
  const { grant_type, ...exchange }: Params = entry.token_params ?? {};
  const { grant_type: _, ...refresh }: Params = entry.refresh_params ?? entry.refresh_token_params ?? {};
  const usualGrant = isConsent || grant_type === "client_credentials";
  const shared = Object.keys(exchange).filter((key) => isConsent && exchange[key] === refresh[key]);
  const only = (params: Params) =>
    mapValues(Object.fromEntries(Object.entries(params).filter(([key]) => !shared.includes(key))), (value) =>
      templates.value(value),
    );
  const exchangeNames = {
    ...(!usualGrant && { grant_type: "" }),
    ...(entry.token_request_auth_method === "custom" && { client_id: "username", client_secret: "password" }),
  };
  const kept = (entry.token_response_metadata ?? []).map((one) => one.split(".")[0] ?? one);
  return defined({
    scopeSeparator: separatorOf(entry),
    authParamNames: notEmpty(names),
    redirectParamNames: notEmpty(
      defined({ code: entry.authorization_code_param_in_callback, state: names.state }),
    ),
    tokenRequestFormat: entry.body_format === "form" ? undefined : entry.body_format,
    tokenParamNames: Object.keys(exchangeNames).length > 0 ? { exchange: exchangeNames } : undefined,
    extraTokenParams: notEmpty(
      mapValues(Object.fromEntries(shared.map((key) => [key, exchange[key]])), (value) =>
        templates.value(value),
      ),
    ),
    extraExchangeParams: notEmpty({
      ...only(exchange),
      ...(!usualGrant && typeof grant_type === "string" && { grant_type }),
    }),
    extraRefreshParams: notEmpty(only(refresh)),
    tokenHeaders: notEmpty(
      Object.fromEntries(
        Object.entries(entry.token_headers ?? {}).filter(([key]) => key.toLowerCase() !== "content-type"),
      ),
    ),
    keep: kept.length > 0 ? [...new Set(kept)] : undefined,
    expiresIn: entry.expires_in_unit ? { unit: entry.expires_in_unit } : undefined,
  });
}

/** In a query `+` is a blank: where the catalogue writes it unencoded it asks for what a blank is. */
function separatorOf({ scope_separator: separator }: Entry): string | undefined {
  return separator === " " || separator === "+" ? undefined : separator;
}

function authNames({ authorization_url_replacements = {} }: Entry): Record<string, string> {
  return mapValues(
    Object.fromEntries(
      Object.entries(authorization_url_replacements).map(([key, to]) => [key.replace(/=$/, ""), to]),
    ),
    (to) => to.replace(/=$/, ""),
  );
}

function fragmentOf({ authorization_url_fragment: fragment }: Entry): string {
  return fragment === undefined ? "" : `#${fragment}`;
}

/** The header that carries the access token, where the catalogue names one. */
function headerOf({ proxy }: Entry): Record<string, unknown> {
  const found = Object.entries(proxy.headers ?? {}).find(
    ([name, value]) => value.includes("${accessToken}") && name.toLowerCase() !== "authorization",
  );
  return found ? { name: found[0], prefix: found[1].replace("${accessToken}", "") } : {};
}

/** Keys that the API wants beside the access token: what the user is asked in secret, and the client's own. */
function keysOf(entry: Entry, templates: Templates): { id: string; [key: string]: unknown }[] {
  return Object.entries(entry.proxy.headers ?? {}).flatMap(([header, value]) => {
    const secret = Object.entries(entry.connection_config ?? {}).some(
      ([name, asked]) => asked.secret && value.includes(`\${connectionConfig.${name}}`),
    );
    if (value.includes("${clientId}"))
      templates.remarks.add("the client's id is asked for as a key of the API");
    else if (!secret) return [];
    const id = header.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
    return [{ type: "api_key", id, in: "header", name: header }];
  });
}

/** What the redirect brings and no URL uses is kept all the same. */
function keepFromRedirect(entry: Entry, templates: Templates, extra: Supplement): void {
  for (const parameter of entry.redirect_uri_metadata ?? []) {
    const word = parameter.replaceAll(/[^a-zA-Z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
    if (Object.keys(templates.variables).includes(word) || extra.variables?.[word] !== undefined) continue;
    templates.variables[word] = { from: "redirect", parameter, kind: "text" };
  }
}

function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

function notEmpty<T extends object>(object: T): T | undefined {
  return Object.keys(object).length > 0 ? object : undefined;
}

function mapValues<From, To>(
  object: Readonly<Record<string, From>>,
  to: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, to(value)]));
}
