import { alternativesOf, type Connector, own } from "@specwire/contract";

/** What a choice looks at of an account. */
export interface Candidate {
  readonly schemeId: string;
  readonly label: string;
}

export type Choice<Account extends Candidate> =
  | {
      /** At most one of a scheme, in the order in which the connector's schemes are stated. */
      readonly chosen: readonly Account[];
    }
  | { readonly problem: "unconnected" }
  | { readonly problem: "ambiguous" | "unknown"; readonly labels: readonly string[] };

/** Scheme ids that are sent together; alternatives of such. */
type Need = readonly (readonly string[])[];

/**
 * The accounts that a session of one connector uses: those whose labels are `wanted`, and what has to go with
 * them. Where several ways are open, nobody guesses whose data an agent works on.
 */
export function chooseAccounts<Account extends Candidate>(
  connector: Connector,
  accounts: readonly Account[],
  wanted: readonly string[],
): Choice<Account> {
  const picked = new Map<string, Account>();
  for (const label of wanted) {
    const account = accounts.find((one) => one.label === label);
    // Two of one scheme can't be in one environment.
    if (account === undefined || picked.has(account.schemeId))
      return { problem: "unknown", labels: accounts.map((one) => one.label) };
    picked.set(account.schemeId, account);
  }
  const byScheme = new Map<string, Account[]>();
  for (const one of accounts) {
    const same = byScheme.get(one.schemeId);
    if (same === undefined) byScheme.set(one.schemeId, [one]);
    else same.push(one);
  }
  let usable = false;
  for (const need of needsOf(connector)) {
    const open = need.filter((way) => way.every((id) => picked.has(id) || byScheme.has(id)));
    const parts = [...new Set(open.flat())];
    const missing = parts.filter((id) => !picked.has(id));
    const found = missing.flatMap((id) => byScheme.get(id) ?? []);
    // One way with all the others in it is taken as a whole: the command itself takes as much as an operation needs.
    const isOne = open.some((way) => new Set(way).size === parts.length) && found.length === missing.length;
    if (parts.length === 0 || isMet(need, picked)) usable ||= open.length > 0;
    else if (isOne) {
      for (const account of found) picked.set(account.schemeId, account);
      usable = true;
    } else if (!(usable && wanted.length > 0))
      return { problem: "ambiguous", labels: found.map((one) => one.label) };
  }
  if (!usable) return { problem: "unconnected" };
  const inOrder = connector.auth.flatMap((scheme) => picked.get(scheme.id) ?? []);
  return { chosen: inOrder };
}

/** Whether some operation can be called with these accounts, one or several together. */
export function canCall(connector: Connector, accounts: readonly Candidate[]): boolean {
  const schemes = new Set(accounts.map((one) => one.schemeId));
  return needsOf(connector).some((need) => need.some((way) => way.every((id) => schemes.has(id))));
}

/** What the operations need, the most frequent need first: it decides, and the others join it. */
function needsOf(connector: Connector): Need[] {
  const counts = new Map<string, { need: Need; count: number }>();
  for (const operation of Object.values(connector.operations)) {
    const alternatives = alternativesOf(connector, operation).map((way) => way.map(({ id }) => id));
    const need = alternatives.length > 0 ? alternatives : [[]];
    const key = JSON.stringify(need);
    const known = counts.get(key) ?? { need, count: 0 };
    counts.set(key, { need, count: known.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ need }) => need);
}

function isMet(need: Need, picked: ReadonlyMap<string, unknown>): boolean {
  return need.some((way) => way.length > 0 && way.every((id) => picked.has(id)));
}

/** The labels that a caller chose for a slug. */
export function wantedLabels(
  accounts: Readonly<Record<string, string | readonly string[]>>,
  slug: string,
): readonly string[] {
  const wanted = own(accounts, slug);
  if (wanted === undefined) return [];
  return typeof wanted === "string" ? [wanted] : wanted;
}
