import { type CheckedSpec, oauthSchemes } from "../checked-spec.ts";

/** PKCE is left out only for a reason. */
export function pkceOff(spec: CheckedSpec): void {
  for (const { scheme, at } of oauthSchemes(spec)) {
    if (scheme.pkce !== false || scheme.reason !== undefined || scheme.grant === "client_credentials")
      continue;
    spec.report.add("oauth/pkce-off-without-reason", {}, spec.locate(`${at}/pkce`));
  }
}
