import { type Account, type AccountSecrets, readSecrets } from "../accounts/account-store.ts";
import type { Context } from "../context.ts";
import { hideWhenPrinted } from "../vault/hide.ts";
import { portsOf } from "./context-ports.ts";
import type { Wanted } from "./decide.ts";
import { Flights } from "./flights.ts";
import type { RefreshPorts } from "./ports.ts";
import { validAccount } from "./valid-account.ts";

export interface AskForSecrets {
  /** How long to wait while the credential is being renewed. Default: 30,000; 0: not at all. */
  readonly waitMilliseconds?: number;
  /** Of life that the access token should still have: less is given only where no more can be had. Default: 0. */
  readonly minimumSeconds?: number;
  /** `account.version` whose access token the API answered with 401: it is renewed, whatever its expiry says. */
  readonly rejected?: number;
  /** The account as it was read a moment ago; one that has changed since is read again. */
  readonly account?: Account;
}

/** What the renewals of one runtime share. */
export class Refresher {
  readonly #context: Context;
  readonly #ports: RefreshPorts;
  readonly #flights: Flights = new Flights();

  constructor(context: Context, ports: RefreshPorts = portsOf(context)) {
    this.#context = context;
    this.#ports = ports;
  }

  async validSecrets(
    accountId: string,
    asked: AskForSecrets,
  ): Promise<{ readonly account: Account; readonly secrets: AccountSecrets }> {
    const { waitMilliseconds = 30_000, minimumSeconds = 0, rejected } = asked;
    const wanted: Wanted = {
      minimumMilliseconds: minimumSeconds * 1000,
      ...(rejected === undefined ? {} : { rejected }),
    };
    for (let reading = 1; ; reading += 1) {
      const known = reading === 1 && asked.account !== undefined ? { account: asked.account } : {};
      const account = await validAccount(this.#ports, this.#flights, accountId, {
        ...wanted,
        ...known,
        waitMilliseconds,
      });
      const secrets = await readSecrets(this.#context, account);
      // Somebody wrote a newer version between the two readings.
      if (secrets === undefined) continue;
      // Reading took so long that the token ended meanwhile, which one that lives for seconds may do again.
      const isOver = account.expiresAt !== null && account.expiresAt.getTime() <= this.#context.now();
      if (isOver && account.refreshable && reading < 3) continue;
      const { refresh_token: _kept, ...usable } = secrets;
      return { account, secrets: hideWhenPrinted(usable) };
    }
  }

  /** Ends when no renewal is under way: none may be cut off between an answer and its write. */
  landed(): Promise<void> {
    return this.#flights.landed();
  }
}

const refreshers = new WeakMap<Context, Refresher>();

export function refresherOf(context: Context): Refresher {
  const known = refreshers.get(context);
  if (known !== undefined) return known;
  const made = new Refresher(context);
  refreshers.set(context, made);
  return made;
}

/**
 * The one door to a credential: an account with secrets that can be used now, whatever kind they are; never a
 * refresh token. An access token
 * that ends soon is renewed beside its use; callers never wait for that. One that has ended is renewed once for
 * all callers of all processes.
 *
 * Throws `ACCOUNT_NOT_FOUND`; `REAUTH_REQUIRED` or `CREDENTIAL_REJECTED` (the user's); `CLIENT_REJECTED`,
 * `CLIENT_REQUIRED`, `TOKEN_REQUEST_REJECTED` (the operator's); `TRANSIENT_AUTH_ERROR`, `NETWORK_ERROR` or
 * `REFRESH_TIMEOUT` (later, after `details.retryAfter` seconds). None of them has changed the credential.
 */
export function validSecrets(
  context: Context,
  accountId: string,
  asked: AskForSecrets = {},
): Promise<{ readonly account: Account; readonly secrets: AccountSecrets }> {
  return refresherOf(context).validSecrets(accountId, asked);
}
