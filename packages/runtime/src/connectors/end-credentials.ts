import { and, eq, inArray, ne, or } from "drizzle-orm";
import type { Account } from "../accounts/account-store.ts";
import { disconnect } from "../accounts/disconnect.ts";
import type { Context } from "../context.ts";
import { accounts, oauthClients } from "../store/schema.ts";
import { deleteConnector } from "./connector-store.ts";
import { type Actor, clientsOfOthers, lockOwned } from "./owned.ts";

/**
 * Removes a connector with everything that was stored for it. Its accounts are disconnected first, so that their
 * tokens don't outlive it at the authorization server; those too that are connected meanwhile. Throws
 * `CONNECTOR_NOT_FOUND`.
 */
export async function deleteWithAccounts(context: Context, id: string, actor: Actor): Promise<void> {
  // Nobody loses an account by a call that may not delete the connector.
  await untilNone(context, () => deleteConnector(context, id, actor));
}

/**
 * Leaves to a connector's creator what is theirs alone: accounts of others, and what the host's client was given, are
 * disconnected while the definition that they were connected with still stands; then clients of others go.
 */
export async function endOthersCredentials(
  context: Context,
  { id, createdBy }: { readonly id: string; readonly createdBy: string },
): Promise<void> {
  const isOthers = clientsOfOthers(id, createdBy);
  await untilNone(context, () =>
    context.db.transaction(async (tx) => {
      await lockOwned(tx, id, null);
      const clients = tx.select({ id: oauthClients.id }).from(oauthClients).where(isOthers);
      const others = await tx
        .select()
        .from(accounts)
        .where(
          and(
            eq(accounts.connectorId, id),
            or(ne(accounts.userId, createdBy), inArray(accounts.oauthClientId, clients)),
          ),
        );
      if (others.length === 0) await tx.delete(oauthClients).where(isOthers);
      return others;
    }),
  );
}

/** `attempt` gives back the accounts that are in its way, seen where nobody can add to them, until there are none. */
async function untilNone(context: Context, attempt: () => Promise<readonly Account[]>): Promise<void> {
  for (;;) {
    const left = await attempt();
    if (left.length === 0) return;
    await disconnectAll(context, left);
  }
}

/** Some at a time: each waits for an authorization server, for 5 seconds at most. */
async function disconnectAll(context: Context, all: readonly Account[]): Promise<void> {
  const atOnce = 10;
  const ending = new Set(all.map(({ id }) => id));
  for (let start = 0; start < all.length; start += atOnce) {
    const some = all.slice(start, start + atOnce).map(({ id }) => disconnect(context, id, ending));
    const failed = (await Promise.allSettled(some)).find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }
}
