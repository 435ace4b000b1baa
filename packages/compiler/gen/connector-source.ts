// Generated from schema/connector.schema.json by `npm run generate`. Do not edit.
import type { Json, JsonObject } from "@specwire/contract";

/** A JSON Schema as it was written. */
export type JsonSchema = JsonObject;

/**
 * A version by semver.org.
 */
export type Version = string;
/**
 * 3 to 40 lower-case letters and digits in words joined by `-`; each word but the first may begin with a digit.
 */
export type Slug = string;
/**
 * Lower-case letters and digits in words joined by `-`, the first character a letter; at most 40 characters.
 */
export type Word = string;
/**
 * Words joined by dots, each of lower-case letters, digits and `-`, beginning with a letter. The parts are the words of the command. An id can't also begin another one (`notes` beside `notes.get`).
 */
export type OperationId = string;
/**
 * Letters, digits and `_`, beginning with a letter.
 */
export type VariableName = string;
/**
 * A URL that begins with https:// or http://.
 */
export type Url = string;
/**
 * An https URL without query and fragment, a path included where all requests share one; what `request` says is put behind it. `{name}` stands for a variable. http is taken for loopback alone, with a warning.
 */
export type ServerUrl = string;
/**
 * An https URL; `{name}` stands for a variable.
 */
export type AuthUrl = string;
/**
 * A host name, or `*.` and a domain for any one name below it.
 */
export type HostPattern = string;
/**
 * A JSON Pointer (RFC 6901): `/data/items`, `/errors/0/message`; `""` is the whole document. No dots, no `$`.
 */
export type Pointer = string;
/**
 * Where something stands in an item of a list, as names with dots between.
 */
export type FieldPath = string;
/**
 * The name of an HTTP header, in any case.
 */
export type HeaderName = string;
/**
 * Printable ASCII; blanks at its end count.
 */
export type HeaderValue = string;
/**
 * A media type, with parameters where it needs them.
 */
export type MediaType = string;
/**
 * A scope name (RFC 6749, section 3.3).
 */
export type Scope = string;
/**
 * The name of a parameter as it is sent, brackets included, or of a member at the top of the body. Where two places have it, `query.id`, `path.id` or `body.id`.
 */
export type ArgumentName = string;
/**
 * What went wrong, in Specwire's words. It decides the exit code and whether to retry.
 */
export type ErrorCode =
  | "API_ERROR"
  | "NOT_FOUND"
  | "CONFLICT"
  | "INVALID_REQUEST"
  | "FORBIDDEN"
  | "SERVER_ERROR"
  | "AUTH_REQUIRED"
  | "REAUTH_REQUIRED"
  | "SCOPE_REQUIRED"
  | "RATE_LIMITED";
/**
 * A part of a URL that is known only after connecting, by where its value comes from.
 */
export type Variable = UserVariable | TokenResponseVariable | RedirectVariable;
/**
 * What the value may be: `label`, one label of a host name; `domain`, a host name or the labels at its end (needs `hosts`, `enum` or `selfHosted`); `origin`, scheme, host and port (needs the same); `path`, one segment of a path; `text`, a value of parameters and headers.
 */
export type VariableKind = "label" | "domain" | "origin" | "path" | "text";
/**
 * The only values accepted.
 *
 * @minItems 1
 */
export type VariableEnum = string[];
/**
 * The hosts that an origin or a domain must be one of.
 *
 * @minItems 1
 */
export type VariableHosts = HostPattern[];
export type Auth = AuthScheme | AuthScheme[];
/**
 * One way of proving who calls, by its type.
 */
export type AuthScheme = Oauth2 | ApiKey | BearerToken | Basic | MutualTls | NoAuth;
export type Security = SecurityAlternative[];
export type SecurityAlternative = SchemeId | SchemeId[];
/**
 * The id of a scheme; of one without `id`: its type.
 */
export type SchemeId = string;
/**
 * Names the scheme in `security`. Default: its type. With an id, a scheme whose environment variable another one has already gets its own: `{SLUG}_{ID}`; without, alternatives share the variable: one secret, sent in the first of the ways.
 */
export type SchemeName = Word;
/**
 * The scheme's name in the OpenAPI document (`components.securitySchemes`), so that what its operations require is known. Default: the name that is `id` in another spelling.
 */
export type DocumentScheme = string;
/**
 * The servers that its secret is sent to, by their names in `servers`. Default: all that the spec names; of those that only the document names, the ones beside them.
 *
 * @minItems 1
 */
export type SchemeServers = Word[];
/**
 * Where the key is written in a request.
 */
export type KeyPlace = "header" | "query" | "cookie";
/**
 * The name of the header, query parameter or cookie; `Authorization` is one like others.
 */
export type KeyName = HeaderName;
/**
 * Written before the secret, its blank included (`"ApiKey "`); without, the secret stands alone.
 */
export type SecretPrefix = HeaderValue;
/**
 * What the service calls this secret.
 */
export type SecretLabel = string;
/**
 * The page where a person gets the secret.
 */
export type SecretUrl = Url;
/**
 * How a person gets the secret, in a sentence or two.
 */
export type SecretSteps = string;
export type Sha256 = string;
/**
 * How the next part of a list is asked for. A URL in an answer is only ever read for declared parameters; it is never followed as it stands.
 */
export type Pagination = CursorPagination | PagePagination | OffsetPagination | LinkPagination;
/**
 * Where an answer holds the list; `""` for the whole answer. An operation's own `items` wins over the one of its pagination, which is for lists that all have the same place.
 */
export type ItemsPointer = Pointer;
/**
 * The declared parameter, or member of the body, that asks for the next part: its wire name, or for a deeper member of the body a JSON Pointer (`/page/cursor`). One name in two places is written `query.id` or `body.id`.
 */
export type PaginationInto = ArgumentName;
/**
 * The parameter that says how many items a page has, named like `into`.
 */
export type PaginationPageSize = ArgumentName;
/**
 * The largest page that the API gives.
 */
export type PaginationMaxPageSize = number;
/**
 * Where an answer says how many items there are in all.
 */
export type PaginationTotal = Pointer;
/**
 * Where an answer says whether there are more: false ends the list, whatever cursor stands beside it.
 */
export type PaginationHasMore = Pointer;
/**
 * @maxItems 5000
 */
export type Selectors = Selector[];
/**
 * Operations of the document: an operationId; `METHOD /path` with the path as the document has it; `tag:<name>`; or a path with `*` for one segment and `**` for any number of them.
 */
export type Selector = string;
export type Link = OperationId | LinkedOperation;
/**
 * A member of the answer (of a list: of each item) as a JSON Pointer, or an argument of this operation by its wire name.
 */
export type LinkedValue = string;
/**
 * A method (GET, HEAD, QUERY, POST, PUT, PATCH or DELETE), a blank, and a path template without a query string. `{name}` is a parameter, which may be a part of a segment: `/items/{id}.json`.
 */
export type RequestLine = string;
/**
 * A parameter's value; `{name}` stands for a variable.
 */
export type ParameterTemplate = string;
export type Renamed = string;
export type RenamedOrNone = string;

/**
 * One API as a command-line tool, instructions and permissions for an agent. Data only: no expressions beyond `{variable}`, no code; YAML without aliases, anchors, tags and merge keys, or JSON; at most 2 MB.
 */
export interface ConnectorSource {
  /**
   * Where an editor finds this schema. In YAML a `# yaml-language-server: $schema=…` comment does the same.
   */
  $schema?: string;
  /**
   * The version of this format. Always 1.
   */
  connector: 1;
  /**
   * The version of this spec (semver.org). Raise it with every published change.
   */
  version: Version;
  /**
   * The connector's short name: 3 to 40 lower-case letters and digits in words joined by `-`. The command is `custom-<slug>`, environment variables start with it in upper case, and it never changes once published.
   */
  slug: Slug;
  /**
   * The name that people know the service by.
   */
  name: string;
  /**
   * What the service offers, in one sentence. Agents read it to decide whether this is the tool they need.
   */
  description: string;
  /**
   * The service's own API documentation.
   */
  docsUrl?: Url;
  /**
   * A square picture of the service, shown by host applications.
   */
  iconUrl?: Url;
  /**
   * Where requests go, when there is one server. Short for `servers: { default: … }`; write one of the two.
   */
  baseUrl?: ServerUrl;
  /**
   * Where requests go, by name, when there are several. `default` is used unless an operation chooses another with `server`.
   */
  servers?: {
    [k: string]: ServerUrl;
  };
  /**
   * What is known only after connecting, by the name used in `{braces}`: of server URLs, OAuth URLs and their parameters. Each has to be used.
   */
  variables?: {
    [k: string]: Variable;
  };
  /**
   * How a request proves who calls: one scheme, or a list of schemes. Each alone is enough unless `security` says otherwise; the first that the user has a credential for is used.
   */
  auth: Auth;
  /**
   * Which schemes of `auth` a request needs: alternatives, each the id of a scheme or a list of ids needed together; `[]` as an alternative is for users without a credential, and the whole list `[]` sends none. An operation may state its own. Default: each scheme alone; with a document whose schemes are known here, as the document says.
   */
  security?: Security;
  /**
   * Headers sent with every request, such as an API version; `Accept` and `User-Agent` may be among them. Never a secret, since specs are public, and none that says how a request is carried (Host, Content-Type, Content-Length, Cookie): a body's media type is its operation's `contentType`.
   */
  headers?: FixedHeaders;
  /**
   * The API's own OpenAPI document, from which operations can be taken with `use`, `include` and `exclude`. Not needed when every operation is written out with `request`.
   */
  openapi?: Openapi;
  /**
   * How lists go on, for every operation that declares what `into` names (`kind: link`: what `pageSize` names, or all); one where nothing does is an error. A `pageSize` that an operation lacks is left out there. An operation may state its own, or `pagination: false`.
   */
  pagination?: Pagination;
  /**
   * What error answers look like, where that is not seen from the status, or their words are where nobody looks. Without: an answer with status 4xx or 5xx is an error, and its message is found in `message`, `detail`, `error` and the like.
   */
  errors?: ErrorRule[];
  /**
   * The redirects of downloads that are followed, always without the credential, for every operation whose response is binary. Default: none.
   */
  follow?: Follow;
  /**
   * Ids of the operations that the instructions name first. Default: chosen by what the operations do.
   */
  highlights?: OperationId[];
  /**
   * What the connector can do. A key is an operation's id: its command (`cards.create` is `custom-trello cards create`) and its name in permissions. `include` and `exclude` are reserved: they take operations from the OpenAPI document in bulk.
   */
  operations: Operations;
}
export interface FixedHeaders {
  [k: string]: HeaderValue;
}
/**
 * The user states the value when connecting.
 */
export interface UserVariable {
  /**
   * The user is asked for it.
   */
  from: "user";
  kind?: VariableKind;
  enum?: VariableEnum;
  hosts?: VariableHosts;
  /**
   * The value when the user gives none. Without it, the user must.
   */
  default?: string;
  /**
   * What the user is asked for.
   */
  label?: string;
  /**
   * The value is the user's own server, of any name. For `kind: origin` or `domain`; each user then brings an OAuth client of their own.
   */
  selfHosted?: boolean;
}
/**
 * The OAuth2 token response holds the value.
 */
export interface TokenResponseVariable {
  /**
   * The token response tells it.
   */
  from: "tokenResponse";
  /**
   * Where the token response holds the value.
   */
  pointer: Pointer;
  kind?: VariableKind;
  enum?: VariableEnum;
  hosts?: VariableHosts;
  /**
   * What the value is, for people.
   */
  label?: string;
}
/**
 * The OAuth2 redirect back to the host application carries the value.
 */
export interface RedirectVariable {
  /**
   * The redirect after consent tells it.
   */
  from: "redirect";
  /**
   * The query parameter of the redirect.
   */
  parameter: string;
  kind?: VariableKind;
  enum?: VariableEnum;
  hosts?: VariableHosts;
  /**
   * What the value is, for people.
   */
  label?: string;
}
/**
 * OAuth 2.0 and OpenID Connect: the user consents on the service's own page, or the application has its own account.
 */
export interface Oauth2 {
  /**
   * OAuth 2.0.
   */
  type: "oauth2";
  id?: SchemeName;
  use?: DocumentScheme;
  servers?: SchemeServers;
  /**
   * How a token is obtained: by a person's consent, or with the client's own credentials.
   */
  grant?: "authorization_code" | "client_credentials";
  /**
   * Where a person gives consent. Required for `authorization_code`, unless `openIdConnectUrl` leads to it; `client_credentials` has none. Parameters are written after a fragment, where it has one.
   */
  authorizationUrl?: AuthUrl;
  /**
   * The provider's metadata (OpenID Connect Discovery 1.0), which holds the URLs that are not stated here.
   */
  openIdConnectUrl?: AuthUrl;
  /**
   * Where tokens are issued. Required unless `openIdConnectUrl` leads to it.
   */
  tokenUrl?: AuthUrl;
  /**
   * Where tokens are refreshed. Default: `tokenUrl`.
   */
  refreshUrl?: AuthUrl;
  /**
   * Where tokens are revoked when the user disconnects (RFC 7009). Default: none.
   */
  revocationUrl?: AuthUrl;
  /**
   * What `iss` in the answer of the authorization endpoint has to be (RFC 9207), where no metadata says so.
   */
  issuer?: AuthUrl;
  /**
   * The scopes that may be asked for, each with what it lets an agent do. Where there are any, the scopes of operations must be among them; without, none is asked for.
   */
  scopes?: {
    [k: string]: string;
  };
  /**
   * Of these, the ones that are always asked for, whatever the allowed operations need.
   */
  baseScopes?: Scope[];
  /**
   * Whether the code exchange is protected by PKCE with S256 (RFC 7636). `false` needs a `reason`.
   */
  pkce?: boolean;
  /**
   * Why `pkce` is false.
   */
  reason?: string;
  /**
   * How the client's credentials are sent to the token endpoint: `body` (client_secret_post), `header` (client_secret_basic), or `none` for a public client.
   */
  authStyle?: "header" | "body" | "none";
  /**
   * Query parameters added to the authorization request; `{name}` in a value stands for a variable.
   */
  extraAuthParams?: {
    [k: string]: ParameterTemplate;
  };
  /**
   * Further tokens in the token response, by name: where each is. An operation chooses one with `token`.
   */
  tokens?: {
    [k: string]: Pointer;
  };
  /**
   * The header that carries the access token.
   */
  name?: HeaderName;
  /**
   * What stands before the access token, its blank included.
   */
  prefix?: HeaderValue;
  /**
   * How the provider departs from RFC 6749.
   */
  deviations?: Deviations;
  verify?: Verify;
}
export interface Deviations {
  /**
   * What stands between scopes in a request.
   */
  scopeSeparator?: string;
  /**
   * What the provider calls the parameters of the authorization request, by standard name; `""` leaves one out.
   */
  authParamNames?: {
    /**
     * What is asked for.
     */
    response_type?: RenamedOrNone;
    /**
     * The client.
     */
    client_id?: Renamed;
    /**
     * Where the answer goes.
     */
    redirect_uri?: RenamedOrNone;
    /**
     * The scopes asked for.
     */
    scope?: RenamedOrNone;
    /**
     * Binds the answer to the request; it can be renamed, not left out.
     */
    state?: Renamed;
  };
  /**
   * The `response_type` of the authorization request; a code is always part of it.
   */
  responseType?: string;
  /**
   * A random `nonce` is sent with the authorization request, for providers that refuse one without.
   */
  nonce?: boolean;
  /**
   * What the provider calls the parameters of the redirect back, by standard name.
   */
  redirectParamNames?: {
    /**
     * The authorization code.
     */
    code?: Renamed;
    /**
     * The state.
     */
    state?: Renamed;
    /**
     * The error code.
     */
    error?: Renamed;
    /**
     * The error in words.
     */
    error_description?: Renamed;
  };
  /**
   * How a token request is written: its body as a form or JSON, or with `query`, all of it in the URL. Secrets are in that URL, so it is for providers that accept nothing else.
   */
  tokenRequestFormat?: "form" | "json" | "query";
  /**
   * What the provider calls the parameters of token requests, by standard name; `""` leaves one out.
   */
  tokenParamNames?: {
    /**
     * In the code exchange, and in the client-credentials grant.
     */
    exchange?: TokenParameterNames;
    /**
     * In a refresh. Default: as in `exchange`.
     */
    refresh?: TokenParameterNames;
  };
  /**
   * Parameters added to every token request.
   */
  extraTokenParams?: {
    [k: string]: ParameterTemplate;
  };
  /**
   * Parameters added to the code exchange, or to the client-credentials request.
   */
  extraExchangeParams?: {
    [k: string]: ParameterTemplate;
  };
  /**
   * Parameters added to a refresh.
   */
  extraRefreshParams?: {
    [k: string]: ParameterTemplate;
  };
  /**
   * Headers of every token request; `{name}` stands for a variable.
   */
  tokenHeaders?: FixedHeaders;
  /**
   * How `authStyle: header` joins id and secret: `encoded` as the RFC asks, `raw` without encoding them first, `secretAsUser` with the secret as the user name and no password.
   */
  basicCredentials?: "encoded" | "raw" | "secretAsUser";
  /**
   * How the token response is written.
   */
  tokenResponseFormat?: "json" | "form";
  /**
   * The values of `token_type` that mean a bearer token. Default: `bearer`, in any case.
   *
   * @minItems 1
   */
  tokenTypes?: string[];
  /**
   * Where the token response holds what the RFC puts at its top.
   */
  tokenResponse?: {
    /**
     * In the answer to the code exchange, by standard name.
     */
    exchange?: TokenResponseMembers;
    /**
     * In the answer to a refresh, by standard name. Default: as in `exchange`.
     */
    refresh?: TokenResponseMembers;
  };
  /**
   * What the answer holds where it is a success, for providers that answer errors with status 200.
   */
  success?: {
    /**
     * Where.
     */
    pointer: Pointer;
    /**
     * What.
     */
    equals: string | number | boolean;
  };
  /**
   * The provider's own error codes, each with the registered code that it means. `invalid_grant`: the user must consent again; `temporarily_unavailable`: try again.
   */
  errorCodes?: {
    [k: string]:
      | "invalid_request"
      | "invalid_client"
      | "invalid_grant"
      | "unauthorized_client"
      | "unsupported_grant_type"
      | "invalid_scope"
      | "temporarily_unavailable";
  };
  /**
   * The access token's life, where the response doesn't state it in seconds. Numbers written as text are understood without.
   */
  expiresIn?: {
    /**
     * What `expires_in` counts, if not seconds.
     */
    unit?: "milliseconds" | "minutes";
    /**
     * Seconds of life where the response states none. Without it, such a token is used until the API refuses it.
     */
    default?: number;
  };
  /**
   * Members of the token response that are kept with the credential.
   */
  keep?: string[];
  /**
   * How refresh tokens behave.
   */
  refresh?: {
    /**
     * Whether each refresh brings a new refresh token and ends the old one.
     */
    rotates?: boolean;
    /**
     * How long the old refresh token still works after it was used.
     */
    graceSeconds?: number;
    /**
     * What a refresh sends as its `refresh_token`, for providers that renew an access token by itself.
     */
    token?: "refresh_token" | "access_token";
  };
}
export interface TokenResponseMembers {
  /**
   * The access token.
   */
  access_token?: Pointer;
  /**
   * The refresh token.
   */
  refresh_token?: Pointer;
  /**
   * The token's type.
   */
  token_type?: Pointer;
  /**
   * The access token's life in seconds.
   */
  expires_in?: Pointer;
  /**
   * The scopes that were granted.
   */
  scope?: Pointer;
  /**
   * The error code of a failed request.
   */
  error?: Pointer;
  /**
   * The error in words.
   */
  error_description?: Pointer;
  /**
   * The moment when the access token ends, where there is no `expires_in`: seconds or milliseconds since 1970, or a time of RFC 3339. Default: `/expires_at`.
   */
  expiresAt?: Pointer;
}
/**
 * One key, or several keys sent together. One key is stated directly here, with `in` and `name`; several at `keys`, each with its own `in`, `name` and `label`. A value of two parts (`id:secret`) is one key, and `steps` say so.
 */
export interface ApiKey {
  /**
   * Keys that the user copies.
   */
  type: "api_key";
  id?: SchemeName;
  use?: DocumentScheme;
  servers?: SchemeServers;
  /**
   * The keys, all sent with each request.
   *
   * @minItems 1
   * @maxItems 10
   */
  keys?: Key[];
  in?: KeyPlace;
  name?: KeyName;
  prefix?: SecretPrefix;
  label?: SecretLabel;
  obtainUrl?: SecretUrl;
  steps?: SecretSteps;
  verify?: Verify;
}
/**
 * One of the keys that are sent together.
 */
export interface Key {
  /**
   * Names the key here and in the environment: `{SLUG}_{ID}`.
   */
  id: Word;
  in: KeyPlace;
  name: KeyName;
  prefix?: SecretPrefix;
  label?: SecretLabel;
  obtainUrl?: SecretUrl;
  steps?: SecretSteps;
}
/**
 * A token that the user copies, sent as `Authorization: Bearer …`.
 */
export interface BearerToken {
  /**
   * A copied token.
   */
  type: "bearer_token";
  id?: SchemeName;
  use?: DocumentScheme;
  servers?: SchemeServers;
  /**
   * The header.
   */
  name?: HeaderName;
  /**
   * Written before the token, its blank included; `""` for none.
   */
  prefix?: HeaderValue;
  label?: SecretLabel;
  obtainUrl?: SecretUrl;
  steps?: SecretSteps;
  verify?: Verify;
}
/**
 * User name and password (RFC 7617). An API that takes a key as the user name alone is one too: the person leaves the password empty, and `label` says so. What has to be added to a user name (`/token`) is entered with it: say it in `label` or `steps`.
 */
export interface Basic {
  /**
   * User name and password.
   */
  type: "basic";
  id?: SchemeName;
  use?: DocumentScheme;
  servers?: SchemeServers;
  /**
   * What stands for the user name. It is asked for with or without this.
   */
  username?: SecretText;
  /**
   * What stands for the password. It is asked for with or without this, and may be left empty.
   */
  password?: SecretText;
  verify?: Verify;
}
/**
 * How a secret is asked for.
 */
export interface SecretText {
  label?: SecretLabel;
  obtainUrl?: SecretUrl;
  steps?: SecretSteps;
}
/**
 * A client's certificate, shown when the connection is opened (mutual TLS).
 */
export interface MutualTls {
  /**
   * A client's certificate.
   */
  type: "mutual_tls";
  id?: SchemeName;
  use?: DocumentScheme;
  servers?: SchemeServers;
  label?: SecretLabel;
  obtainUrl?: SecretUrl;
  steps?: SecretSteps;
  verify?: Verify;
}
/**
 * The API asks for no credential.
 */
export interface NoAuth {
  /**
   * No credential.
   */
  type: "none";
}
/**
 * A read that proves a credential and names the account it belongs to.
 */
export interface Verify {
  /**
   * The id of the operation.
   */
  operation: OperationId;
  /**
   * Where the answer holds the account's id.
   */
  accountId?: Pointer;
  /**
   * Where the answer holds a name for the account.
   */
  label?: Pointer;
}
export interface Openapi {
  /**
   * The document's file, beside or below this one. It is never fetched.
   */
  document: string;
  /**
   * The file's SHA-256. A file that differs is refused. Of a document of several files: the SHA-256 of the lines `<path> <SHA-256>`, one for each file that is read, sorted by path, as `connector.lock.json` lists them.
   */
  sha256?: Sha256;
}
/**
 * Each answer holds a cursor that the next request sends. None, null, `""` and false end the list.
 */
export interface CursorPagination {
  /**
   * By a cursor.
   */
  kind: "cursor";
  /**
   * Where an answer holds the next cursor: at a JSON Pointer, in a header, or at a pointer inside the list's last item. One of the three.
   */
  next: {
    /**
     * In the body.
     */
    pointer?: Pointer;
    /**
     * In a header.
     */
    header?: HeaderName;
    /**
     * In the list's last item.
     */
    lastItem?: Pointer;
  };
  into: PaginationInto;
  items?: ItemsPointer;
  pageSize?: PaginationPageSize;
  maxPageSize?: PaginationMaxPageSize;
  total?: PaginationTotal;
  hasMore?: PaginationHasMore;
}
/**
 * Pages are numbered. The list ends with a page that is empty, or shorter than `pageSize` says, or where `total` or `hasMore` say so.
 */
export interface PagePagination {
  /**
   * By the number of the page.
   */
  kind: "page";
  into: PaginationInto;
  /**
   * The number of the first page.
   */
  start?: number;
  items?: ItemsPointer;
  pageSize?: PaginationPageSize;
  maxPageSize?: PaginationMaxPageSize;
  total?: PaginationTotal;
  hasMore?: PaginationHasMore;
}
/**
 * The next request says how many items to pass over. The list ends as with `kind: page`.
 */
export interface OffsetPagination {
  /**
   * By the number of items before it.
   */
  kind: "offset";
  into: PaginationInto;
  /**
   * The offset of the first item.
   */
  start?: number;
  items?: ItemsPointer;
  pageSize?: PaginationPageSize;
  maxPageSize?: PaginationMaxPageSize;
  total?: PaginationTotal;
  hasMore?: PaginationHasMore;
}
/**
 * Each answer holds the URL of the next page. Of it only the query parameters that this operation declares are read, so declare those that it has (`cursor`, `page`), or the path of the operation named by `via`; nothing follows it as it stands.
 */
export interface LinkPagination {
  /**
   * By the URL of the next page.
   */
  kind: "link";
  /**
   * Where the URL is: in a header of RFC 8288 as `rel="next"`, or at a JSON Pointer. Default: `{ header: link }`.
   */
  next?: {
    /**
     * In a header.
     */
    header?: HeaderName;
    /**
     * In the body.
     */
    pointer?: Pointer;
  };
  /**
   * The operation whose path the URL has. Default: the same operation.
   */
  via?: OperationId;
  items?: ItemsPointer;
  pageSize?: PaginationPageSize;
  maxPageSize?: PaginationMaxPageSize;
  total?: PaginationTotal;
  hasMore?: PaginationHasMore;
}
/**
 * Which answers are errors although their status says success, where an error's words are, and what the API's own codes mean. The first rule that fits an answer is used, whatever its status; an error by its status needs none.
 */
export interface ErrorRule {
  /**
   * Which answers are errors: those with this value at this place; without `equals`, those with anything there but null and false: `""`, `0` and an empty list are something.
   */
  when: {
    /**
     * A place in the answer.
     */
    pointer: Pointer;
    /**
     * The value that makes it an error.
     */
    equals?: boolean | string | number | null;
    /**
     * In place of `equals`: the value that makes it none; anything else there but null is an error, as a code that is not 0.
     */
    not?: boolean | string | number;
  };
  /**
   * Where the answer holds the API's own error code.
   */
  code?: Pointer;
  /**
   * Where the answer says in words what went wrong.
   */
  message?: Pointer;
  /**
   * From the API's error codes to ours. For a code that is not here the status decides; with a status of success it is `API_ERROR`.
   */
  map?: {
    [k: string]: ErrorCode;
  };
}
export interface Follow {
  /**
   * The hosts that a redirect may lead to.
   *
   * @minItems 1
   */
  hosts: HostPattern[];
  /**
   * The method of the request that follows.
   */
  method?: "GET";
}
export interface Operations {
  /**
   * Operations taken from the OpenAPI document in bulk: by tag, path glob, operationId, or method and path. Each gets an id made from its method, path, operationId and tags; to give one another id, write it out with `use`.
   */
  include?: Selectors;
  /**
   * Operations that `include` leaves out.
   */
  exclude?: Selectors;
  [k: string]: Operation | Selectors | undefined;
}
/**
 * One operation: taken from the OpenAPI document with `use`, or written out with `request`. What is said here overrides what the document says.
 */
export interface Operation {
  /**
   * The operation of the OpenAPI document: an operationId, or method and path. An operation has `use` or `request`, one of the two.
   */
  use?: string;
  /**
   * Method and path template, when there is no document or it lacks the operation: `POST /cards`.
   */
  request?: RequestLine;
  /**
   * What it does, in a few words that start with a verb. Default: the document's, else its id.
   */
  summary?: string;
  /**
   * What else to know. Shown in the command's help. Default: the document's.
   */
  description?: string;
  /**
   * Whether it only reads. Default: `read` for GET and HEAD unless a name of theirs says that they change something, else `write`. Making one that would be a write `read`, as a search that is a POST, needs a `reason`.
   */
  access?: "read" | "write";
  /**
   * Whether it removes something or cannot be undone. Default: true for DELETE. Making a DELETE not destructive needs a `reason`. What is destructive is a write, unless `access` says otherwise.
   */
  destructive?: boolean;
  /**
   * Whether what it reads is secret, so that it is never allowed unasked. Default: true for a read whose id or path names secrets (`api-keys.list`).
   */
  sensitive?: boolean;
  /**
   * Whether sending it twice is the same as once, so that it may be retried. Default: by the method (RFC 9110, section 9.2.2): true for GET, HEAD, PUT and DELETE.
   */
  idempotent?: boolean;
  /**
   * Why it is less dangerous than its method says.
   */
  reason?: string;
  /**
   * The server, by its name in `servers`.
   */
  server?: Word;
  /**
   * Which schemes of `auth` it needs, where that differs from the connector's `security`; `[]` sends no credential. Default: the document's word where its schemes are known here, else the connector's.
   */
  security?: Security;
  /**
   * The token that is sent, by its name in `auth.tokens`. Default: the access token.
   */
  token?: Word;
  /**
   * The parameters in the path, as a JSON Schema of an object. Each `{name}` of the path, and no other; each is required. One that is not described is any text, with a warning.
   */
  path?: ParameterSchemas;
  /**
   * The query parameters, as a JSON Schema of an object. A list is sent as `a=1&a=2`; `parameters: { a: { explode: false } }` sends `a=1,2`.
   */
  query?: ParameterSchemas;
  /**
   * The request's headers that a caller may set, as a JSON Schema of an object.
   */
  header?: ParameterSchemas;
  /**
   * The request's cookies that a caller may set, as a JSON Schema of an object.
   */
  cookie?: ParameterSchemas;
  /**
   * The request's body as it is sent, wrappers included, as a JSON Schema. A file is `{ type: string, format: binary }`: a member of a multipart body, or the whole body with a media type such as `application/octet-stream`. GET and HEAD have none.
   */
  body?: JsonSchema;
  /**
   * The media type of the body. `application/x-www-form-urlencoded` and `multipart/form-data` send its members as fields, types of JSON as JSON, any other the text or bytes that it is. Default: the document's, else `application/json`.
   */
  contentType?: MediaType;
  /**
   * How members of a form or multipart body are written (OpenAPI Encoding Objects), by name. In a form lists are repeated, and what is nested has brackets: `a[b]=1`, `a[0][b]=1`. In multipart an object is a part of JSON, a list a part for each item.
   */
  encoding?: {
    [k: string]: Encoding;
  };
  /**
   * What is different from the document, or not said by a JSON Schema, by the parameter's wire name: also of parameters that `path`, `query`, `header` or `cookie` declare.
   */
  parameters?: {
    [k: string]: ParameterOverride;
  };
  /**
   * What is sent where the caller gives nothing, by place and name. Each has to be declared; one that is required has not to be given then.
   */
  defaults?: ArgumentValues;
  /**
   * What is always sent and cannot be changed by the caller, by place and name. Each has to be declared; it gets no flag.
   */
  fixed?: ArgumentValues;
  items?: ItemsPointer;
  /**
   * What a list shows unless the caller asks for other fields, as paths with dots from an item. Default: an id, a name, a state, a time and the like, where the document describes the answer; else all.
   */
  fields?: FieldPath[];
  /**
   * The operation that reads one item of this list, or what this write made or changed; `false` for none. Default: the document's Link Object, or the one at the path behind (`/boards/{id}` for `/boards`), where what it needs is known.
   */
  detail?: false | Link;
  /**
   * The list in which what this operation is about is found; named where a call finds nothing; `false` for none. Default: the one at the path before a parameter (`/boards` for `/boards/{id}`).
   */
  list?: false | Link;
  /**
   * Errors by which the API says that it was so already: the command succeeds, and says that nothing changed.
   *
   * @minItems 1
   * @maxItems 10
   */
  unchanged?: UnchangedRule[];
  /**
   * What the answer is; `stream`: values that arrive one by one. Default: the document's, else `json`.
   */
  response?: "json" | "text" | "binary" | "none" | "stream";
  /**
   * How the list goes on; `false` where the connector's `pagination` does not apply.
   */
  pagination?: false | Pagination;
  /**
   * The redirects of the download that are followed; `false` where the connector's `follow` does not apply.
   */
  follow?: false | Follow;
  /**
   * The OAuth2 scopes that allow it: alternatives, each a scope or a list of scopes needed together; the least first, since that is the one that is asked for. Without, any token is thought to allow it.
   */
  scopes?: (Scope | Scope[])[];
  /**
   * Calls worth copying. Rendered for each surface; never shell text. What is unknown, missing or of a wrong type in them is an error.
   *
   * @maxItems 20
   */
  examples?: Example[];
  /**
   * Whether callers should move away from it. Default: the document's word.
   */
  deprecated?: boolean;
}
/**
 * An operation that this one leads to: its id, or with where its arguments come from.
 */
export interface LinkedOperation {
  /**
   * The id of an operation of this connector that only reads.
   */
  operation: OperationId;
  /**
   * Where its arguments come from, by wire name: a JSON Pointer into the answer, or the name of an argument of this call. Behind a place that holds a URL, `/-2` is the last but one segment of its path. Default: a member of the answer, or an argument of this call, that says the same.
   */
  arguments?: {
    [k: string]: LinkedValue;
  };
}
/**
 * An error by which the API says that it was so already: a write that then succeeds and changes nothing. Not 401, 403 and 429; 200 only with `when`.
 */
export interface UnchangedRule {
  /**
   * The answer's status.
   */
  status: number;
  /**
   * What the answer's body must hold as well. Default: the status says it all.
   */
  when?: {
    /**
     * A place in the body.
     */
    pointer: Pointer;
    /**
     * Its value. Default: any but null and false.
     */
    equals?: Json;
  };
}
/**
 * Parameters as the properties of an object (JSON Schema 2020-12).
 */
export interface ParameterSchemas {
  /**
   * Always an object; may be left out.
   */
  type?: "object";
  /**
   * A note for readers of this spec.
   */
  description?: string;
  /**
   * The parameters, by wire name.
   */
  properties: {
    [k: string]: JsonSchema;
  };
  /**
   * The names of those that must be given.
   */
  required?: string[];
  /**
   * Schemas that `$ref` names here.
   */
  $defs?: {
    [k: string]: JsonSchema;
  };
}
/**
 * What is different about one parameter.
 */
export interface ParameterOverride {
  /**
   * How its value is written (OpenAPI Parameter Object). Default: `form` in query and cookie, `simple` in path and header.
   */
  style?: "simple" | "label" | "matrix" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  /**
   * Whether each item of a list, or member of an object, is a parameter of its own. Default: true for `form`.
   */
  explode?: boolean;
  /**
   * Leaves reserved characters (RFC 3986) as they are; in a path, slashes between segments.
   */
  allowReserved?: boolean;
  /**
   * Whether it must be given.
   */
  required?: boolean;
  /**
   * What it is.
   */
  description?: string;
  /**
   * What its value may be, in place of the document's schema.
   */
  schema?: JsonSchema;
}
/**
 * How one member of a form or multipart body is written.
 */
export interface Encoding {
  /**
   * The member's media type.
   */
  contentType?: MediaType;
  /**
   * How a list or object is written.
   */
  style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  /**
   * Whether each item is a field of its own. Default: true for `form`.
   */
  explode?: boolean;
  /**
   * Headers of the member's part of a multipart body.
   */
  headers?: FixedHeaders;
}
/**
 * Values by place and wire name.
 */
export interface ArgumentValues {
  /**
   * Of path parameters.
   */
  path?: ValuesByName;
  /**
   * Of query parameters.
   */
  query?: ValuesByName;
  /**
   * Of headers.
   */
  header?: ValuesByName;
  /**
   * Of cookies.
   */
  cookie?: ValuesByName;
  /**
   * Of the body: an object is merged with the caller's, anything else is the whole body.
   */
  body?: Json;
}
export interface ValuesByName {
  /**
   * Any JSON.
   */
  [k: string]: Json;
}
/**
 * A call worth copying.
 */
export interface Example {
  /**
   * What the call does.
   */
  summary?: string;
  /**
   * The arguments, by wire name; members of the body stand beside parameters. Where two places have a name, `path.id`, `query.id` or `body.id`. `body` is the whole body, unless it has a member of that name, and `{ $file: report.pdf }` a file.
   */
  args: ValuesByName;
}
export interface TokenParameterNames {
  /**
   * The grant type.
   */
  grant_type?: RenamedOrNone;
  /**
   * The client.
   */
  client_id?: RenamedOrNone;
  /**
   * Its secret, in the body.
   */
  client_secret?: RenamedOrNone;
  /**
   * The authorization code.
   */
  code?: Renamed;
  /**
   * The redirect URI of the authorization request.
   */
  redirect_uri?: RenamedOrNone;
  /**
   * The proof of PKCE.
   */
  code_verifier?: Renamed;
  /**
   * The refresh token.
   */
  refresh_token?: RenamedOrNone;
  /**
   * The scopes asked for.
   */
  scope?: RenamedOrNone;
}
