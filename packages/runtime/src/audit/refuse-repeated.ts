import { and, eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { audit } from "../store/broker-schema.ts";
import { type AuditRow, repeated } from "./audit-rows.ts";

/** Throws `REQUEST_REPEATED` where the session has used the request's id before. */
export async function refuseRepeated(
  { db }: Pick<Context, "db">,
  row: Pick<AuditRow, "userId" | "sessionId" | "requestId">,
): Promise<void> {
  const [known] = await db
    .select({ id: audit.id })
    .from(audit)
    .where(
      and(eq(audit.kind, "decided"), eq(audit.sessionId, row.sessionId), eq(audit.requestId, row.requestId)),
    )
    .limit(1);
  if (known !== undefined) throw repeated(row);
}
