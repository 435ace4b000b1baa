import { randomUUID } from "node:crypto";
import { and, asc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { Account } from "../accounts/account-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { Transaction } from "../store/database.ts";
import { accounts, connectorFiles, connectorSettings, connectors, oauthClients } from "../store/schema.ts";
import { isUuid } from "../store/uuid.ts";
import { type CompiledConnector, readCompiledFiles } from "./compiled-files.ts";
import type {
  ConnectorInput,
  ConnectorSummary,
  ListedConnector,
  StoredConnector,
} from "./connector-record.ts";
import { type Actor, lockOwned } from "./owned.ts";
import { ownFirst, takeSlug } from "./slugs.ts";
import { connectorNotFound, holdUsable, isUsableBy } from "./usable.ts";
import { widening } from "./widening.ts";

const {
  spec: _spec,
  compiled: _compiled,
  permissions: _permissions,
  ...summary
} = getTableColumns(connectors);

type Stored = Pick<Context, "db">;
type Changing = Pick<Context, "db" | "now">;

export interface AddConnector extends ConnectorInput {
  /** The connector is private to them. Null: built in, for everyone. */
  readonly createdBy: Actor;
}

/** Throws `CONNECTOR_INVALID` or `SLUG_TAKEN`. */
export async function addConnector(
  { db, now }: Changing,
  { createdBy, spec, files }: AddConnector,
): Promise<StoredConnector> {
  const compiled = readCompiledFiles(files);
  checkSpec(spec);
  const id = randomUUID();
  return await db.transaction(async (tx) => {
    await takeSlug(tx, compiled.connector.slug, createdBy, id);
    const at = new Date(now());
    const [row] = await tx
      .insert(connectors)
      .values({
        ...columnsOf(compiled, spec),
        id,
        createdBy,
        builtIn: createdBy === null,
        createdAt: at,
        updatedAt: at,
      })
      .returning();
    await writeFiles(tx, id, compiled);
    return row ?? unreachable();
  });
}

export interface UpdateConnector extends ConnectorInput {
  readonly actor: Actor;
  /**
   * The digest of the new version, from someone who has seen what it adds. Needed where credentials are stored
   * that a wider version could use, or send elsewhere.
   */
  readonly consent?: string;
}

/**
 * A new version of a connector; its id and slug stay. What is under review becomes private again, so that only
 * what was reviewed is ever approved; what is shared is the host's to change. Throws `CONNECTOR_NOT_FOUND`,
 * `CONNECTOR_INVALID` or `CONSENT_REQUIRED`.
 */
export async function updateConnector(
  { db, now }: Changing,
  id: string,
  { actor, consent, spec, files }: UpdateConnector,
): Promise<StoredConnector> {
  const compiled = readCompiledFiles(files);
  checkSpec(spec);
  return await db.transaction(async (tx) => {
    const before = await lockOwned(tx, id, actor);
    if (compiled.connector.slug !== before.slug)
      throw new RuntimeError("CONNECTOR_INVALID", `The slug "${before.slug}" can't be changed.`, {
        connectorId: id,
        help: "workflows name it; add a connector of its own instead",
      });
    const after = { compiled: compiled.connector, permissions: compiled.manifest };
    const widens = consent === compiled.digest ? [] : widening(before, after);
    if (widens.length > 0 && (await hasCredentials(tx, id)))
      throw new RuntimeError("CONSENT_REQUIRED", `The new version of "${before.slug}" may do more.`, {
        connectorId: id,
        widens,
        help: `show what it adds to whoever decides, then pass their consent: ${compiled.digest}`,
      });
    const [row] = await tx
      .update(connectors)
      .set({
        ...columnsOf(compiled, spec),
        updatedAt: new Date(now()),
        communityStatus: before.communityStatus === "submitted" ? "private" : before.communityStatus,
      })
      .where(eq(connectors.id, id))
      .returning();
    await tx.delete(connectorFiles).where(eq(connectorFiles.connectorId, id));
    await writeFiles(tx, id, compiled);
    return row ?? unreachable();
  });
}

/**
 * Removes a connector with everything that was stored for it but accounts: while there are any, none of it is done,
 * and they are given back to be disconnected first. Throws `CONNECTOR_NOT_FOUND`.
 */
export async function deleteConnector({ db }: Stored, id: string, actor: Actor): Promise<readonly Account[]> {
  return await db.transaction(async (tx) => {
    // Whoever connects an account meanwhile waits for the row, and then finds no connector.
    await lockOwned(tx, id, actor);
    const left = await tx.select().from(accounts).where(eq(accounts.connectorId, id));
    if (left.length === 0) await tx.delete(connectors).where(eq(connectors.id, id));
    return left;
  });
}

/** Throws `CONNECTOR_NOT_FOUND`, also where it is somebody else's. Actor null sees every connector. */
export async function getConnector({ db }: Stored, id: string, actor: Actor): Promise<StoredConnector> {
  const isVisible = actor === null ? undefined : isUsableBy(actor);
  const [row] = isUuid(id)
    ? await db
        .select()
        .from(connectors)
        .where(and(eq(connectors.id, id), isVisible))
    : [];
  if (row === undefined) throw connectorNotFound(id);
  return row;
}

/** What the user can use, by slug; one that a user has turned off is in it. */
export async function listConnectors({ db }: Stored, userId: string): Promise<ListedConnector[]> {
  const rows = await db
    .select({ ...summary, enabled: sql<boolean>`coalesce(${connectorSettings.enabled}, true)` })
    .from(connectors)
    .leftJoin(
      connectorSettings,
      and(eq(connectorSettings.connectorId, connectors.id), eq(connectorSettings.userId, userId)),
    )
    .where(isUsableBy(userId))
    .orderBy(asc(connectors.slug));
  return ownFirst(rows);
}

/** Every connector of the host and of all users, by slug: for whoever runs the host. */
export async function listAllConnectors({ db }: Stored): Promise<ConnectorSummary[]> {
  return await db.select(summary).from(connectors).orderBy(asc(connectors.slug), asc(connectors.createdAt));
}

/** Turns a connector on or off for one user. Off, it is in no session of theirs. Throws `CONNECTOR_NOT_FOUND`. */
export async function setEnabled(
  { db }: Stored,
  id: string,
  userId: string,
  enabled: boolean,
): Promise<void> {
  if (typeof enabled !== "boolean")
    throw new RuntimeError("INVALID_OPTION", "`enabled` is neither true nor false");
  await db.transaction(async (tx) => {
    await holdUsable(tx, id, userId);
    await tx
      .insert(connectorSettings)
      .values({ userId, connectorId: id, enabled })
      .onConflictDoUpdate({
        target: [connectorSettings.userId, connectorSettings.connectorId],
        set: { enabled },
      });
  });
}

/** The texts of some of a connector's compiled files by name; all of them without `names`. */
export async function readConnectorFiles(
  { db }: Stored,
  id: string,
  names?: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ name: connectorFiles.name, text: connectorFiles.text })
    .from(connectorFiles)
    .where(
      and(
        eq(connectorFiles.connectorId, id),
        names === undefined ? undefined : inArray(connectorFiles.name, [...names]),
      ),
    );
  return new Map(rows.map(({ name, text }) => [name, text]));
}

async function hasCredentials(tx: Transaction, id: string): Promise<boolean> {
  const [account] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.connectorId, id))
    .limit(1);
  if (account !== undefined) return true;
  const [client] = await tx
    .select({ id: oauthClients.id })
    .from(oauthClients)
    .where(eq(oauthClients.connectorId, id))
    .limit(1);
  return client !== undefined;
}

function columnsOf({ connector, digest, manifest }: CompiledConnector, spec: string) {
  return {
    slug: connector.slug,
    name: plain(connector.name),
    description: plain(connector.description),
    iconUrl: connector.iconUrl ?? null,
    baseUrl: connector.servers.default?.url ?? "",
    auth: connector.auth,
    spec: plain(spec),
    compiled: connector,
    permissions: manifest,
    digest,
  };
}

async function writeFiles(tx: Transaction, connectorId: string, { files }: CompiledConnector): Promise<void> {
  await tx.insert(connectorFiles).values(files.map(({ path, text }) => ({ connectorId, name: path, text })));
}

function checkSpec(spec: unknown): void {
  if (typeof spec !== "string")
    throw new RuntimeError("INVALID_OPTION", "`spec` is not the text of connector.yaml");
}

/** PostgreSQL's text has no U+0000. */
function plain(text: string): string {
  return text.replaceAll("\0", "");
}

function unreachable(): never {
  throw new Error("a row that was written was not returned");
}
