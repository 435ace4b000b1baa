import type { OAuth2 } from "@specwire/contract";
import { type ClientAuth, ClientSecretBasic, ClientSecretPost, None } from "oauth4webapi";
import { RuntimeError } from "../errors/runtime-error.ts";

/** An OAuth 2.0 client as it authenticates. */
export interface ClientCredentials {
  readonly clientId: string;
  /** Absent for a public client. */
  readonly clientSecret?: string;
}

/**
 * How the client proves itself at the token endpoint: one way, never two (RFC 6749 section 2.3). Throws
 * `CLIENT_REQUIRED` where it lacks the secret that the way needs, or can't be written so.
 */
export function clientAuthentication(
  oauth2: OAuth2,
  { clientId, clientSecret }: ClientCredentials,
): ClientAuth {
  if (oauth2.authStyle === "none") return None();
  if (clientSecret === undefined)
    throw new RuntimeError("CLIENT_REQUIRED", "the OAuth client has no secret, which this connector needs", {
      help: "register the client with its secret",
    });
  if (oauth2.authStyle === "body") return ClientSecretPost(clientSecret);
  const { basicCredentials = "encoded" } = oauth2.deviations;
  if (basicCredentials === "encoded") return ClientSecretBasic(clientSecret);
  // What stands before the first colon is the user's name (RFC 7617 section 2).
  if ((basicCredentials === "raw" ? clientId : clientSecret).includes(":"))
    throw new RuntimeError(
      "CLIENT_REQUIRED",
      "the OAuth client has a colon where this connector can't send one",
    );
  return (_server, _client, _body, headers) => {
    const pair = basicCredentials === "raw" ? `${clientId}:${clientSecret}` : `${clientSecret}:`;
    headers.set("authorization", `Basic ${Buffer.from(pair, "utf8").toString("base64")}`);
  };
}
