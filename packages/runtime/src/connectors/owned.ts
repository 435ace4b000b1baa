import { and, eq, isNull, ne, or, type SQL } from "drizzle-orm";
import type { Transaction } from "../store/database.ts";
import { accounts, connectors, oauthClients } from "../store/schema.ts";
import { isUuid } from "../store/uuid.ts";
import type { StoredConnector } from "./connector-record.ts";
import { connectorNotFound } from "./usable.ts";

/** Who asks: a user, or null for the host itself, which may do everything. */
export type Actor = string | null;

/**
 * The row, which nobody else changes before the transaction ends. Whoever changes a connector says where all that is
 * stored for it is sent: a user can change only what is theirs alone, with every credential in it. Throws
 * `CONNECTOR_NOT_FOUND`.
 */
export async function lockOwned(tx: Transaction, id: string, actor: Actor): Promise<StoredConnector> {
  const [row] = isUuid(id)
    ? await tx.select().from(connectors).where(eq(connectors.id, id)).for("update")
    : [];
  if (row === undefined) throw connectorNotFound(id);
  if (actor === null) return row;
  const isOwn = row.createdBy === actor && row.communityStatus !== "approved";
  if (!isOwn || (await holdsOthers(tx, id, actor))) throw connectorNotFound(id);
  return row;
}

/** Clients of a connector that are not the user's: other users' and the host's. */
export function clientsOfOthers(connectorId: string, userId: string): SQL | undefined {
  return and(
    eq(oauthClients.connectorId, connectorId),
    or(isNull(oauthClients.userId), ne(oauthClients.userId, userId)),
  );
}

/** Only while an approval that was taken back is not yet undone to its end. */
async function holdsOthers(tx: Transaction, id: string, userId: string): Promise<boolean> {
  const isOthers = and(eq(accounts.connectorId, id), ne(accounts.userId, userId));
  const [account] = await tx.select({ id: accounts.id }).from(accounts).where(isOthers).limit(1);
  if (account !== undefined) return true;
  const [client] = await tx
    .select({ id: oauthClients.id })
    .from(oauthClients)
    .where(clientsOfOthers(id, userId))
    .limit(1);
  return client !== undefined;
}
