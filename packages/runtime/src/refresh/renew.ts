import type { Account } from "../accounts/account-store.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { LogEvent } from "../log.ts";
import { TokenRequestError, type TokenSet } from "../oauth/token-set.ts";
import { chanceOf } from "./chance.ts";
import { type Decision, decide, type Wanted } from "./decide.ts";
import { accountGone, failureOf, lockLost, refusal } from "./errors.ts";
import { classify, notesOfFailure, notesOfSending } from "./failure.ts";
import { lockOf } from "./lock-name.ts";
import type { PreparedRenewal, RefreshPorts } from "./ports.ts";
import { type Harvest, writeDurably, writeLate } from "./write-durably.ts";

const longestWord = 1000;

/** What came of a renewal. `renewed`: the access token is another one than before. */
export interface Renewal {
  readonly account: Account;
  readonly renewed: boolean;
}

/**
 * Renews a credential as its only owner: takes the lock, reads again, journals, sends, writes durably, and only
 * then lets go. Throws `REFRESH_TIMEOUT` without the lock, and what `decide` or the server refuse. Whatever
 * happens, no secret is removed, and no token is sent twice unless a lost outcome is on record.
 */
export async function renew(
  ports: RefreshPorts,
  accountId: string,
  wanted: Wanted,
  options: { readonly early: boolean; readonly waitMilliseconds: number },
): Promise<Renewal> {
  for (;;) {
    const outcome = await ports.withLock(lockOf(accountId), options.waitMilliseconds, async (lost) => {
      const account = await ports.read(accountId);
      if (account === undefined) throw accountGone(accountId);
      const decision = decide(account, wanted, { now: ports.now(), chance: chanceOf(account), owner: true });
      if (decision.action === "refuse") throw refusal(account, decision);
      const needed = decision.action === "renew" || (options.early && decision.action === "renew-beside");
      if (!needed) return { account, renewed: false };
      const prepared = await prepare(ports, account, decision);
      if (prepared === undefined) return meanwhile(ports, account);
      const wait = mayStillCome(account, prepared, ports.now());
      if (wait > 0) return { wait };
      return new Owner(ports, prepared, lost, wanted.rejected === account.version).send(account);
    });
    if ("renewed" in outcome) return outcome;
    // The lock was lost with the answer in hand. Callers of this process still wait for this renewal alone.
    if ("harvest" in outcome) return outcome.finish(await writeLate(ports, outcome.harvest));
    await ports.pause(outcome.wait);
  }
}

/**
 * Milliseconds for which the one who sent before us may still write what came of it: dead, most likely, but if it
 * only lost its lock (a database that restarted), sending the same token beside it would end the grant.
 */
function mayStillCome(account: Account, { graceMilliseconds }: PreparedRenewal, now: number): number {
  if (account.refreshSentAt === null) return 0;
  return account.refreshSentAt.getTime() + Math.min(longestWord, graceMilliseconds / 2) - now;
}

/** Tokens that are not written yet, and what is made of them once they are. */
interface Unwritten {
  readonly harvest: Harvest;
  readonly finish: (written: Account | undefined) => Promise<Renewal>;
}

/** A grant that nobody can use any more is over when its access token is, and not before. */
async function prepare(
  ports: RefreshPorts,
  account: Account,
  decision: Decision,
): Promise<PreparedRenewal | undefined> {
  try {
    return await ports.prepare(account);
  } catch (error) {
    const over = error instanceof RuntimeError && error.code === "REAUTH_REQUIRED";
    if (over && decision.action === "renew" && !decision.usable) await ports.requireReconnect(account);
    throw error;
  }
}

/** Somebody wrote without the lock: connected again, or disconnected. Theirs counts. */
async function meanwhile(ports: RefreshPorts, before: Account): Promise<Renewal> {
  const account = await ports.read(before.id);
  if (account === undefined) throw accountGone(before.id);
  if (account.version === before.version) throw lockLost(before);
  return { account, renewed: true };
}

/** The one who may send, for as long as `lost` is not aborted. */
class Owner {
  readonly #ports: RefreshPorts;
  readonly #prepared: PreparedRenewal;
  readonly #lost: AbortSignal;
  /** The API refused the access token before its time. */
  readonly #rejected: boolean;
  #sends = 0;

  constructor(ports: RefreshPorts, prepared: PreparedRenewal, lost: AbortSignal, rejected: boolean) {
    this.#ports = ports;
    this.#prepared = prepared;
    this.#lost = lost;
    this.#rejected = rejected;
  }

  async send(before: Account): Promise<Renewal | Unwritten> {
    const { now, random, note } = this.#ports;
    const began = now();
    const account = await note(before, notesOfSending(before, { now: began, random: random() }));
    if (account === undefined) return meanwhile(this.#ports, before);
    if (account.refreshUncertain > before.refreshUncertain) {
      this.#say("warn", "refresh.resent", account, "Sent again: what came of the last use is not known.");
    }
    // Whoever has the lock now finds the journal and goes on from there.
    if (this.#lost.aborted) throw lockLost(account);
    this.#sends += 1;
    let tokens: TokenSet;
    try {
      tokens = await this.#prepared.send();
    } catch (error) {
      return this.#failed(account, error, now() - began);
    }
    const rejectedAt = this.#rejected ? new Date(began) : account.rejectedAt;
    const harvest: Harvest = { account, tokens, rejectedAt, began };
    const written = await writeDurably(this.#ports, harvest, this.#lost);
    if (written !== "lost") return this.#finish(harvest, written);
    return { harvest, finish: (late) => this.#finish(harvest, late) };
  }

  async #finish({ account, tokens, began }: Harvest, written: Account | undefined): Promise<Renewal> {
    if (written === undefined) {
      if ((await this.#ports.read(account.id)) !== undefined) return meanwhile(this.#ports, account);
      // Disconnected while the request was under way: what it brought must not live on at the server.
      await this.#prepared.revoke(tokens);
      throw accountGone(account.id);
    }
    this.#say("info", "refresh.done", written, "The access token was refreshed.", this.#ports.now() - began);
    return { account: written, renewed: true };
  }

  async #failed(account: Account, error: unknown, milliseconds: number): Promise<Renewal | Unwritten> {
    // Without the lock nothing is written: the next owner finds the journal, and takes the outcome for unknown.
    if (this.#lost.aborted) throw failureOf(account, error);
    const { now, random, note, requireReconnect } = this.#ports;
    const failure = classify(error);
    if (failure === "definitive") {
      const over = await requireReconnect(account);
      if (over === undefined) return meanwhile(this.#ports, account);
      const after = account.refreshUncertain > 0 ? " An earlier answer was lost on its way." : "";
      this.#say("warn", "refresh.over", over, `The grant is over; the user has to connect again.${after}`);
      throw failureOf(account, error);
    }
    const isFirst = this.#sends === 1 && account.refreshUncertain === 0;
    const inGrace = milliseconds < this.#prepared.graceMilliseconds;
    const mayResend = error instanceof TokenRequestError && error.details.retryAfter === undefined;
    if (failure === "unknown" && isFirst && inGrace && mayResend) {
      // If the server did rotate, the old token is good for a moment only. One that asks for patience gets it.
      return this.send(account);
    }
    const noted = await note(account, notesOfFailure(account, error, { now: now(), random: random() }));
    if (noted === undefined) return meanwhile(this.#ports, account);
    this.#say("warn", "refresh.failed", noted, "The access token could not be refreshed.", milliseconds);
    throw failureOf(noted, error, now());
  }

  #say(level: "info" | "warn", event: LogEvent, account: Account, message: string, milliseconds?: number) {
    const { id: accountId, userId, connectorId, lastError } = account;
    this.#ports.log({
      level,
      event,
      message,
      userId,
      connectorId,
      accountId,
      ...(lastError === null ? {} : { code: lastError }),
      ...(milliseconds === undefined ? {} : { milliseconds }),
    });
  }
}
