import { getConnector } from "../connectors/connector-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { readAccount } from "./account-store.ts";
import { checkRenewed } from "./account-to-renew.ts";
import { type AccountView, viewOf } from "./account-view.ts";
import { checkSecrets } from "./check-secrets.ts";
import { checkVariables } from "./check-variables.ts";
import { chooseScheme } from "./choose-scheme.ts";
import { proveCredential } from "./prove-credential.ts";
import { saveAccount } from "./save-account.ts";

export interface ConnectWithKeys {
  readonly userId: string;
  readonly connectorId: string;
  /** Needed where the connector has more than one scheme that takes keys. */
  readonly schemeId?: string;
  /** By slot id: `api_key`, `token`; `username` and `password`; `client_cert` and `client_key` as PEM. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What the user calls the account. Default: made from its name at the provider. */
  readonly label?: string;
  /** Values of the connector's variables that are the user's to give: a region, an instance. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The account whose credential is replaced. Default: a new one, or the one that turns out to be the same. */
  readonly accountId?: string;
}

/**
 * Connects with API keys, a bearer token, a user name and password, or a client certificate. The credential is
 * proven first by the operation that the spec's `verify` names; where the API can't say now, the account is kept as
 * `unverified`, which is in no session until `verifyAccount` proves it, but no account that is connected is replaced.
 * Where the spec names none it is taken as it is.
 *
 * Throws `CONNECTOR_NOT_FOUND`, `SCHEME_NOT_FOUND`, `ACCOUNT_NOT_FOUND`, `INVALID_SECRET`, `INVALID_VARIABLE`,
 * `INVALID_LABEL`, `LABEL_TAKEN`, `CREDENTIAL_REJECTED`, `SCOPE_REQUIRED`, `HOST_REFUSED`, and `NETWORK_ERROR` as just
 * said; then nothing was stored.
 */
export async function connectWithKeys(context: Context, input: ConnectWithKeys): Promise<AccountView> {
  const { userId, connectorId, label, accountId } = input;
  const { compiled: connector } = await getConnector(context, connectorId, userId);
  const scheme = chooseScheme(connector.auth, input.schemeId, (one) => one.type !== "oauth2", connectorId);
  const renewed =
    accountId === undefined
      ? undefined
      : checkRenewed(await readAccount(context, accountId), { ...input, schemeId: scheme.id });
  const secrets = checkSecrets(scheme, input.secrets);
  const variables = checkVariables(connector, input.variables);
  const proof = await proveCredential(context, {
    connectorId,
    connector,
    credential: { scheme, secrets },
    variables,
  });
  if (renewed?.status === "connected" && proof.status === "unverified")
    throw new RuntimeError(
      proof.lastError ?? "NETWORK_ERROR",
      "The API can't say now whether it takes the new credential; the account keeps the one that it has.",
      { userId, connectorId, accountId: renewed.id },
    );
  const saved = await saveAccount(context, {
    ...proof,
    userId,
    connectorId,
    schemeId: scheme.id,
    secrets,
    variables,
    label,
    accountId,
  });
  return viewOf(saved);
}
