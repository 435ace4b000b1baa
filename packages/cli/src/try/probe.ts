import { apiError, isArray, valueAt } from "@specwire/contract";
import type { Finding } from "./finding.ts";
import { hiddenError } from "./hidden-error.ts";
import type { Outcome } from "./send.ts";
import type { Tried } from "./tried.ts";

/** The same read with another prefix in the same header, or below another base path of the same host. */
export type Attempt = { readonly prefix: string } | { readonly baseUrl: string };

const prefixes = ["", "Bearer ", "Token ", "token ", "ApiKey ", "Api-Key ", "Key ", "Basic "];
const paths = ["/api", "/v1", "/v2", "/v3", "/api/v1", "/api/v2", "/rest"];

/** What is worth trying for what was found; nothing where nothing is. */
export function attemptsFor(tried: Tried, findings: readonly Finding[]): Attempt[] {
  const codes = new Set(findings.map(({ code }) => code));
  const placement = tried.credential.parts[0]?.scheme.placements[0];
  if (codes.has("wrong-credential") || codes.has("wrong-credential-place")) {
    if (placement?.in !== "header" || placement.basic) return [];
    return prefixes.filter((one) => one !== (placement.prefix ?? "")).map((prefix) => ({ prefix }));
  }
  if (!codes.has("wrong-base-url") && !codes.has("not-found")) return [];
  const { origin, pathname } = new URL(tried.baseUrl);
  const base = pathname.replace(/\/+$/, "");
  const parent = base.replace(/\/[^/]*$/, "");
  const others = [parent, ...paths.map((one) => `${base}${one}`), ...paths.map((one) => `${parent}${one}`)];
  return [...new Set(others)]
    .filter((one) => one !== base)
    .slice(0, 10)
    .map((one) => ({ baseUrl: `${origin}${one}` }));
}

/** What an attempt that works means; undefined where it does not. */
export function learnt(tried: Tried, attempt: Attempt, outcome: Outcome): Finding | undefined {
  if (outcome.kind !== "answer" || outcome.status >= 500) return undefined;
  const { connector, credential, operation, places } = tried;
  const refused = apiError(connector.errors, outcome, Date.now(), connector.errorShapes);
  if ("prefix" in attempt) {
    if (refused !== undefined || outcome.status >= 300) return undefined;
    const path = places.auth(credential.parts[0]?.scheme.id ?? "", "prefix");
    const { prefix } = attempt;
    return {
      code: "wrong-credential-place",
      says: `it works with ${prefix === "" ? "no prefix" : `the prefix "${prefix}"`}`,
      help: "write it as `prefix`",
      patch: { path, value: prefix, line: places.lineOf(path) },
    };
  }
  const { body, status } = outcome;
  if (body === undefined || status === 404 || status === 410 || (status >= 300 && status < 400))
    return undefined;
  const below = `below ${tried.clean(attempt.baseUrl)}`;
  const { items } = operation.response;
  if (
    hiddenError(body) !== undefined ||
    (items !== undefined && status < 300 && !isArray(valueAt(body, items)))
  )
    return undefined;
  // Whatever stands before an API may refuse any path.
  if (refused !== undefined || status >= 300)
    return {
      code: "wrong-base-url",
      says: `${below} it answers ${status}, which may be the API's word`,
      help: "try that as the base URL with a credential that is good",
    };
  const path = places.baseUrl(operation.server);
  return {
    code: "wrong-base-url",
    says: `the API answers ${below} (${status})`,
    help: "write that as the base URL",
    patch: { path, value: attempt.baseUrl, line: places.lineOf(path) },
  };
}
