import type { Connector, OAuth2 } from "@specwire/contract";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { isLoopbackName } from "../http/addresses.ts";
import { type ServerMetadata, serverMetadata } from "./metadata.ts";
import { expandUrl } from "./templates.ts";

export interface EndpointInput {
  readonly connector: Pick<Connector, "variables">;
  readonly oauth2: OAuth2;
  /** Values of the connector's variables that are known so far. */
  readonly variables: Readonly<Record<string, string>>;
}

type Endpoint = "authorization" | "token" | "refresh" | "revocation";

const stated = {
  authorization: (oauth2: OAuth2) => oauth2.authorizationUrl,
  token: (oauth2: OAuth2) => oauth2.tokenUrl,
  // A refresh URL is stated only where it is not the token endpoint.
  refresh: (oauth2: OAuth2) => oauth2.refreshUrl ?? oauth2.tokenUrl,
  revocation: (oauth2: OAuth2) => oauth2.revocationUrl,
} as const;

const members = {
  authorization: "authorization_endpoint",
  token: "token_endpoint",
  refresh: "token_endpoint",
  revocation: "revocation_endpoint",
} as const;

/**
 * One of the authorization server's endpoints: as the spec states it, else from the metadata. Throws
 * `INVALID_VARIABLE`, what `serverMetadata` throws, and `AUTHORIZATION_RESPONSE_INVALID` where neither has it.
 */
export async function endpointOf(
  context: Pick<Context, "http" | "now">,
  endpoint: Endpoint,
  input: EndpointInput,
): Promise<string> {
  const found = await optionalEndpoint(context, endpoint, input);
  if (found !== undefined) return found;
  throw new RuntimeError(
    "AUTHORIZATION_RESPONSE_INVALID",
    `the authorization server's metadata has no ${members[endpoint]}`,
  );
}

/** The same for an endpoint that need not be there. */
export async function optionalEndpoint(
  context: Pick<Context, "http" | "now">,
  endpoint: Endpoint,
  input: EndpointInput,
): Promise<string | undefined> {
  const template = stated[endpoint](input.oauth2);
  if (template !== undefined) return expandUrl(template, input.connector.variables, input.variables);
  const found = (await metadataOf(context, input))?.[members[endpoint]];
  return typeof found === "string" && isWebUrl(found) ? found : undefined;
}

/** The guarded client judges what the runtime calls; this is also for what a browser is sent to. */
function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.hash !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopbackName(url.hostname));
}

/** The metadata, where the spec says where it is. */
export async function metadataOf(
  context: Pick<Context, "http" | "now">,
  { connector, oauth2, variables }: EndpointInput,
): Promise<ServerMetadata | undefined> {
  if (oauth2.openIdConnectUrl === undefined) return undefined;
  return serverMetadata(context, expandUrl(oauth2.openIdConnectUrl, connector.variables, variables));
}

/**
 * What the token endpoint is before variables are known: binds a code to where it may be redeemed, also where the
 * redirect itself says in which of a provider's regions that is.
 */
export async function tokenEndpointName(
  context: Pick<Context, "http" | "now">,
  input: EndpointInput,
): Promise<string> {
  return input.oauth2.tokenUrl ?? (await endpointOf(context, "token", input));
}
