import { buildRequest, type HttpRequest } from "./build-request.ts";
import type { Arguments, Operation } from "./connector.ts";
import type { ConnectorHead } from "./next-page.ts";

/**
 * The whole request of an operation but its host and its credential: what CLI and broker send. Throws
 * `ArgumentError`.
 */
export function outgoingRequest(
  connector: Pick<ConnectorHead, "slug" | "version" | "headers" | "auth">,
  operation: Operation,
  args: Arguments,
): HttpRequest {
  const request = buildRequest(operation, args);
  const given = new Map(Object.entries(withoutFraming(request.headers)));
  // A whole Cookie header could hold a cookie of the credential's name in a writing of its own.
  const placesCookie = connector.auth.some((one) => one.placements.some((place) => place.in === "cookie"));
  const isCookie = (name: string) => name.toLowerCase() === "cookie";
  if (placesCookie && operation.parameters.some((one) => one.in === "header" && isCookie(one.name)))
    given.delete("cookie");
  const fixed = Object.entries(connector.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    ...request,
    headers: {
      ...ownHeaders(connector, operation),
      ...Object.fromEntries(fixed),
      ...Object.fromEntries(given),
    },
  };
}

/** What is said with each request of an operation, and alone where a declared redirect is followed. */
export function ownHeaders(
  connector: Pick<ConnectorHead, "slug" | "version">,
  { response }: Pick<Operation, "response">,
): Readonly<Record<string, string>> {
  return {
    "user-agent": `custom-${connector.slug}/${connector.version} (specwire)`,
    accept: `${response.accept ?? "application/json"}, */*;q=0.5`,
  };
}

/** Headers that belong to the connection and its framing, never to what a caller says. */
const framing: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export function withoutFraming(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !framing.has(name.toLowerCase())));
}
