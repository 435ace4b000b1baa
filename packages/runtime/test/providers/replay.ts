import type { Answer } from "../servers/answers.ts";
import { form, json } from "../servers/answers.ts";

/** One exchange of a declared provider: what is given, what has to be asked where, and what comes of it. */
export interface Replay {
  readonly kind: "code" | "refresh" | "client_credentials";
  readonly variables?: Readonly<Record<string, string>>;
  /** Where the request goes: host and path. */
  readonly to: string;
  /** Members of the request; an empty list is a parameter that must not be there. */
  readonly sends: Readonly<Record<string, string | readonly []>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the parameters are. Default: form. */
  readonly as?: "form" | "json" | "query";
  /** Default: a response as RFC 6749 has it. */
  readonly answer?: Answer;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Seconds of life from now on; null: unknown. */
  readonly lives?: number | null;
  readonly known?: Readonly<Record<string, string>>;
  /** The code of the error that comes of it. */
  readonly fails?: string;
}

export const clientId = "cl:ient id";
export const clientSecret = "s3cr:t/%+";
export const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString("base64")}`;
const none: readonly [] = [];
const post = { client_id: clientId, client_secret: clientSecret };
const code = { grant_type: "authorization_code", code: "the-code" };
const refresh = { grant_type: "refresh_token", refresh_token: "rt-0" };

export const replays: readonly (readonly [provider: string, what: string, Replay])[] = [
  [
    "asana",
    "nothing",
    {
      kind: "code",
      to: "app.asana.com/-/oauth_token",
      sends: { ...post, ...code, code_verifier: "v".repeat(43) },
      lives: 3600,
      secrets: { access_token: "at", refresh_token: "rt" },
    },
  ],
  [
    "asana",
    "a refresh",
    { kind: "refresh", to: "app.asana.com/-/oauth_token", sends: { ...post, ...refresh, code: none } },
  ],
  [
    "slack",
    "no PKCE, a second token, kept members",
    {
      kind: "code",
      to: "slack.com/api/oauth.v2.access",
      sends: { ...post, ...code, code_verifier: none },
      answer: json({
        ok: true,
        access_token: "bot",
        authed_user: { access_token: "person" },
        team: { id: "T1" },
        scope: "chat:write,users:read",
      }),
      secrets: { access_token: "bot", user: "person", kept: '{"team":{"id":"T1"}}' },
      lives: null,
    },
  ],
  [
    "slack",
    "an error of its own with status 200",
    {
      kind: "refresh",
      to: "slack.com/api/oauth.v2.access",
      sends: refresh,
      answer: json({ ok: false, error: "invalid_refresh_token" }),
      fails: "REAUTH_REQUIRED",
    },
  ],
  [
    "slack",
    "an answer that is no success",
    {
      kind: "refresh",
      to: "slack.com/api/oauth.v2.access",
      sends: refresh,
      answer: json({ ok: false, access_token: "not-one" }),
      fails: "TOKEN_REQUEST_REJECTED",
    },
  ],
  [
    "ramp",
    "the client in the header, encoded",
    {
      kind: "code",
      to: "api.ramp.com/developer/v1/token",
      headers: { authorization: basic("cl%3Aient+id:s3cr%3At%2F%25%2B") },
      sends: { ...code, client_secret: none, client_id: none },
    },
  ],
  [
    "stripe-app",
    "the secret as the user, life not stated",
    {
      kind: "code",
      to: "api.stripe.com/v1/oauth/token",
      headers: { authorization: basic("sk_1:") },
      sends: { ...code, client_secret: none },
      answer: json({ access_token: "at" }),
      lives: 3600,
    },
  ],
  [
    "heygen",
    "a public client, a refresh URL",
    {
      kind: "refresh",
      to: "api2.heygen.com/v1/oauth/refresh_token",
      sends: { ...refresh, client_secret: none },
      headers: {},
    },
  ],
  [
    "apollo-oauth",
    "JSON",
    {
      kind: "code",
      as: "json",
      to: "app.apollo.io/api/v1/oauth/token",
      sends: { ...post, ...code },
      headers: { "content-type": "application/json" },
    },
  ],
  [
    "kno-commerce",
    "parameters in the URL",
    {
      kind: "client_credentials",
      as: "query",
      to: "app-api.knocommerce.com/api/oauth2/token",
      headers: { authorization: basic("plain:s3cr:t/%+") },
      sends: { grant_type: "client_credentials", client_secret: none },
    },
  ],
  [
    "tiktok-personal",
    "a client of another name",
    {
      kind: "code",
      to: "open.tiktokapis.com/v2/oauth/token/",
      sends: { ...code, client_key: clientId, client_id: none, client_secret: clientSecret },
    },
  ],
  [
    "tiktok-accounts",
    "everything below data",
    {
      kind: "code",
      as: "json",
      to: "business-api.tiktok.com/open_api/v1.3/tt_user/oauth2/token/",
      sends: { ...post, grant_type: "authorization_code", auth_code: "the-code", code: none },
      answer: json({
        code: 0,
        message: "OK",
        data: { access_token: "at", refresh_token: "rt", expires_in: "86400", scope: "a,b" },
      }),
      secrets: { access_token: "at", refresh_token: "rt" },
      lives: 86400,
    },
  ],
  [
    "tiktok-accounts",
    "a refresh by the standard names",
    {
      kind: "refresh",
      as: "json",
      to: "business-api.tiktok.com/open_api/v1.3/tt_user/oauth2/refresh_token/",
      sends: { ...post, ...refresh },
      answer: json({ code: 40105, message: "Access token is incorrect", data: {} }),
      fails: "TOKEN_REQUEST_REJECTED",
    },
  ],
  [
    "tiktok-ads",
    "no grant type, no redirect URI",
    {
      kind: "code",
      as: "json",
      to: "business-api.tiktok.com/open_api/v1.3/oauth2/access_token/",
      sends: {
        app_id: clientId,
        secret: clientSecret,
        auth_code: "the-code",
        grant_type: none,
        redirect_uri: none,
      },
      answer: json({ code: 0, data: { access_token: "at" } }),
      secrets: { access_token: "at" },
    },
  ],
  [
    "clover",
    "a moment of expiry",
    {
      kind: "code",
      as: "json",
      variables: { apiHost: "api.eu.clover.com", authorizeHost: "www.eu.clover.com" },
      to: "api.eu.clover.com/oauth/v2/token",
      sends: { ...post, code: "the-code", grant_type: none },
      answer: json({ access_token: "at", access_token_expiration: 1_800_000_600, refresh_token: "rt" }),
      lives: 600,
    },
  ],
  [
    "clover",
    "a refresh without a secret",
    {
      kind: "refresh",
      as: "json",
      variables: { apiHost: "api.clover.com", authorizeHost: "www.clover.com" },
      to: "api.clover.com/oauth/v2/refresh",
      sends: { client_id: clientId, refresh_token: "rt-0", client_secret: none, grant_type: none },
    },
  ],
  [
    "fiserv",
    "milliseconds, credentials that are not encoded",
    {
      kind: "client_credentials",
      to: "cert.api.fiservapps.com/fts-apim/oauth2/v2",
      headers: { authorization: basic("plain:s3cr:t/%+") },
      sends: { grant_type: "client_credentials" },
      answer: json({ access_token: "at", expires_in: 900_000 }),
      lives: 900,
    },
  ],
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
