import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import type { OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";
import { cleanText } from "../phases/4-lower/text.ts";

export interface DraftAuth {
  readonly auth: Json;
  readonly note?: string;
}

/** The ways in that the document names, the one its operations ask for most first. */
export function draftAuth(document: OpenApiDocument): DraftAuth {
  const asked = schemesAskedFor(document);
  const schemes = asked.flatMap((name) => {
    const scheme = document.securitySchemes[name];
    const read = scheme && readScheme(scheme);
    return read ? [read] : [];
  });
  const different = [...new Map(schemes.map((one) => [JSON.stringify(one), one])).values()];
  const [first, ...more] = different;
  if (first === undefined) {
    const note = "the document names no credential that can be used: set auth, unless the API is open";
    return { auth: { type: "none" }, note };
  }
  return { auth: more.length === 0 ? first : different };
}

function schemesAskedFor({ operations, security, securitySchemes }: OpenApiDocument): string[] {
  const counts = new Map<string, number>();
  for (const { operation } of operations) {
    const requirements = isArray(operation.security) ? operation.security : isArray(security) ? security : [];
    for (const one of requirements.filter(isObject))
      for (const name of Object.keys(one)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = Object.keys(securitySchemes);
  const used = names.filter((name) => counts.has(name));
  const chosen = used.length > 0 ? used : names;
  return chosen.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
}

function readScheme(scheme: JsonObject): JsonObject | undefined {
  const { type, name } = scheme;
  if (type === "apiKey" && typeof name === "string" && /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name)) {
    const bearer = scheme.in === "header" && name.toLowerCase() === "authorization";
    if (bearer && /bearer/i.test(String(scheme.description ?? ""))) return { type: "bearer_token" };
    return ["header", "query", "cookie"].includes(String(scheme.in))
      ? { type: "api_key", in: scheme.in as string, name }
      : undefined;
  }
  if (type === "http")
    return String(scheme.scheme).toLowerCase() === "basic" ? { type: "basic" } : { type: "bearer_token" };
  if (type === "oauth2" && isObject(scheme.flows)) return readFlows(scheme.flows) ?? { type: "bearer_token" };
  return type === "oauth2" || type === "openIdConnect" ? { type: "bearer_token" } : undefined;
}

function readFlows(flows: JsonObject): JsonObject | undefined {
  for (const [key, grant] of [
    ["authorizationCode", "authorization_code"],
    ["clientCredentials", "client_credentials"],
  ] as const) {
    const flow = flows[key];
    if (!isObject(flow) || !isUrl(flow.tokenUrl)) continue;
    if (grant === "authorization_code" && !isUrl(flow.authorizationUrl)) continue;
    const scopes = Object.entries(isObject(flow.scopes) ? flow.scopes : {})
      .filter(([scope]) => /^[\x21\x23-\x5b\x5d-\x7e]{1,300}$/.test(scope))
      .map(([scope, text]) => [scope, cleanText(String(text ?? ""), 200) || scope]);
    return {
      type: "oauth2",
      grant,
      ...(grant === "authorization_code" && { authorizationUrl: flow.authorizationUrl as string }),
      tokenUrl: flow.tokenUrl as string,
      ...(isUrl(flow.refreshUrl) &&
        flow.refreshUrl !== flow.tokenUrl && { refreshUrl: flow.refreshUrl as string }),
      ...(scopes.length > 0 && { scopes: Object.fromEntries(scopes) }),
    };
  }
  return undefined;
}

function isUrl(value: Json | undefined): boolean {
  return typeof value === "string" && /^https:\/\/[^\s/{}]+\S*$/.test(value) && URL.canParse(value);
}
