import { own, readPolicy } from "@specwire/contract";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { isUsableBy } from "../connectors/usable.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { grants, sessions } from "../store/broker-schema.ts";
import { prepared } from "../store/prepared.ts";
import { connectorSettings, connectors } from "../store/schema.ts";
import { hashOfGrant } from "./grant-token.ts";
import type { ConnectorState, OpenSession } from "./open-session.ts";

/**
 * How each connector of the session stands, by slug; one statement sees all of it at one moment. The manifest of a
 * large connector is hundreds of kilobytes: it is opened only where the version is another one, since then what is
 * sent may still be the same.
 */
const states = sql<Readonly<Record<string, ConnectorState>>>`(
  select coalesce(jsonb_object_agg(granted.key, case
    when ${connectors.id} is null or not ${isUsableBy(sessions.userId)} then 'gone'
    when ${connectorSettings.enabled} = false then 'disabled'
    when ${connectors.digest} = granted.value->>'version' then 'usable'
    when ${connectors.permissions}->>'digest' = granted.value->>'digest' then 'usable'
    else 'changed' end), '{}')
  from jsonb_each(${sessions.connectors}) as granted
  left join ${connectors} on ${connectors.id} = (granted.value->>'connectorId')::uuid
  left join ${connectorSettings} on ${connectorSettings.connectorId} = ${connectors.id}
    and ${connectorSettings.userId} = ${sessions.userId})`;

/**
 * What a grant opens. Asked of the database for each request, so that a session that was ended opens nothing from
 * that moment on, and neither does a connector that was turned off, changed or taken away. Throws `GRANT_REFUSED` with
 * one text for whatever is wrong with it.
 */
export async function findGrant(
  { db, now }: Pick<Context, "db" | "now">,
  token: string,
): Promise<OpenSession> {
  const tokenHash = hashOfGrant(token);
  if (tokenHash === undefined) throw grantRefused();
  const [row] = await openGrant(db).execute({ tokenHash, now: new Date(now()).toISOString() });
  if (row === undefined) throw grantRefused();
  const { states: found, ...session } = row;
  return {
    ...session,
    connectors: Object.fromEntries(
      Object.entries(row.connectors).map(([slug, granted]) => [
        slug,
        { ...granted, state: own(found, slug) ?? "gone" },
      ]),
    ),
    policies: row.policies.map(readPolicy),
  };
}

const openGrant = prepared((db) =>
  db
    .select({
      sessionId: sessions.id,
      userId: sessions.userId,
      workflowId: sessions.workflowId,
      connectors: sessions.connectors,
      policies: sessions.policies,
      expiresAt: grants.expiresAt,
      states,
    })
    .from(grants)
    .innerJoin(sessions, eq(sessions.id, grants.sessionId))
    .where(
      and(
        eq(grants.tokenHash, sql.placeholder("tokenHash")),
        gt(grants.expiresAt, sql.placeholder("now")),
        isNull(sessions.endedAt),
      ),
    ),
);

/** One text for whatever is wrong with a grant. */
export function grantRefused(): RuntimeError {
  return new RuntimeError("GRANT_REFUSED", "The session has ended, or its grant is none.", {
    help: "ask the host for a new session",
  });
}
