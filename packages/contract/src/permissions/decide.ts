import type { Arguments } from "../connector.ts";
import { own } from "../json.ts";
import { fits } from "./conditions.ts";
import type { Manifest, ManifestEntry } from "./manifest.ts";
import { type Policy, type Rule, strictness, type Verdict } from "./policy.ts";

/** One operation that someone wants performed. */
export interface Asked {
  /** The slug. */
  readonly connector: string;
  /** The operation's id. */
  readonly operation: string;
  /** The account's label; absent: any that the session has. */
  readonly account?: string;
  /** What is going to be sent, defaults and fixed values included. Absent: not known, so no condition fits. */
  readonly arguments?: Arguments;
}

export interface Decision {
  readonly verdict: Verdict;
  /** Why, in words for a person; holds no argument's value. */
  readonly reason: string;
}

/** What is in force: the manifests of a session, by slug, and whatever the host lays down. */
export interface Rules {
  readonly manifests: Readonly<Record<string, Manifest>>;
  readonly policies: readonly Policy[];
  /** Labels of the accounts that the session may use, by slug. Absent: not restricted here. */
  readonly accounts?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Allow, ask or deny: a pure function. Of the policies that say something the strictest wins; where none does,
 * reads are allowed and writes are asked. What the manifest does not have is denied, whatever a policy says, and
 * a read that reveals secrets is never allowed unasked. A call without an account's label could be of any that the
 * session has: what holds one of them back holds back the call.
 */
export function decide(asked: Asked, { manifests, policies, accounts }: Rules): Decision {
  const manifest = own(manifests, asked.connector);
  if (manifest === undefined) return { verdict: "deny", reason: "the session has no such connector" };
  const entry = own(manifest.operations, asked.operation);
  if (entry === undefined) return { verdict: "deny", reason: "the connector has no such operation" };
  const labels = accounts && (own(accounts, asked.connector) ?? []);
  if (labels !== undefined && asked.account !== undefined && !labels.includes(asked.account))
    return { verdict: "deny", reason: "the session may not use this account" };
  const possible = asked.account === undefined && labels?.length ? labels : [asked.account];
  return possible.map((account) => ofAccount(asked, account, entry, policies)).reduce(stricter);
}

/** `account` is undefined where nothing says which there are. */
function ofAccount(
  asked: Asked,
  account: string | undefined,
  entry: ManifestEntry,
  policies: readonly Policy[],
): Decision {
  const said = policies.flatMap((policy) => ofPolicy(policy, asked, account, entry) ?? []);
  const decision = said.length > 0 ? said.reduce(stricter) : byDefault(entry);
  if (entry.sensitive && decision.verdict === "allow")
    return { verdict: "ask", reason: "it reveals secrets, which is never allowed unasked" };
  return decision;
}

function stricter(a: Decision, b: Decision): Decision {
  return strictness[b.verdict] > strictness[a.verdict] ? b : a;
}

function byDefault(entry: ManifestEntry): Decision {
  if (entry.access === "read") return { verdict: "allow", reason: "it only reads" };
  return {
    verdict: "ask",
    reason: entry.destructive ? "it changes data and can't be undone" : "it changes data",
  };
}

/** What one policy says; nothing where no rule matches. */
function ofPolicy(
  policy: Policy,
  asked: Asked,
  account: string | undefined,
  entry: ManifestEntry,
): Decision | undefined {
  const said = policy.rules.flatMap((rule, index) => {
    const verdict = isAbout(rule, asked, account, entry) ? verdictOf(rule, asked, account) : undefined;
    return verdict === undefined ? [] : [{ verdict, reason: `rule ${index + 1} of a policy says so` }];
  });
  return said.find(({ verdict }) => verdict === "deny") ?? said[0];
}

function isAbout(rule: Rule, asked: Asked, account: string | undefined, entry: ManifestEntry): boolean {
  const { connectors, accounts, operations, access, destructive } = rule;
  return (
    (connectors === undefined || connectors.includes(asked.connector)) &&
    (accounts === undefined || account === undefined || accounts.includes(account)) &&
    (operations === undefined || operations.some((pattern) => isOperation(pattern, asked.operation))) &&
    (access === undefined || access === entry.access) &&
    (destructive === undefined || destructive === entry.destructive)
  );
}

/** Whether a rule's word on operations (`messages.*`) is about one. */
export function isOperation(pattern: string, id: string): boolean {
  return pattern.endsWith(".*") ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** A permission for an account is none for a call that could be of any; what the rule holds back with stays. */
function verdictOf(
  { verdict, accounts, only, otherwise = "ask" }: Rule,
  { arguments: args }: Asked,
  account: string | undefined,
): Verdict | undefined {
  const isSure = accounts === undefined || account !== undefined;
  if (only === undefined) return isSure || verdict !== "allow" ? verdict : undefined;
  return isSure && args !== undefined && only.every((one) => fits(one, args)) ? verdict : otherwise;
}
