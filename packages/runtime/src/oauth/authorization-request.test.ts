import type { OAuth2 } from "@specwire/contract";
import { expect, test } from "vitest";
import { authorizationRequestUrl } from "./authorization-request.ts";

const oauth2: OAuth2 = {
  grant: "authorization_code",
  scopes: {},
  pkce: true,
  authStyle: "body",
  extraAuthParams: {},
  deviations: {},
};
const parameters = {
  clientId: "c",
  redirectUri: "https://host.test/oauth/callback/1",
  scopes: ["a b", "c+d"],
  state: "s",
  codeChallenge: undefined,
  nonce: "n",
};
const definitions = { shop: { from: "user", kind: "text" } } as const;
const urlOf = (endpoint: string, more: Partial<OAuth2> = {}) =>
  authorizationRequestUrl(endpoint, { ...oauth2, ...more }, parameters, definitions, { shop: "my shop&x=1" });

test("a query of the endpoint's own stays, blanks are %20 and pluses %2B", () => {
  expect(urlOf("https://a.example/auth?tenant=t")).toBe(
    "https://a.example/auth?tenant=t&response_type=code&client_id=c" +
      "&redirect_uri=https%3A%2F%2Fhost.test%2Foauth%2Fcallback%2F1&scope=a%20b%20c%2Bd&state=s",
  );
});

test("parameters stand after a fragment", () => {
  expect(urlOf("https://a.example/#/oauth/authorize")).toMatch(
    /^https:\/\/a\.example\/#\/oauth\/authorize\?response_type=/,
  );
  expect(urlOf("https://a.example/#/oauth/authorize?v=2")).toMatch(/#\/oauth\/authorize\?v=2&response_type=/);
});

test("extra parameters have values of variables, and never a name that the protocol has", () => {
  const extraAuthParams = {
    context: "stores/{shop}",
    braces: '{"userinfo":{"email":null}}',
    state: "fixed",
    request_uri: "urn:evil",
    request: "eyJhbGciOiJub25lIn0.e30.",
    response_type: "token",
    scope: "everything",
    code_challenge: "x",
  };
  const url = new URL(
    urlOf("https://a.example/auth", {
      extraAuthParams,
      deviations: { authParamNames: { response_type: "" } },
    }),
  );
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: "c",
    redirect_uri: parameters.redirectUri,
    scope: "a b c+d",
    state: "s",
    context: "stores/my shop&x=1",
    braces: '{"userinfo":{"email":null}}',
  });
});
