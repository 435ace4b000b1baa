import { connectWithKeys } from "../accounts/connect-with-keys.ts";
import { disconnectAccount } from "../accounts/disconnect.ts";
import { liveCredential } from "../accounts/live-credential.ts";
import {
  getAccountView,
  listAccountViews,
  renameAccount,
  verifyAccount,
} from "../accounts/manage-accounts.ts";
import { listClients, registerClient, removeClient } from "../clients/oauth-clients.ts";
import { approveConnector, rejectConnector, submitConnector } from "../connectors/community.ts";
import {
  addConnector,
  getConnector,
  listAllConnectors,
  listConnectors,
  readConnectorFiles,
  setEnabled,
  updateConnector,
} from "../connectors/connector-store.ts";
import { deleteWithAccounts } from "../connectors/end-credentials.ts";
import type { Context } from "../context.ts";
import { type EventFilter, followEvents, listEvents } from "../events/events.ts";
import { createHttpClient } from "../http/guarded-client.ts";
import { guardLogger } from "../log.ts";
import { authorizationUrl, redirectUriOf } from "../oauth/authorization-url.ts";
import { connectWithClient } from "../oauth/connect-with-client.ts";
import { handleCallback } from "../oauth/handle-callback.ts";
import { refresherOf, validSecrets } from "../refresh/valid-secrets.ts";
import type { Runtime } from "../runtime.ts";
import { openSession } from "../session/session.ts";
import { openStore } from "../store/open-store.ts";
import type { Keys } from "../vault/keys.ts";
import { createVault } from "../vault/vault.ts";
import { checkActor, checkUser, checkUserIn } from "./check-caller.ts";
import { checkPublicUrl, type RuntimeOptions } from "./runtime-options.ts";
import { Work } from "./work.ts";

/**
 * Opens the database, checks that its keys are at hand, and gives the runtime. Throws `INVALID_OPTION`, what
 * `openStore` throws (`STORE_LOCKED`, `STORE_INCOMPATIBLE`, `STORE_MISCONFIGURED`, `STORE_UNAVAILABLE`), and
 * `KEY_UNKNOWN`, `KEY_RETIRED`, `KEY_UNAVAILABLE` or `SECRET_UNREADABLE` where the keys don't fit the database.
 */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { now = Date.now, dataKeyCache, keys: keyProvider } = options;
  const publicUrl = checkPublicUrl(options.publicUrl);
  const log = guardLogger(options.log);
  const http = createHttpClient(options);
  const store = await openStore(options.database);
  try {
    const { db, locks } = store;
    const vault = createVault({ db, keyProvider, now, ...(dataKeyCache && { dataKeyCache }) });
    await vault.keys.check();
    const context: Context = { db, locks, vault, http, log, now, publicUrl };
    const close = async () => {
      await refresherOf(context).landed();
      await http.close();
      await store.close();
    };
    return assemble(context, vault.keys, close);
  } catch (error) {
    await http.close();
    await store.close();
    throw error;
  }
}

function assemble(context: Context, keys: Keys, release: () => Promise<void>): Runtime {
  const work = new Work();
  const following = new AbortController();
  /** Calls of a user, of a user or the host, and of the host alone. */
  const user = <Input extends { readonly userId: string }, Result>(call: (input: Input) => Promise<Result>) =>
    work.count(async (input: Input) => {
      checkUser(input?.userId);
      return await call(input);
    });
  const actor = <Input extends { readonly userId: string | null }, Result>(
    call: (input: Input) => Promise<Result>,
  ) =>
    work.count(async (input: Input) => {
      checkActor(input?.userId);
      return await call(input);
    });
  const host = <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    work.count(async (...args: Args) => await call(...args));
  const filtered = <Filter extends object, Result>(call: (filter?: Filter) => Promise<Result>) =>
    work.count(async (filter?: Filter) => {
      checkUserIn(filter);
      return await call(filter);
    });
  let closed: Promise<void> | undefined;

  return {
    connectors: {
      add: actor(({ userId, ...input }) => addConnector(context, { ...input, createdBy: userId })),
      get: actor(({ connectorId, userId }) => getConnector(context, connectorId, userId)),
      list: user(({ userId }) => listConnectors(context, userId)),
      listAll: host(() => listAllConnectors(context)),
      update: actor(({ connectorId, userId, ...input }) =>
        updateConnector(context, connectorId, { ...input, actor: userId }),
      ),
      delete: actor(({ connectorId, userId }) => deleteWithAccounts(context, connectorId, userId)),
      setEnabled: user(({ connectorId, userId, enabled }) =>
        setEnabled(context, connectorId, userId, enabled),
      ),
      files: actor(async ({ connectorId, userId, names }) => {
        const { id } = await getConnector(context, connectorId, userId);
        return await readConnectorFiles(context, id, names);
      }),
      submit: user(({ connectorId, ...input }) => submitConnector(context, connectorId, input)),
      approve: host(({ connectorId, digest }) => approveConnector(context, connectorId, { digest })),
      reject: host(({ connectorId }) => rejectConnector(context, connectorId)),
    },
    clients: {
      register: actor((input) => registerClient(context, input)),
      list: filtered((filter) => listClients(context, filter)),
      remove: actor((which) => removeClient(context, which)),
    },
    accounts: {
      connectWithKeys: user((input) => connectWithKeys(context, input)),
      connectWithClient: user((input) => connectWithClient(context, input)),
      list: user((filter) => listAccountViews(context, filter)),
      get: user((which) => getAccountView(context, which)),
      rename: user((input) => renameAccount(context, input)),
      verify: user((which) => verifyAccount(context, which)),
      disconnect: user((which) => disconnectAccount(context, which)),
      credential: user((input) => liveCredential(context, input)),
    },
    events: {
      list: filtered((filter) => listEvents(context, filter)),
      follow: (options = {}) => {
        const signals = [following.signal, ...(options.signal === undefined ? [] : [options.signal])];
        const list = filtered((filter?: EventFilter) => listEvents(context, filter));
        return followEvents(list, { ...options, signal: AbortSignal.any(signals) });
      },
    },
    keys: {
      check: host(() => keys.check()),
      usage: host(() => keys.usage()),
      rewrap: host(() => keys.rewrap()),
      retire: host((keyId) => keys.retire(keyId)),
      rotateDataKeys: host((options) => keys.rotateDataKeys(options)),
      reseal: host(() => keys.reseal()),
    },
    redirectUri: (connectorId) => redirectUriOf(context, connectorId),
    authorizationUrl: user((request) => authorizationUrl(context, request)),
    handleCallback: user((callback) => handleCallback(context, callback)),
    session: user((options) =>
      openSession(context, (accountId, asked) => validSecrets(context, accountId, asked), options),
    ),
    close: () => {
      following.abort();
      closed ??= work.end().then(release);
      return closed;
    },
  };
}
