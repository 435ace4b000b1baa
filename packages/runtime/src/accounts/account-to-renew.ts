import { RuntimeError } from "../errors/runtime-error.ts";
import type { accounts } from "../store/schema.ts";

type Account = typeof accounts.$inferSelect;
type Renewal = Pick<Account, "userId" | "connectorId" | "schemeId"> & {
  readonly accountId?: string | undefined;
};
type Credential = Partial<Pick<Account, "externalId" | "refreshable">> & Pick<Account, "status">;

/**
 * The account that a user wants to renew. It has to be one of the same scheme: another one has other secrets, expires
 * otherwise, and is revoked elsewhere or not at all. Throws `ACCOUNT_NOT_FOUND`.
 */
export function checkRenewed(account: Account | undefined, renewal: Renewal): Account {
  const { userId, connectorId, schemeId, accountId = "" } = renewal;
  const isTheirs = account?.userId === userId && account.connectorId === connectorId;
  if (isTheirs && account.schemeId === schemeId) return account;
  throw new RuntimeError("ACCOUNT_NOT_FOUND", "The account to renew is not there.", {
    ...{ userId, connectorId, accountId },
    help: "it has to be an account of the same user, connector and way to connect",
  });
}

/**
 * Whether a credential may take the place of an account's own. Not where the provider knows the two by different ids,
 * and not where it is unproven: as long as it may be anybody's, or nobody's, it ends nothing that is good.
 */
export function mayReplace(account: Account, input: Credential): boolean {
  const { externalId, status, refreshable } = input;
  if (externalId != null && account.externalId !== null && account.externalId !== externalId) return false;
  if (status !== "unverified") return true;
  return account.status !== "connected" && (!account.refreshable || refreshable === true);
}
