import type { AccountView } from "../accounts/account-view.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import type { Runtime } from "../runtime.ts";

export interface UserTokens {
  readonly userId: string;
  /** `custom:<slug>` each; an empty list gives none. */
  readonly allowed: readonly string[];
  /** As in a session. Default: 600. */
  readonly minimumSeconds?: number;
  /** As in a session. Default: 30,000. */
  readonly waitMilliseconds?: number;
}

export interface ValidToken {
  /** `custom:<slug>`. */
  readonly type: string;
  readonly account: AccountView;
  /** By slot id: `access_token`, `api_key`. */
  readonly secrets: Readonly<Record<string, string>>;
}

export interface MissingToken {
  readonly type: string;
  readonly account: AccountView;
  readonly error: RuntimeError;
}

export interface ValidTokens {
  readonly tokens: readonly ValidToken[];
  /** Connected accounts whose credential can't be used now, and why. */
  readonly missing: readonly MissingToken[];
}

/** Slugs of an allow-list. Throws `ALLOW_LIST_REQUIRED`. */
export function allowedSlugs(allowed: unknown): ReadonlySet<string> {
  if (!Array.isArray(allowed))
    throw new RuntimeError("ALLOW_LIST_REQUIRED", "An allow-list is needed: `allowed`.", {
      help: "pass the workflow's list, such as ['custom:trello']; an empty list allows nothing",
    });
  return new Set(
    allowed.flatMap((one) => (typeof one === "string" && one.startsWith("custom:") ? [one.slice(7)] : [])),
  );
}

interface AllowedConnector {
  readonly type: string;
  /** False where the API asks for no credential. */
  readonly needsAccount: boolean;
  readonly accounts: readonly AccountView[];
}

/** Enabled connectors of an allow-list, with the accounts of the user that are connected. */
export async function allowedConnectors(
  { connectors, accounts }: Pick<Runtime, "connectors" | "accounts">,
  { userId, allowed }: Pick<UserTokens, "userId" | "allowed">,
): Promise<AllowedConnector[]> {
  const slugs = allowedSlugs(allowed);
  const [usable, own] = await Promise.all([connectors.list({ userId }), accounts.list({ userId })]);
  return usable
    .filter(({ slug, enabled }) => enabled && slugs.has(slug))
    .map(({ id, slug, auth }) => ({
      type: `custom:${slug}`,
      needsAccount: auth.length > 0,
      accounts: own.filter(({ connectorId, status }) => connectorId === id && status !== "unverified"),
    }));
}

/** Each credential by itself: one that can't be refreshed takes none of the others away. */
export async function validTokens(
  runtime: Pick<Runtime, "connectors" | "accounts">,
  options: UserTokens,
): Promise<ValidTokens> {
  const { userId, minimumSeconds = 600, waitMilliseconds = 30_000 } = options;
  const wanted = (await allowedConnectors(runtime, options)).flatMap(({ type, accounts }) =>
    accounts.map((account) => ({ type, account })),
  );
  const tokens: ValidToken[] = [];
  const missing: MissingToken[] = [];
  const results = await Promise.allSettled(
    wanted.map(({ account: { id: accountId } }) =>
      runtime.accounts.credential({ userId, accountId, minimumSeconds, waitMilliseconds }),
    ),
  );
  for (const [index, result] of results.entries()) {
    const asked = wanted[index];
    if (asked === undefined) continue;
    if (result.status === "fulfilled") {
      const { account, secrets } = result.value;
      tokens.push({ type: asked.type, account, secrets });
    } else if (result.reason instanceof RuntimeError) missing.push({ ...asked, error: result.reason });
    else throw result.reason;
  }
  return { tokens, missing };
}
