import { json } from "../servers/answers.ts";
import { basic, clientId, clientSecret, code, none, post, type Replays, refresh } from "./replay.ts";

/** Requests that are written, and answers that are read, in another way. */
export const requestsAndAnswers: Replays = [
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
];
