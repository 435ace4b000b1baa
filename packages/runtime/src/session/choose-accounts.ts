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

/** More alternatives than this can't be told apart by a person either. */
const mostWays = 100;

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
  let usable = false;
  for (const need of needsOf(connector)) {
    if (isMet(need, picked)) {
      usable = true;
      continue;
    }
    const ways = withoutParts(
      need.flatMap((way) => accountsOf(way, accounts, picked) ?? []).slice(0, mostWays),
    );
    const [only] = ways;
    const isClear = new Set(only?.map((one) => one.schemeId)).size === only?.length;
    if (only !== undefined && ways.length === 1 && isClear) {
      for (const account of only) picked.set(account.schemeId, account);
      usable = true;
    } else if (only !== undefined && !(usable && wanted.length > 0)) {
      const labels = [...new Set(ways.flat().filter((one) => !picked.has(one.schemeId)))];
      return { problem: "ambiguous", labels: labels.map((one) => one.label) };
    } else if (need.some((way) => way.length === 0)) usable = true;
  }
  if (!usable) return { problem: "unconnected" };
  const inOrder = connector.auth.flatMap((scheme) => picked.get(scheme.id) ?? []);
  return { chosen: inOrder };
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

/**
 * The accounts that can complete an alternative with what is picked already, of each scheme all that there are;
 * undefined where a scheme has none.
 */
function accountsOf<Account extends Candidate>(
  way: readonly string[],
  accounts: readonly Account[],
  picked: ReadonlyMap<string, Account>,
): [Account[]] | undefined {
  if (way.length === 0) return undefined;
  const found: Account[] = [];
  for (const id of new Set(way)) {
    const own = picked.get(id);
    const options = own === undefined ? accounts.filter((one) => one.schemeId === id) : [own];
    if (options.length === 0) return undefined;
    found.push(...options);
  }
  return [found];
}

/** Without those that are a part of another: the command itself takes as much as an operation needs. */
function withoutParts<Account>(ways: readonly (readonly Account[])[]): (readonly Account[])[] {
  const sets = new Map(ways.map((way) => [way, new Set(way)]));
  const isPartOf = (way: readonly Account[], of: readonly Account[]) =>
    way.every((one) => sets.get(of)?.has(one));
  return ways.filter(
    (way, index) =>
      !ways.some(
        (other, at) => at !== index && isPartOf(way, other) && (other.length > way.length || at < index),
      ),
  );
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
