import { accountNotFound } from "../accounts/account-of-user.ts";
import type { AccountView } from "../accounts/account-view.ts";
import type { Disconnected } from "../accounts/disconnect.ts";
import type { OAuthClient } from "../clients/oauth-clients.ts";
import type { ListedConnector, StoredConnector } from "../connectors/connector-record.ts";
import type { AuthorizationRequest, AuthorizationStart } from "../oauth/authorization-url.ts";
import type { Callback, CallbackResult } from "../oauth/handle-callback.ts";
import { checkUser } from "../runtime/check-caller.ts";
import type { Runtime } from "../runtime.ts";
import type { SessionOptions } from "../session/session-options.ts";
import { type Compile, compileSpec, type DiagnosticData, type WrittenConnector } from "./compile-spec.ts";
import { allowedConnectors, type UserTokens, type ValidTokens, validTokens } from "./valid-tokens.ts";

/** A connector of the user's own by the id that it was created with. */
export interface IntegrationOf {
  readonly userId: string;
  readonly id: string;
}

/** A connector with what the user has connected of it. */
export interface CustomIntegration extends StoredConnector {
  readonly accounts: readonly AccountView[];
}

export interface ListedIntegration extends ListedConnector {
  readonly accounts: readonly AccountView[];
}

/** What a user types in: the client that they registered at the provider, or the keys that it gave them. */
export type CustomCredentials = IntegrationOf & { readonly schemeId?: string } & (
    | { readonly clientId: string; readonly clientSecret?: string }
    | {
        readonly secrets: Readonly<Record<string, string>>;
        readonly label?: string;
        readonly variables?: Readonly<Record<string, string>>;
        readonly accountId?: string;
      }
  );

/** As for `Runtime.authorizationUrl`, with `id` for its `connectorId`. */
export type AuthUrlOf = IntegrationOf & Omit<AuthorizationRequest, "connectorId">;
/** As for `Runtime.handleCallback`, with `id` for its `connectorId`. */
export type CallbackOf = IntegrationOf & Omit<Callback, "connectorId">;

/**
 * The runtime under the names that hosts of custom integrations know. Nothing here does more than `Runtime` does, and
 * all of it is for users: where `userId` is none, which would be the host itself there, `INVALID_OPTION` is thrown.
 */
export interface Integrations {
  /**
   * Compiles a spec and stores the connector, private to its creator. Throws `CONNECTOR_INVALID` with the
   * compiler's diagnostics in `details.diagnostics`, or `SLUG_TAKEN`.
   */
  createCustomIntegration(
    input: WrittenConnector & { readonly userId: string },
  ): Promise<StoredConnector & { readonly warnings: readonly DiagnosticData[] }>;
  /** What a user can use, with their accounts: built in, approved and their own. */
  listCustomIntegrations(of: { readonly userId: string }): Promise<ListedIntegration[]>;
  /** Throws `CONNECTOR_NOT_FOUND`. */
  getCustomIntegration(which: IntegrationOf): Promise<CustomIntegration>;
  /** A new version. Throws as `createCustomIntegration`, and `CONNECTOR_NOT_FOUND` or `CONSENT_REQUIRED`. */
  updateCustomIntegration(
    input: WrittenConnector & IntegrationOf & { readonly consent?: string },
  ): Promise<StoredConnector & { readonly warnings: readonly DiagnosticData[] }>;
  /** Disconnects its accounts and removes it. Throws `CONNECTOR_NOT_FOUND`, also for what is not the user's own. */
  deleteCustomIntegration(which: IntegrationOf): Promise<void>;
  /** Throws `CONNECTOR_NOT_FOUND`. */
  enableCustomIntegration(which: IntegrationOf): Promise<void>;
  /** It stays connected, and is in no session of the user's. Throws `CONNECTOR_NOT_FOUND`. */
  disableCustomIntegration(which: IntegrationOf): Promise<void>;
  /** Registers the user's own OAuth client, or connects with keys, which are proven first. */
  setCustomCredentials(input: CustomCredentials): Promise<OAuthClient | AccountView>;
  /** Where to send the browser to connect with OAuth 2.0. Throws what `Runtime.authorizationUrl` throws. */
  getAuthUrl(input: AuthUrlOf): Promise<AuthorizationStart>;
  /** Ends it where the browser comes back. Throws what `Runtime.handleCallback` throws. */
  handleCallback(input: CallbackOf): Promise<CallbackResult>;
  /** Disconnects one account of the user, or all that they have of the connector. */
  disconnectCustomIntegration(
    which: IntegrationOf & { readonly accountId?: string },
  ): Promise<(Disconnected & { readonly accountId: string })[]>;
  /** `env` of a session: the variables of the allowed connectors, secrets among them. */
  getCliEnvForUser(options: SessionOptions): Promise<Readonly<Record<string, string>>>;
  /** `instructions` of a session, for the agent's prompt. */
  getCliInstructions(options: SessionOptions): Promise<string>;
  /** Which of the allowed connectors are enabled and connected: `custom:<slug>` each, sorted. */
  getEnabledIntegrationTypes(of: {
    readonly userId: string;
    readonly allowed: readonly string[];
  }): Promise<string[]>;
  /** Credentials of the allowed connectors that can be used now; one that can't be had hides no other. */
  getValidTokensForUser(options: UserTokens): Promise<ValidTokens>;
}

export function createIntegrations(
  runtime: Runtime,
  { compile }: { readonly compile: Compile },
): Integrations {
  const { connectors, clients, accounts } = runtime;
  const setEnabled = ({ userId, id }: IntegrationOf, enabled: boolean) =>
    connectors.setEnabled({ userId, connectorId: id, enabled });
  return forUsers<Integrations>({
    async createCustomIntegration({ userId, ...written }) {
      const { warnings, ...input } = await compileSpec(compile, written);
      return { ...(await connectors.add({ ...input, userId })), warnings };
    },
    async listCustomIntegrations({ userId }) {
      const [usable, own] = await Promise.all([connectors.list({ userId }), accounts.list({ userId })]);
      return usable.map((connector) => ({
        ...connector,
        accounts: own.filter(({ connectorId }) => connectorId === connector.id),
      }));
    },
    async getCustomIntegration({ userId, id: connectorId }) {
      const which = { userId, connectorId };
      const [connector, own] = await Promise.all([connectors.get(which), accounts.list(which)]);
      return { ...connector, accounts: own };
    },
    async updateCustomIntegration({ userId, id, consent, ...written }) {
      const { warnings, ...input } = await compileSpec(compile, written);
      const which = { userId, connectorId: id, ...(consent !== undefined && { consent }) };
      return { ...(await connectors.update({ ...input, ...which })), warnings };
    },
    deleteCustomIntegration: ({ userId, id }) => connectors.delete({ userId, connectorId: id }),
    enableCustomIntegration: (which) => setEnabled(which, true),
    disableCustomIntegration: (which) => setEnabled(which, false),
    setCustomCredentials: ({ id, ...given }) =>
      "clientId" in given
        ? clients.register({ ...given, connectorId: id })
        : accounts.connectWithKeys({ ...given, connectorId: id }),
    getAuthUrl: ({ id, ...input }) => runtime.authorizationUrl({ ...input, connectorId: id }),
    handleCallback: ({ id, ...input }) => runtime.handleCallback({ ...input, connectorId: id }),
    async disconnectCustomIntegration({ userId, id: connectorId, accountId }) {
      const own = await accounts.list({ userId, connectorId });
      const meant = own.filter(({ id }) => accountId === undefined || id === accountId);
      if (accountId !== undefined && meant.length === 0) throw accountNotFound(userId, accountId);
      return await Promise.all(
        meant.map(async ({ id }) => ({
          accountId: id,
          ...(await accounts.disconnect({ userId, accountId: id })),
        })),
      );
    },
    getCliEnvForUser: async (options) => (await runtime.session(options)).env,
    getCliInstructions: async (options) => (await runtime.session(options)).instructions,
    async getEnabledIntegrationTypes(of) {
      const found = await allowedConnectors(runtime, of);
      const isReady = (one: AccountView) => one.status === "connected";
      return found
        .filter(({ needsAccount, accounts: own }) => !needsAccount || own.some(isReady))
        .map(({ type }) => type);
    },
    getValidTokensForUser: (options) => validTokens(runtime, options),
  });
}

/** Each call, if it says for which user. */
function forUsers<Calls extends object>(calls: Calls): Calls {
  const checked = Object.entries(calls).map(([name, call]) => [
    name,
    async (input?: { readonly userId?: unknown }) => {
      checkUser(input?.userId);
      return await call(input);
    },
  ]);
  return Object.fromEntries(checked);
}
