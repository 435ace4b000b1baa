import { type Account, listAccounts } from "../accounts/account-store.ts";
import { disconnect } from "../accounts/disconnect.ts";
import type { Context } from "../context.ts";
import { oauthClients } from "../store/schema.ts";
import { deleteConnector } from "./connector-store.ts";
import { type Actor, clientsOfOthers, lockOwned } from "./owned.ts";

/**
 * Removes a connector with everything that was stored for it. Its accounts are disconnected first, so that their
 * tokens don't outlive it at the authorization server. Throws `CONNECTOR_NOT_FOUND`.
 */
export async function deleteWithAccounts(context: Context, id: string, actor: Actor): Promise<void> {
  // Nobody loses an account by a call that may not delete the connector.
  await context.db.transaction((tx) => lockOwned(tx, id, actor));
  const whose = actor === null ? {} : { userId: actor };
  await disconnectAll(context, await listAccounts(context, { connectorId: id, ...whose }));
  await deleteConnector(context, id, actor);
}

/**
 * Leaves to a connector's creator what is theirs alone: accounts of others, and what the host's client was given, are
 * disconnected while the definition that they were connected with still stands; then clients of others go.
 */
export async function endOthersCredentials(
  context: Context,
  { id, createdBy }: { readonly id: string; readonly createdBy: string },
): Promise<void> {
  const { db } = context;
  const isOthers = clientsOfOthers(id, createdBy);
  const clients = await db.select({ id: oauthClients.id }).from(oauthClients).where(isOthers);
  const all = await listAccounts(context, { connectorId: id });
  const others = all.filter(
    (one) => one.userId !== createdBy || clients.some((client) => client.id === one.oauthClientId),
  );
  await disconnectAll(context, others);
  await db.delete(oauthClients).where(isOthers);
}

/** Some at a time: each waits for an authorization server, for 5 seconds at most. */
async function disconnectAll(context: Context, accounts: readonly Account[]): Promise<void> {
  const atOnce = 10;
  for (let start = 0; start < accounts.length; start += atOnce) {
    const some = accounts.slice(start, start + atOnce).map(({ id }) => disconnect(context, id));
    const failed = (await Promise.allSettled(some)).find((one) => one.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }
}
