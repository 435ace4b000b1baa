import { RuntimeError } from "../errors/runtime-error.ts";

/** Questions to a key service or the database at once. */
const atOnce = 8;

/** Stops at the first failure, once what is under way has ended. */
export async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failed) return;
      await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

/** Undefined for what will never open with the keys that there are; failures that may pass are thrown. */
export async function undefinedIfUnreadable<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RuntimeError && ["SECRET_UNREADABLE", "KEY_UNKNOWN"].includes(error.code))
      return undefined;
    throw error;
  }
}
