import type { ConnectorHead } from "./next-page.ts";

/** The names of the environment variables that a host sets for a connector, without a value. */
export interface EnvironmentNames {
  /** `GITHUB`; what every name starts with. */
  readonly prefix: string;
  /** Server name to variable: `GITHUB_BASE_URL`, `GITHUB_UPLOADS_BASE_URL`. */
  readonly servers: Readonly<Record<string, string>>;
  /** Every variable that may carry a secret. */
  readonly secrets: readonly string[];
  readonly authMethod: string;
  readonly account: string;
  readonly expiresAt: string;
}

/** A slug or id as an environment variable's part: upper case, `_` for `-`. */
export function toEnvironmentName(...parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase()).join("_");
}

/** The variable with a server's resolved URL: `GITHUB_BASE_URL`, of another than `default` `GITHUB_UPLOADS_BASE_URL`. */
export function serverVariable(slug: string, server: string): string {
  return toEnvironmentName(slug, ...(server === "default" ? [] : [server]), "base-url");
}

/** The environment of a connector; its servers' and slots' own names are in the compiled connector. */
export function environmentNames(
  connector: Pick<ConnectorHead, "slug" | "servers" | "auth">,
): EnvironmentNames {
  const prefix = toEnvironmentName(connector.slug);
  return {
    prefix,
    servers: Object.fromEntries(
      Object.entries(connector.servers).map(([name, server]) => [name, server.env]),
    ),
    secrets: [...new Set(connector.auth.flatMap((scheme) => scheme.slots.map((slot) => slot.env)))],
    authMethod: `${prefix}_AUTH_METHOD`,
    account: `${prefix}_ACCOUNT`,
    expiresAt: `${prefix}_EXPIRES_AT`,
  };
}
