import { inspect } from "node:util";
import type { AuthScheme, Connector, OAuth2 } from "@specwire/contract";
import { afterAll, afterEach } from "vitest";
import { createHttpClient } from "../../src/http/guarded-client.ts";
import type { ClientCredentials } from "../../src/oauth/client-authentication.ts";
import { requestTokens, type TokenRequest } from "../../src/oauth/token-request.ts";
import { TokenRequestError } from "../../src/oauth/token-set.ts";
import { type Answer, json } from "../servers/answers.ts";
import { startFaultsServer } from "../servers/faults-server.ts";

// Token requests of one scheme to a server that says what a test tells it to; for the tests of one file.
export const server = await startFaultsServer();
export const http = createHttpClient({ allowHosts: [server.host], timeoutMilliseconds: 400 });
afterAll(async () => {
  await http.close();
  await server.stop();
});
export const now = 1_800_000_000_000;
export const context = { http, now: () => now };
export const client = { clientId: "cl:ient%", clientSecret: "s3cr:t&/%+ x" };
export const tokens = { access_token: "at-1", token_type: "Bearer", expires_in: 3600, refresh_token: "rt-1" };

export interface Setup {
  readonly oauth2?: Partial<OAuth2>;
  readonly scheme?: Partial<AuthScheme>;
  readonly variables?: Connector["variables"];
}

export function scheme({ oauth2, scheme: more }: Setup): AuthScheme {
  return {
    id: "oauth",
    type: "oauth2",
    slots: [{ id: "access_token", env: "ACME_ACCESS_TOKEN", label: "Token" }],
    placements: [{ in: "header", name: "authorization", prefix: "Bearer ", slots: ["access_token"] }],
    oauth2: {
      grant: "authorization_code",
      authorizationUrl: server.authorizationUrl,
      tokenUrl: server.tokenUrl,
      scopes: {},
      pkce: true,
      authStyle: "body",
      extraAuthParams: {},
      deviations: {},
      ...oauth2,
    },
    ...more,
  };
}

export type Part<Kind> = Omit<
  Extract<TokenRequest, { kind: Kind }>,
  "connector" | "scheme" | "client" | "variables"
>;
export type AnyPart = Part<"refresh"> | Part<"client_credentials"> | Part<"code">;
export const refresh: Part<"refresh"> = {
  kind: "refresh",
  secrets: { refresh_token: "rt-0", access_token: "at-0" },
};
export const machine: Part<"client_credentials"> = { kind: "client_credentials", scopes: ["a", "b"] };

export function request(
  setup: Setup = {},
  part: AnyPart = refresh,
  variables: Record<string, string> = {},
  by: ClientCredentials = client,
) {
  const connector = { variables: setup.variables ?? {} };
  return requestTokens(context, { connector, scheme: scheme(setup), client: by, variables, ...part });
}

export async function failure(work: Promise<unknown>): Promise<TokenRequestError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TokenRequestError)) throw new Error(`no TokenRequestError: ${inspect(error)}`);
  return error;
}

export function answers(...all: [Answer, ...Answer[]]): void {
  server.answer("/token", ...all);
}
export const last = () => {
  const found = server.requests.at(-1);
  if (found === undefined) throw new Error("nothing was asked");
  return found;
};
afterEach(() => answers(json(tokens)));
answers(json(tokens));
