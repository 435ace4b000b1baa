import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { type RuntimeEvent, readEvents } from "./event-store.ts";

export interface EventFilter {
  /** Only events with a greater id. Default: 0, all of them. */
  readonly after?: number;
  /** Only this user's. Default: everybody's. */
  readonly userId?: string;
}

/** At most `limit` (default 100, up to 1,000) events, oldest first. Throws `INVALID_OPTION`. */
export async function listEvents(
  context: Pick<Context, "db">,
  { after = 0, userId, limit = 100 }: EventFilter & { readonly limit?: number } = {},
): Promise<RuntimeEvent[]> {
  if (!Number.isSafeInteger(after) || after < 0) throw invalid("`after` is the id of an event, or 0");
  if (!(limit >= 1 && limit <= 1000)) throw invalid("`limit` is a number from 1 to 1000");
  return await readEvents(context, { after, limit, ...(userId !== undefined && { userId }) });
}

export interface FollowEvents extends EventFilter {
  /** Ends the following; so does closing the runtime. */
  readonly signal?: AbortSignal;
  /** How often the database is asked while nothing happens. Default: 1,000. */
  readonly everyMilliseconds?: number;
}

/**
 * Events as they happen, each once and in order, whichever process they happened in: `for await (const event of …)`.
 * A host that keeps the id of the last one it dealt with goes on there after a restart and misses none.
 */
export async function* followEvents(
  list: (filter: EventFilter) => Promise<readonly RuntimeEvent[]>,
  options: FollowEvents = {},
): AsyncGenerator<RuntimeEvent> {
  const { signal, everyMilliseconds = 1000, ...filter } = options;
  let { after = 0 } = filter;
  while (signal?.aborted !== true) {
    const found = await list({ ...filter, after });
    for (const event of found) {
      if (signal?.aborted) return;
      after = event.id;
      yield event;
    }
    if (found.length === 0) await pause(everyMilliseconds, signal);
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  // A host that has nothing else to do may end.
  await sleep(milliseconds, undefined, { ref: false, ...(signal && { signal }) }).catch(() => {});
}

function invalid(message: string): RuntimeError {
  return new RuntimeError("INVALID_OPTION", message);
}
