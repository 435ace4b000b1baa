import { commandName, type Secrets } from "@specwire/contract";
import type { Account } from "../accounts/account-store.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { hideWhenInspected } from "../vault/hide.ts";
import { connectorEnvironment, type LiveAccount, pemFiles, refuseClashes } from "./environment.ts";
import { readShelf, type SelectedConnector, selectConnector } from "./select-connectors.ts";
import { commandFiles, launcherFolder, type SessionFile } from "./session-files.ts";
import { joinInstructions } from "./session-instructions.ts";
import { type CheckedOptions, checkOptions, type SessionOptions } from "./session-options.ts";

/** Command to the ids of its operations: what `CUSTOM_INTEGRATION_PERMISSIONS` holds as JSON. */
export type SessionPermissions = Readonly<
  Record<string, { readonly read: readonly string[]; readonly write: readonly string[] }>
>;

/** What a sandbox gets. The agent in it can see all of it; secrets are in `env` and in files of mode `0o600`, which logs show without them. */
export interface SessionBundle {
  readonly files: readonly SessionFile[];
  /** For the sandbox's environment; PATH is in it. In a log it shows names only. */
  readonly env: Readonly<Record<string, string>>;
  /** For the agent's prompt, in Markdown; empty where nothing may be used. */
  readonly instructions: string;
  readonly permissions: SessionPermissions;
}

/** An account with its secrets, renewed first where they would not be valid for long enough. */
export type ValidSecrets = (
  accountId: string,
  asked: { readonly minimumSeconds: number; readonly waitMilliseconds: number },
) => Promise<{ readonly account: Account; readonly secrets: Secrets }>;

/** Linux starts no program with a longer variable (MAX_ARG_STRLEN), its name and the sign between included. */
const longestVariable = 131_071;

/**
 * Everything that a sandbox needs to use the allowed connectors of a user, and nothing of any other. A connector
 * that can't be used is left out without a trace, and keeps no other from being there; `onMissing` says why. Throws
 * `ALLOW_LIST_REQUIRED`, `INVALID_OPTION`, `ENVIRONMENT_CLASH` or `SESSION_TOO_LARGE`.
 */
export async function openSession(
  context: Pick<Context, "db" | "log">,
  validSecrets: ValidSecrets,
  options: SessionOptions,
): Promise<SessionBundle> {
  const checked = checkOptions(options);
  if (checked.slugs.length === 0) return bundleOf([], checked);
  const shelf = await readShelf(context, checked);
  const selected = await withoutFailures(context, checked, checked.slugs, checked.slugs, async (slug) =>
    selectConnector(shelf, checked, slug),
  );
  const compiled = selected.map(({ connector }) => connector.compiled);
  refuseClashes(compiled, checked.reserved);
  const parts = await withoutFailures(
    context,
    checked,
    compiled.map(({ slug }) => slug),
    selected,
    (one) => openConnector(validSecrets, checked, one),
  );
  return bundleOf(parts, checked);
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

interface Part {
  readonly slug: string;
  readonly files: readonly SessionFile[];
  readonly env: Readonly<Record<string, string>>;
  readonly instructions: string;
  readonly permissions: SessionPermissions[string];
}

async function openConnector(
  validSecrets: ValidSecrets,
  { root, certificates, minimumSeconds, waitMilliseconds }: CheckedOptions,
  { connector: { compiled, permissions }, accounts, texts }: SelectedConnector,
): Promise<Part> {
  const live = await Promise.all(
    accounts.map(async ({ id: accountId, schemeId, label }): Promise<LiveAccount> => {
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
  const env = { ...connectorEnvironment(compiled, live), ...pem.env };
  refuseLongVariables(env);
  return {
    slug: compiled.slug,
    files: [
      ...commandFiles(root, compiled.slug, {
        typescript: texts.get("cli.ts") ?? "",
        javascript: texts.get("cli.mjs") ?? "",
      }),
      ...pem.files,
    ],
    env,
    instructions: texts.get("instructions.md") ?? "",
    permissions: { read: permissions.readOps, write: permissions.writeOps },
  };
}

function bundleOf(parts: readonly Part[], { root, path, instructionTokens }: CheckedOptions): SessionBundle {
  if (parts.length === 0) return { files: [], env: {}, instructions: "", permissions: {} };
  const permissions = Object.fromEntries(parts.map((part) => [commandName(part.slug), part.permissions]));
  const env = {
    ...Object.fromEntries(parts.flatMap((part) => Object.entries(part.env))),
    CUSTOM_INTEGRATION_PERMISSIONS: JSON.stringify(permissions),
    // An empty part of PATH would be the folder that the agent works in.
    PATH: [launcherFolder(root), ...path.split(":").filter(Boolean)].join(":"),
  };
  refuseLongVariables(env);
  return {
    files: parts.flatMap((part) => part.files),
    env: hideWhenInspected(env),
    instructions: joinInstructions(
      parts.map(({ slug, instructions }) => ({ slug, text: instructions })),
      instructionTokens,
    ),
    permissions,
  };
}

function refuseLongVariables(env: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(env)) {
    if (Buffer.byteLength(`${name}=${value}`) > longestVariable)
      throw new RuntimeError("SESSION_TOO_LARGE", `${name} would be longer than a variable can be.`, {
        help: "allow fewer connectors in one session, or such as have fewer operations",
      });
  }
}
