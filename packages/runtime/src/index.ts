// What host applications use.

export type { AccountOfUser } from "./accounts/account-of-user.ts";
export type { AccountView } from "./accounts/account-view.ts";
export type { ConnectWithKeys } from "./accounts/connect-with-keys.ts";
export type { Disconnected } from "./accounts/disconnect.ts";
export type { AskForCredential, LiveCredential } from "./accounts/live-credential.ts";
export type { ApprovalOptions } from "./approvals/approval-options.ts";
export type { ApprovalView } from "./approvals/approval-record.ts";
export type { ApprovalOf, DecideApproval } from "./approvals/decide-approval.ts";
export type { ApprovalFilter } from "./approvals/list-approvals.ts";
export type { ShownArgument, ShownFile, ShownRequest } from "./approvals/shown-request.ts";
export type { ShownText } from "./approvals/shown-text.ts";
export type { AuditEntry, AuditFilter, AuditRecord } from "./audit/audit.ts";
export type { Broker, BrokerAddress, BrokerListener, BrokerOptions } from "./broker/broker-options.ts";
export type { OAuthClient, RegisterClient } from "./clients/oauth-clients.ts";
export type { CompiledFile } from "./connectors/compiled-files.ts";
export type {
  CommunityStatus,
  ConnectorInput,
  ConnectorSummary,
  ListedConnector,
  StoredConnector,
} from "./connectors/connector-record.ts";
export type { Remedy, RuntimeErrorCode, RuntimeErrorMeaning } from "./errors/error-codes.ts";
export { runtimeErrorCodes } from "./errors/error-codes.ts";
export type { RuntimeErrorDetails } from "./errors/runtime-error.ts";
export { RuntimeError } from "./errors/runtime-error.ts";
export type { EventType, RuntimeEvent } from "./events/event-store.ts";
export type { EventFilter, FollowEvents } from "./events/events.ts";
export type { Grant } from "./grants/create-session.ts";
export type { SessionFilter, SessionView } from "./grants/manage-sessions.ts";
// The names that hosts of custom integrations know
export type {
  Compile,
  CompileAnswer,
  DiagnosticData,
  WrittenConnector,
} from "./integrations/compile-spec.ts";
export type {
  AuthUrlOf,
  CallbackOf,
  CustomCredentials,
  CustomIntegration,
  IntegrationOf,
  Integrations,
  ListedIntegration,
} from "./integrations/integrations.ts";
export { createIntegrations } from "./integrations/integrations.ts";
export type { MissingToken, UserTokens, ValidToken, ValidTokens } from "./integrations/valid-tokens.ts";
export type { LogEvent, Logger, LogRecord } from "./log.ts";
export { logLines } from "./log.ts";
export type { AuthorizationRequest, AuthorizationStart } from "./oauth/authorization-url.ts";
export type { CallbackParameters } from "./oauth/callback-parameters.ts";
export type { ConnectWithClient } from "./oauth/connect-with-client.ts";
export type { Callback, CallbackResult } from "./oauth/handle-callback.ts";
export type { TokenRequestOutcome } from "./oauth/token-set.ts";
export { TokenRequestError } from "./oauth/token-set.ts";
export { openRuntime } from "./runtime/open-runtime.ts";
export type { RuntimeOptions } from "./runtime/runtime-options.ts";
export type {
  Accounts,
  Approvals,
  Audit,
  Clients,
  ConnectorOf,
  Connectors,
  Events,
  Runtime,
  Sessions,
} from "./runtime.ts";
export type { BrokerOfSession } from "./session/broker-of-session.ts";
export type { SessionBundle, SessionPermissions } from "./session/bundle.ts";
export type { SessionFile } from "./session/session-files.ts";
export type { SessionOptions } from "./session/session-options.ts";
export { writeGrant, writeSession } from "./session/write-session.ts";
export type { PostgresOptions, StoreOptions } from "./store/store-options.ts";
export type { DataKeyCacheOptions } from "./vault/key-cache.ts";
export type { KeyProvider } from "./vault/key-provider.ts";
export type { KeyringOptions } from "./vault/keyring.ts";
export { generateKey, keyring } from "./vault/keyring.ts";
export type { Keys, KeyUsage } from "./vault/keys.ts";
