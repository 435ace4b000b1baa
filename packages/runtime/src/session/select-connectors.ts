import { and, inArray } from "drizzle-orm";
import { type Account, listAccounts } from "../accounts/account-store.ts";
import type { ListedConnector, StoredConnector } from "../connectors/connector-record.ts";
import { listConnectors } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { connectorFiles, connectors } from "../store/schema.ts";
import { chooseAccounts, wantedLabels } from "./choose-accounts.ts";
import type { CheckedOptions } from "./session-options.ts";

/** A connector that a session may use, with the accounts that it will use. */
export interface SelectedConnector {
  readonly connector: StoredConnector;
  readonly accounts: readonly Account[];
  /** By the file's name. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What the database says of a user's session, all of it of the same moment. */
export interface Shelf {
  readonly usable: readonly ListedConnector[];
  readonly accounts: readonly Account[];
  /** By id; those that are wanted, and turned on. */
  readonly connectors: ReadonlyMap<string, StoredConnector>;
  readonly texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const fileNames = ["cli.ts", "cli.mjs", "instructions.md"];

/** One snapshot: a connector that changes meanwhile is here of one version, its files and permissions too. */
export async function readShelf(
  { db }: Pick<Context, "db">,
  { userId, slugs }: Pick<CheckedOptions, "userId" | "slugs">,
): Promise<Shelf> {
  const snapshot = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
  return await db.transaction(async (tx) => {
    const usable = await listConnectors({ db: tx }, userId);
    const accounts = await listAccounts({ db: tx }, { userId });
    const ids = usable.filter((one) => one.enabled && slugs.includes(one.slug)).map((one) => one.id);
    if (ids.length === 0) return { usable, accounts, connectors: new Map(), texts: new Map() };
    const rows = await tx.select().from(connectors).where(inArray(connectors.id, ids));
    const files = await tx
      .select()
      .from(connectorFiles)
      .where(and(inArray(connectorFiles.connectorId, ids), inArray(connectorFiles.name, fileNames)));
    const textsOf = (id: string) =>
      new Map(files.filter((file) => file.connectorId === id).map(({ name, text }) => [name, text]));
    return {
      usable,
      accounts,
      connectors: new Map(rows.map((row) => [row.id, row])),
      texts: new Map(ids.map((id) => [id, textsOf(id)])),
    };
  }, snapshot);
}

/**
 * Throws `CONNECTOR_NOT_FOUND`, `CONNECTOR_DISABLED`, `AUTH_REQUIRED`, `REAUTH_REQUIRED`, `ACCOUNT_REQUIRED` or
 * `ACCOUNT_NOT_FOUND`.
 */
export function selectConnector(
  shelf: Shelf,
  { userId, accounts: choices }: Pick<CheckedOptions, "userId" | "accounts">,
  slug: string,
): SelectedConnector {
  const listed = shelf.usable.find((one) => one.slug === slug);
  if (listed === undefined) throw new RuntimeError("CONNECTOR_NOT_FOUND", "There is no such connector.");
  const { id: connectorId } = listed;
  const details = { userId, connectorId };
  const connector = shelf.connectors.get(connectorId);
  if (connector === undefined)
    throw new RuntimeError("CONNECTOR_DISABLED", `"${slug}" is turned off for the user.`, details);
  // One that is waiting to be connected again counts: without it nobody would have had to choose.
  const candidates = shelf.accounts.filter(
    (one) => one.connectorId === connectorId && one.status !== "unverified",
  );
  const choice = chooseAccounts(connector.compiled, candidates, wantedLabels(choices, slug));
  if ("problem" in choice) {
    if (choice.problem === "unconnected")
      throw new RuntimeError("AUTH_REQUIRED", `"${slug}" is not connected.`, details);
    const { problem, labels } = choice;
    throw problem === "ambiguous"
      ? new RuntimeError("ACCOUNT_REQUIRED", `Several accounts of "${slug}" are connected.`, {
          ...details,
          labels,
          help: `choose with \`accounts\`: ${labels.map((label) => JSON.stringify(label)).join(", ")}`,
        })
      : new RuntimeError("ACCOUNT_NOT_FOUND", `"${slug}" has no such account.`, { ...details, labels });
  }
  const ended = choice.chosen.find((one) => one.status === "reconnect_required");
  if (ended !== undefined)
    throw new RuntimeError("REAUTH_REQUIRED", `"${slug}" has to be connected again.`, {
      ...details,
      accountId: ended.id,
    });
  return { connector, accounts: choice.chosen, texts: shelf.texts.get(connectorId) ?? new Map() };
}
