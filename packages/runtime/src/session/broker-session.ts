import type { Context } from "../context.ts";
import { createSession } from "../grants/create-session.ts";
import type { CheckedBroker } from "./broker-of-session.ts";
import type { SessionBundle } from "./bundle.ts";
import { bundleOf, partOf } from "./bundle.ts";
import { addressEnvironment } from "./environment.ts";
import type { SelectedConnector } from "./select-connectors.ts";
import { grantFile } from "./session-files.ts";
import type { CheckedOptions } from "./session-options.ts";

/**
 * A bundle without a credential: the commands ask the broker, which sees by the grant whose session it is. What cannot
 * be used makes no session. Throws `SESSION_TOO_LARGE`.
 */
export async function openBrokerSession(
  context: Pick<Context, "db" | "log" | "now">,
  options: CheckedOptions,
  { url, grant: place, grantSeconds }: CheckedBroker,
  selected: readonly SelectedConnector[],
): Promise<SessionBundle> {
  const parts = selected.map((one) =>
    partOf(one, options, addressEnvironment(one.connector.compiled, one.accounts), []),
  );
  // Whatever may be wrong with the bundle shows before there is a session.
  const empty = bundleOf(parts, options);
  if (parts.length === 0) return empty;
  const { userId, workflowId, policies, root } = options;
  const connectors = Object.fromEntries(
    selected.map(({ connector: { id, slug, permissions, digest }, accounts }) => [
      slug,
      {
        connectorId: id,
        digest: permissions.digest,
        version: digest,
        accounts: Object.fromEntries(accounts.map((account) => [account.label, account.id])),
      },
    ]),
  );
  const made = await createSession(context, { userId, workflowId, connectors, policies, grantSeconds });
  const file = grantFile(root, made.grant);
  context.log({
    level: "info",
    event: "session.opened",
    message: "A session with a broker was opened.",
    userId,
    sessionId: made.sessionId,
  });
  return bundleOf(parts, options, {
    files: place === "file" ? [file] : [],
    env: {
      SPECWIRE_BROKER_URL: url,
      ...(place === "file" ? { SPECWIRE_GRANT_FILE: file.path } : { SPECWIRE_GRANT: made.grant }),
    },
    session: { id: made.sessionId, expiresAt: made.expiresAt },
  });
}
