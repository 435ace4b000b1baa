import { connectWithKeys } from "../accounts/connect-with-keys.ts";
import { disconnectAccount } from "../accounts/disconnect.ts";
import { liveCredential } from "../accounts/live-credential.ts";
import {
  getAccountView,
  listAccountViews,
  renameAccount,
  verifyAccount,
} from "../accounts/manage-accounts.ts";
import { checkApprovalOptions } from "../approvals/approval-options.ts";
import { approve, deny, getApproval } from "../approvals/decide-approval.ts";
import { listApprovals } from "../approvals/list-approvals.ts";
import { listAudit, pruneAudit, readAudit } from "../audit/audit.ts";
import { auditLanded } from "../audit/write-audit.ts";
import { Brokers } from "../broker/brokers.ts";
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
import {
  endSession,
  endSessions,
  listSessions,
  pruneSessions,
  renewSession,
} from "../grants/manage-sessions.ts";
import { createHttpClient } from "../http/guarded-client.ts";
import { guardLogger } from "../log.ts";
import { authorizationUrl, redirectUriOf } from "../oauth/authorization-url.ts";
import { connectWithClient } from "../oauth/connect-with-client.ts";
import { handleCallback } from "../oauth/handle-callback.ts";
import { noteFailure } from "../oauth/note-failure.ts";
import { refresherOf, validSecrets } from "../refresh/valid-secrets.ts";
import type { Runtime } from "../runtime.ts";
import { openSession } from "../session/session.ts";
import { openStore } from "../store/open-store.ts";
import type { Keys } from "../vault/keys.ts";
import { createVault } from "../vault/vault.ts";
import { checkActor, checkUser, checkUserIn } from "./check-caller.ts";
import { accountIds, approvalIds, connectedIn, notedIn } from "./noted.ts";
import { checkPublicUrl, checkRuntimeOptions, type RuntimeOptions } from "./runtime-options.ts";
import { Work } from "./work.ts";

/**
 * Opens the database, checks that its keys are at hand, and gives the runtime. Throws `INVALID_OPTION`, what
 * `openStore` throws (`STORE_LOCKED`, `STORE_INCOMPATIBLE`, `STORE_MISCONFIGURED`, `STORE_UNAVAILABLE`), and
 * `KEY_UNKNOWN`, `KEY_RETIRED`, `KEY_UNAVAILABLE` or `SECRET_UNREADABLE` where the keys don't fit the database.
 */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  checkRuntimeOptions(options);
  const { now = Date.now, dataKeyCache, keys: keyProvider } = options;
  const publicUrl = checkPublicUrl(options.publicUrl);
  const log = guardLogger(options.log);
  const approvals = checkApprovalOptions(options.approvals);
  const began = performance.now();
  const http = createHttpClient(options);
  const store = await openStore(options.database);
  try {
    const { db, locks } = store;
    const vault = createVault({ db, keyProvider, now, ...(dataKeyCache && { dataKeyCache }) });
    await vault.keys.check();
    const context: Context = { db, locks, vault, http, log, now, publicUrl, approvals };
    const brokers = new Brokers(context, options);
    const close = async () => {
      await refresherOf(context).landed();
      await auditLanded(context);
      await http.close();
      await store.close();
      log({ level: "info", event: "runtime.closed", message: "The runtime is closed." });
    };
    log({
      level: "info",
      event: "runtime.opened",
      message: "The runtime is open.",
      milliseconds: Math.round(performance.now() - began),
    });
    return assemble(context, vault.keys, brokers, close);
  } catch (error) {
    await http.close();
    await store.close();
    throw error;
  }
}

function assemble(context: Context, keys: Keys, brokers: Brokers, release: () => Promise<void>): Runtime {
  const work = new Work();
  const following = new AbortController();
  const noted = notedIn(context.log);
  const connected = connectedIn(context.log);
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
      add: actor(({ userId, ...input }) =>
        noted("connector.added", addConnector(context, { ...input, createdBy: userId }), ({ id }) => ({
          userId,
          connectorId: id,
        })),
      ),
      get: actor(({ connectorId, userId }) => getConnector(context, connectorId, userId)),
      list: user(({ userId }) => listConnectors(context, userId)),
      listAll: host(() => listAllConnectors(context)),
      update: actor(({ connectorId, userId, ...input }) =>
        noted(
          "connector.updated",
          updateConnector(context, connectorId, { ...input, actor: userId }),
          () => ({
            userId,
            connectorId,
          }),
        ),
      ),
      delete: actor(({ connectorId, userId }) =>
        noted("connector.deleted", deleteWithAccounts(context, connectorId, userId), () => ({
          userId,
          connectorId,
        })),
      ),
      setEnabled: user(({ connectorId, userId, enabled }) =>
        noted(
          enabled ? "connector.enabled" : "connector.disabled",
          setEnabled(context, connectorId, userId, enabled),
          () => ({ userId, connectorId }),
        ),
      ),
      files: actor(async ({ connectorId, userId, names }) => {
        const { id } = await getConnector(context, connectorId, userId);
        return await readConnectorFiles(context, id, names);
      }),
      submit: user(({ connectorId, ...input }) =>
        noted("connector.submitted", submitConnector(context, connectorId, input), () => ({
          userId: input.userId,
          connectorId,
        })),
      ),
      approve: host((input) =>
        noted(
          "connector.approved",
          approveConnector(context, input?.connectorId, { digest: input?.digest }),
          () => ({ connectorId: input.connectorId }),
        ),
      ),
      reject: host((input) =>
        noted("connector.rejected", rejectConnector(context, input?.connectorId), () => ({
          connectorId: input.connectorId,
        })),
      ),
    },
    clients: {
      register: actor((input) =>
        noted("client.registered", registerClient(context, input), ({ userId, connectorId }) => ({
          userId,
          connectorId,
        })),
      ),
      list: filtered((filter) => listClients(context, filter)),
      remove: actor((which) =>
        noted("client.removed", removeClient(context, which), (isGone) =>
          isGone ? { userId: which.userId } : undefined,
        ),
      ),
    },
    accounts: {
      connectWithKeys: user((input) => {
        const connecting = noteFailure(context, input, () => connectWithKeys(context, input));
        return connected(connecting, (account) => account);
      }),
      connectWithClient: user((input) => connected(connectWithClient(context, input), (account) => account)),
      list: user((filter) => listAccountViews(context, filter)),
      get: user((which) => getAccountView(context, which)),
      rename: user((input) => noted("account.renamed", renameAccount(context, input), accountIds)),
      verify: user((which) => noted("account.verified", verifyAccount(context, which), accountIds)),
      disconnect: user((which) => disconnectAccount(context, which)),
      credential: user((input) => liveCredential(context, input)),
    },
    approvals: {
      list: filtered((filter) => listApprovals(context, filter)),
      get: actor((which) => getApproval(context, which)),
      approve: actor((input) => noted("approval.approved", approve(context, input), approvalIds)),
      deny: actor((input) => noted("approval.denied", deny(context, input), approvalIds)),
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
      rewrap: host(() =>
        noted("keys.rewrapped", keys.rewrap(), ({ rewrapped, failed }) => ({ count: rewrapped, failed })),
      ),
      retire: host((keyId) => noted("keys.retired", keys.retire(keyId), () => ({}))),
      rotateDataKeys: host((options) =>
        noted("keys.rotated", keys.rotateDataKeys(options), ({ rotated }) => ({ count: rotated })),
      ),
      reseal: host(() =>
        noted("keys.resealed", keys.reseal(), ({ resealed, failed }) => ({ count: resealed, failed })),
      ),
    },
    sessions: {
      renew: user((input) =>
        noted("session.renewed", renewSession(context, input), ({ sessionId }) => ({
          userId: input.userId,
          sessionId,
        })),
      ),
      end: actor((which) => noted("session.ended", endSession(context, which), () => which)),
      endAll: user((of) =>
        noted("session.ended", endSessions(context, of), ({ ended }) =>
          ended === 0 ? undefined : { userId: of.userId, count: ended },
        ),
      ),
      list: filtered((filter) => listSessions(context, filter)),
      prune: host((input) => pruneSessions(context, input?.before)),
    },
    audit: {
      list: filtered((filter) => listAudit(context, filter)),
      read: filtered((filter) => readAudit(context, filter)),
      prune: host((input) =>
        noted("audit.pruned", pruneAudit(context, input?.before), ({ removed }) => ({ count: removed })),
      ),
    },
    redirectUri: (connectorId) => redirectUriOf(context, connectorId),
    authorizationUrl: user((request) => {
      const starting = noteFailure(context, request, () => authorizationUrl(context, request));
      const { userId, connectorId } = request;
      return noted("authorization.started", starting, () => ({ userId, connectorId }));
    }),
    handleCallback: user((callback) =>
      connected(handleCallback(context, callback), ({ account }) => account),
    ),
    session: user((options) =>
      openSession(context, (accountId, asked) => validSecrets(context, accountId, asked), options),
    ),
    broker: host((options) => brokers.open(options)),
    close: () => {
      following.abort();
      // Their operations need all the rest.
      closed ??= brokers
        .close()
        .then(() => work.end())
        .then(release);
      return closed;
    },
  };
}
