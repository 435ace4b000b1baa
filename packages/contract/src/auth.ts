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
  readonly authorizationUrl?: string;
  /** Absent only where `openIdConnectUrl` leads to it. */
  readonly tokenUrl?: string;
  /** The provider's metadata (OpenID Connect Discovery 1.0): endpoints that are not stated are read from it. */
  readonly openIdConnectUrl?: string;
  /** Absent: `tokenUrl`. */
  readonly refreshUrl?: string;
  /** RFC 7009. */
  readonly revocationUrl?: string;
  /** Scope name to what it lets the client do. */
  readonly scopes: Readonly<Record<string, string>>;
  /** PKCE with S256 (RFC 7636). */
  readonly pkce: boolean;
  readonly authStyle: AuthStyle;
  readonly extraAuthParams: Readonly<Record<string, string>>;
  readonly deviations: Deviations;
}

/** How a provider departs from RFC 6749; each is declared, none is coded by name. */
export interface Deviations {
  /** Between scopes in a request. Default: a blank. */
  readonly scopeSeparator?: string;
  /** Default: form. */
  readonly tokenRequestFormat?: "form" | "json";
  /** Sent with every token request. */
  readonly extraTokenParams?: Readonly<Record<string, string>>;
  /** Headers of every token request. */
  readonly tokenHeaders?: Readonly<Record<string, string>>;
  /** Where values are in the token response, by standard member, for the code exchange and for refreshing. */
  readonly tokenResponse?: {
    readonly exchange?: TokenResponseMembers;
    readonly refresh?: TokenResponseMembers;
  };
  /** Members of the token response that are kept with the credential. */
  readonly keep?: readonly string[];
  readonly refresh?: { readonly rotates?: boolean; readonly graceSeconds?: number };
}

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
};

/** A read that proves a credential and names the account it belongs to. */
export interface Verify {
  readonly operation: string;
  readonly accountId?: JsonPointer;
  readonly label?: JsonPointer;
}
