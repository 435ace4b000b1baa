import { and, eq, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { Transaction } from "../store/database.ts";
import { connectors } from "../store/schema.ts";
import { isUuid } from "../store/uuid.ts";

/** Those that everyone can use, and that only the host can change. */
export const isShared: SQL = sql`(${connectors.builtIn} or ${connectors.communityStatus} = 'approved')`;

/** Those that a user can use: shared ones, and their own. */
export function isUsableBy(userId: string | AnyPgColumn): SQL {
  return sql`(${isShared} or ${connectors.createdBy} = ${userId})`;
}

/**
 * A credential is stored for a connector only while its owner can use it, and the host's (null) only for a shared
 * one: nobody changes that before the transaction ends. Throws `CONNECTOR_NOT_FOUND`, for the host `INVALID_OPTION`.
 */
export async function holdUsable(tx: Transaction, connectorId: string, owner: string | null): Promise<void> {
  const [row] = isUuid(connectorId)
    ? await tx
        .select({ id: connectors.id })
        .from(connectors)
        .where(and(eq(connectors.id, connectorId), owner === null ? isShared : isUsableBy(owner)))
        .for("share")
    : [];
  if (row !== undefined) return;
  if (owner !== null) throw connectorNotFound(connectorId);
  throw new RuntimeError("INVALID_OPTION", "The host has no clients for what its creator can change.", {
    connectorId,
    help: "approve the connector first, or register the client for its creator",
  });
}

export function connectorNotFound(connectorId: string): RuntimeError {
  return new RuntimeError("CONNECTOR_NOT_FOUND", "There is no such connector.", { connectorId });
}
