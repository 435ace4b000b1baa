import type { ErrorCode } from "@specwire/contract";

/** Who can end the trouble that a code names. */
export type Remedy =
  /** The same call may work later; nothing has to be done. */
  | "retry"
  /** The user connects the account (again). */
  | "connect"
  /** Whoever runs the host: a client registration, a key, the database. */
  | "operator"
  /** The caller's code or input. */
  | "caller";

export interface RuntimeErrorMeaning {
  readonly remedy: Remedy;
  /** What an agent is told, where the error reaches one. */
  readonly agentCode: ErrorCode;
}

/** Every code that the runtime throws. A code is a promise: renaming one is a breaking change. */
export const runtimeErrorCodes = {
  // The caller's
  INVALID_OPTION: { remedy: "caller", agentCode: "INTERNAL" },
  ALLOW_LIST_REQUIRED: { remedy: "caller", agentCode: "INTERNAL" },
  CONNECTOR_NOT_FOUND: { remedy: "caller", agentCode: "NOT_CONFIGURED" },
  CONNECTOR_INVALID: { remedy: "caller", agentCode: "NOT_CONFIGURED" },
  CONNECTOR_DISABLED: { remedy: "caller", agentCode: "PERMISSION_DENIED" },
  /** A session was made for another version of a connector than there is now. */
  CONNECTOR_CHANGED: { remedy: "caller", agentCode: "NOT_CONFIGURED" },
  /** A new version of a connector may do more, or sends credentials elsewhere; `details.widens` says what. */
  CONSENT_REQUIRED: { remedy: "caller", agentCode: "NOT_CONFIGURED" },
  SLUG_TAKEN: { remedy: "caller", agentCode: "NOT_CONFIGURED" },
  SCHEME_NOT_FOUND: { remedy: "caller", agentCode: "NOT_CONFIGURED" },
  ENVIRONMENT_CLASH: { remedy: "caller", agentCode: "NOT_CONFIGURED" },
  /** A variable of a session would be longer than the operating system passes on to a program. */
  SESSION_TOO_LARGE: { remedy: "caller", agentCode: "NOT_CONFIGURED" },
  /** What a sandbox showed to the broker is no grant, or is one no longer. */
  GRANT_REFUSED: { remedy: "caller", agentCode: "SESSION_EXPIRED" },
  /** There is no open session of that id, or it is another user's. */
  SESSION_NOT_FOUND: { remedy: "caller", agentCode: "SESSION_EXPIRED" },
  /** A session used the id of a request twice: what was recorded of it stays, and nothing is sent. */
  REQUEST_REPEATED: { remedy: "caller", agentCode: "INVALID_REQUEST" },
  ACCOUNT_NOT_FOUND: { remedy: "caller", agentCode: "ACCOUNT_NOT_FOUND" },
  ACCOUNT_REQUIRED: { remedy: "caller", agentCode: "ACCOUNT_REQUIRED" },
  LABEL_TAKEN: { remedy: "caller", agentCode: "INVALID_REQUEST" },
  INVALID_LABEL: { remedy: "caller", agentCode: "INVALID_REQUEST" },
  INVALID_SECRET: { remedy: "caller", agentCode: "AUTH_REQUIRED" },
  INVALID_VARIABLE: { remedy: "caller", agentCode: "NOT_CONFIGURED" },
  INVALID_RETURN_TO: { remedy: "caller", agentCode: "INTERNAL" },
  /** The callback's `state` is unknown, used, expired, or belongs to another user, session or connector. */
  STATE_REFUSED: { remedy: "caller", agentCode: "AUTH_REQUIRED" },
  APPROVAL_NOT_FOUND: { remedy: "caller", agentCode: "NOT_FOUND" },
  /** It was decided, used or expired before; `details.approval` says which. */
  APPROVAL_CLOSED: { remedy: "caller", agentCode: "CONFLICT" },
  // The user's
  AUTH_REQUIRED: { remedy: "connect", agentCode: "AUTH_REQUIRED" },
  REAUTH_REQUIRED: { remedy: "connect", agentCode: "REAUTH_REQUIRED" },
  SCOPE_REQUIRED: { remedy: "connect", agentCode: "SCOPE_REQUIRED" },
  /** The user said no, or the authorization server did (RFC 6749 section 4.1.2.1). */
  AUTHORIZATION_DENIED: { remedy: "connect", agentCode: "AUTH_REQUIRED" },
  /** The credential does not pass the connector's `verify` operation. */
  CREDENTIAL_REJECTED: { remedy: "connect", agentCode: "AUTH_REQUIRED" },
  // The operator's
  CLIENT_REQUIRED: { remedy: "operator", agentCode: "NOT_CONFIGURED" },
  /** The authorization server does not take the client's own credentials (`invalid_client`, RFC 6749 section 5.2). */
  CLIENT_REJECTED: { remedy: "operator", agentCode: "NOT_CONFIGURED" },
  /** A callback or a token response is not what the standard or the spec says. */
  AUTHORIZATION_RESPONSE_INVALID: { remedy: "operator", agentCode: "AUTH_REQUIRED" },
  TOKEN_RESPONSE_INVALID: { remedy: "operator", agentCode: "TRANSIENT_AUTH_ERROR" },
  TOKEN_REQUEST_REJECTED: { remedy: "operator", agentCode: "AUTH_REQUIRED" },
  /** The issuer of an answer is not the one that was asked (RFC 9207, RFC 8414 section 3.3). */
  ISSUER_MISMATCH: { remedy: "operator", agentCode: "AUTH_REQUIRED" },
  /** The authorization server's metadata has no PKCE with S256, and the spec does not say that it does without. */
  PKCE_UNSUPPORTED: { remedy: "operator", agentCode: "NOT_CONFIGURED" },
  /** A host that the spec does not declare, or a private address that nobody allowed. */
  HOST_REFUSED: { remedy: "operator", agentCode: "PERMISSION_DENIED" },
  /** A key-encryption key that the key provider does not have. */
  KEY_UNKNOWN: { remedy: "operator", agentCode: "INTERNAL" },
  /** A key-encryption key that data keys still need. */
  KEY_IN_USE: { remedy: "operator", agentCode: "INTERNAL" },
  /** A process would encrypt with a key-encryption key that was retired. */
  KEY_RETIRED: { remedy: "operator", agentCode: "INTERNAL" },
  /** A sealed value is damaged, or was made for another place. */
  SECRET_UNREADABLE: { remedy: "operator", agentCode: "INTERNAL" },
  /** Another process has the folder of the embedded database; the message names it. */
  STORE_LOCKED: { remedy: "operator", agentCode: "INTERNAL" },
  /** The database does not take the user, the password or the certificate, or gives the user too few rights. */
  STORE_MISCONFIGURED: { remedy: "operator", agentCode: "INTERNAL" },
  /** The tables were made by a newer version, or the server is too old. */
  STORE_INCOMPATIBLE: { remedy: "operator", agentCode: "INTERNAL" },
  CLOSED: { remedy: "operator", agentCode: "INTERNAL" },
  // Time's
  /** More requests wait for a person than one person can look at. */
  TOO_MANY_APPROVALS: { remedy: "retry", agentCode: "RATE_LIMITED" },
  /** The key provider did not answer, or refused. */
  KEY_UNAVAILABLE: { remedy: "retry", agentCode: "TRANSIENT_AUTH_ERROR" },
  /** The database can't be reached, is full, or took longer than its time limit. */
  STORE_UNAVAILABLE: { remedy: "retry", agentCode: "TRANSIENT_AUTH_ERROR" },
  NETWORK_ERROR: { remedy: "retry", agentCode: "NETWORK_ERROR" },
  TRANSIENT_AUTH_ERROR: { remedy: "retry", agentCode: "TRANSIENT_AUTH_ERROR" },
  /** Someone else was refreshing the same credential for longer than the caller wanted to wait. */
  REFRESH_TIMEOUT: { remedy: "retry", agentCode: "TRANSIENT_AUTH_ERROR" },
} as const satisfies Readonly<Record<string, RuntimeErrorMeaning>>;

export type RuntimeErrorCode = keyof typeof runtimeErrorCodes;
