import type { JsonPointer } from "./json.ts";

/**
 * Which schemes prove who calls (OpenAPI Security Requirement Objects): alternatives in the order of preference,
 * each the ids of the schemes that are needed together. An alternative without ids needs no credential; it is
 * for whoever has none. Without alternatives no credential is ever sent.
 */
export type Security = readonly (readonly string[])[];

/** One way of proving who calls. */
export interface AuthScheme {
  /** Unique in the connector: what `security` names, and a value of `{SLUG}_AUTH_METHOD`. */
  readonly id: string;
  readonly type: AuthType;
  /** The secrets that are asked for or obtained. */
  readonly slots: readonly Slot[];
  /** Where the secrets go in each request; all of them together. None for `mutual_tls`, which is below HTTP. */
  readonly placements: readonly Placement[];
  /** Names of the servers that it is sent to; absent: every server of the connector. */
  readonly servers?: readonly string[];
  /** Present for `oauth2`. */
  readonly oauth2?: OAuth2;
  readonly verify?: Verify;
}

export type AuthType = "oauth2" | "api_key" | "bearer_token" | "basic" | "mutual_tls";

/** One secret value. */
export interface Slot {
  /**
   * Unique in the scheme: `access_token`, `api_key`, `username`, `password`, `client_cert`, `client_key`, or an
   * id from the spec.
   */
  readonly id: string;
  /** The environment variable that carries it into a sandbox: `TRELLO_TOKEN`. */
  readonly env: string;
  readonly label: string;
  /** Where a person gets the value. */
  readonly obtainUrl?: string;
  readonly steps?: string;
  /** The variable holds the name of a PEM file, or the PEM text itself: the two of `mutual_tls`. */
  readonly file?: true;
  /** Named tokens of OAuth2: where the token response holds this one. Absent: `/access_token`. */
  readonly pointer?: JsonPointer;
}

/**
 * Where a secret is written in a request. The value is `prefix` and the slot's secret; with `basic` it is
 * the two slots as RFC 7617 credentials.
 */
export interface Placement {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  /** Written before the secret, its blank included: `"Bearer "`. */
  readonly prefix?: string;
  /** One slot id; two for `basic`. */
  readonly slots: readonly string[];
  readonly basic?: true;
}

/** Registered values in RFC 7591: client_secret_basic, client_secret_post, none. */
export type AuthStyle = "header" | "body" | "none";

export interface OAuth2 {
  readonly grant: "authorization_code" | "client_credentials";
  /**
   * URL templates, as the four below: `{name}` is a variable of the connector. A fragment (`#/oauth/authorize`,
   * against RFC 6749 section 3.1) is kept, and the request's parameters are written after it.
   */
  readonly authorizationUrl?: string;
  /** Absent only where `openIdConnectUrl` leads to it. */
  readonly tokenUrl?: string;
  /** The provider's metadata (OpenID Connect Discovery 1.0): endpoints that are not stated are read from it. */
  readonly openIdConnectUrl?: string;
  /** Absent: `tokenUrl`. */
  readonly refreshUrl?: string;
  /** RFC 7009. */
  readonly revocationUrl?: string;
  /**
   * What `iss` of the authorization response has to be (RFC 9207). Absent: the metadata's issuer, and without
   * metadata any of the authorization endpoint's host.
   */
  readonly issuer?: string;
  /** Scope name to what it lets the client do. */
  readonly scopes: Readonly<Record<string, string>>;
  /** Of `scopes`, those that every authorization asks for, whatever the operations need: `offline_access`. */
  readonly baseScopes?: readonly string[];
  /** PKCE with S256 (RFC 7636). */
  readonly pkce: boolean;
  readonly authStyle: AuthStyle;
  /** Added to the authorization request. Values are templates: `{name}` is a variable. */
  readonly extraAuthParams: Readonly<Record<string, string>>;
  readonly deviations: Deviations;
}

/**
 * How a provider departs from RFC 6749; each is declared, none is coded by name. Values of parameters and
 * headers are templates: `{name}` with a declared variable's name stands for its value, other braces for
 * themselves. A name `""` leaves the parameter out.
 */
export interface Deviations {
  /** Between scopes in a request. Default: a blank. */
  readonly scopeSeparator?: string;

  // The authorization request (RFC 6749 section 4.1.1) and its answer (4.1.2).

  /** What the parameters of the authorization request are called. */
  readonly authParamNames?: Readonly<Partial<Record<AuthorizationParameter, string>>>;
  /** Default: `code`. Always with a code in it: `code id_token`. */
  readonly responseType?: string;
  /** A random `nonce` (OpenID Connect Core section 3.1.2.1) is sent, which nothing is compared with. */
  readonly nonce?: true;
  /** What the parameters of the redirect are called. */
  readonly redirectParamNames?: Readonly<Partial<Record<RedirectParameter, string>>>;

  // Token requests (4.1.3, 4.4.2, 6).

  /** Default: form. `query`: in the URL, secrets too, with an empty body. */
  readonly tokenRequestFormat?: "form" | "json" | "query";
  /** What the parameters of token requests are called; `refresh` stands in place of `exchange`, not beside it. */
  readonly tokenParamNames?: {
    readonly exchange?: TokenParameterNames;
    readonly refresh?: TokenParameterNames;
  };
  /** Sent with every token request. */
  readonly extraTokenParams?: Readonly<Record<string, string>>;
  /** Sent with the code exchange only. */
  readonly extraExchangeParams?: Readonly<Record<string, string>>;
  /** Sent with a refresh only. */
  readonly extraRefreshParams?: Readonly<Record<string, string>>;
  /** Headers of every token request. */
  readonly tokenHeaders?: Readonly<Record<string, string>>;
  /**
   * For `authStyle: header`. Default, `encoded`: id and secret form-encoded before they are joined (2.3.1).
   * `raw`: as they are. `secretAsUser`: the secret is the user name, and the password empty.
   */
  readonly basicCredentials?: "encoded" | "raw" | "secretAsUser";

  // Token responses (5.1, 5.2).

  /** Default: json. */
  readonly tokenResponseFormat?: "json" | "form";
  /** Where values are in the token response, by standard member; `refresh` stands in place of `exchange`. */
  readonly tokenResponse?: {
    readonly exchange?: TokenResponseMembers;
    readonly refresh?: TokenResponseMembers;
  };
  /** Values of `token_type` that are presented as bearer tokens, in any case. Default: `bearer`. */
  readonly tokenTypes?: readonly string[];
  /** What an answer of status 200 holds where it is a success; any other value is an error. */
  readonly success?: { readonly pointer: JsonPointer; readonly equals: string | number | boolean };
  /** The provider's error codes, to the registered ones that they mean. */
  readonly errorCodes?: Readonly<Record<string, TokenErrorCode>>;
  /**
   * `unit`: of `expires_in`, default seconds. `default`: seconds of life where the answer states none. A number
   * may be written as a string; none at all without a default: the token does not expire as far as is known.
   */
  readonly expiresIn?: { readonly unit?: "milliseconds" | "minutes"; readonly default?: number };
  /** Members of the token response that are kept with the credential. */
  readonly keep?: readonly string[];
  readonly refresh?: {
    /** Whether each refresh brings a new refresh token and ends the old one. */
    readonly rotates?: boolean;
    /** How long the old refresh token still works after it was used. Default: 0. */
    readonly graceSeconds?: number;
    /** What a refresh sends as its `refresh_token`. Default: the refresh token. */
    readonly token?: "access_token";
  };
}

export type AuthorizationParameter = "response_type" | "client_id" | "redirect_uri" | "scope" | "state";
export type RedirectParameter = "code" | "state" | "error" | "error_description";
export type TokenParameter =
  | "grant_type"
  | "client_id"
  | "client_secret"
  | "code"
  | "redirect_uri"
  | "code_verifier"
  | "refresh_token"
  | "scope";

export type TokenParameterNames = Readonly<Partial<Record<TokenParameter, string>>>;

/** RFC 6749 section 5.2, and `temporarily_unavailable` (4.1.2.1) for what passes. */
export type TokenErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "invalid_scope"
  | "temporarily_unavailable";

/** Where the standard members of a token response (RFC 6749 sections 5.1 and 5.2) really are. */
export type TokenResponseMembers = {
  readonly [Member in
    | "access_token"
    | "refresh_token"
    | "token_type"
    | "expires_in"
    | "scope"
    | "error"
    | "error_description"]?: JsonPointer;
} & {
  /**
   * The moment of expiry, where `expires_in` is absent: seconds or (from 10^11 on) milliseconds since 1970, or
   * RFC 3339 text. Default: `/expires_at`.
   */
  readonly expiresAt?: JsonPointer;
};

/** A read that proves a credential and names the account it belongs to. */
export interface Verify {
  readonly operation: string;
  readonly accountId?: JsonPointer;
  readonly label?: JsonPointer;
}
