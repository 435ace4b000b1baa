import type { ArgumentType, ArgumentTypes, Field } from "./argument-type.ts";
import type { AuthScheme, Security } from "./auth.ts";
import type { ErrorCode } from "./error-codes.ts";
import type { Json, JsonPointer } from "./json.ts";

/**
 * The compiled connector (`connector.json`): everything that runs reads this and nothing else. Plain data
 * in a deterministic order; it can hold no secret.
 */
export interface Connector {
  /** Version of this format. Readers refuse a version that they don't know. */
  readonly compiled: 1;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** The spec's own version. */
  readonly version: string;
  readonly docsUrl?: string;
  readonly iconUrl?: string;
  /** By name; `default` is always there. */
  readonly servers: Readonly<Record<string, Server>>;
  readonly variables: Readonly<Record<string, Variable>>;
  /** Headers sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every scheme that an operation can need, in the order of the spec. */
  readonly auth: readonly AuthScheme[];
  /** What operations need that do not say otherwise. */
  readonly security: Security;
  readonly errors: readonly ErrorRule[];
  /** Where error answers hold message and code, as far as the document says; tried in this order. */
  readonly errorShapes?: readonly ErrorShape[];
  /** Operation ids that instructions name first. */
  readonly highlights: readonly string[];
  /** By id, sorted. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** Named argument types; where recursion lives. */
  readonly types: ArgumentTypes;
}

export interface Server {
  /** URL template without a slash at its end; `{name}` is a variable of the connector. */
  readonly url: string;
  /** The environment variable that carries the resolved URL: `SLACK_BASE_URL`, `GITHUB_UPLOADS_BASE_URL`. */
  readonly env: string;
  /** Host names, or patterns such as `*.my.salesforce.com`, that the template can lead to; `*`: a user's own server. */
  readonly hosts: readonly string[];
}

/** A part of a URL that is known only after connecting. */
export interface Variable {
  readonly from: "user" | "tokenResponse" | "redirect";
  /**
   * `label`: one DNS label. `domain`: a host name, or the labels at the end of one. `origin`:
   * `https://host[:port]`. `path`: one path segment. `text`: a value of parameters and headers, in no URL's
   * host or path.
   */
  readonly kind: "label" | "domain" | "origin" | "path" | "text";
  /** In the token response, for `tokenResponse`. */
  readonly pointer?: JsonPointer;
  /** Query parameter of the redirect, for `redirect`. */
  readonly parameter?: string;
  /** Host patterns that an origin or a domain must match. */
  readonly hosts?: readonly string[];
  /**
   * The user's own server, of any public name; only `from: "user"`, and `origin` or `domain`. An OAuth client
   * that is not the user's own must never be used with it: its secret would go where any user says.
   */
  readonly selfHosted?: true;
  readonly enum?: readonly string[];
  readonly default?: string;
  readonly label?: string;
}

export type Access = "read" | "write";
export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "QUERY" | "TRACE";

/** One method on one path template: a command, a permission and a row of the manifest, all by one id. */
export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  /** A write that removes something or cannot be undone. */
  readonly destructive: boolean;
  /** A read that reveals secrets; never allowed unasked. */
  readonly sensitive: boolean;
  /** May be sent again after a failure (RFC 9110 section 9.2.2, or the spec's word). */
  readonly idempotent: boolean;
  readonly method: Method;
  /** OpenAPI path template: `/boards/{id}`. */
  readonly path: string;
  /** A key of the connector's `servers`. */
  readonly server: string;
  /** Where it differs from the connector's. */
  readonly security?: Security;
  /** The slot of a named OAuth2 token to use in place of `access_token`. */
  readonly token?: string;
  /** Alternatives, each a list of scopes needed together; empty where nothing is known. */
  readonly scopes: readonly (readonly string[])[];
  /** Path parameters in the template's order, then query, header, cookie; required ones first, then by name. */
  readonly parameters: readonly Parameter[];
  /** The body in the media type that a command line says best. */
  readonly body?: Body;
  /** The other media types that the body may be sent in; `withBody` chooses one. */
  readonly otherBodies?: readonly Body[];
  readonly response: ResponseShape;
  readonly pagination?: Pagination;
  /** Redirects of a download that are followed, without the credential. Absent: none. */
  readonly follow?: Follow;
  /** Of a list: how one of its items is read. Of a write: how the thing that it makes, changes or removes is read. */
  readonly detail?: Link;
  /** Of what is about one thing: the list in which things of its kind are found. */
  readonly list?: Link;
  /** Answers that say that it was so already, which is a success. */
  readonly unchanged?: readonly UnchangedRule[];
  readonly examples: readonly Example[];
  readonly deprecated?: true;
}

/** A command that another one leads to (OpenAPI Link Object). */
export interface Link {
  /** Id of the operation. */
  readonly operation: string;
  /** Every argument that it needs, by where its value comes from. */
  readonly arguments: readonly LinkArgument[];
}

export interface LinkArgument extends ArgumentName {
  /**
   * `argument`: what was given for it in this call. `pointer`: a member of the answer; for `detail` of a list,
   * of the item.
   */
  readonly from: { readonly argument: ArgumentName } | { readonly pointer: JsonPointer };
}

/** An answer by which an API refuses what is done already: an issue that is closed, a label that it has. */
export interface UnchangedRule {
  readonly status: number;
  /** What the body must hold as well. Absent: the status says it all. */
  readonly when?: { readonly pointer: JsonPointer; readonly equals?: Json };
}

export type ParameterLocation = "path" | "query" | "header" | "cookie";

export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  /** OpenAPI 3.2: as `form`, without percent-encoding. */
  | "cookie";

/** OpenAPI Parameter Object. */
export interface Parameter extends Field {
  readonly in: ParameterLocation;
  /** Default: `form` in query and cookie, `simple` in path and header. */
  readonly style?: ParameterStyle;
  /** Default: true for `form` and `cookie`, else false. */
  readonly explode?: boolean;
  /** Leaves RFC 3986 reserved characters as they are, in a path slashes among them. Default: false. */
  readonly allowReserved?: true;
  /** An empty text may be sent, whatever the type. Default: false. */
  readonly allowEmptyValue?: true;
  /** The value alone is the whole query string, without a name (OpenAPI 3.2, `in: querystring`). */
  readonly bare?: true;
  /** A `content`-typed parameter: the value is written in this media type. */
  readonly contentType?: string;
  /** Sent where the caller gives nothing. */
  readonly default?: Json;
  /** Always sent; the caller can't change it and sees no flag. */
  readonly fixed?: Json;
}

export interface Body {
  /** Media type of the request's Content-Type; or a range (`image/*`), of which the arguments choose one. */
  readonly contentType: string;
  /** How the value becomes bytes. `raw`: a file or text as it is. */
  readonly encoding: "json" | "form" | "multipart" | "raw";
  readonly required: boolean;
  readonly type: ArgumentType;
  /** Of form and multipart fields (OpenAPI Encoding Object), by property name. */
  readonly fields?: Readonly<Record<string, FieldEncoding>>;
  /** Merged under what the caller gives. */
  readonly default?: Json;
  /** Merged over what the caller gives. */
  readonly fixed?: Json;
}

export interface FieldEncoding {
  /** One media type, or several with commas between them, of which a file's own is sent. */
  readonly contentType?: string;
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  readonly explode?: boolean;
  readonly allowReserved?: true;
  /** Of a part of a multipart body, sent with it. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ResponseShape {
  /**
   * `none`: an empty body is all that success brings. `stream`: values that arrive one by one (server-sent
   * events, JSON lines, JSON text sequences).
   */
  readonly kind: "json" | "text" | "binary" | "none" | "stream";
  /** The API may answer so as well, where it is asked to. */
  readonly mayStream?: true;
  /** The media types to ask for, as an Accept header. Absent: JSON. */
  readonly accept?: string;
  /** A redirect is the answer: where it leads is printed, and not followed. */
  readonly redirect?: true;
  /** Where the list is, when the answer is one: `""` for the whole body. */
  readonly items?: JsonPointer;
  /** Dot paths that a list shows unless `--fields` asks for others; empty: everything. */
  readonly fields: readonly string[];
  /** Names of the members that are known of an answer, or of each item of a list. */
  readonly known: readonly string[];
}

/** Names an argument: a parameter, or a member of the body at its top level. */
export interface ArgumentName {
  readonly in: ParameterLocation | "body";
  readonly name: string;
}

/** An argument of paging: of a body also a member that stands deeper. */
export interface PagingArgument extends ArgumentName {
  /** Where below the body's member `name` it is: `/cursor`. */
  readonly below?: JsonPointer;
}

/**
 * How the next page is asked for. A "next" URL is only ever read for declared parameters, or for the path
 * of a declared operation; nothing follows a URL as it stands.
 */
export type Pagination = PaginationBase &
  (
    | {
        readonly kind: "cursor";
        /** Where the answer holds the next cursor: in the body, a header, or the last item of the list. */
        readonly next:
          | { readonly pointer: JsonPointer }
          | { readonly header: string }
          | { readonly lastItem: JsonPointer };
        readonly into: PagingArgument;
      }
    | { readonly kind: "page" | "offset"; readonly into: PagingArgument; readonly start: number }
    | {
        readonly kind: "link";
        /** The URL of the next page: `rel="next"` of a Link header (RFC 8288), or a member of the body. */
        readonly next: { readonly header: string } | { readonly pointer: JsonPointer };
        /** The operation whose path template the URL's path must match. Absent: this one, by its query parameters. */
        readonly via?: string;
      }
  );

interface PaginationBase {
  readonly pageSize?: PagingArgument;
  /** The largest page that the API gives. */
  readonly maxPageSize?: number;
  /** Where the answer says how many there are in all. */
  readonly total?: JsonPointer;
  /** Where the answer says whether there are more; false ends the list. */
  readonly hasMore?: JsonPointer;
}

export interface Follow {
  /** Host names or patterns. */
  readonly hosts: readonly string[];
  readonly method: "GET";
}

/** An answer that is an error although its status says otherwise. */
export interface ErrorRule {
  readonly when: {
    readonly pointer: JsonPointer;
    readonly equals?: Json;
    /** In place of `equals`: anything there but this, null and nothing. */
    readonly not?: Json;
  };
  readonly code?: JsonPointer;
  readonly message?: JsonPointer;
  /** From the API's code to ours. */
  readonly map: Readonly<Record<string, ErrorCode>>;
}

/** Where an error answer holds what it says. */
export interface ErrorShape {
  readonly message?: JsonPointer;
  readonly code?: JsonPointer;
}

/**
 * Arguments of an operation, by place in the request. A file is a `FileReference`, a number that JavaScript
 * would round an `ExactNumber`.
 */
export interface Arguments {
  readonly path?: Readonly<Record<string, Json>>;
  readonly query?: Readonly<Record<string, Json>>;
  readonly header?: Readonly<Record<string, Json>>;
  readonly cookie?: Readonly<Record<string, Json>>;
  readonly body?: Json;
  /** The media type of the body, where it is not the preferred one. */
  readonly contentType?: string;
}

/** Rendered for each surface, never shell text. */
export interface Example {
  readonly summary?: string;
  readonly arguments: Arguments;
}
