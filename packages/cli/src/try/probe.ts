import { apiError } from "@specwire/contract";
import type { Finding } from "./finding.ts";
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
  // A refusal in JSON is the API's as well.
  if (
    outcome.body === undefined ||
    outcome.status === 404 ||
    outcome.status === 410 ||
    (outcome.status >= 300 && outcome.status < 400)
  )
    return undefined;
  const path = places.baseUrl(operation.server);
  return {
    code: "wrong-base-url",
    says: `the API answers below ${tried.clean(attempt.baseUrl)} (${outcome.status})`,
    help: "write that as the base URL",
    patch: { path, value: attempt.baseUrl, line: places.lineOf(path) },
  };
}
