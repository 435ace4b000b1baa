import { form, json } from "../servers/answers.ts";
import { clientId, clientSecret, code, none, type Replays, refresh } from "./replay.ts";

/** Addresses and parameters with values of one account, and grants of their own. */
export const placesAndValues: Replays = [
  [
    "salesforce",
    "an instance of its own",
    {
      kind: "code",
      variables: { hostname: "acme.my.salesforce.com" },
      to: "acme.my.salesforce.com/services/oauth2/token",
      sends: code,
      answer: json({ access_token: "at", instance_url: "https://acme.my.salesforce.com" }),
      known: { instanceUrl: "https://acme.my.salesforce.com" },
    },
  ],
  [
    "salesforce",
    "an instance that is none",
    {
      kind: "code",
      to: "login.salesforce.com/services/oauth2/token",
      sends: code,
      answer: json({ access_token: "at", instance_url: "https://acme.my.salesforce.com.evil.test" }),
      fails: "TOKEN_RESPONSE_INVALID",
    },
  ],
  [
    "zoho-crm",
    "a region from the redirect",
    {
      kind: "code",
      variables: { accountsServer: "https://accounts.zoho.eu" },
      to: "accounts.zoho.eu/oauth/v2/token",
      sends: code,
      answer: json({ access_token: "at", api_domain: "https://www.zohoapis.eu" }),
      known: { apiDomain: "https://www.zohoapis.eu" },
    },
  ],
  [
    "zoho-crm",
    "a region that is none",
    {
      kind: "code",
      variables: { accountsServer: "https://accounts.zoho.evil.test" },
      to: "",
      sends: {},
      fails: "INVALID_VARIABLE",
    },
  ],
  [
    "canvas-lms",
    "a server of the user's",
    {
      kind: "code",
      variables: { hostname: "canvas.school.test" },
      to: "canvas.school.test/login/oauth2/token",
      sends: code,
    },
  ],
  [
    "canvas-lms",
    "an address in place of a name",
    {
      kind: "code",
      variables: { hostname: "169.254.169.254" },
      to: "",
      sends: {},
      fails: "INVALID_VARIABLE",
    },
  ],
  [
    "zendesk",
    "a label",
    { kind: "code", variables: { subdomain: "acme" }, to: "acme.zendesk.com/oauth/tokens", sends: code },
  ],
  [
    "zendesk",
    "a label that is more",
    { kind: "code", variables: { subdomain: "evil.test/" }, to: "", sends: {}, fails: "INVALID_VARIABLE" },
  ],
  [
    "microsoft-tenant-specific",
    "a segment of the path",
    {
      kind: "code",
      variables: { tenant: "11-22" },
      to: "login.microsoftonline.com/11-22/oauth2/v2.0/token",
      sends: code,
    },
  ],
  [
    "bigcommerce",
    "a variable in a parameter",
    {
      kind: "code",
      variables: { storeHash: "h4sh", accountUuid: "u" },
      to: "login.bigcommerce.com/oauth2/token",
      sends: { ...code, context: "stores/h4sh" },
    },
  ],
  [
    "paycor",
    "a variable in the query",
    {
      kind: "code",
      variables: { subscriptionKey: "k&y" },
      to: "apis.paycor.com/sts/v1/common/token?subscription-key=k%26y",
      sends: code,
    },
  ],
  [
    "basecamp",
    "another value in the exchange",
    {
      kind: "code",
      variables: { accountId: "1" },
      to: "launchpad.37signals.com/authorization/token",
      sends: { ...code, type: "web_server" },
    },
  ],
  [
    "basecamp",
    "and at a refresh",
    {
      kind: "refresh",
      variables: { accountId: "1" },
      to: "launchpad.37signals.com/authorization/token",
      sends: { ...refresh, type: "refresh" },
    },
  ],
  [
    "bamboohr",
    "one value for both",
    {
      kind: "refresh",
      variables: { subdomain: "acme" },
      to: "acme.bamboohr.com/token.php",
      sends: { ...refresh, request: "token" },
    },
  ],
  [
    "facebook",
    "an access token that is renewed by itself",
    {
      kind: "refresh",
      to: "graph.facebook.com/v22.0/oauth/access_token",
      sends: { grant_type: "fb_exchange_token", fb_exchange_token: "at-0", refresh_token: none },
    },
  ],
  [
    "followupboss",
    "what the redirect brought",
    {
      kind: "code",
      variables: { state: "st" },
      to: "app.followupboss.com/oauth/token",
      sends: { ...code, state: "st" },
    },
  ],
  [
    "zoom-cc",
    "a grant type of its own",
    {
      kind: "client_credentials",
      variables: { accountId: "a1" },
      to: "zoom.us/oauth/token",
      sends: { grant_type: "account_credentials", account_id: "a1" },
    },
  ],
  [
    "zoominfo",
    "a client called user",
    {
      kind: "client_credentials",
      as: "json",
      to: "api.zoominfo.com/authenticate",
      sends: { username: clientId, password: clientSecret, client_id: none, grant_type: none },
    },
  ],
  [
    "ukg-pro-cc",
    "a header",
    {
      kind: "client_credentials",
      variables: { identityServer: "signin.ukg.test", tenantId: "T", hostname: "x.ukg.test" },
      to: "signin.ukg.test/signin/oauth2/t/T/access_token",
      headers: { accept: "application/json" },
      sends: { grant_type: "client_credentials" },
    },
  ],
  [
    "github",
    "a form for an answer",
    {
      kind: "code",
      to: "github.com/login/oauth/access_token",
      sends: code,
      answer: form({ access_token: "at", scope: "repo,gist", token_type: "bearer" }),
      secrets: { access_token: "at" },
    },
  ],
];
