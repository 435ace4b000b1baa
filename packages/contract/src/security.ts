import type { AuthScheme, Slot } from "./auth.ts";
import type { Connector, Operation } from "./connector.ts";

/**
 * The ways to prove who calls an operation, in the order of preference, each the schemes that are sent together;
 * one without schemes sends none. Without an operation: those of most operations. A scheme is never part of a
 * call to a server that it is not for; a way that has others is then preferred to one that is left with none.
 * OAuth2 without the token that an operation names is no way to call it.
 */
export function alternativesOf(
  connector: Pick<Connector, "auth" | "security">,
  operation?: Pick<Operation, "security" | "server" | "token">,
): readonly (readonly AuthScheme[])[] {
  const server = operation?.server ?? "default";
  const ways = (operation?.security ?? connector.security).map((ids) => ({
    stated: ids.length,
    schemes: ids
      .map((id) => schemeOf(connector, id))
      .filter(({ servers }) => servers === undefined || servers.includes(server)),
  }));
  const token = operation?.token;
  const hasToken = (scheme: AuthScheme) =>
    token === undefined || scheme.type !== "oauth2" || scheme.slots.some((slot) => slot.id === token);
  const some = ways.some(({ schemes }) => schemes.length > 0);
  return ways
    .filter(({ schemes }) => schemes.every(hasToken))
    .filter(({ stated, schemes }) => schemes.length > 0 || stated === 0 || !some)
    .map(({ schemes }) => schemes);
}

function schemeOf(connector: Pick<Connector, "auth">, id: string): AuthScheme {
  const scheme = connector.auth.find((one) => one.id === id);
  if (scheme === undefined) throw new Error(`the connector has no scheme "${id}"`);
  return scheme;
}

/** The slots of a scheme whose secrets a call needs: of several OAuth2 tokens only the one that is sent. */
export function neededSlots(scheme: AuthScheme, token?: string): readonly Slot[] {
  if (scheme.type !== "oauth2") return scheme.slots;
  return scheme.slots.filter((slot) => slot.id === (token ?? "access_token"));
}
