import { randomUUID } from "node:crypto";
import type { Json } from "@specwire/contract";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { GrantedConnector } from "../store/broker-schema.ts";
import { grants, sessions } from "../store/broker-schema.ts";
import { hashOfGrant, newGrant } from "./grant-token.ts";

/** A session as it is stored; everything in it was checked before. */
export interface CreateSession {
  readonly userId: string;
  readonly workflowId: string | null;
  /** By slug. */
  readonly connectors: Readonly<Record<string, GrantedConnector>>;
  /** As hosts write them. */
  readonly policies: readonly Json[];
  /** How long the first grant lives. */
  readonly grantSeconds: number;
}

/** What lets a sandbox use the broker. It is nowhere else: what is stored is its hash. */
export interface Grant {
  readonly sessionId: string;
  readonly grant: string;
  readonly expiresAt: Date;
}

/** How long a grant lives, 3,600 seconds unless it is said. Throws `INVALID_OPTION`. */
export function checkGrantSeconds(seconds = 3600): number {
  if (typeof seconds === "number" && seconds >= 1 && seconds <= 86_400) return seconds;
  throw new RuntimeError("INVALID_OPTION", "`grantSeconds` is a number from 1 to 86400");
}

/** Stores a session and makes its first grant. */
export async function createSession(
  { db, now }: Pick<Context, "db" | "now">,
  { grantSeconds, ...session }: CreateSession,
): Promise<Grant> {
  const sessionId = randomUUID();
  const createdAt = new Date(now());
  const made = madeGrant(sessionId, createdAt, grantSeconds);
  await db.transaction(async (tx) => {
    await tx.insert(sessions).values({ ...session, id: sessionId, createdAt });
    await tx.insert(grants).values(made.row);
  });
  return made.grant;
}

/** A grant, and what is stored of it. */
export function madeGrant(
  sessionId: string,
  createdAt: Date,
  grantSeconds: number,
): { readonly grant: Grant; readonly row: typeof grants.$inferInsert } {
  const grant = newGrant();
  const tokenHash = hashOfGrant(grant);
  if (tokenHash === undefined) throw new Error("a new grant has not the shape of one");
  const expiresAt = new Date(createdAt.getTime() + grantSeconds * 1000);
  return {
    grant: { sessionId, grant, expiresAt },
    row: { tokenHash, sessionId, createdAt, expiresAt },
  };
}
