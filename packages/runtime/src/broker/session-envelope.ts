import type { SessionEnvelope } from "@specwire/contract";
import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { OpenSession } from "../grants/open-session.ts";
import { accounts } from "../store/schema.ts";

/** What a grant opens now: an account that was disconnected meanwhile is not among the labels. */
export async function sessionEnvelope(
  { db }: Pick<Context, "db">,
  { userId, expiresAt, connectors }: OpenSession,
): Promise<SessionEnvelope> {
  const usable = Object.entries(connectors).filter(([, { state }]) => state === "usable");
  const ids = usable.flatMap(([, granted]) => Object.values(granted.accounts));
  const rows =
    ids.length === 0
      ? []
      : await db
          .select({ id: accounts.id })
          .from(accounts)
          .where(and(inArray(accounts.id, ids), eq(accounts.userId, userId)));
  const there = new Set(rows.map(({ id }) => id));
  const labels = (granted: Readonly<Record<string, string>>) =>
    Object.entries(granted).flatMap(([label, id]) => (there.has(id) ? [label] : []));
  return {
    envelope: 1,
    expiresAt: expiresAt.toISOString(),
    connectors: Object.fromEntries(
      usable.map(([slug, granted]) => [slug, { digest: granted.digest, accounts: labels(granted.accounts) }]),
    ),
  };
}
