import type { Connector, OAuth2, Variable } from "@specwire/contract";

/** What of the format a compiled provider needs beyond a plain OAuth 2.0 client, as words of the spec. */
export function wordsOf({
  auth,
  servers,
  variables,
}: Pick<Connector, "auth" | "servers" | "variables">): string[] {
  const scheme = auth.find(({ oauth2 }) => oauth2 !== undefined);
  if (scheme?.oauth2 === undefined) return [];
  const { oauth2 } = scheme;
  const { refresh, ...deviations } = oauth2.deviations;
  const urls = [oauth2.authorizationUrl, oauth2.tokenUrl, oauth2.refreshUrl];
  const [placement] = scheme.placements;
  const found: [word: string, is: boolean][] = [
    ["pkce: false", oauth2.grant === "authorization_code" && !oauth2.pkce],
    [`authStyle: ${oauth2.authStyle}`, oauth2.authStyle !== "body"],
    ["extraAuthParams", Object.keys(oauth2.extraAuthParams).length > 0],
    ["refreshUrl", oauth2.refreshUrl !== undefined],
    ["a fragment in authorizationUrl", oauth2.authorizationUrl?.includes("#") === true],
    ["variables in the URLs of OAuth", urls.some((url) => url?.includes("{"))],
    ["variables in parameters or headers", hasVariables(oauth2, variables)],
    ["variables in the base URL", servers["default"]?.url.includes("{") === true],
    ["tokens", scheme.slots.length > 1],
    ["another header than Authorization", placement?.name.toLowerCase() !== "authorization"],
    ["a key beside the token", auth.length > 1],
    ...Object.values(variables).flatMap(wordsOfVariable),
    ...Object.entries(deviations).map(([name, value]): [string, boolean] => [deviation(name, value), true]),
    ["refresh.token", refresh?.token !== undefined],
  ];
  return [...new Set(found.flatMap(([word, is]) => (is ? [word] : [])))];
}

function wordsOfVariable({ from, kind, selfHosted }: Variable): [string, boolean][] {
  return [
    [`a variable from: ${from}`, from !== "user"],
    [`kind: ${kind}`, kind !== "label"],
    ["selfHosted", selfHosted === true],
  ];
}

function hasVariables(oauth2: OAuth2, variables: Readonly<Record<string, Variable>>): boolean {
  const { extraTokenParams, extraExchangeParams, extraRefreshParams, tokenHeaders } = oauth2.deviations;
  const values = [
    oauth2.extraAuthParams,
    extraTokenParams,
    extraExchangeParams,
    extraRefreshParams,
    tokenHeaders,
  ];
  const text = values.flatMap((one) => Object.values(one ?? {})).join();
  return Object.keys(variables).some((name) => text.includes(`{${name}}`));
}

/** With the value, where there are few. */
function deviation(name: string, value: unknown): string {
  return /^(tokenRequestFormat|tokenResponseFormat|basicCredentials)$/.test(name)
    ? `${name}: ${String(value)}`
    : name;
}
