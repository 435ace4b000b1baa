import { bodyParameters, type RecordedRequest } from "./loopback.ts";

/** Every place of a request where a client can show who it is. Only one of them may hold a secret. */
export interface ClientCredentialsSeen {
  /** RFC 7617, as it was sent: `id:secret` after base64, before any other decoding. */
  readonly basic: string | undefined;
  /** Every value of `client_id` and `client_secret` in the body, in order. */
  readonly bodyIds: readonly string[];
  readonly bodySecrets: readonly string[];
  /** Names in the query that have no place there; always empty for a correct client. */
  readonly query: readonly string[];
  /** An `Authorization` header of another kind. */
  readonly otherAuthorization: string | undefined;
}

const NEVER_IN_QUERY = [
  "client_id",
  "client_secret",
  "code",
  "code_verifier",
  "refresh_token",
  "access_token",
  "token",
];

/** Where the client's credentials were in a token request: what a lenient server would not tell. */
export function clientCredentialsIn(request: RecordedRequest): ClientCredentialsSeen {
  const authorization = request.headers.authorization;
  const basic = /^basic (.+)$/i.exec(authorization ?? "")?.[1];
  const parameters = bodyParameters(request);
  return {
    basic: basic === undefined ? undefined : Buffer.from(basic, "base64").toString("utf8"),
    bodyIds: parameters.getAll("client_id"),
    bodySecrets: parameters.getAll("client_secret"),
    query: NEVER_IN_QUERY.filter((name) => request.query.has(name)),
    otherAuthorization: basic === undefined ? authorization : undefined,
  };
}
