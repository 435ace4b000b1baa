import { setTimeout as sleep } from "node:timers/promises";
import { replaceSecrets, updateAccount } from "../accounts/account-changes.ts";
import { readAccount } from "../accounts/account-store.ts";
import type { Context } from "../context.ts";
import type { RefreshPorts } from "./ports.ts";
import { prepareRenewal } from "./prepare-renewal.ts";

/** The world of a running host. */
export function portsOf(context: Context): RefreshPorts {
  return {
    now: context.now,
    random: Math.random,
    pause: async (milliseconds) => {
      await sleep(milliseconds);
    },
    log: context.log,
    withLock: (name, wait, work) => context.locks.withLock(name, wait, work),
    read: (accountId) => readAccount(context, accountId),
    prepare: (account) => prepareRenewal(context, account),
    note: (account, notes) => updateAccount(context, account, notes),
    write: (account, tokens, rejectedAt) => {
      const sentAt = account.refreshSentAt?.getTime() ?? 0;
      // A token that was over when it was asked for is a mistake of the server's; the API says when it is over.
      const ends = tokens.expiresAt !== null && tokens.expiresAt > sentAt ? new Date(tokens.expiresAt) : null;
      return replaceSecrets(context, account, {
        secrets: tokens.secrets,
        patch: {
          issuedAt: new Date(context.now()),
          expiresAt: ends,
          ...(tokens.scopes === null ? {} : { scopes: [...tokens.scopes] }),
          variables: { ...account.variables, ...tokens.variables },
          refreshSentAt: null,
          refreshUncertain: 0,
          refreshFailures: 0,
          refreshRetryAt: null,
          lastError: null,
          rejectedAt,
        },
      });
    },
    requireReconnect: (account) =>
      updateAccount(context, account, {
        status: "reconnect_required",
        lastError: "REAUTH_REQUIRED",
        refreshSentAt: null,
        refreshRetryAt: null,
      }),
  };
}
