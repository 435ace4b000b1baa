import { posix } from "node:path";
import {
  type AuthScheme,
  type Connector,
  environmentNames,
  expandServerUrl,
  own,
  type Secrets,
} from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";
import { hideWhenInspected } from "../vault/hide.ts";
import type { SessionFile } from "./session-files.ts";

/** A chosen account with its live secrets. */
export interface LiveAccount {
  readonly scheme: AuthScheme;
  readonly label: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly expiresAt: Date | null;
  /** By slot id; what else is stored of an account stays here. */
  readonly secrets: Secrets;
}

/**
 * The variables of one connector, by name. Throws `INVALID_VARIABLE` where its default server can't be told from
 * what the accounts know.
 */
export function connectorEnvironment(
  connector: Connector,
  accounts: readonly LiveAccount[],
): Readonly<Record<string, string>> {
  const names = environmentNames(connector);
  const [first] = accounts;
  const places = accounts.flatMap(({ scheme }) => scheme.placements);
  const header = places.find((place) => place.in === "header");
  const query = places.find((place) => place.in === "query");
  const ends = accounts.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt.getTime()]));
  return {
    ...serverUrls(connector, accounts),
    [names.authMethod]: first?.scheme.id ?? "none",
    ...(header && { [`${names.prefix}_AUTH_HEADER_NAME`]: header.name }),
    ...(query && { [`${names.prefix}_AUTH_QUERY_PARAM`]: query.name }),
    ...(first && { [names.account]: first.label }),
    ...(ends.length > 0 && { [names.expiresAt]: new Date(Math.min(...ends)).toISOString() }),
    ...Object.fromEntries(accounts.flatMap(secretVariables)),
  };
}

/**
 * The variables of one connector in a session that has no secrets: where its servers are, as far as all accounts agree
 * on it, so that the command can read an address in an answer.
 */
export function addressEnvironment(
  connector: Connector,
  accounts: readonly Pick<LiveAccount, "variables">[],
): Readonly<Record<string, string>> {
  const values = agreedVariables(accounts);
  if (values === undefined) return {};
  return Object.fromEntries(
    Object.values(connector.servers).flatMap((server): [string, string][] => {
      const url = expandServerUrl(server.url, connector.variables, values);
      return url === undefined ? [] : [[server.env, url]];
    }),
  );
}

/** Secrets by the variable that carries each. Throws `INVALID_SECRET` for what no request and no variable can hold. */
function secretVariables({ scheme, secrets }: LiveAccount): [name: string, value: string][] {
  return scheme.slots.flatMap((slot): [string, string][] => {
    const secret = own(secrets, slot.id);
    if (secret === undefined) return [];
    // One NUL would keep the whole sandbox from starting. PEM has line ends.
    if (slot.file ? secret.includes("\0") : /\p{Cc}/u.test(secret))
      throw new RuntimeError(
        "INVALID_SECRET",
        `The secret "${slot.id}" has a character that can't be sent.`,
        {
          help: "connect the account again",
        },
      );
    return [[slot.env, secret]];
  });
}

function serverUrls(connector: Connector, accounts: readonly LiveAccount[]): Record<string, string> {
  const values = mergedVariables(accounts);
  const urls = Object.entries(connector.servers).flatMap(([name, server]): [string, string][] => {
    const url = expandServerUrl(server.url, connector.variables, values);
    if (url === undefined && name === "default")
      throw new RuntimeError("INVALID_VARIABLE", `The address of "${connector.slug}" is not known.`, {
        help: "connect the account again, with each variable that the connector asks for",
      });
    return url === undefined ? [] : [[server.env, url]];
  });
  return Object.fromEntries(urls);
}

/** What accounts that are used together know of the connector's address; they must agree. */
export function mergedVariables(accounts: readonly Pick<LiveAccount, "variables">[]): Record<string, string> {
  const values = agreedVariables(accounts);
  if (values !== undefined) return values;
  throw new RuntimeError("INVALID_VARIABLE", "The accounts belong to different addresses of the API.", {
    help: "choose accounts that belong together",
  });
}

function agreedVariables(
  accounts: readonly Pick<LiveAccount, "variables">[],
): Record<string, string> | undefined {
  const values = new Map<string, string>();
  for (const [name, value] of accounts.flatMap(({ variables }) => Object.entries(variables))) {
    if ((values.get(name) ?? value) !== value) return undefined;
    values.set(name, value);
  }
  return Object.fromEntries(values);
}

/** Every variable that the connector's command acts on, set or not; in a session with a broker addresses alone. */
function readNames(connector: Connector, hasBroker: boolean): string[] {
  if (hasBroker) return Object.values(environmentNames(connector).servers);
  const { prefix, servers, secrets, authMethod, account, expiresAt } = environmentNames(connector);
  const words = ["AUTH_HEADER_NAME", "AUTH_QUERY_PARAM"].map((word) => `${prefix}_${word}`);
  return [...Object.values(servers), ...secrets, authMethod, account, expiresAt, ...words];
}

/**
 * Throws `ENVIRONMENT_CLASH` where two connectors of a session, or one and the host, share a variable's name. It is
 * one whether or not it is set: a command would take the other's secret for its own, and send it to its own API.
 */
export function refuseClashes(
  connectors: readonly Connector[],
  reserved: ReadonlySet<string>,
  hasBroker = false,
): void {
  const owners = new Map<string, string>();
  for (const connector of connectors) {
    for (const name of readNames(connector, hasBroker)) {
      const owner = owners.get(name) ?? (reserved.has(name) ? "" : undefined);
      if (owner !== undefined && owner !== connector.slug)
        throw new RuntimeError(
          "ENVIRONMENT_CLASH",
          owner === ""
            ? `The variable ${name} of "${connector.slug}" is the host's own.`
            : `"${owner}" and "${connector.slug}" would share the variable ${name}.`,
          { help: "allow one of them in a session, or give one another slug" },
        );
      owners.set(name, connector.slug);
    }
  }
}

/** PEM texts as files of the bundle, and their names in place of them. */
export function pemFiles(
  root: string,
  { slug }: Connector,
  accounts: readonly LiveAccount[],
): { readonly files: SessionFile[]; readonly env: Record<string, string> } {
  const parts = accounts.flatMap(({ scheme, secrets }) =>
    scheme.slots.flatMap((slot) => {
      const text = slot.file && own(secrets, slot.id);
      if (!text) return [];
      const path = posix.join(root, "certificates", `custom-${slug}-${slot.env.toLowerCase()}.pem`);
      const file = { path, text: `${text.trimEnd()}\n`, mode: 0o600 };
      return [{ env: slot.env, file: hideWhenInspected(file, ["text"]) }];
    }),
  );
  return {
    files: parts.map((part) => part.file),
    env: Object.fromEntries(parts.map((part) => [part.env, part.file.path])),
  };
}
