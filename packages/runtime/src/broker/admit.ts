import type { OperationEnvelope } from "@specwire/contract";
import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { type OpenSession, usableConnector } from "../grants/open-session.ts";
import type { GrantedConnector } from "../store/broker-schema.ts";
import { prepared } from "../store/prepared.ts";
import { accounts } from "../store/schema.ts";
import type { LabelledAccount } from "./choose-way.ts";
import { anotherVersion, type KnownConnector, type KnownConnectors } from "./known-connectors.ts";
import { Refusal } from "./refusal.ts";

/** A connector that a session may use just now, with the session's accounts of it that are still there. */
export interface Admitted extends KnownConnector {
  readonly session: OpenSession;
  readonly granted: GrantedConnector;
  readonly accounts: readonly LabelledAccount[];
}

/** Throws `Refusal`, or what `usableConnector` throws. */
export async function admit(
  context: Pick<Context, "db">,
  known: KnownConnectors,
  session: OpenSession,
  { connector: { slug, digest }, account: wanted }: Pick<OperationEnvelope, "connector" | "account">,
): Promise<Admitted> {
  const granted = usableConnector(session, slug);
  if (digest !== granted.digest) throw anotherVersion();
  const [version, rows] = await Promise.all([known.find(granted), accountsOf(context, session, granted)]);
  if (wanted !== undefined && !rows.some(({ label }) => label === wanted))
    throw await unknownAccount(context, session, granted, slug, wanted, rows);
  return { session, granted, ...version, accounts: rows };
}

async function accountsOf(
  { db }: Pick<Context, "db">,
  { userId }: OpenSession,
  { connectorId, accounts: granted }: GrantedConnector,
): Promise<readonly LabelledAccount[]> {
  const labels = new Map(Object.entries(granted).map(([label, id]) => [id, label]));
  if (labels.size === 0) return [];
  const rows = await grantedAccounts(db).execute({ ids: [...labels.keys()].join(), userId, connectorId });
  return rows.map((account) => ({ label: labels.get(account.id) ?? "", account }));
}

const grantedAccounts = prepared((db) =>
  db
    .select()
    .from(accounts)
    .where(
      and(
        sql`${accounts.id} = any(string_to_array(${sql.placeholder("ids")}, ',')::uuid[])`,
        eq(accounts.userId, sql.placeholder("userId")),
        eq(accounts.connectorId, sql.placeholder("connectorId")),
      ),
    ),
);

async function unknownAccount(
  { db }: Pick<Context, "db">,
  { userId }: OpenSession,
  { connectorId }: GrantedConnector,
  slug: string,
  wanted: string,
  usable: readonly LabelledAccount[],
): Promise<Refusal> {
  const [other] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(eq(accounts.userId, userId), eq(accounts.connectorId, connectorId), eq(accounts.label, wanted)),
    );
  const labels = usable.map(({ label }) => label);
  const details = {
    accounts: labels,
    help: labels.length > 0 ? `there is: ${labels.join(", ")}` : `ask the user to connect ${slug}`,
  };
  return other === undefined
    ? new Refusal("ACCOUNT_NOT_FOUND", `there is no connected account "${wanted}"`, details)
    : new Refusal("ACCOUNT_NOT_ALLOWED", `this session may not use the account "${wanted}"`, details);
}
