import { randomUUID } from "node:crypto";
import type { AuthScheme } from "@specwire/contract";
import { and, asc, eq, isNull, or } from "drizzle-orm";
import { chooseScheme } from "../accounts/choose-scheme.ts";
import { getConnector } from "../connectors/connector-store.ts";
import { holdUsable } from "../connectors/usable.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { accounts, oauthClients } from "../store/schema.ts";
import { isUuid } from "../store/uuid.ts";
import { clientSecretPlace } from "../vault/secret-places.ts";

/** An OAuth 2.0 client as it is shown: its secret never comes back out. */
export interface OAuthClient {
  readonly id: string;
  readonly connectorId: string;
  /** Id of the connector's scheme that it is for. */
  readonly schemeId: string;
  /** Whose client it is; null: the host's, for every user who has none of their own. */
  readonly userId: string | null;
  /** `client_id` (RFC 6749 section 2.2). */
  readonly clientId: string;
  /** False for a public client. */
  readonly hasSecret: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface RegisterClient {
  readonly connectorId: string;
  /** Needed where the connector has more than one `oauth2` scheme. */
  readonly schemeId?: string;
  /** Null: the host's own. */
  readonly userId: string | null;
  readonly clientId: string;
  /** `client_secret`; left out for a public client. */
  readonly clientSecret?: string;
}

/**
 * Stores a client that was registered at the authorization server, in the place of the one that was there for this
 * connector, scheme and user. A new secret of the same `clientId` goes on serving its accounts; another `clientId`
 * leaves them with their access tokens until those expire, and then they have to be connected again. The host has
 * clients only for built-in and approved connectors: whoever else can change one would say where its secret is sent.
 *
 * Throws `CONNECTOR_NOT_FOUND`, `SCHEME_NOT_FOUND`, `INVALID_SECRET` or `INVALID_OPTION`.
 */
export async function registerClient(context: Context, input: RegisterClient): Promise<OAuthClient> {
  const { connectorId, userId } = input;
  const { auth } = await getConnector(context, connectorId, userId);
  const scheme = chooseScheme(auth, input.schemeId, (one) => one.type === "oauth2", connectorId);
  const clientId = checkText(input.clientId, "clientId");
  const clientSecret = checkClientSecret(scheme, input.clientSecret);
  const place = { connectorId, schemeId: scheme.id, userId };
  // Someone else may be replacing the same client: then their version is read again.
  for (;;) {
    const before = await rowAt(context, place);
    const written =
      before?.clientId === clientId
        ? await changeSecret(context, before, clientSecret)
        : await putClient(context, place, { clientId, clientSecret }, before);
    if (written !== undefined) return withoutSecret(written);
  }
}

/** The host's clients and, with `userId`, that user's; all of them without. Sorted by age. */
export async function listClients(
  { db }: Context,
  filter: { readonly connectorId?: string; readonly userId?: string } = {},
): Promise<OAuthClient[]> {
  const { connectorId, userId } = filter;
  if (connectorId !== undefined && !isUuid(connectorId)) return [];
  const rows = await db
    .select()
    .from(oauthClients)
    .where(
      and(
        connectorId === undefined ? undefined : eq(oauthClients.connectorId, connectorId),
        userId === undefined ? undefined : or(isNull(oauthClients.userId), eq(oauthClients.userId, userId)),
      ),
    )
    .orderBy(asc(oauthClients.createdAt), asc(oauthClients.id));
  return rows.map(withoutSecret);
}

/**
 * Forgets a client; accounts that it served stay, and have to be connected again when their access tokens expire.
 * `userId` says whose it must be: null for the host's. False where there is none.
 */
export async function removeClient(
  { db }: Context,
  { id, userId }: { readonly id: string; readonly userId: string | null },
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await db
    .delete(oauthClients)
    .where(and(eq(oauthClients.id, id), isOf(userId)))
    .returning({ id: oauthClients.id });
  return rows.length > 0;
}

type Row = typeof oauthClients.$inferSelect;
type Place = Pick<Row, "connectorId" | "schemeId" | "userId">;

const isOf = (userId: string | null) =>
  userId === null ? isNull(oauthClients.userId) : eq(oauthClients.userId, userId);

async function rowAt({ db }: Context, { connectorId, schemeId, userId }: Place): Promise<Row | undefined> {
  const [row] = await db
    .select()
    .from(oauthClients)
    .where(and(eq(oauthClients.connectorId, connectorId), eq(oauthClients.schemeId, schemeId), isOf(userId)));
  return row;
}

async function changeSecret(
  context: Context,
  before: Row,
  clientSecret: string | undefined,
): Promise<Row | undefined> {
  const version = before.version + 1;
  const sealed = await seal(context, { ...before, version }, clientSecret);
  const at = new Date(context.now());
  return await context.db.transaction(async (tx) => {
    const [row] = await tx
      .update(oauthClients)
      .set({ clientSecret: sealed, version, updatedAt: at })
      .where(and(eq(oauthClients.id, before.id), eq(oauthClients.version, before.version)))
      .returning();
    // What was refused because of the secret may be asked for again at once.
    if (row !== undefined)
      await tx
        .update(accounts)
        .set({ refreshFailures: 0, refreshRetryAt: null })
        .where(and(eq(accounts.oauthClientId, row.id), eq(accounts.lastError, "CLIENT_REJECTED")));
    return row;
  });
}

/** A row of its own, so that accounts of the client before it are never refreshed in this one's name. */
async function putClient(
  context: Context,
  place: Place,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string | undefined },
  before: Row | undefined,
): Promise<Row | undefined> {
  const id = randomUUID();
  const at = new Date(context.now());
  const sealed = await seal(context, { ...place, id, version: 1 }, clientSecret);
  return await context.db.transaction(async (tx) => {
    await holdUsable(tx, place.connectorId, place.userId);
    if (before !== undefined) await tx.delete(oauthClients).where(eq(oauthClients.id, before.id));
    const [row] = await tx
      .insert(oauthClients)
      .values({ ...place, id, clientId, clientSecret: sealed, createdAt: at, updatedAt: at })
      .onConflictDoNothing()
      .returning();
    return row;
  });
}

async function seal(
  { vault }: Context,
  client: Pick<Row, "id" | "userId" | "connectorId" | "version">,
  secret: string | undefined,
): Promise<Uint8Array | null> {
  return secret === undefined ? null : await vault.seal(clientSecretPlace(client), secret);
}

function withoutSecret(row: Row): OAuthClient {
  const { id, connectorId, schemeId, userId, clientId, clientSecret, createdAt, updatedAt } = row;
  return {
    id,
    connectorId,
    schemeId,
    userId,
    clientId,
    hasSecret: clientSecret !== null,
    createdAt,
    updatedAt,
  };
}

function checkClientSecret({ oauth2 }: AuthScheme, given: string | undefined): string | undefined {
  const isPublic = oauth2?.authStyle === "none";
  if (given === undefined || given === "") {
    if (!isPublic) throw invalid("the client's secret is missing");
    return undefined;
  }
  if (isPublic)
    throw invalid("the spec says that clients of this connector have no secret (`authStyle: none`)");
  return checkText(given, "clientSecret");
}

/** RFC 6749 appendix A.1 and A.2: printable ASCII. */
function checkText(given: unknown, name: string): string {
  const text = typeof given === "string" ? given.trim() : "";
  if (!/^[\x20-\x7E]{1,4096}$/.test(text))
    throw invalid(
      `\`${name}\` is empty, too long, or has a character that can't be sent; was it copied whole?`,
    );
  return text;
}

function invalid(message: string): RuntimeError {
  return new RuntimeError("INVALID_SECRET", message);
}
