import type { AuthScheme } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";

/**
 * The scheme that a caller means: the one that is named, or the only one that fits. Throws `SCHEME_NOT_FOUND`,
 * naming those that would do.
 */
export function chooseScheme(
  auth: readonly AuthScheme[],
  schemeId: string | undefined,
  fits: (scheme: AuthScheme) => boolean,
  connectorId: string,
): AuthScheme {
  const candidates = auth.filter(fits);
  const [only, ...others] =
    schemeId === undefined ? candidates : candidates.filter((scheme) => scheme.id === schemeId);
  if (only !== undefined && others.length === 0) return only;
  const ids = candidates.map((scheme) => scheme.id).join(", ");
  const help =
    ids !== ""
      ? `\`schemeId\` is one of: ${ids}`
      : auth.length > 0
        ? `it has: ${auth.map((scheme) => `${scheme.id}, with \`${callOf(scheme)}\``).join("; ")}`
        : "it needs no account";
  throw new RuntimeError(
    "SCHEME_NOT_FOUND",
    candidates.length === 0
      ? "the connector has no way to connect of this kind"
      : schemeId === undefined
        ? "the connector has several ways to connect, and `schemeId` chooses none"
        : "the connector has no such way to connect",
    { connectorId, help },
  );
}

/** What connects an account of a scheme. */
function callOf({ oauth2 }: AuthScheme): string {
  if (oauth2 === undefined) return "accounts.connectWithKeys";
  return oauth2.grant === "client_credentials" ? "accounts.connectWithClient" : "authorizationUrl";
}
