import type { Account } from "../accounts/account-store.ts";
import type { Context } from "../context.ts";

/** An account's secrets are kept so long after they were sent, where nothing says when they end. */
const keptMilliseconds = 24 * 60 * 60_000;
/** The newest of one account: an earlier access token often lives on until its own end. */
const mostVersions = 3;
const mostAccounts = 1000;

interface Sent {
  readonly secrets: readonly string[];
  readonly until: number;
}

/**
 * What this process has sent of accounts, for as long as it may still be worth something: an API may keep the
 * credential of one call, and give it back in the answer to another, with another account or a later token.
 */
export class SentSecrets {
  readonly #now: () => number;
  /** By the account's id and in the order of their use; then by the version of the account. */
  readonly #sent = new Map<string, Map<number, Sent>>();

  constructor({ now }: Pick<Context, "now">) {
    this.#now = now;
  }

  add(accounts: readonly Account[], secrets: readonly string[]): void {
    for (const { id, version, expiresAt } of accounts) {
      const versions = this.#sent.get(id) ?? new Map<number, Sent>();
      this.#sent.delete(id);
      this.#sent.set(id, versions);
      versions.set(version, { secrets, until: expiresAt?.getTime() ?? this.#now() + keptMilliseconds });
      dropOldest(versions, mostVersions);
    }
    dropOldest(this.#sent, mostAccounts);
  }

  /** Of these accounts, in an order that depends on nothing else. */
  of(accounts: readonly Pick<Account, "id">[]): string[] {
    const found = accounts.flatMap(({ id }) => this.#valid(id));
    return [...new Set(found)].toSorted();
  }

  #valid(id: string): readonly string[] {
    const versions = this.#sent.get(id);
    if (versions === undefined) return [];
    for (const [version, { until }] of versions) if (until <= this.#now()) versions.delete(version);
    if (versions.size === 0) this.#sent.delete(id);
    return [...versions.values()].flatMap(({ secrets }) => secrets);
  }
}

function dropOldest<Key>(map: Map<Key, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

const all = new WeakMap<Context, SentSecrets>();

/** What the brokers of one runtime share. */
export function sentSecretsOf(context: Context): SentSecrets {
  const known = all.get(context) ?? new SentSecrets(context);
  all.set(context, known);
  return known;
}
