import type { Account } from "../accounts/account-store.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { TokenSet } from "../oauth/token-set.ts";
import { lockOf } from "./lock-name.ts";
import type { RefreshPorts } from "./ports.ts";

/** How long fresh tokens are held in memory while the database takes no writes. */
const patience = 60_000;

/** Fresh tokens, the account as it was journalled for them, and when its old token was refused. */
export interface Harvest {
  readonly account: Account;
  readonly tokens: TokenSet;
  readonly rejectedAt: Date | null;
  /** When it was journalled, by `ports.now`. */
  readonly began: number;
}

/**
 * Commits fresh tokens, with the lock. They are the only ones that the server still takes, so a database that fails
 * now is asked again for a minute. A commit whose answer was lost makes the next try find nothing, and the caller
 * reads what it wrote. Undefined: the account is gone, or has moved on. `lost`: nothing may be written any more.
 */
export async function writeDurably(
  ports: RefreshPorts,
  harvest: Harvest,
  lost: AbortSignal,
): Promise<Account | undefined | "lost"> {
  const { account, tokens, rejectedAt } = harvest;
  return persistently(ports, async () => (lost.aborted ? "lost" : ports.write(account, tokens, rejectedAt)));
}

/**
 * Commits fresh tokens whose lock was lost on the way: it is taken again, and the journal must still be ours. If
 * another owner has sent since, theirs are the newer tokens, and these are dropped (undefined).
 */
export async function writeLate(ports: RefreshPorts, harvest: Harvest): Promise<Account | undefined> {
  const { account, tokens, rejectedAt } = harvest;
  return persistently(ports, () =>
    ports.withLock(lockOf(account.id), 2000, async (lost) => {
      const current = await ports.read(account.id);
      const isOurs =
        current?.version === account.version &&
        current.refreshSentAt?.getTime() === account.refreshSentAt?.getTime();
      if (!isOurs) return undefined;
      if (lost.aborted) throw new RuntimeError("STORE_UNAVAILABLE", "The lock was lost again.");
      return ports.write(account, tokens, rejectedAt);
    }),
  );
}

async function persistently<Result>(ports: RefreshPorts, work: () => Promise<Result>): Promise<Result> {
  const until = ports.now() + patience;
  for (let pause = 50; ; pause = Math.min(pause * 2, 2000)) {
    try {
      return await work();
    } catch (error) {
      const passes = error instanceof RuntimeError && error.retryable;
      if (!passes || ports.now() > until) throw error;
      await ports.pause(pause * (1 + ports.random()));
    }
  }
}
