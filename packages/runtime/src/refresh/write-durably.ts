import type { Account } from "../accounts/account-store.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { TokenSet } from "../oauth/token-set.ts";
import { lockOf } from "./lock-name.ts";
import type { RefreshPorts } from "./ports.ts";

/** How long fresh tokens are held in memory while the database takes no writes. */
const patience = 60_000;

/**
 * Commits fresh tokens. They are the only ones that the server still takes, so a database that fails now is asked
 * again for a minute. Without the lock nothing is written: it is taken again, and the journal must still be ours;
 * if another owner has sent since, theirs are the newer tokens. A commit whose answer was lost makes the next try
 * find nothing, and the caller reads what it wrote. Undefined: gone, or moved on.
 */
export async function writeDurably(
  ports: RefreshPorts,
  lost: AbortSignal,
  account: Account,
  tokens: TokenSet,
  rejectedAt: Date | null,
): Promise<Account | undefined> {
  const until = ports.now() + patience;
  for (let pause = 50; ; pause = Math.min(pause * 2, 2000)) {
    try {
      if (!lost.aborted) return await ports.write(account, tokens, rejectedAt);
      return await ports.withLock(lockOf(account.id), pause, async (lostAgain) => {
        const current = await ports.read(account.id);
        const isOurs =
          current?.version === account.version &&
          current.refreshSentAt?.getTime() === account.refreshSentAt?.getTime();
        if (!isOurs || lostAgain.aborted) return undefined;
        return ports.write(account, tokens, rejectedAt);
      });
    } catch (error) {
      const passes = error instanceof RuntimeError && error.retryable;
      if (!passes || ports.now() > until) throw error;
      await ports.pause(pause * (1 + ports.random()));
    }
  }
}
