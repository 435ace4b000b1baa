import { own } from "../json.ts";
import { type Asked, decide, type Rules } from "./decide.ts";
import type { Policy } from "./policy.ts";

/**
 * Whether policies deny an operation whatever its arguments are, with each account of the session. What hangs on
 * arguments is decided with them.
 */
export function isBanned(
  { connector, operation }: Pick<Asked, "connector" | "operation">,
  rules: Rules,
): boolean {
  const policies = withoutConditions(rules.policies);
  const labels = own(rules.accounts ?? {}, connector) ?? [];
  const accounts = labels.length > 0 ? labels : [undefined];
  return accounts.every((account) => {
    const asked = { connector, operation, ...(account !== undefined && { account }) };
    return decide(asked, { ...rules, policies }).verdict === "deny";
  });
}

/** What the policies say whatever the arguments are. */
export function withoutConditions(policies: readonly Policy[]): readonly Policy[] {
  return policies.map(({ policy, rules }) => ({
    policy,
    rules: rules.filter(({ only }) => only === undefined),
  }));
}
