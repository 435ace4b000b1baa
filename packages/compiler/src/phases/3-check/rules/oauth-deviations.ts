import type { Oauth2 } from "../../../../gen/connector-source.ts";
import { type CheckedSpec, oauthSchemes } from "../checked-spec.ts";

/** A departure that the rest of the scheme leaves without effect is a mistake somewhere. */
export function noEffect(spec: CheckedSpec): void {
  for (const { scheme, at } of oauthSchemes(spec)) {
    for (const [key, because] of withoutEffect(scheme))
      spec.report.add(
        "oauth/no-effect",
        { key: key.split("/").at(-1) ?? key, because },
        spec.locate(`${at}/${key}`, "key"),
      );
  }
}

const ofConsent = ["authorizationUrl", "refreshUrl", "extraAuthParams"] as const;
const deviationsOfConsent = [
  ...["authParamNames", "responseType", "nonce", "redirectParamNames"],
  ...["extraRefreshParams", "refresh"],
] as const;

function withoutEffect(scheme: Oauth2): [key: string, because: string][] {
  const { deviations = {} } = scheme;
  const found: [string, string][] = [];
  if (scheme.grant === "client_credentials") {
    const because = "with the grant client_credentials nobody consents, and nothing is refreshed";
    for (const key of ofConsent) if (key in scheme) found.push([key, because]);
    for (const key of deviationsOfConsent) if (key in deviations) found.push([`deviations/${key}`, because]);
  }
  if (deviations.basicCredentials !== undefined && scheme.authStyle !== "header")
    found.push(["deviations/basicCredentials", "`authStyle` is not header"]);
  const { token, rotates, graceSeconds } = deviations.refresh ?? {};
  const isRenewed = "an access token is renewed, and no refresh token is there to rotate";
  if (token === "access_token" && rotates) found.push(["deviations/refresh/rotates", isRenewed]);
  else if (graceSeconds && !rotates)
    found.push(["deviations/refresh/graceSeconds", "the refresh token does not rotate"]);
  return found;
}

/** A URL is written into logs on its way; that secrets are in it is the provider's demand, and is said. */
export function secretInUrl(spec: CheckedSpec): void {
  for (const { scheme, at } of oauthSchemes(spec)) {
    if (scheme.deviations?.tokenRequestFormat === "query")
      spec.report.add("oauth/secret-in-url", {}, spec.locate(`${at}/deviations/tokenRequestFormat`));
  }
}
