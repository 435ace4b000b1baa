import type { AccountOfUser } from "./accounts/account-of-user.ts";
import type { AccountView } from "./accounts/account-view.ts";
import type { ConnectWithKeys } from "./accounts/connect-with-keys.ts";
import type { Disconnected } from "./accounts/disconnect.ts";
import type { AskForCredential, LiveCredential } from "./accounts/live-credential.ts";
import type { ApprovalView } from "./approvals/approval-record.ts";
import type { ApprovalOf, DecideApproval } from "./approvals/decide-approval.ts";
import type { ApprovalFilter } from "./approvals/list-approvals.ts";
import type { AuditEntry, AuditFilter, AuditRecord } from "./audit/audit.ts";
import type { Broker, BrokerOptions } from "./broker/broker-options.ts";
import type { OAuthClient, RegisterClient } from "./clients/oauth-clients.ts";
import type {
  ConnectorInput,
  ConnectorSummary,
  ListedConnector,
  StoredConnector,
} from "./connectors/connector-record.ts";
import type { RuntimeEvent } from "./events/event-store.ts";
import type { EventFilter, FollowEvents } from "./events/events.ts";
import type { Grant } from "./grants/create-session.ts";
import type { SessionFilter, SessionView } from "./grants/manage-sessions.ts";
import type { AuthorizationRequest, AuthorizationStart } from "./oauth/authorization-url.ts";
import type { ConnectWithClient } from "./oauth/connect-with-client.ts";
import type { Callback, CallbackResult } from "./oauth/handle-callback.ts";
import type { SessionBundle } from "./session/bundle.ts";
import type { SessionOptions } from "./session/session-options.ts";
import type { Keys } from "./vault/keys.ts";

/** Names a connector, and who asks: a user, who sees what they can use, or null for the host, which sees all. */
export interface ConnectorOf {
  readonly connectorId: string;
  readonly userId: string | null;
}

/**
 * One runtime of a host: opened once with `openRuntime`, used by all of its requests, closed at its end. Whatever a
 * call throws that a caller can act on is a `RuntimeError`; every call but `close` can throw `CLOSED` and
 * `STORE_UNAVAILABLE`, those that need a secret `KEY_UNAVAILABLE`, `KEY_UNKNOWN` and `SECRET_UNREADABLE`.
 *
 * The runtime believes the host in who its user is: `userId` is any text that stays the same for a person.
 */
export interface Runtime {
  readonly connectors: Connectors;
  readonly clients: Clients;
  readonly accounts: Accounts;
  readonly approvals: Approvals;
  readonly events: Events;
  readonly keys: Keys;
  readonly sessions: Sessions;
  readonly audit: Audit;

  /**
   * Where answers for a connector arrive: `<publicUrl>/oauth/callback/<connector id>`. What users register at an
   * authorization server; the host serves it and calls `handleCallback`.
   */
  redirectUri(connectorId: string): string;
  /**
   * Begins to connect an account with OAuth 2.0 (RFC 6749 section 4.1, with PKCE): gives the URL to send the user's
   * browser to. Throws `CONNECTOR_NOT_FOUND`, `SCHEME_NOT_FOUND`, `ACCOUNT_NOT_FOUND`, `CLIENT_REQUIRED`,
   * `INVALID_VARIABLE`, `INVALID_RETURN_TO`, `INVALID_LABEL` or `INVALID_OPTION`; where the provider's metadata is
   * needed also `NETWORK_ERROR`, `HOST_REFUSED`, `ISSUER_MISMATCH` or `PKCE_UNSUPPORTED`.
   */
  authorizationUrl(request: AuthorizationRequest): Promise<AuthorizationStart>;
  /**
   * Ends it: takes the request that `state` belongs to, once, checks that user, session and connector are the same
   * and who answered, redeems the code, proves the tokens and stores the account.
   *
   * Throws `STATE_REFUSED`, `AUTHORIZATION_DENIED`, `AUTHORIZATION_RESPONSE_INVALID`, `ISSUER_MISMATCH` or
   * `INVALID_VARIABLE` before a token request is sent; `CLIENT_REJECTED`, `TOKEN_REQUEST_REJECTED`,
   * `TOKEN_RESPONSE_INVALID`, `TRANSIENT_AUTH_ERROR`, `NETWORK_ERROR`, `HOST_REFUSED`, `CREDENTIAL_REJECTED` or
   * `SCOPE_REQUIRED` after. Nothing was stored then, and the user has to start again.
   */
  handleCallback(callback: Callback): Promise<CallbackResult>;
  /** What a sandbox needs to use the allowed connectors of a user, and nothing of any other. */
  session(options: SessionOptions): Promise<SessionBundle>;
  /**
   * Performs operations for sandboxes that never see a credential, over HTTP at the addresses that it listens at. As
   * many brokers, in as many processes, as there are on one database are one. Throws `INVALID_OPTION`.
   */
  broker(options?: BrokerOptions): Promise<Broker>;
  /** Takes no more calls, waits for those under way, and gives the database back. */
  close(): Promise<void>;
}

export interface Connectors {
  /**
   * Stores a connector with what the compiler wrote of it: private to `userId`, or with null built in, for everyone.
   * Throws `CONNECTOR_INVALID` or `SLUG_TAKEN`.
   */
  add(input: ConnectorInput & { readonly userId: string | null }): Promise<StoredConnector>;
  /** Throws `CONNECTOR_NOT_FOUND`, also where it is somebody else's. */
  get(which: ConnectorOf): Promise<StoredConnector>;
  /** What a user can use, by slug. */
  list(of: { readonly userId: string }): Promise<ListedConnector[]>;
  /** Every connector there is, for whoever runs the host. */
  listAll(): Promise<ConnectorSummary[]>;
  /**
   * A new version of a connector; its id and slug stay. One that may do more needs `consent`: its digest, from
   * someone who has seen what it adds. Throws `CONNECTOR_NOT_FOUND`, `CONNECTOR_INVALID` or `CONSENT_REQUIRED`.
   */
  update(input: ConnectorInput & ConnectorOf & { readonly consent?: string }): Promise<StoredConnector>;
  /** Disconnects all of its accounts, then removes it with everything stored for it. Throws `CONNECTOR_NOT_FOUND`. */
  delete(which: ConnectorOf): Promise<void>;
  /** Turns it on or off for one user; off, it is in no session of theirs. Throws `CONNECTOR_NOT_FOUND`. */
  setEnabled(input: ConnectorOf & { readonly userId: string; readonly enabled: boolean }): Promise<void>;
  /** Compiled files by name; all of them without `names`. Throws `CONNECTOR_NOT_FOUND`. */
  files(input: ConnectorOf & { readonly names?: readonly string[] }): Promise<ReadonlyMap<string, string>>;
  /** Its creator offers it to everyone; it stays theirs until it is approved. Throws `CONNECTOR_NOT_FOUND` or `INVALID_OPTION`. */
  submit(
    input: ConnectorOf & { readonly userId: string; readonly pullRequestUrl?: string },
  ): Promise<StoredConnector>;
  /** Makes a submitted connector everyone's, if `digest` is still the version that was reviewed. */
  approve(input: { readonly connectorId: string; readonly digest: string }): Promise<StoredConnector>;
  /**
   * Refuses a submitted connector, or takes an approval back: accounts of other users are disconnected then, and it is
   * its creator's alone again.
   */
  reject(input: { readonly connectorId: string }): Promise<StoredConnector>;
}

/** OAuth 2.0 clients, registered at authorization servers by the host or by a user; a user's own goes first. */
export interface Clients {
  /**
   * The host's (null) only for built-in and approved connectors. Throws `CONNECTOR_NOT_FOUND`, `SCHEME_NOT_FOUND`,
   * `INVALID_SECRET` or `INVALID_OPTION`.
   */
  register(input: RegisterClient): Promise<OAuthClient>;
  /** The host's clients, and with `userId` that user's; all of them without. */
  list(filter?: { readonly connectorId?: string; readonly userId?: string }): Promise<OAuthClient[]>;
  /** Accounts that it served are renewed no more. False where there is none, or it is another user's. */
  remove(which: { readonly id: string; readonly userId: string | null }): Promise<boolean>;
}

export interface Accounts {
  /**
   * With API keys, a bearer token, a user name and password, or a client certificate, which are proven first by the
   * operation that the spec's `verify` names. Throws `CONNECTOR_NOT_FOUND`, `SCHEME_NOT_FOUND`, `ACCOUNT_NOT_FOUND`,
   * `INVALID_OPTION`, `INVALID_SECRET`, `INVALID_VARIABLE`, `INVALID_LABEL`, `LABEL_TAKEN`, `CREDENTIAL_REJECTED`,
   * `SCOPE_REQUIRED` or `HOST_REFUSED`; then nothing was stored.
   */
  connectWithKeys(input: ConnectWithKeys): Promise<AccountView>;
  /**
   * With the registered client's own credentials (RFC 6749 section 4.4). Throws `CONNECTOR_NOT_FOUND`,
   * `SCHEME_NOT_FOUND`, `ACCOUNT_NOT_FOUND`, `CLIENT_REQUIRED`, `INVALID_OPTION`, `INVALID_VARIABLE`, `INVALID_LABEL`,
   * what `handleCallback` throws of a token request, `CREDENTIAL_REJECTED` or `SCOPE_REQUIRED`.
   */
  connectWithClient(input: ConnectWithClient): Promise<AccountView>;
  /** A user's accounts, of one connector or of all, by age. */
  list(filter: { readonly userId: string; readonly connectorId?: string }): Promise<AccountView[]>;
  /** Throws `ACCOUNT_NOT_FOUND`, also where it is another user's. */
  get(which: AccountOfUser): Promise<AccountView>;
  /** Throws `ACCOUNT_NOT_FOUND`, `INVALID_LABEL` or `LABEL_TAKEN`. */
  rename(input: AccountOfUser & { readonly label: string }): Promise<AccountView>;
  /** Asks the API whether it takes the credential; an `unverified` account is then `connected`. */
  verify(which: AccountOfUser): Promise<AccountView>;
  /** Deletes the account and its secrets at once, then revokes its tokens. Throws `ACCOUNT_NOT_FOUND`. */
  disconnect(which: AccountOfUser): Promise<Disconnected>;
  /**
   * The secrets themselves, fresh: for calls that the host makes on its user's behalf. Never a refresh token.
   * Throws `ACCOUNT_NOT_FOUND`, `REAUTH_REQUIRED`, `CREDENTIAL_REJECTED`, `CLIENT_REJECTED`, `TOKEN_REQUEST_REJECTED`,
   * `REFRESH_TIMEOUT`, `TRANSIENT_AUTH_ERROR` or `NETWORK_ERROR`.
   */
  credential(input: AskForCredential): Promise<LiveCredential>;
}

/**
 * Requests that must not be sent unless a person agrees. The events `approval.requested` and `approval.decided` tell of
 * them; `userId` is whose account they are about, and null the host itself, which decides for everybody.
 */
export interface Approvals {
  /** The newest first, 100 unless `limit` says otherwise. Throws `INVALID_OPTION` or `APPROVAL_NOT_FOUND`. */
  list(filter?: ApprovalFilter): Promise<ApprovalView[]>;
  /** Throws `APPROVAL_NOT_FOUND`, also where it is another user's. */
  get(which: ApprovalOf): Promise<ApprovalView>;
  /**
   * A yes to this exact request, for one use, until it expires. Approving again what nobody used yet changes nothing.
   * Throws `APPROVAL_NOT_FOUND`, `APPROVAL_CLOSED` where it was denied, used or expired, or `INVALID_OPTION`.
   */
  approve(input: DecideApproval): Promise<ApprovalView>;
  /**
   * A no, also to what was approved and not used yet. The same request is then refused without asking anyone, until the
   * denial ends. Throws `APPROVAL_NOT_FOUND`, `APPROVAL_CLOSED` or `INVALID_OPTION`.
   */
  deny(input: DecideApproval): Promise<ApprovalView>;
}

/** Sessions of mode `broker`, which `Runtime.session` makes. */
export interface Sessions {
  /**
   * Another grant for a session that was not ended, for `grantSeconds` (default 3,600, up to 86,400); earlier ones end a
   * minute later at the latest. Throws `SESSION_NOT_FOUND` or `INVALID_OPTION`.
   */
  renew(input: {
    readonly userId: string;
    readonly sessionId: string;
    readonly grantSeconds?: number;
  }): Promise<Grant>;
  /** No grant of it opens anything from now on, in no process. Null acts for the host. Throws `SESSION_NOT_FOUND`. */
  end(which: { readonly userId: string | null; readonly sessionId: string }): Promise<void>;
  /** Ends all of a user, or those of one workflow. */
  endAll(of: { readonly userId: string; readonly workflowId?: string }): Promise<{ readonly ended: number }>;
  /** The latest first. Throws `INVALID_OPTION`. */
  list(filter?: SessionFilter): Promise<SessionView[]>;
  /** Forgets those that were over before a moment; what they did stays in the audit. Throws `INVALID_OPTION`. */
  prune(input: { readonly before: Date }): Promise<{ readonly removed: number }>;
}

/** Every operation that an agent wanted performed by a broker; without arguments, bodies and secrets. */
export interface Audit {
  /**
   * Operations with what came of them, the latest first: at most `limit` (default 100, up to 1,000) of those with ids
   * smaller than `before`. Throws `INVALID_OPTION`.
   */
  list(
    filter?: Omit<AuditFilter, "kind"> & { readonly before?: number; readonly limit?: number },
  ): Promise<AuditEntry[]>;
  /**
   * Rows as they were written, oldest first, with ids greater than `after`: none is missed by who goes on from the last
   * one. Throws `INVALID_OPTION`.
   */
  read(filter?: AuditFilter & { readonly after?: number; readonly limit?: number }): Promise<AuditRecord[]>;
  /** Removes what is older than a moment; nothing else ever does. Throws `INVALID_OPTION`. */
  prune(input: { readonly before: Date }): Promise<{ readonly removed: number }>;
}

/** What happened to accounts and approvals, for the host to tell its users; written with the change itself, so none is lost. */
export interface Events {
  /** At most `limit` (default 100, up to 1,000) events after the one with the id `after`, oldest first. */
  list(filter?: EventFilter & { readonly limit?: number }): Promise<RuntimeEvent[]>;
  /** Events as they happen, each once and in order: `for await (const event of runtime.events.follow({ after }))`. */
  follow(options?: FollowEvents): AsyncGenerator<RuntimeEvent>;
}
