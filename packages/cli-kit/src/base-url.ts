import { type ConnectorHead, expandServerUrl, own } from "@specwire/contract";
import { CliError } from "./errors.ts";
import type { CliWorld } from "./world.ts";

/** The URL of a server: the host's word, else the connector's own with the defaults of its variables. */
export function baseUrlOf(connector: ConnectorHead, name: string, env: CliWorld["env"]): string {
  const server = own(connector.servers, name);
  if (server === undefined) throw new Error(`the connector has no server "${name}"`);
  const given = env[server.env];
  if (!given) {
    const url = expandServerUrl(server.url, connector.variables);
    if (url !== undefined) return url;
    throw new CliError(
      "NOT_CONFIGURED",
      `${server.env} is not set; ${connector.name} has no URL of its own`,
      {
        help: `ask the host to connect ${connector.name}`,
      },
    );
  }
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const fine =
    url &&
    !/\s|[^ -~\u00A0-\uFFFF]/.test(given) &&
    /^https?:$/.test(url.protocol) &&
    !url.username &&
    !url.password &&
    !url.search &&
    !url.hash;
  if (!fine)
    throw new CliError("NOT_CONFIGURED", `${server.env} is not a plain http(s) URL`, {
      help: "ask the host to set it to something like https://api.example.com/v1, without user, query and fragment",
    });
  return given.replace(/\/+$/, "");
}

/** The host that a server leads to, for people; undefined where it is not known yet. */
export function hostOf(connector: ConnectorHead, name: string, env: CliWorld["env"]): string | undefined {
  try {
    return new URL(baseUrlOf(connector, name, env)).host;
  } catch {
    return undefined;
  }
}

/** Below which URLs an answer may name what the API has: where it is called, and where the connector says that it is. */
export function basesOf(connector: ConnectorHead, name: string, env: CliWorld["env"]): string[] {
  const server = own(connector.servers, name);
  const declared = server && expandServerUrl(server.url, connector.variables);
  const given = server && env[server.env]?.replace(/\/+$/, "");
  return [given, declared].flatMap((base) => (base ? [base] : []));
}
