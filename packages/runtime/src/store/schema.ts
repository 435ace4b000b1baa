import type { AuthScheme, Connector, Manifest } from "@specwire/contract";
import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  json,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

// Everything lives in a PostgreSQL schema of its own, so that a host can share its database.
export const specwire = pgSchema("specwire");

/** PGlite gives a `Uint8Array`, node-postgres a `Buffer`: only what both have may be used. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/**
 * The data key that a sealed value names in its header (`vault/envelope.ts`), read out by the database itself. The
 * foreign key keeps a key for as long as a value needs it, whoever is writing just then, and refuses plain text.
 */
export const dataKeyOf = (column: string) =>
  uuid("data_key_id")
    .generatedAlwaysAs(sql.raw(`encode(substring("${column}" from 2 for 16), 'hex')::uuid`))
    .references(() => dataKeys.id);

export const communityStatus = specwire.enum("community_status", [
  "private",
  "submitted",
  "approved",
  "rejected",
]);
export const accountStatus = specwire.enum("account_status", [
  /** Stored, but not yet proven by the connector's `verify` operation; never in a session. */
  "unverified",
  "connected",
  /** The provider says that the grant is over; only a person can renew it. */
  "reconnect_required",
]);

export const connectors = specwire.table(
  "connectors",
  {
    /** Part of the redirect URI that users register, so it never changes. */
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    iconUrl: text("icon_url"),
    baseUrl: text("base_url").notNull(),
    // json, not jsonb: the order of members is part of what was compiled, and jsonb refuses the escape \u0000.
    auth: json("auth").$type<readonly AuthScheme[]>().notNull(),
    /** connector.yaml as it was written. */
    spec: text("spec").notNull(),
    /** The compiled connector. */
    compiled: json("compiled").$type<Connector>().notNull(),
    permissions: json("permissions").$type<Manifest>().notNull(),
    /** `sha256:` and the hex digest of connector.lock.json. */
    digest: text("digest").notNull(),
    /** The user who added it; null for what the host brings. */
    createdBy: text("created_by"),
    communityStatus: communityStatus("community_status").notNull().default("private"),
    pullRequestUrl: text("pull_request_url"),
    builtIn: boolean("built_in").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    // Everyone can use these, so their slugs are one name space.
    uniqueIndex("connectors_shared_slug")
      .on(table.slug)
      .where(sql`${table.builtIn} or ${table.communityStatus} = 'approved'`),
    uniqueIndex("connectors_private_slug")
      .on(table.createdBy, table.slug)
      .where(sql`not (${table.builtIn} or ${table.communityStatus} = 'approved')`),
  ],
);

/** Compiled files apart from their row: a list of connectors must not load megabytes. */
export const connectorFiles = specwire.table(
  "connector_files",
  {
    connectorId: uuid("connector_id")
      .notNull()
      .references(() => connectors.id, { onDelete: "cascade" }),
    /** `cli.ts`, `instructions.md`. */
    name: text("name").notNull(),
    text: text("text").notNull(),
  },
  (table) => [primaryKey({ columns: [table.connectorId, table.name] })],
);

/** What a user chose about a connector; without a row it is enabled. */
export const connectorSettings = specwire.table(
  "connector_settings",
  {
    userId: text("user_id").notNull(),
    connectorId: uuid("connector_id")
      .notNull()
      .references(() => connectors.id, { onDelete: "cascade" }),
    enabled: boolean("enabled").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.connectorId] })],
);

/** OAuth 2.0 clients that were registered at authorization servers. */
export const oauthClients = specwire.table(
  "oauth_clients",
  {
    id: uuid("id").primaryKey(),
    connectorId: uuid("connector_id")
      .notNull()
      .references(() => connectors.id, { onDelete: "cascade" }),
    schemeId: text("scheme_id").notNull(),
    /** Whose client it is; null: the host's, for every user. */
    userId: text("user_id"),
    clientId: text("client_id").notNull(),
    /** Sealed. Null for a public client. */
    clientSecret: bytes("client_secret"),
    dataKeyId: dataKeyOf("client_secret"),
    /** Counts changes; part of what the secret is bound to. */
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("oauth_clients_host")
      .on(table.connectorId, table.schemeId)
      .where(sql`${table.userId} is null`),
    uniqueIndex("oauth_clients_user")
      .on(table.connectorId, table.schemeId, table.userId)
      .where(sql`${table.userId} is not null`),
    index("oauth_clients_data_key").on(table.dataKeyId),
  ],
);

/** One credential of one user for one connector. */
export const accounts = specwire.table(
  "accounts",
  {
    id: uuid("id").primaryKey(),
    userId: text("user_id").notNull(),
    connectorId: uuid("connector_id")
      .notNull()
      .references(() => connectors.id, { onDelete: "cascade" }),
    schemeId: text("scheme_id").notNull(),
    /** Chosen by the user or made from the display name; unique per user and connector, safe in a shell. */
    label: text("label").notNull(),
    status: accountStatus("status").notNull(),
    /** The provider's own id of the account, as `verify` gave it. */
    externalId: text("external_id"),
    displayName: text("display_name"),
    /** The client that the tokens were issued to. */
    oauthClientId: uuid("oauth_client_id").references(() => oauthClients.id, { onDelete: "set null" }),
    /** As granted, not as asked for. */
    scopes: text("scopes").array().notNull().default(sql`'{}'::text[]`),
    /** Values of the connector's variables; no secrets. */
    variables: jsonb("variables").$type<Readonly<Record<string, string>>>().notNull().default({}),
    /** Of the access token; null where the provider does not say. */
    expiresAt: instant("expires_at"),
    /** When the access token was obtained: with `expiresAt` its lifetime, of which an early refresh takes a share. */
    issuedAt: instant("issued_at").notNull().defaultNow(),
    refreshable: boolean("refreshable").notNull().default(false),
    /** Counts writes of secrets; each secret is bound to the one it was written in. */
    version: integer("version").notNull().default(1),
    /** A refresh was sent, and nobody has written yet what came of it: it is under way, or its owner died. */
    refreshSentAt: instant("refresh_sent_at"),
    /** How often this refresh token was sent without anyone learning the outcome; each allows one more try. */
    refreshUncertain: integer("refresh_uncertain").notNull().default(0),
    /** Failures in a row, and when the next try may be made. */
    refreshFailures: integer("refresh_failures").notNull().default(0),
    refreshRetryAt: instant("refresh_retry_at"),
    /** When the API's refusal of a token last led to a refresh: one that refuses everything must not drive it. */
    rejectedAt: instant("rejected_at"),
    /** A runtime error code. */
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("accounts_label").on(table.userId, table.connectorId, table.label),
    uniqueIndex("accounts_external")
      .on(table.userId, table.connectorId, table.schemeId, table.externalId)
      .where(sql`${table.externalId} is not null`),
    index("accounts_connector").on(table.connectorId),
  ],
);

export const accountSecrets = specwire.table(
  "account_secrets",
  {
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** A slot's id, `refresh_token`, or `kept` (JSON of what the deviation `keep` names). */
    field: text("field").notNull(),
    sealed: bytes("sealed").notNull(),
    dataKeyId: dataKeyOf("sealed"),
    /** `accounts.version` at the time of writing. */
    version: integer("version").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.field] }),
    index("account_secrets_data_key").on(table.dataKeyId),
  ],
);

/** Authorization requests that are under way; a callback takes its row away. */
export const authorizations = specwire.table(
  "authorizations",
  {
    id: uuid("id").primaryKey(),
    /** SHA-256 of `state`, hex: a dump does not let anyone finish a request. */
    stateHash: text("state_hash").notNull(),
    userId: text("user_id").notNull(),
    /** SHA-256 of the host's session id, hex. */
    sessionHash: text("session_hash").notNull(),
    connectorId: uuid("connector_id")
      .notNull()
      .references(() => connectors.id, { onDelete: "cascade" }),
    schemeId: text("scheme_id").notNull(),
    oauthClientId: uuid("oauth_client_id")
      .notNull()
      .references(() => oauthClients.id, { onDelete: "cascade" }),
    /** The account to renew or widen; null: a new one. */
    accountId: uuid("account_id").references(() => accounts.id, { onDelete: "cascade" }),
    label: text("label"),
    redirectUri: text("redirect_uri").notNull(),
    /** What answers must come from: the issuer where it is known, and the token endpoint of this request. */
    issuer: text("issuer"),
    tokenEndpoint: text("token_endpoint").notNull(),
    scopes: text("scopes").array().notNull(),
    variables: jsonb("variables").$type<Readonly<Record<string, string>>>().notNull(),
    returnTo: text("return_to"),
    /** Sealed. Null without PKCE. */
    codeVerifier: bytes("code_verifier"),
    dataKeyId: dataKeyOf("code_verifier"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    uniqueIndex("authorizations_state").on(table.stateHash),
    index("authorizations_expiry").on(table.expiresAt),
    index("authorizations_data_key").on(table.dataKeyId),
  ],
);

/** Data keys, each wrapped by a key-encryption key that is not in the database. */
export const dataKeys = specwire.table(
  "data_keys",
  {
    id: uuid("id").primaryKey(),
    /** `user:<id>`, or `host`. */
    tenant: text("tenant").notNull(),
    wrapped: bytes("wrapped").notNull(),
    /** Of the key-encryption key. */
    keyId: text("key_id").notNull(),
    /** Encryptions that processes have set aside for themselves; a key is replaced long before 2^32 (SP 800-38D). */
    reserved: bigint("reserved", { mode: "number" }).notNull().default(0),
    /** Set when a newer key of the tenant seals; this one still opens. */
    retiredAt: instant("retired_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("data_keys_active").on(table.tenant).where(sql`${table.retiredAt} is null`),
    index("data_keys_key").on(table.keyId),
  ],
);

/** Key-encryption keys that no data key needs any more. They wrap nothing again, whatever keys a process still has. */
export const retiredKeys = specwire.table("retired_keys", {
  keyId: text("key_id").primaryKey(),
  retiredAt: instant("retired_at").notNull().defaultNow(),
});

/** What happened that a host should tell someone about; written with the change itself, so none is lost or doubled. */
export const events = specwire.table(
  "events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    type: text("type").notNull(),
    userId: text("user_id").notNull(),
    connectorId: uuid("connector_id").notNull(),
    accountId: uuid("account_id"),
    approvalId: uuid("approval_id"),
    /** A runtime error code, where there is one. */
    code: text("code"),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [index("events_user").on(table.userId, table.id)],
);
