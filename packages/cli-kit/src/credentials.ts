import {
  type AuthScheme,
  type ConnectorHead,
  environmentNames,
  type Operation,
  type Secrets,
  type Slot,
} from "@specwire/contract";
import { CliError } from "./errors.ts";
import type { CliWorld } from "./world.ts";

type Environment = CliWorld["env"];

/** The scheme that the environment chooses, and which of its secrets are there. */
export interface Credential {
  readonly scheme: AuthScheme;
  /** By slot id; only those that are set. */
  readonly secrets: Secrets;
  /** Slots that the operation needs and nobody set. */
  readonly missing: readonly Slot[];
}

/** The first alternative whose secrets are all set, else the first; undefined where the API wants none. */
export function chooseCredential(
  connector: ConnectorHead,
  env: Environment,
  operation?: Operation,
): Credential | undefined {
  const candidates = candidatesFor(connector, env, operation);
  return candidates.find((one) => one.missing.length === 0) ?? candidates[0];
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
  return allowedSchemes(connector, env).map((scheme): Credential => {
    const set = scheme.slots.filter((slot) => env[slot.env]);
    return {
      scheme,
      secrets: Object.fromEntries(set.map((slot) => [slot.id, env[slot.env] ?? ""])),
      missing: neededSlots(scheme, operation).filter((slot) => !set.includes(slot)),
    };
  });
}

/** `{SLUG}_AUTH_METHOD` chooses among the alternatives; hosts also write words of their own into it. */
function allowedSchemes(connector: ConnectorHead, env: Environment): readonly AuthScheme[] {
  const name = environmentNames(connector).authMethod;
  const method = env[name];
  const chosen = connector.auth.filter((scheme) => scheme.type === method);
  if (chosen.length > 0) return chosen;
  const types: readonly (string | undefined)[] = ["oauth2", "api_key", "bearer_token", "basic", "none"];
  if (connector.auth.length > 0 && types.includes(method)) {
    const offered = [...new Set(connector.auth.map((scheme) => scheme.type))].join(", ");
    throw new CliError("NOT_CONFIGURED", `${name} is "${method}", which ${connector.name} does not offer`, {
      help: `ask the host to set it to one of: ${offered}`,
    });
  }
  return connector.auth;
}

function neededSlots(scheme: AuthScheme, operation: Operation | undefined): Slot[] {
  const token = operation?.token;
  const ids = scheme.placements
    .flatMap((placement) => placement.slots)
    .map((id) => (id === "access_token" && token ? token : id));
  return scheme.slots.filter((slot) => ids.includes(slot.id));
}

/** The credential for an operation; an error says which variables are missing, never what one holds. */
export function needCredential(
  connector: ConnectorHead,
  env: Environment,
  operation: Operation,
): Credential | undefined {
  const credential = chooseCredential(connector, env, operation);
  if (credential === undefined) return undefined;
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
  for (const slot of credential.scheme.slots) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    if (/[\u0000-\u001F\u007F]|[^\u0000-\u00FF]/.test(credential.secrets[slot.id] ?? ""))
      throw new CliError(
        "NOT_CONFIGURED",
        `${slot.env} holds a line end or another character that can't be sent`,
        {
          help: `ask the host to connect ${connector.name} again; the value was not copied whole`,
          operation: operation.id,
        },
      );
  }
  return credential;
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

/** Every secret of the connector that the environment holds: none of them may be printed. */
export function liveSecrets(connector: ConnectorHead, env: Environment): string[] {
  return environmentNames(connector).secrets.flatMap((name) => env[name] || []);
}
