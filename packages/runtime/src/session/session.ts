import type { Secrets } from "@specwire/contract";
import type { Account } from "../accounts/account-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { openBrokerSession } from "./broker-session.ts";
import { bundleOf, type Part, partOf, type SessionBundle } from "./bundle.ts";
import { checkNames } from "./check-policies.ts";
import { connectorEnvironment, type LiveAccount, pemFiles, refuseClashes } from "./environment.ts";
import {
  readShelf,
  type SelectedConnector,
  type Shelf,
  selectConnector,
  selectGranted,
} from "./select-connectors.ts";
import { type CheckedOptions, checkOptions, type SessionOptions } from "./session-options.ts";

/** An account with its secrets, renewed first where they would not be valid for long enough. */
export type ValidSecrets = (
  accountId: string,
  asked: { readonly minimumSeconds: number; readonly waitMilliseconds: number },
) => Promise<{ readonly account: Account; readonly secrets: Secrets }>;

/**
 * Everything that a sandbox needs to use the allowed connectors of a user, and nothing of any other. A connector
 * that can't be used is left out without a trace, and keeps no other from being there; `onMissing` says why. Throws
 * `ALLOW_LIST_REQUIRED`, `INVALID_OPTION`, `ENVIRONMENT_CLASH` or `SESSION_TOO_LARGE`.
 */
export async function openSession(
  context: Pick<Context, "db" | "log" | "now">,
  validSecrets: ValidSecrets,
  options: SessionOptions,
): Promise<SessionBundle> {
  const checked = checkOptions(options);
  const nothing = checked.slugs.length === 0;
  if (nothing && checked.unprefixed.length === 0) return bundleOf([], checked);
  const shelf = await readShelf(context, checked);
  tellUnprefixed(context, checked, shelf);
  if (nothing) return bundleOf([], checked);
  checkNames(
    checked.policies,
    checked.slugs,
    Object.fromEntries([...shelf.connectors.values()].map((one) => [one.slug, one.compiled])),
  );
  const { broker } = checked;
  const select = broker === null ? selectConnector : selectGranted;
  const selected = await withoutFailures(context, checked, checked.slugs, checked.slugs, async (slug) =>
    select(shelf, checked, slug),
  );
  const compiled = selected.map(({ connector }) => connector.compiled);
  refuseClashes(compiled, checked.reserved, broker !== null);
  if (broker !== null) return await openBrokerSession(context, checked, broker, selected);
  const parts = await withoutFailures(
    context,
    checked,
    compiled.map(({ slug }) => slug),
    selected,
    (one) => openConnector(validSecrets, checked, one),
  );
  return bundleOf(parts, checked);
}

/** Slugs of the user's connectors that stand in `allowed` without `custom:`: the host may have meant them. */
function tellUnprefixed(
  { log }: Pick<Context, "log">,
  { userId, unprefixed }: CheckedOptions,
  { usable }: Pick<Shelf, "usable">,
): void {
  for (const { slug, id: connectorId } of usable.filter((one) => unprefixed.includes(one.slug)))
    log({
      level: "info",
      event: "session.unprefixed",
      message: "`allowed` names a connector without `custom:`, which allows nothing.",
      ...{ userId, slug, connectorId },
    });
}

/** What `step` gives for each connector, without those for which it fails in a way that is theirs alone. */
async function withoutFailures<Before, After>(
  { log }: Pick<Context, "log">,
  { userId, onMissing }: CheckedOptions,
  slugs: readonly string[],
  all: readonly Before[],
  step: (before: Before) => Promise<After>,
): Promise<After[]> {
  const results = await Promise.allSettled(all.map(step));
  return results.flatMap((result, index) => {
    if (result.status === "fulfilled") return [result.value];
    const error: unknown = result.reason;
    if (!(error instanceof RuntimeError)) throw error;
    const { connectorId, accountId } = error.details;
    const slug = slugs[index] ?? "";
    log({
      level: "info",
      event: "session.missing",
      message: "A connector that is allowed is not in the session.",
      userId,
      slug,
      ...(connectorId !== undefined && { connectorId }),
      ...(accountId !== undefined && { accountId }),
      code: error.code,
    });
    onMissing(slug, error);
    return [];
  });
}

async function openConnector(
  validSecrets: ValidSecrets,
  options: CheckedOptions,
  selected: SelectedConnector,
): Promise<Part> {
  const { root, certificates, minimumSeconds, waitMilliseconds } = options;
  const { compiled } = selected.connector;
  const live = await Promise.all(
    selected.accounts.map(async ({ id: accountId, schemeId, label }): Promise<LiveAccount> => {
      const { account, secrets } = await validSecrets(accountId, {
        minimumSeconds,
        waitMilliseconds,
      });
      const scheme = compiled.auth.find((one) => one.id === schemeId);
      if (scheme === undefined)
        throw new Error("an account was chosen for a scheme that the connector lacks");
      return { scheme, label, variables: account.variables, expiresAt: account.expiresAt, secrets };
    }),
  );
  const pem = certificates === "file" ? pemFiles(root, compiled, live) : { files: [], env: {} };
  return partOf(selected, options, { ...connectorEnvironment(compiled, live), ...pem.env }, pem.files);
}
