import { and, inArray } from "drizzle-orm";
import { type Account, listAccounts } from "../accounts/account-store.ts";
import type { ListedConnector, StoredConnector } from "../connectors/connector-record.ts";
import { listConnectors } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError, type RuntimeErrorDetails } from "../errors/runtime-error.ts";
import { connectorFiles, connectors } from "../store/schema.ts";
import { canCall, chooseAccounts, wantedLabels } from "./choose-accounts.ts";
import type { CheckedOptions } from "./session-options.ts";

/** A connector that a session may use, with the accounts that it will use or may use. */
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
  const { connector, candidates, texts, details } = findConnector(shelf, userId, slug);
  const choice = chooseAccounts(connector.compiled, candidates, wantedLabels(choices, slug));
  if ("problem" in choice) {
    const { problem } = choice;
    if (problem === "unconnected") throw unconnected(slug, details);
    throw problem === "ambiguous"
      ? accountRequired(`Several accounts of "${slug}" are connected.`, choice.labels, details)
      : accountUnknown(slug, choice.labels, details);
  }
  const ended = choice.chosen.find((one) => one.status === "reconnect_required");
  if (ended !== undefined) throw over(slug, ended, details);
  return { connector, accounts: choice.chosen, texts };
}

/**
 * As `selectConnector`, for a session in which each call may choose its account: all of the user's, or those that are
 * named and no others. Accounts that wait to be connected again are among them, so that nobody's data is taken for
 * another's.
 */
export function selectGranted(
  shelf: Shelf,
  { userId, accounts: choices }: Pick<CheckedOptions, "userId" | "accounts">,
  slug: string,
): SelectedConnector {
  const { connector, candidates, texts, details } = findConnector(shelf, userId, slug);
  const wanted = wantedLabels(choices, slug);
  const labels = candidates.map(({ label }) => label);
  if (wanted.some((label) => !labels.includes(label))) throw accountUnknown(slug, labels, details);
  const accounts =
    wanted.length === 0 ? candidates : candidates.filter(({ label }) => wanted.includes(label));
  if (!canCall(connector.compiled, candidates)) throw unconnected(slug, details);
  if (!canCall(connector.compiled, accounts))
    throw accountRequired(`No operation of "${slug}" is called with these accounts alone.`, labels, details);
  const ended = accounts.find((one) => one.status === "reconnect_required");
  const live = accounts.filter((one) => one.status === "connected");
  if (ended !== undefined && !canCall(connector.compiled, live)) throw over(slug, ended, details);
  return { connector, accounts, texts };
}

interface Found extends Omit<SelectedConnector, "accounts"> {
  /** One that is waiting to be connected again counts: without it nobody would have had to choose. */
  readonly candidates: readonly Account[];
  readonly details: RuntimeErrorDetails;
}

function findConnector(shelf: Shelf, userId: string, slug: string): Found {
  const listed = shelf.usable.find((one) => one.slug === slug);
  if (listed === undefined) throw new RuntimeError("CONNECTOR_NOT_FOUND", "There is no such connector.");
  const { id: connectorId } = listed;
  const details = { userId, connectorId };
  const connector = shelf.connectors.get(connectorId);
  if (connector === undefined)
    throw new RuntimeError("CONNECTOR_DISABLED", `"${slug}" is turned off for the user.`, details);
  const candidates = shelf.accounts.filter(
    (one) => one.connectorId === connectorId && one.status !== "unverified",
  );
  return { connector, candidates, texts: shelf.texts.get(connectorId) ?? new Map(), details };
}

function unconnected(slug: string, details: RuntimeErrorDetails): RuntimeError {
  return new RuntimeError("AUTH_REQUIRED", `"${slug}" is not connected.`, details);
}

function accountRequired(
  message: string,
  labels: readonly string[],
  details: RuntimeErrorDetails,
): RuntimeError {
  const help = `choose with \`accounts\`: ${labels.map((label) => JSON.stringify(label)).join(", ")}`;
  return new RuntimeError("ACCOUNT_REQUIRED", message, { ...details, labels, help });
}

function accountUnknown(slug: string, labels: readonly string[], details: RuntimeErrorDetails): RuntimeError {
  return new RuntimeError("ACCOUNT_NOT_FOUND", `"${slug}" has no such account.`, { ...details, labels });
}

function over(slug: string, { id: accountId }: Account, details: RuntimeErrorDetails): RuntimeError {
  return new RuntimeError("REAUTH_REQUIRED", `"${slug}" has to be connected again.`, {
    ...details,
    accountId,
  });
}
