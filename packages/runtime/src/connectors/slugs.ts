import { and, eq, ne, sql } from "drizzle-orm";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { Transaction } from "../store/database.ts";
import { connectors } from "../store/schema.ts";
import { isShared, isUsableBy } from "./usable.ts";

/**
 * Throws `SLUG_TAKEN` where a connector may not have the slug: a private one none that its creator can already
 * use, a shared one none of a shared one. Nobody else decides about the slug until the transaction ends.
 */
export async function takeSlug(
  tx: Transaction,
  slug: string,
  /** Null: it becomes a shared one. */
  createdBy: string | null,
  exceptId: string,
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`specwire slug ${slug}`}, 0))`);
  const taken = createdBy === null ? isShared : isUsableBy(createdBy);
  const found = await tx
    .select({ id: connectors.id, createdBy: connectors.createdBy })
    .from(connectors)
    .where(and(eq(connectors.slug, slug), ne(connectors.id, exceptId), taken));
  const [first] = found;
  if (first === undefined) return;
  // What the caller could change comes first; all of it is what they can use.
  const theirs = createdBy === null ? first : found.find((row) => row.createdBy === createdBy);
  throw new RuntimeError("SLUG_TAKEN", `There is a connector "${slug}" already.`, {
    connectorId: (theirs ?? first).id,
    help:
      theirs === undefined
        ? "choose another slug; it is the name of the command and of its variables"
        : "if this is a new version of it, use `connectors.update` with `details.connectorId`; else choose another slug",
  });
}

/** Of several with one slug the user's own private one: it was there first, and so were its accounts. */
export function ownFirst<Row extends Slugged>(rows: readonly Row[]): Row[] {
  const bySlug = new Map<string, Row>();
  const isShared = (row: Row) => row.builtIn || row.communityStatus === "approved";
  for (const row of rows) if (!bySlug.has(row.slug) || !isShared(row)) bySlug.set(row.slug, row);
  return [...bySlug.values()];
}

interface Slugged {
  readonly slug: string;
  readonly builtIn: boolean;
  readonly communityStatus: string;
}
