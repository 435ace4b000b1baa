import { CliError } from "../errors.ts";
import type { CliWorld } from "../world.ts";

type Environment = CliWorld["env"];

const variables = {
  url: "SPECWIRE_BROKER_URL",
  grant: "SPECWIRE_GRANT",
  grantFile: "SPECWIRE_GRANT_FILE",
} as const;

/** Where a broker listens. */
export interface BrokerAddress {
  /** `http://127.0.0.1:8790`; of a socket `http://localhost`, which no name is looked up for. */
  readonly url: string;
  readonly socketPath?: string;
  /** As it is said to people. */
  readonly shown: string;
}

/**
 * Whether the session goes through a broker. Any of the variables says so, even an empty one: a credential that
 * happens to be in the environment is never what a broken broker session falls back on.
 */
export function isBrokerSession(env: Environment): boolean {
  return Object.values(variables).some((name) => env[name] !== undefined);
}

/** The address in `SPECWIRE_BROKER_URL`: `http(s)://host:port` with or without a path, or `unix:/path`. */
export function brokerAddress(env: Environment): BrokerAddress {
  const given = env[variables.url] ?? "";
  const socketPath = /^unix:(?:\/\/)?(\/.+)$/s.exec(given)?.[1];
  if (socketPath !== undefined && !/[^ -~\u00A0-\uFFFF]/.test(socketPath))
    return { url: "http://localhost", socketPath, shown: `unix:${socketPath}` };
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isPlain =
    url &&
    /^https?:$/.test(url.protocol) &&
    !/\s|[^ -~\u00A0-\uFFFF]/.test(given) &&
    !url.username &&
    !url.password &&
    !/[?#]/.test(given);
  if (isPlain) return { url: given.replace(/\/+$/, ""), shown: url.host };
  throw new CliError(
    "NOT_CONFIGURED",
    given === "" ? `${variables.url} is not set` : `${variables.url} is no address of a broker`,
    { help: "ask the host for a new session: the address is http://host:port or unix:/path" },
  );
}

/** The grant: of the file, which the host may renew, else of the variable. Read for each request. */
export function readGrant(env: Environment): string {
  const file = env[variables.grantFile];
  const from = file === undefined ? variables.grant : variables.grantFile;
  const grant = file === undefined ? (env[variables.grant] ?? "") : grantIn(file);
  // What is no word can be no header's value.
  if (/^[\x21-\x7e]{1,4096}$/.test(grant)) return grant;
  throw new CliError(
    "NOT_CONFIGURED",
    grant === "" && file === undefined ? `${from} is not set` : `${from} holds no grant`,
    { help: "ask the host for a new session" },
  );
}

function grantIn(file: string): string {
  try {
    return process.getBuiltinModule("node:fs").readFileSync(file, "utf8").trim();
  } catch {
    throw new CliError("NOT_CONFIGURED", `${variables.grantFile} names no file that can be read`, {
      help: "ask the host for a new session",
    });
  }
}
