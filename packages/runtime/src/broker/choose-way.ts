import { type AuthScheme, alternativesOf, type Connector, type Operation } from "@specwire/contract";
import type { Account } from "../accounts/account-store.ts";
import { Refusal } from "./refusal.ts";

/** An account under the label that the session knows it by. */
export interface LabelledAccount {
  readonly label: string;
  readonly account: Account;
}

/** One scheme of a way, with the account that serves it. */
export interface Part extends LabelledAccount {
  readonly scheme: AuthScheme;
}

/**
 * With whose credentials an operation is called: an alternative of its security requirement, whose schemes are sent
 * together; empty where it is called without any. The first one is the account that the call is of.
 *
 * Where the accounts leave several ways nobody guesses on whose data an agent works. Throws `Refusal`.
 */
export function chooseWay(
  connector: Connector,
  operation: Operation,
  accounts: readonly LabelledAccount[],
  wanted: string | undefined,
): readonly Part[] {
  const ways = alternativesOf(connector, operation);
  const named = ways.filter((way) => way.length > 0);
  const candidates = named.map((way) =>
    way.map((scheme) => ({ scheme, of: servedBy(scheme, accounts, wanted) })),
  );
  const open = candidates.filter(
    (way) =>
      way.every(({ of }) => of.length > 0) &&
      (wanted === undefined || way.some(({ of }) => of.some(({ label }) => label === wanted))),
  );
  if (open.length === 0) {
    if (named.length === 0 || (wanted === undefined && ways.length > named.length)) return [];
    throw unserved(connector, named, accounts, wanted);
  }
  const involved = new Set(open.flatMap((way) => way.flatMap(({ of }) => of.map(({ label }) => label))));
  const isOne = open.some(
    (way) =>
      way.every(({ of }) => of.length === 1) &&
      new Set(way.map(({ of }) => of[0]?.label)).size === involved.size,
  );
  const [first] =
    wanted === undefined && !isOne ? [] : open.filter((way) => way.every(({ of }) => of.length === 1));
  if (first === undefined)
    throw new Refusal("ACCOUNT_REQUIRED", `several accounts of ${connector.slug} can be used`, {
      accounts: [...involved],
      help: `name one with --account: ${[...involved].join(", ")}`,
    });
  const parts = first.flatMap(({ scheme, of }) => of.map((one) => ({ scheme, ...one })));
  return parts.toSorted((a, b) => Number(b.label === wanted) - Number(a.label === wanted));
}

/** The accounts of a scheme; the one that is wanted leaves no others of its own. */
function servedBy(
  scheme: AuthScheme,
  accounts: readonly LabelledAccount[],
  wanted: string | undefined,
): readonly LabelledAccount[] {
  const all = accounts.filter(
    ({ account }) => account.schemeId === scheme.id && account.status !== "unverified",
  );
  const chosen = all.filter(({ label }) => label === wanted);
  return chosen.length > 0 ? chosen : all;
}

function unserved(
  { slug }: Connector,
  ways: readonly (readonly AuthScheme[])[],
  accounts: readonly LabelledAccount[],
  wanted: string | undefined,
): Refusal {
  const fitting = accounts
    .filter(({ account }) => ways.some((way) => way.some(({ id }) => id === account.schemeId)))
    .map(({ label }) => label);
  if (wanted !== undefined && fitting.length > 0 && !fitting.includes(wanted))
    return new Refusal("ACCOUNT_REQUIRED", `this operation can't be called with the account "${wanted}"`, {
      accounts: fitting,
      help: `name one with --account: ${fitting.join(", ")}`,
    });
  return new Refusal("AUTH_REQUIRED", `${slug} is not connected with what this operation needs`, {
    help: `ask the user to connect ${slug}; don't ask for secrets in a conversation`,
  });
}
