import type { Account } from "../accounts/account-store.ts";
import type { ListedConnector, StoredConnector } from "../connectors/connector-record.ts";
import { getConnector } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { chooseAccounts, wantedLabels } from "./choose-accounts.ts";
import type { CheckedOptions } from "./session-options.ts";

/** A connector that a session may use, with the accounts that it will use. */
export interface SelectedConnector {
  readonly connector: StoredConnector;
  readonly accounts: readonly Account[];
}

/**
 * Throws `CONNECTOR_NOT_FOUND`, `CONNECTOR_DISABLED`, `AUTH_REQUIRED`, `REAUTH_REQUIRED`, `ACCOUNT_REQUIRED` or
 * `ACCOUNT_NOT_FOUND`.
 */
export async function selectConnector(
  context: Pick<Context, "db">,
  { userId, accounts: choices }: Pick<CheckedOptions, "userId" | "accounts">,
  slug: string,
  usable: readonly ListedConnector[],
  accountsOfUser: readonly Account[],
): Promise<SelectedConnector> {
  const listed = usable.find((one) => one.slug === slug);
  if (listed === undefined) throw new RuntimeError("CONNECTOR_NOT_FOUND", "There is no such connector.");
  const { id: connectorId, name } = listed;
  const details = { userId, connectorId };
  if (!listed.enabled)
    throw new RuntimeError("CONNECTOR_DISABLED", `${name} is turned off for the user.`, details);
  const connector = await getConnector(context, connectorId, userId);
  // One that is waiting to be connected again counts: without it nobody would have had to choose.
  const candidates = accountsOfUser.filter(
    (one) => one.connectorId === connectorId && one.status !== "unverified",
  );
  const choice = chooseAccounts(connector.compiled, candidates, wantedLabels(choices, slug));
  if ("problem" in choice) {
    if (choice.problem === "unconnected")
      throw new RuntimeError("AUTH_REQUIRED", `${name} is not connected.`, details);
    const { problem, labels } = choice;
    throw problem === "ambiguous"
      ? new RuntimeError("ACCOUNT_REQUIRED", `Several accounts of ${name} are connected.`, {
          ...details,
          labels,
          help: `choose with \`accounts\`: ${labels.map((label) => JSON.stringify(label)).join(", ")}`,
        })
      : new RuntimeError("ACCOUNT_NOT_FOUND", `${name} has no such account.`, { ...details, labels });
  }
  const ended = choice.chosen.find((one) => one.status === "reconnect_required");
  if (ended !== undefined)
    throw new RuntimeError("REAUTH_REQUIRED", `${name} has to be connected again.`, {
      ...details,
      accountId: ended.id,
    });
  return { connector, accounts: choice.chosen };
}
