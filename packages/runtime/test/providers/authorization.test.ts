import { describe, expect, test } from "vitest";
import { wordsOf } from "../../scripts/catalogue/words.ts";
import { authorizationRequestUrl } from "../../src/oauth/authorization-request.ts";
import { redirectVariables, standardParameters } from "../../src/oauth/callback-parameters.ts";
import { endpointOf } from "../../src/oauth/endpoints.ts";
import { declared, leadingTo, names } from "./declared.ts";
import { placesAndValues } from "./places-and-values.ts";
import { requestsAndAnswers } from "./requests-and-answers.ts";

const parameters = {
  clientId: "c",
  redirectUri: "https://host.test/oauth/callback/1",
  scopes: ["a", "b"],
  state: "st",
  codeChallenge: "challenge",
  nonce: "random",
};

interface Request {
  readonly variables?: Readonly<Record<string, string>>;
  /** The URL up to its parameters. */
  readonly to: string;
  /** An empty list is a parameter that must not be there. */
  readonly sends: Readonly<Record<string, string | readonly []>>;
}

const none: readonly [] = [];
const usual = { response_type: "code", client_id: "c", redirect_uri: parameters.redirectUri, state: "st" };

const requests: readonly (readonly [provider: string, what: string, Request])[] = [
  [
    "asana",
    "nothing",
    {
      to: "https://app.asana.com/-/oauth_authorize",
      sends: {
        ...usual,
        scope: "a b",
        code_challenge: "challenge",
        code_challenge_method: "S256",
        nonce: none,
      },
    },
  ],
  [
    "google",
    "parameters added",
    {
      to: "https://accounts.google.com/o/oauth2/v2/auth",
      sends: { ...usual, access_type: "offline", prompt: "consent" },
    },
  ],
  [
    "slack",
    "no PKCE, scopes with commas",
    { to: "https://slack.com/oauth/v2/authorize", sends: { ...usual, scope: "a,b", code_challenge: none } },
  ],
  [
    "tiktok-accounts",
    "a client of another name",
    {
      to: "https://www.tiktok.com/v2/auth/authorize/",
      sends: { ...usual, client_key: "c", client_id: none },
    },
  ],
  [
    "monday",
    "no response type",
    { to: "https://auth.monday.com/oauth2/authorize", sends: { response_type: none, client_id: "c" } },
  ],
  [
    "datev",
    "an id token too, and a nonce",
    {
      to: "https://login.datev.de/openid/authorize",
      sends: { ...usual, response_type: "code id_token", response_mode: "query", nonce: "random" },
    },
  ],
  [
    "apollo-oauth",
    "a page behind a fragment",
    { to: "https://app.apollo.io/#oauth/authorize", sends: usual },
  ],
  [
    "bamboohr",
    "a request that is none of RFC 9101",
    {
      variables: { subdomain: "acme" },
      to: "https://acme.bamboohr.com/authorize.php",
      sends: { ...usual, request: "authorize" },
    },
  ],
  [
    "bigcommerce",
    "a variable in a parameter",
    {
      variables: { storeHash: "h4sh", accountUuid: "u" },
      to: "https://login.bigcommerce.com/oauth2/authorize",
      sends: { ...usual, context: "stores/h4sh" },
    },
  ],
  [
    "amazon-selling-partner",
    "one of the vendor's hosts",
    {
      variables: { domain: "sellercentral.amazon.co.uk", applicationId: "a&p=p" },
      to: "https://sellercentral.amazon.co.uk/apps/authorize/consent",
      sends: { ...usual, application_id: "a&p=p" },
    },
  ],
];

describe("a declared provider asks for consent", () => {
  test.each(requests)("%s: %s", async (name, _, { variables = {}, to, sends }) => {
    const url = await urlFor(name, variables);
    const [before = "", query = ""] = url.split("?");
    expect(before).toBe(to);
    const found = Object.fromEntries(new URLSearchParams(query));
    for (const [key, value] of Object.entries(sends)) {
      if (typeof value === "string") expect(found).toHaveProperty(key, value);
      else expect(found).not.toHaveProperty(key);
    }
  });

  test.each([
    ["amazon-selling-partner", { domain: "amazon.co.uk.evil.test", applicationId: "a" }],
    ["amazon-selling-partner", { domain: "xamazon.co.uk", applicationId: "a" }],
    ["canvas-lms", { hostname: "localhost" }],
    ["canvas-lms", { hostname: "school.test/x?" }],
    ["zendesk", { subdomain: "a.evil.test#" }],
    ["microsoft-tenant-specific", { tenant: ".." }],
    ["salesforce", { hostname: "login.salesforce.com.evil.test" }],
  ])("%s: not at %j", async (name, variables) => {
    await expect(urlFor(name, variables)).rejects.toMatchObject({ code: "INVALID_VARIABLE" });
  });
});

async function urlFor(name: string, variables: Readonly<Record<string, string>>): Promise<string> {
  const { connector, scheme } = declared(name);
  const { oauth2 } = scheme;
  const context = { http: leadingTo("http://nowhere.invalid"), now: () => 0 };
  const endpoint = await endpointOf(context, "authorization", { connector, oauth2, variables });
  const { codeChallenge } = parameters;
  const sent = { ...parameters, codeChallenge: oauth2.pkce ? codeChallenge : undefined };
  return authorizationRequestUrl(endpoint, oauth2, sent, connector.variables, variables);
}

describe("the answer of a declared provider", () => {
  test("has the code under its own name, and a value to keep", () => {
    const { connector, scheme } = declared("amazon-selling-partner");
    const given = new URLSearchParams({ spapi_oauth_code: "c1", state: "st", selling_partner_id: "A1" });
    expect(Object.fromEntries(standardParameters(given, scheme.oauth2))).toEqual({ code: "c1", state: "st" });
    expect(redirectVariables(given, connector)).toEqual({ sellingPartnerId: "A1" });
  });

  test("says where the code is redeemed, among the vendor's hosts", () => {
    const { connector } = declared("zoho-crm");
    const region = (origin: string) =>
      redirectVariables(new URLSearchParams({ "accounts-server": origin }), connector);
    expect(region("https://accounts.zoho.eu")).toEqual({ accountsServer: "https://accounts.zoho.eu" });
    for (const origin of [
      "https://accounts.zoho.eu.evil.test",
      "http://accounts.zoho.eu",
      "https://evil.test",
    ])
      expect(() => region(origin)).toThrow(expect.objectContaining({ code: "INVALID_VARIABLE" }));
  });
});

/** What belongs to requests of the API, not of OAuth. */
const ofTheApi = ["variables in the base URL", "a key beside the token", "another header than Authorization"];

test("each word that a provider of the table needs is run for one that needs it", () => {
  const words = (some: readonly string[]) =>
    new Set(some.flatMap((name) => wordsOf(declared(name).connector)));
  const run = words([...requestsAndAnswers, ...placesAndValues, ...requests].map(([name]) => name));
  expect([...words(names)].filter((word) => !run.has(word) && !ofTheApi.includes(word))).toEqual([]);
});
