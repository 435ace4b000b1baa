import { generateKeyPairSync } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import Provider, { type AdapterPayload, type ClientMetadata, type Configuration } from "oidc-provider";
import { type LoopbackServer, type RecordedRequest, recorded, serveOnLoopback } from "./loopback.ts";
import { memoryAdapter, type ServerMemory } from "./memory-adapter.ts";

export interface RegisteredClient {
  readonly clientId: string;
  /** Printable ASCII; absent for a public client. */
  readonly clientSecret?: string;
  readonly method: "client_secret_basic" | "client_secret_post" | "none";
  readonly redirectUris?: readonly string[];
  /** Default: `authorization_code` and `refresh_token`. */
  readonly grantTypes?: readonly string[];
}

export interface AuthorizationServerOptions {
  /** Seconds that an access token lives. Default: 60. */
  readonly accessTokenSeconds?: number;
  /** A refresh replaces the refresh token too, and the old one kills the family. Default: true. */
  readonly rotates?: boolean;
  /** Scopes beyond `openid` and `offline_access`. Default: `items:read` and `items:write`. */
  readonly scopes?: readonly string[];
}

export interface AuthorizationServer extends LoopbackServer {
  /** The same as `origin`. */
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  /** Answers 200 to a valid access token with `openid`: `{ sub, email }`; else 401. */
  readonly userInfoUrl: string;
  /** What came in, oldest first: the oracle of where secrets went. */
  readonly requests: readonly RecordedRequest[];
  readonly tokenRequests: readonly RecordedRequest[];
  register(client: RegisteredClient): void;
  /** As when a person takes back what they gave a client: its tokens are over. */
  endGrants(clientId: string): void;
  /** What the person at the consent page does from now on. Default: approves. */
  decide(decision: "approve" | "deny"): void;
  /** Who signs in from now on. Default: alice. A browser with a session of someone else has to be a new one. */
  signInAs(accountId: string): void;
}

/**
 * A certified authorization server (oidc-provider) on loopback: PKCE required, `iss` in its answers, refresh
 * tokens that rotate, revocation, metadata in both well-known places. Sign-in and consent answer by themselves.
 *
 * It takes client_secret_post from a client that is registered for client_secret_basic: which of the two was
 * used is only seen in `tokenRequests`.
 */
export async function startAuthorizationServer(
  options: AuthorizationServerOptions = {},
): Promise<AuthorizationServer> {
  const memory: ServerMemory = new Map();
  const requests: RecordedRequest[] = [];
  const person = { decision: "approve" as "approve" | "deny", accountId: "alice" };

  let handle: (request: IncomingMessage, response: ServerResponse) => unknown;
  const server = await serveOnLoopback((request, response) => {
    record(request, requests);
    return handle(request, response);
  });
  const provider = new Provider(server.origin, configuration(options, memory));
  const callback = provider.callback();
  handle = (request, response) =>
    request.url?.startsWith("/interaction/")
      ? interact(provider, person, request, response)
      : callback(request, response);

  return {
    ...server,
    issuer: server.origin,
    authorizationUrl: `${server.origin}/auth`,
    tokenUrl: `${server.origin}/token`,
    revocationUrl: `${server.origin}/token/revocation`,
    userInfoUrl: `${server.origin}/me`,
    requests,
    get tokenRequests() {
      return requests.filter(({ path }) => path === "/token");
    },
    register: (client) => {
      const clients = memory.get("Client") ?? new Map();
      clients.set(client.clientId, metadata(client));
      memory.set("Client", clients);
    },
    endGrants: (clientId) => {
      for (const kind of ["RefreshToken", "AccessToken", "Grant"]) {
        const records = memory.get(kind) ?? new Map<string, AdapterPayload>();
        for (const [id, record] of records) if (record.clientId === clientId) records.delete(id);
      }
    },
    decide: (decision) => {
      person.decision = decision;
    },
    signInAs: (accountId) => {
      person.accountId = accountId;
    },
  };
}

/** The body is noted as the parser hands it on: the server must find it unread. */
function record(request: IncomingMessage, requests: RecordedRequest[]): void {
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk, encoding) => {
    if (chunk !== null) chunks.push(Buffer.from(chunk));
    else requests.push(recorded(request, Buffer.concat(chunks).toString("utf8")));
    return push(chunk, encoding);
  };
}

function metadata(client: RegisteredClient): ClientMetadata {
  const grantTypes = client.grantTypes ?? ["authorization_code", "refresh_token"];
  return {
    client_id: client.clientId,
    ...(client.clientSecret !== undefined && { client_secret: client.clientSecret }),
    token_endpoint_auth_method: client.method,
    redirect_uris: [...(client.redirectUris ?? [])],
    grant_types: [...grantTypes],
    response_types: grantTypes.includes("authorization_code") ? ["code"] : [],
  };
}

function configuration(options: AuthorizationServerOptions, memory: ServerMemory): Configuration {
  const scopes = options.scopes ?? ["items:read", "items:write"];
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const hour = 3600;
  return {
    adapter: memoryAdapter(memory),
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "ES256", use: "sig" }] },
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    pkce: { required: () => true },
    rotateRefreshToken: options.rotates ?? true,
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed("refresh_token"),
    scopes: ["openid", "offline_access", ...scopes],
    claims: { openid: ["sub"], email: ["email"] },
    ttl: {
      AccessToken: options.accessTokenSeconds ?? 60,
      ClientCredentials: options.accessTokenSeconds ?? 60,
      AuthorizationCode: 60,
      RefreshToken: hour,
      IdToken: hour,
      Session: hour,
      Interaction: hour,
      Grant: hour,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_context, client, token) => token.clientId === client.clientId,
      },
      introspection: { enabled: true },
      clientCredentials: { enabled: true },
    },
    // An access token is over when it says so.
    clockTolerance: 0,
    cookies: { keys: ["of tests"] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, email: `${sub}@example.test` }),
    }),
  };
}

/** What a person does with the sign-in page and the consent page. */
async function interact(
  provider: Provider,
  person: { readonly decision: "approve" | "deny"; readonly accountId: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, session, params, grantId } = await provider.interactionDetails(request, response);
  const finish = (result: Parameters<Provider["interactionFinished"]>[2]): Promise<void> =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  if (prompt.name === "login") return finish({ login: { accountId: person.accountId } });
  if (person.decision === "deny") {
    return finish({ error: "access_denied", error_description: "The resource owner said no" });
  }
  const found = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant =
    found ?? new provider.Grant({ accountId: session?.accountId ?? "", clientId: String(params.client_id) });
  const { missingOIDCScope = [], missingOIDCClaims = [] } = prompt.details as Readonly<
    Record<string, string[] | undefined>
  >;
  grant.addOIDCScope(missingOIDCScope.join(" "));
  grant.addOIDCClaims(missingOIDCClaims);
  return finish({ consent: { grantId: await grant.save() } });
}
