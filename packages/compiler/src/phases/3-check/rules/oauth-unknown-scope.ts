import { nearest, toPointer } from "@specwire/contract";
import { sentSlipRepair, slipRepair } from "../../1-parse/rewrite/repairs.ts";
import { type CheckedSpec, namedOperations, oauthSchemes } from "../checked-spec.ts";

/** Operations name scopes and tokens that the connector declares, and so does what is asked for with all of them. */
export function unknownScope(spec: CheckedSpec): void {
  const { report, text, locate } = spec;
  const oauth = oauthSchemes(spec).map(({ scheme }) => scheme);
  const scopes = new Set(oauth.flatMap((scheme) => Object.keys(scheme.scopes ?? {})));
  const tokens = oauth.flatMap((scheme) => Object.keys(scheme.tokens ?? {}));
  const checkScope = (scope: string, at: string) => {
    if (scopes.has(scope)) return;
    const suggestions = nearest(scope, scopes);
    // A scope decides what is granted: of several that are near, none is taken.
    const repair = suggestions.length > 1 ? {} : sentSlipRepair(text, at, "value", scopes);
    report.add("oauth/unknown-scope", { scope, suggestions }, locate(at), repair);
  };
  for (const { scheme, at } of oauthSchemes(spec))
    for (const [index, scope] of (scheme.baseScopes ?? []).entries())
      checkScope(scope, at + toPointer(["baseScopes", index]));
  for (const { operation, at } of namedOperations(spec)) {
    if (operation.token !== undefined && !tokens.includes(operation.token)) {
      const params = { name: operation.token, suggestions: nearest(operation.token, tokens) };
      report.add(
        "oauth/unknown-token",
        params,
        locate(`${at}/token`),
        slipRepair(text, `${at}/token`, "value", tokens),
      );
    }
    if (scopes.size === 0) continue;
    for (const [index, alternative] of (operation.scopes ?? []).entries()) {
      const where = at + toPointer(["scopes", index]);
      if (typeof alternative === "string") checkScope(alternative, where);
      else for (const [inner, scope] of alternative.entries()) checkScope(scope, `${where}/${inner}`);
    }
  }
}
