import type { Access, Json, Verdict } from "@specwire/contract";
import { sql } from "drizzle-orm";
import { bigint, bigserial, index, integer, json, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accounts, bytes, connectors, dataKeyOf, instant, specwire } from "./schema.ts";

// The tables of what agents do through the broker.

/** What a person decides; one that is approved is used once. */
export const approvalStatus = specwire.enum("approval_status", [
  "pending",
  "approved",
  "denied",
  "used",
  /** Time ends an approval by `expires_at` alone; this is written when the same request needs another one. */
  "expired",
]);
export const auditKind = specwire.enum("audit_kind", [
  /** Written before anything is sent. */
  "decided",
  /** What came of it. */
  "answered",
]);

/** What a session of a broker may use of one connector. */
export interface GrantedConnector {
  readonly connectorId: string;
  /** Of connector.json. Another version needs another session. */
  readonly digest: string;
  /** Of connector.lock.json: a glance at the row tells whether it is still this version. */
  readonly version: string;
  /** Label to account id, as they were when the session was made. */
  readonly accounts: Readonly<Record<string, string>>;
}

/** An agent's work through the broker: what it may use, until it ends. */
export const sessions = specwire.table(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    userId: text("user_id").notNull(),
    /** The host's own name for what the agent works on; approvals outlive sessions of the same workflow. */
    workflowId: text("workflow_id"),
    /** By slug. */
    connectors: jsonb("connectors").$type<Readonly<Record<string, GrantedConnector>>>().notNull(),
    // json, not jsonb: values are compared as they were written, the order of members included.
    policies: json("policies").$type<readonly Json[]>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Set when it was revoked: from then on no grant of it opens anything. */
    endedAt: instant("ended_at"),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** What a sandbox shows to the broker: a random text that is stored as its hash alone. */
export const grants = specwire.table(
  "grants",
  {
    /** SHA-256, hex. */
    tokenHash: text("token_hash").primaryKey(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [index("grants_session").on(table.sessionId), index("grants_expiry").on(table.expiresAt)],
);

/** Requests that a person was asked about. */
export const approvals = specwire.table(
  "approvals",
  {
    id: uuid("id").primaryKey(),
    userId: text("user_id").notNull(),
    /** Who asked first; the workflow, where there is one, is what an approval is for. */
    sessionId: uuid("session_id").notNull(),
    workflowId: text("workflow_id"),
    connectorId: uuid("connector_id")
      .notNull()
      .references(() => connectors.id, { onDelete: "cascade" }),
    slug: text("slug").notNull(),
    operation: text("operation").notNull(),
    /** Null: the operation is called without a credential. */
    accountId: uuid("account_id").references(() => accounts.id, { onDelete: "cascade" }),
    /** SHA-256 of all that it is for, hex (`approvals/request-hash.ts`). */
    requestHash: text("request_hash").notNull(),
    /** Sealed JSON: the resolved request as a person sees it. */
    request: bytes("request").notNull(),
    dataKeyId: dataKeyOf("request"),
    status: approvalStatus("status").notNull().default("pending"),
    /** The host's name of the person. */
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    /** Why, as the person said; the agent reads it. */
    comment: text("comment"),
    usedAt: instant("used_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    uniqueIndex("approvals_open")
      .on(table.requestHash)
      .where(sql`${table.status} in ('pending', 'approved')`),
    index("approvals_hash").on(table.requestHash),
    index("approvals_user").on(table.userId, table.createdAt),
    index("approvals_expiry").on(table.expiresAt),
    index("approvals_data_key").on(table.dataKeyId),
  ],
);

/**
 * Every operation that anyone wanted performed, in two rows: what was decided, and what came of it. Without bodies,
 * arguments and secrets. Nothing refers to other tables, so that it outlives what it tells of; the database refuses
 * to change or delete a row.
 */
export const audit = specwire.table(
  "audit",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull().defaultNow(),
    kind: auditKind("kind").notNull(),
    /** The same in both rows. A sandbox chose it: it says nothing outside of its session, and is taken once. */
    requestId: uuid("request_id").notNull(),
    userId: text("user_id").notNull(),
    sessionId: uuid("session_id").notNull(),
    workflowId: text("workflow_id"),
    connectorId: uuid("connector_id"),
    /** As it was asked for, even where there is no such connector. */
    slug: text("slug").notNull(),
    digest: text("digest"),
    operation: text("operation").notNull(),
    access: text("access").$type<Access>(),
    accountId: uuid("account_id"),
    accountLabel: text("account_label"),
    decision: text("decision").$type<Verdict>().notNull(),
    /** In words; never an argument's value. */
    reason: text("reason").notNull(),
    approvalId: uuid("approval_id"),
    /** Who said yes, or no: no where `code` is `PERMISSION_DENIED`. */
    decidedBy: text("decided_by"),
    /** Of what was answered: an error code where it is an error. */
    code: text("code"),
    /** Of the upstream. */
    status: integer("status"),
    host: text("host"),
    sentBytes: bigint("sent_bytes", { mode: "number" }),
    receivedBytes: bigint("received_bytes", { mode: "number" }),
    milliseconds: integer("milliseconds"),
  },
  (table) => [
    index("audit_user").on(table.userId, table.id),
    uniqueIndex("audit_request").on(table.requestId, table.sessionId, table.kind),
    index("audit_session").on(table.sessionId, table.id),
    index("audit_at").on(table.at),
  ],
);
