import {
  type AuthScheme,
  alternativesOf,
  type ConnectorHead,
  environmentNames,
  neededSlots,
  type Operation,
  type Secrets,
  type Slot,
  withoutPrefix,
} from "@specwire/contract";
import { CliError } from "./errors.ts";
import type { CliWorld } from "./world.ts";

type Environment = CliWorld["env"];

/** One of the ways to prove who calls, and what the environment holds of it. */
export interface Credential {
  /** The schemes that are sent together; none where the call needs no credential. */
  readonly parts: readonly CredentialPart[];
  /** Slots that are needed and that nobody set. */
  readonly missing: readonly Slot[];
}

export interface CredentialPart {
  readonly scheme: AuthScheme;
  /** By slot id; only those that are set. */
  readonly secrets: Secrets;
}

/**
 * The first alternative whose secrets are all set; with none set, the one that needs none, else the first.
 * Without an operation: what most operations would use.
 */
export function chooseCredential(
  connector: ConnectorHead,
  env: Environment,
  operation?: Operation,
): Credential {
  const candidates = candidatesFor(connector, env, operation);
  const complete = candidates.filter((one) => one.missing.length === 0);
  return (
    complete.find((one) => one.parts.length > 0) ?? complete[0] ?? candidates[0] ?? { parts: [], missing: [] }
  );
}

/** `A and B, or C`: what each of the alternatives lacks. */
function waysOf(ways: readonly (readonly Slot[])[], name: (slot: Slot) => string): string {
  return [...new Set(ways.map((slots) => slots.map(name).join(" and ")))].join(", or ");
}

function candidatesFor(
  connector: ConnectorHead,
  env: Environment,
  operation: Operation | undefined,
): Credential[] {
  return allowedWays(connector, env, operation).map((schemes) => {
    const parts = schemes.map((scheme) => ({ scheme, secrets: secretsOf(scheme, env) }));
    const missing = parts.flatMap(({ scheme, secrets }) =>
      neededSlots(scheme, operation?.token).filter((slot) => secrets[slot.id] === undefined),
    );
    return { parts, missing };
  });
}

function secretsOf(scheme: AuthScheme, env: Environment): Secrets {
  // A password may be empty on purpose: many APIs take a key as the user name alone.
  const isSet = ({ id, env: name }: Slot) =>
    scheme.type === "basic" && id === "password" ? env[name] !== undefined : Boolean(env[name]);
  return Object.fromEntries(
    scheme.slots.filter(isSet).map((slot): [string, string] => [slot.id, env[slot.env] ?? ""]),
  );
}

/** `{SLUG}_AUTH_METHOD` chooses among the alternatives; hosts also write words of their own into it. */
function allowedWays(
  connector: ConnectorHead,
  env: Environment,
  operation: Operation | undefined,
): readonly (readonly AuthScheme[])[] {
  const ways = alternativesOf(connector, operation);
  const name = environmentNames(connector).authMethod;
  const method = env[name];
  const isMeant = ({ id, type }: AuthScheme) => id === method || type === method;
  const chosen = ways.filter((way) => (method === "none" ? way.length === 0 : way.some(isMeant)));
  if (chosen.length > 0) return chosen;
  const words: readonly (string | undefined)[] = [
    "oauth2",
    "api_key",
    "bearer_token",
    "basic",
    "mutual_tls",
    "none",
  ];
  if (ways.length > 0 && words.includes(method) && !connector.auth.some(isMeant)) {
    const offered = [
      ...new Set(ways.flatMap((way) => (way.length > 0 ? way.map(({ id }) => id) : ["none"]))),
    ];
    throw new CliError("NOT_CONFIGURED", `${name} is "${method}", which ${connector.name} does not offer`, {
      help: `ask the host to set it to one of: ${offered.join(", ")}`,
    });
  }
  return ways;
}

/** The credential for an operation; an error says which variables are missing, never what one holds. */
export function needCredential(connector: ConnectorHead, env: Environment, operation: Operation): Credential {
  const credential = chooseCredential(connector, env, operation);
  if (credential.missing.length > 0) {
    const ways = candidatesFor(connector, env, operation).map((one) => one.missing);
    const names = waysOf(ways, (slot) => slot.env);
    const what = waysOf(ways, (slot) => slot.label);
    const verb = ways.every((way) => way.length === 1) ? "is" : "are";
    throw new CliError("AUTH_REQUIRED", `${connector.name} is not connected: ${names} ${verb} not set`, {
      help: `ask the host to connect ${connector.name} (${what}); don't ask for secrets in a conversation`,
      operation: operation.id,
    });
  }
  for (const { scheme, secrets } of credential.parts) {
    for (const slot of scheme.slots) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
      if (!slot.file && /[\u0000-\u001F\u007F]|[^\u0000-\u00FF]/.test(secrets[slot.id] ?? ""))
        throw new CliError(
          "NOT_CONFIGURED",
          `${slot.env} holds a line end or another character that can't be sent`,
          {
            help: `ask the host to connect ${connector.name} again; the value was not copied whole`,
            operation: operation.id,
          },
        );
    }
  }
  return credential;
}

/** Of a credential only a part is set, so that the call goes out without any: worth a word. */
export function halfCredential(
  connector: ConnectorHead,
  env: Environment,
  operation: Operation,
): string | undefined {
  if (chooseCredential(connector, env, operation).parts.length > 0) return undefined;
  const half = candidatesFor(connector, env, operation).find(({ parts }) =>
    parts.some(({ secrets }) => Object.keys(secrets).length > 0),
  );
  if (half === undefined) return undefined;
  const names = half.missing.map((slot) => slot.env).join(" and ");
  return `Called without a credential: a part of one is set, but not ${names}.`;
}

/** Refuses an account that is not the connected one. In the environment there is one account per connector. */
export function checkAccount(connector: ConnectorHead, env: Environment, account: string | undefined): void {
  if (account === undefined) return;
  const name = environmentNames(connector).account;
  const connected = env[name];
  if (connected === account) return;
  throw new CliError("ACCOUNT_NOT_FOUND", `there is no connected ${connector.name} account "${account}"`, {
    help: connected
      ? `the connected account is "${connected}"; leave --account out to use it`
      : chooseCredential(connector, env).missing.length > 0
        ? `no account is connected; ask the host to connect ${connector.name}`
        : `the one connected account has no label (${name} is not set); leave --account out to use it`,
    flag: "--account",
  });
}

/** Whether the host said when the credential expires, and that time is over. */
export function isExpired(connector: ConnectorHead, env: Environment, now: number): boolean {
  const text = env[environmentNames(connector).expiresAt];
  if (!text) return false;
  const expires = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return expires <= now;
}

/** Every secret of the connector, and a session's grant, that the environment holds: none of them may be printed. */
export function liveSecrets(connector: ConnectorHead, env: Environment): string[] {
  const files = new Set(
    connector.auth.flatMap(({ slots }) => slots.flatMap((slot) => (slot.file ? [slot.env] : []))),
  );
  const isSecret = (name: string, value: string) => !files.has(name) || isPem(value);
  const prefixes = connector.auth.flatMap(({ placements }) => placements.map(({ prefix }) => prefix));
  const grant = env.SPECWIRE_GRANT;
  const secrets = environmentNames(connector).secrets.flatMap((name) => {
    const value = env[name];
    if (!value || !isSecret(name, value)) return [];
    return [...new Set([value, ...prefixes.map((prefix) => withoutPrefix(value, prefix))])];
  });
  return grant ? [...secrets, grant] : secrets;
}

/** Whether a value is a certificate or key itself, in the text form of RFC 7468, and no file's name. */
export function isPem(value: string): boolean {
  return value.trimStart().startsWith("-----BEGIN ");
}
