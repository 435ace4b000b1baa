import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { connectors } from "../store/schema.ts";
import type { StoredConnector } from "./connector-record.ts";
import { endOthersCredentials } from "./end-credentials.ts";
import { lockOwned } from "./owned.ts";
import { takeSlug } from "./slugs.ts";

type Changing = Pick<Context, "db" | "now">;

/**
 * Its creator offers a private connector to everyone. It stays theirs alone until it is approved.
 * `pullRequestUrl`: where it is reviewed. Throws `CONNECTOR_NOT_FOUND` or `INVALID_OPTION`.
 */
export async function submitConnector(
  context: Changing,
  id: string,
  { userId, pullRequestUrl }: { readonly userId: string; readonly pullRequestUrl?: string },
): Promise<StoredConnector> {
  if (pullRequestUrl !== undefined && !/^https:\/\/[^\s\p{Cc}]+$/u.test(pullRequestUrl))
    throw new RuntimeError("INVALID_OPTION", "`pullRequestUrl` is no https URL.");
  return await change(context, id, userId, async (before) => {
    if (before.builtIn) throw wrongStep("submit", before);
    return { communityStatus: "submitted", ...(pullRequestUrl !== undefined && { pullRequestUrl }) };
  });
}

/**
 * Makes a submitted connector everyone's, with the same id. `digest` is that of what was reviewed: a later version
 * is refused. Throws `CONNECTOR_NOT_FOUND`, `INVALID_OPTION` or `SLUG_TAKEN`. For hosts, never for users.
 */
export async function approveConnector(
  context: Changing,
  id: string,
  { digest }: { readonly digest: string },
): Promise<StoredConnector> {
  return await change(context, id, null, async (before, tx) => {
    if (before.communityStatus !== "submitted") throw wrongStep("approve", before);
    if (before.digest !== digest)
      throw new RuntimeError("INVALID_OPTION", "That digest is not the connector's present version.", {
        connectorId: id,
        help: "review the present version",
      });
    await takeSlug(tx, before.slug, null, id);
    return { communityStatus: "approved" };
  });
}

/**
 * Refuses a submitted connector, or takes an approval back: it is its creator's alone again. Of one that was approved,
 * accounts of others and those of the host's clients are disconnected, and clients of others forgotten. Until that is
 * done nobody but the host can change it: where it fails half-way, call it again. For hosts.
 */
export async function rejectConnector(context: Context, id: string): Promise<StoredConnector> {
  const rejected = await change(context, id, null, async (before, tx) => {
    const { communityStatus, createdBy, slug } = before;
    if (communityStatus === "private" || createdBy === null) throw wrongStep("reject", before);
    if (communityStatus === "approved") await takeSlug(tx, slug, createdBy, id);
    return { communityStatus: "rejected" };
  });
  const { createdBy } = rejected;
  if (createdBy !== null) await endOthersCredentials(context, { id, createdBy });
  return rejected;
}

type Change = Partial<Pick<StoredConnector, "communityStatus" | "pullRequestUrl">>;
type Transaction = Parameters<typeof lockOwned>[0];

async function change(
  { db, now }: Changing,
  id: string,
  actor: string | null,
  decide: (before: StoredConnector, tx: Transaction) => Promise<Change>,
): Promise<StoredConnector> {
  return await db.transaction(async (tx) => {
    const before = await lockOwned(tx, id, actor);
    const [row] = await tx
      .update(connectors)
      .set({ ...(await decide(before, tx)), updatedAt: new Date(now()) })
      .where(eq(connectors.id, id))
      .returning();
    return row ?? before;
  });
}

function wrongStep(step: string, { id, communityStatus, builtIn }: StoredConnector): RuntimeError {
  const state = builtIn ? "built in" : communityStatus;
  return new RuntimeError("INVALID_OPTION", `Can't ${step} a connector that is ${state}.`, {
    connectorId: id,
  });
}
