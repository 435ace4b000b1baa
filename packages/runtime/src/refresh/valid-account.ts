import type { Account } from "../accounts/account-store.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { chanceOf } from "./chance.ts";
import { decide, type Wanted } from "./decide.ts";
import { accountGone, refreshTimeout, refusal } from "./errors.ts";
import type { Flights } from "./flights.ts";
import type { RefreshPorts } from "./ports.ts";
import { type Renewal, renew } from "./renew.ts";

/** Of a timer, in milliseconds: a longer one ends at once. */
const longestTimer = 2 ** 31 - 1;

/** A renewal may wait longer for the lock than any single caller does. */
const lockWait = 60_000;

/**
 * The account with an access token that can be used now, renewed if need be. A caller whose token is still good
 * never waits; one whose token is not waits for at most `waitMilliseconds`, and then gets `REFRESH_TIMEOUT`, while
 * the renewal goes on for whoever comes next.
 */
export async function validAccount(
  ports: RefreshPorts,
  flights: Flights,
  accountId: string,
  asked: Wanted & { readonly waitMilliseconds: number; readonly account?: Account },
): Promise<Account> {
  const deadline = performance.now() + asked.waitMilliseconds;
  let wanted: Wanted = asked;
  let account = asked.account ?? (await ports.read(accountId));
  for (;;) {
    if (account === undefined) throw accountGone(accountId);
    const decision = decide(account, wanted, { now: ports.now(), chance: chanceOf(account) });
    if (decision.action === "use") return account;
    if (decision.action === "refuse") throw refusal(account, decision);
    if (decision.action === "expire") {
      if ((await ports.requireReconnect(account)) !== undefined) {
        throw refusal(account, { code: "REAUTH_REQUIRED" });
      }
      account = await ports.read(accountId);
      continue;
    }
    if (decision.action === "renew-beside") {
      if (flights.of(accountId) === undefined) startEarly(ports, flights, accountId);
      return account;
    }
    try {
      const flight =
        flights.of(accountId) ??
        flights.start(accountId, false, () =>
          renew(ports, accountId, wanted, { early: false, waitMilliseconds: lockWait }),
        );
      const renewal = await within(flight.landed, deadline, account);
      if (renewal.renewed && renewal.account.version !== wanted.rejected) return renewal.account;
      account = renewal.account;
    } catch (error) {
      // Less than was asked for is better than nothing.
      if (decision.usable && isPassing(error)) wanted = { ...wanted, minimumMilliseconds: 0 };
      else if (!isTimeout(error) || performance.now() >= deadline) throw error;
      account = await ports.read(accountId);
    }
  }
}

function startEarly(ports: RefreshPorts, flights: Flights, accountId: string): void {
  const { landed } = flights.start(accountId, true, () =>
    renew(ports, accountId, {}, { early: true, waitMilliseconds: 0 }),
  );
  landed.catch((error: unknown) => {
    // Another process does it already.
    if (isTimeout(error)) return;
    const code = error instanceof RuntimeError ? { code: error.code } : {};
    ports.log({
      level: "warn",
      event: "refresh.early",
      message: "An early refresh came to nothing; the access token is still good.",
      accountId,
      ...code,
    });
  });
}

const isTimeout = (error: unknown): boolean =>
  error instanceof RuntimeError && error.code === "REFRESH_TIMEOUT";

/** Neither the user nor the caller did anything: the credential is as good as before. */
const isPassing = (error: unknown): boolean =>
  error instanceof RuntimeError && (error.remedy === "retry" || error.remedy === "operator");

async function within(landed: Promise<Renewal>, deadline: number, account: Account): Promise<Renewal> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(refreshTimeout(account)),
      Math.min(Math.max(deadline - performance.now(), 0), longestTimer),
    );
  });
  try {
    return await Promise.race([landed, late]);
  } finally {
    clearTimeout(timer);
  }
}
