import { listAccounts } from "../accounts/account-store.ts";
import { disconnect } from "../accounts/disconnect.ts";
import type { Context } from "../context.ts";
import { type Actor, deleteConnector, lockOwned } from "./connector-store.ts";

/**
 * Removes a connector with everything that was stored for it. Its accounts are disconnected first, so that their
 * tokens don't outlive it at the authorization server. Throws `CONNECTOR_NOT_FOUND`.
 */
export async function deleteWithAccounts(context: Context, id: string, actor: Actor): Promise<void> {
  // Nobody loses an account by a call that may not delete the connector.
  await context.db.transaction((tx) => lockOwned(tx, id, actor));
  for (const account of await listAccounts(context, { connectorId: id }))
    await disconnect(context, account.id);
  await deleteConnector(context, id, actor);
}
