import type { ApprovalStatus } from "@specwire/contract";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { OpenSession } from "../grants/open-session.ts";
import { approvals } from "../store/broker-schema.ts";
import { isUuid } from "../store/uuid.ts";
import { approvalNotFound, statusAt } from "./approval-record.ts";

export interface AwaitDecision extends Pick<OpenSession, "userId" | "workflowId" | "sessionId"> {
  /** How long to wait at most; 0 only asks. */
  readonly milliseconds: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

export interface ApprovalStanding {
  readonly approvalId: string;
  readonly status: ApprovalStatus;
  readonly expiresAt: Date;
  /** What the person said. */
  readonly comment: string | null;
}

/**
 * How an approval stands, once it is no longer pending or the time is over. Throws `APPROVAL_NOT_FOUND`, also where it
 * is of another user, workflow or session.
 */
export async function awaitDecision(
  context: Context,
  approvalId: string,
  { milliseconds, signal, ...asking }: AwaitDecision,
): Promise<ApprovalStanding> {
  const first = await standingOf(context, approvalId, asking);
  // It may expire before anyone decides.
  const left = Math.min(milliseconds, first.expiresAt.getTime() - context.now());
  if (first.status !== "pending" || left <= 0 || signal?.aborted) return first;
  await watcherOf(context.db).wait(approvalId, left, signal);
  return await standingOf(context, approvalId, asking);
}

/** Whoever waits in this process learns of it at once. */
export function tellDecision({ db }: Pick<Context, "db">, approvalId: string): void {
  watcherOf(db).wake(approvalId);
}

async function standingOf(
  { db, now }: Context,
  approvalId: string,
  { userId, workflowId, sessionId }: Omit<AwaitDecision, "milliseconds" | "signal">,
): Promise<ApprovalStanding> {
  const scope =
    workflowId === null
      ? and(isNull(approvals.workflowId), eq(approvals.sessionId, sessionId))
      : eq(approvals.workflowId, workflowId);
  const [row] = isUuid(approvalId)
    ? await db
        .select()
        .from(approvals)
        .where(and(eq(approvals.id, approvalId), eq(approvals.userId, userId), scope))
    : [];
  if (row === undefined) throw approvalNotFound(approvalId);
  const { expiresAt, comment } = row;
  return { approvalId, status: statusAt(row, now()), expiresAt, comment };
}

/** How often a process asks for all that is waited for in it, with one query. */
const everyMilliseconds = 500;

const watchers = new WeakMap<Context["db"], Watcher>();

function watcherOf(db: Context["db"]): Watcher {
  const known = watchers.get(db);
  if (known !== undefined) return known;
  const made = new Watcher(db);
  watchers.set(db, made);
  return made;
}

/**
 * Waits for decisions that are made in this process or in another one. It asks the database, since a LISTEN is lost
 * behind a connection pooler in transaction mode; one query for everybody who waits costs next to nothing.
 */
class Watcher {
  readonly #db: Context["db"];
  readonly #waiting = new Map<string, Set<() => void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Context["db"]) {
    this.#db = db;
  }

  /** Resolves when the approval may no longer be pending, when the time is over, or with the signal. */
  async wait(id: string, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    // A longer one would end at once.
    const timer = setTimeout(resolve, Math.min(milliseconds, 2 ** 31 - 1)).unref();
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting.add(resolve));
    const stop = (): void => resolve();
    signal?.addEventListener("abort", stop, { once: true });
    this.#timer ??= setTimeout(() => this.#look(), everyMilliseconds).unref();
    await promise;
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    waiting.delete(resolve);
    if (waiting.size === 0 && this.#waiting.get(id) === waiting) this.#waiting.delete(id);
  }

  wake(id: string): void {
    for (const resolve of this.#waiting.get(id) ?? []) resolve();
  }

  async #look(): Promise<void> {
    try {
      const waiting = [...this.#waiting.keys()];
      const pending = await this.#db
        .select({ id: approvals.id })
        .from(approvals)
        .where(and(inArray(approvals.id, waiting), eq(approvals.status, "pending")));
      // One that is gone, with its account, is not waited for either.
      const still = new Set(pending.map(({ id }) => id));
      for (const id of waiting) if (!still.has(id)) this.wake(id);
    } catch {
      // Whoever waits asks once more at the end of their time, and then learns what is wrong with the database.
    }
    this.#timer =
      this.#waiting.size === 0 ? undefined : setTimeout(() => this.#look(), everyMilliseconds).unref();
  }
}
