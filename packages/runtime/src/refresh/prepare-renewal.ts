import { type Account, readSecrets } from "../accounts/account-store.ts";
import type { Context } from "../context.ts";
import { clientAndScheme } from "../oauth/client-and-scheme.ts";
import { revokeTokens } from "../oauth/revoke-tokens.ts";
import { sharesGrant } from "../oauth/shared-grant.ts";
import { requestTokens } from "../oauth/token-request.ts";
import type { PreparedRenewal } from "./ports.ts";

/** Few providers say how long they take a rotated token once more; the first seconds are the likeliest. */
const graceGuess = 10;

/**
 * Everything that a renewal needs, found and opened before it is journalled. Undefined where the account has moved
 * on. Throws `REAUTH_REQUIRED` where the client that its tokens were issued to is gone, and what the vault throws.
 */
export async function prepareRenewal(
  context: Context,
  account: Account,
): Promise<PreparedRenewal | undefined> {
  const [found, secrets] = await Promise.all([
    clientAndScheme(context, account),
    readSecrets(context, account),
  ]);
  if (secrets === undefined) return undefined;
  const { variables, scopes } = account;
  const { grant, deviations } = found.scheme.oauth2;
  const { graceSeconds = 0 } = deviations.refresh ?? {};
  const common = { ...found, variables };
  return {
    graceMilliseconds: 1000 * (graceSeconds || graceGuess),
    send: () =>
      grant === "client_credentials"
        ? requestTokens(context, { ...common, kind: "client_credentials", scopes })
        : requestTokens(context, { ...common, kind: "refresh", secrets }),
    revoke: async (tokens) => {
      if (await sharesGrant(context, { ...account, ...found })) return;
      await revokeTokens(context, { ...common, secrets: tokens.secrets });
    },
  };
}
