import type { Connector, OAuth2 } from "@specwire/contract";
import { own } from "@specwire/contract";
import { expandText } from "./templates.ts";

export interface AuthorizationParameters {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
  /** S256; absent where the spec says that the provider has no PKCE. */
  readonly codeChallenge: string | undefined;
  /** A random value for the deviation `nonce`. */
  readonly nonce: string;
}

/** What no extra parameter may say, also where the request leaves it out: RFC 6749, 7636, 9101, OpenID Connect. */
const protocol = new Set([
  "client_id",
  "code_challenge",
  "code_challenge_method",
  "redirect_uri",
  "request_uri",
  "response_type",
  "state",
]);

/** A signed request (RFC 9101) decides as much, but some providers have a plain parameter of that name. */
function isProtocol(name: string, value: string): boolean {
  return protocol.has(name) || (name === "request" && value.includes("."));
}

/**
 * The URL that a person's browser opens to consent (RFC 6749 section 4.1.1), as the provider's deviations have it.
 * Parameters of the endpoint's own stay, unless the protocol has them.
 */
export function authorizationRequestUrl(
  endpoint: string,
  { extraAuthParams, deviations }: OAuth2,
  parameters: AuthorizationParameters,
  definitions: Connector["variables"],
  values: Readonly<Record<string, string>>,
): string {
  const { clientId, redirectUri, scopes, state, codeChallenge, nonce } = parameters;
  const standard: Readonly<Record<string, string | undefined>> = {
    response_type: deviations.responseType ?? "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.length === 0 ? undefined : scopes.join(deviations.scopeSeparator ?? " "),
    state,
    code_challenge: codeChallenge,
    code_challenge_method: codeChallenge === undefined ? undefined : "S256",
    nonce: deviations.nonce ? nonce : undefined,
  };
  const url = new URL(endpoint);
  const query = new URLSearchParams(url.search);
  for (const [name, value] of [...query]) if (isProtocol(name, value)) query.delete(name);
  const names = new Set<string>();
  for (const [name, value] of Object.entries(standard)) {
    const written = own<string | undefined>(deviations.authParamNames, name) ?? name;
    if (value === undefined || written === "") continue;
    names.add(written);
    query.set(written, value);
  }
  for (const [name, template] of Object.entries(extraAuthParams)) {
    const value = expandText(template, definitions, values);
    if (!names.has(name) && !isProtocol(name, value)) query.set(name, value);
  }
  // A blank as %20 is read by servers that take a plus for a plus.
  const text = query.toString().replaceAll("+", "%20");
  if (url.hash === "") url.search = text;
  else url.hash += `${url.hash.includes("?") ? "&" : "?"}${text}`;
  if (url.hash !== "") url.search = "";
  return url.href;
}
