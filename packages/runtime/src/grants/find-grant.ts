import type { Context } from "../context.ts";
import type { OpenSession } from "./open-session.ts";

/**
 * What a grant opens. Asked of the database for each request, so that a session that was ended opens nothing from
 * that moment on. Throws `GRANT_REFUSED` with one text for whatever is wrong with it.
 */
export function findGrant(_context: Pick<Context, "db" | "now">, _token: string): Promise<OpenSession> {
  throw new Error("not built yet");
}
