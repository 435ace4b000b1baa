import { and, eq, gt, isNotNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { approvals } from "../store/broker-schema.ts";
import type { Database } from "../store/database.ts";
import { accountSecrets, accounts, authorizations, dataKeys, oauthClients } from "../store/schema.ts";
import {
  accountSecretPlace,
  approvalRequestPlace,
  clientSecretPlace,
  codeVerifierPlace,
  type SecretPlace,
} from "./secret-places.ts";

export interface SealedRow {
  readonly place: SecretPlace;
  readonly sealed: Uint8Array;
}

/** A column of sealed values, for those who go through all of them. */
export interface SealedColumn {
  readonly column: PgColumn;
  /** The data key of each value. */
  readonly dataKeyId: PgColumn;
  /** Values that a retired data key sealed, in the order of their places, after the place `after`. */
  retired(db: Database, after: SecretPlace | undefined, limit: number): Promise<readonly SealedRow[]>;
  /** Puts `sealed` where `row.sealed` is. False: something else is there by now. */
  replace(db: Database, row: SealedRow, sealed: Uint8Array): Promise<boolean>;
}

const keyIsRetired = isNotNull(dataKeys.retiredAt);

const ofAccounts: SealedColumn = {
  column: accountSecrets.sealed,
  dataKeyId: accountSecrets.dataKeyId,
  async retired(db, after, limit) {
    const { field, version, sealed } = accountSecrets;
    const rest: SQL | undefined =
      after && sql`(${accountSecrets.accountId}, ${field}) > (${after.ownerId}::uuid, ${after.field}::text)`;
    const rows = await db
      .select({
        account: { id: accounts.id, userId: accounts.userId, connectorId: accounts.connectorId },
        field,
        version,
        sealed,
      })
      .from(accountSecrets)
      .innerJoin(accounts, eq(accounts.id, accountSecrets.accountId))
      .innerJoin(dataKeys, eq(dataKeys.id, accountSecrets.dataKeyId))
      .where(and(keyIsRetired, rest))
      .orderBy(accountSecrets.accountId, field)
      .limit(limit);
    return rows.map((row) => ({
      place: accountSecretPlace(row.account, row.field, row.version),
      sealed: row.sealed,
    }));
  },
  async replace(db, { place, sealed: old }, sealed) {
    const { accountId, field } = accountSecrets;
    const changed = await db
      .update(accountSecrets)
      .set({ sealed })
      .where(and(eq(accountId, place.ownerId), eq(field, place.field), eq(accountSecrets.sealed, old)))
      .returning({ field });
    return changed.length > 0;
  },
};

const ofClients: SealedColumn = {
  column: oauthClients.clientSecret,
  dataKeyId: oauthClients.dataKeyId,
  async retired(db, after, limit) {
    const { id, userId, connectorId, version, clientSecret } = oauthClients;
    const rows = await db
      .select({ client: { id, userId, connectorId, version }, clientSecret })
      .from(oauthClients)
      .innerJoin(dataKeys, eq(dataKeys.id, oauthClients.dataKeyId))
      .where(and(keyIsRetired, after && gt(id, after.ownerId)))
      .orderBy(id)
      .limit(limit);
    return rows.flatMap(({ client, clientSecret: sealed }) =>
      sealed === null ? [] : [{ place: clientSecretPlace(client), sealed }],
    );
  },
  async replace(db, { place, sealed: old }, clientSecret) {
    const { id } = oauthClients;
    const changed = await db
      .update(oauthClients)
      .set({ clientSecret })
      .where(and(eq(id, place.ownerId), eq(oauthClients.clientSecret, old)))
      .returning({ id });
    return changed.length > 0;
  },
};

const ofAuthorizations: SealedColumn = {
  column: authorizations.codeVerifier,
  dataKeyId: authorizations.dataKeyId,
  async retired(db, after, limit) {
    const { id, userId, connectorId, codeVerifier } = authorizations;
    const rows = await db
      .select({ authorization: { id, userId, connectorId }, codeVerifier })
      .from(authorizations)
      .innerJoin(dataKeys, eq(dataKeys.id, authorizations.dataKeyId))
      .where(and(keyIsRetired, after && gt(id, after.ownerId)))
      .orderBy(id)
      .limit(limit);
    return rows.flatMap(({ authorization, codeVerifier: sealed }) =>
      sealed === null ? [] : [{ place: codeVerifierPlace(authorization), sealed }],
    );
  },
  async replace(db, { place, sealed: old }, codeVerifier) {
    const { id } = authorizations;
    const changed = await db
      .update(authorizations)
      .set({ codeVerifier })
      .where(and(eq(id, place.ownerId), eq(authorizations.codeVerifier, old)))
      .returning({ id });
    return changed.length > 0;
  },
};

const ofApprovals: SealedColumn = {
  column: approvals.request,
  dataKeyId: approvals.dataKeyId,
  async retired(db, after, limit) {
    const { id, userId, connectorId, requestHash, request } = approvals;
    const rows = await db
      .select({ approval: { id, userId, connectorId, requestHash }, request })
      .from(approvals)
      .innerJoin(dataKeys, eq(dataKeys.id, approvals.dataKeyId))
      .where(and(keyIsRetired, after && gt(id, after.ownerId)))
      .orderBy(id)
      .limit(limit);
    return rows.map(({ approval, request: sealed }) => ({ place: approvalRequestPlace(approval), sealed }));
  },
  async replace(db, { place, sealed: old }, request) {
    const { id } = approvals;
    const changed = await db
      .update(approvals)
      .set({ request })
      .where(and(eq(id, place.ownerId), eq(approvals.request, old)))
      .returning({ id });
    return changed.length > 0;
  },
};

/** Every column that holds secrets; a test finds any that is missing here. */
export const sealedColumns: readonly SealedColumn[] = [ofAccounts, ofClients, ofAuthorizations, ofApprovals];
