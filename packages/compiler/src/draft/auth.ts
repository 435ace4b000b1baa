import type { Json, JsonObject } from "@specwire/contract";
import { isArray, isObject } from "@specwire/contract";
import type { OpenApiDocument } from "../phases/2-resolve/document/openapi-document.ts";
import { documentParameters } from "../phases/2-resolve/document-operation.ts";
import { wordsOf } from "../phases/2-resolve/names/words.ts";
import { cleanText } from "../phases/4-lower/text.ts";

export interface DraftAuth {
  readonly auth: Json;
  readonly note?: string;
}

/**
 * The ways in that the document names, the one its operations ask for most first. Each says which scheme of the
 * document it is, so that what the document's operations require applies.
 */
export function draftAuth(document: OpenApiDocument): DraftAuth {
  const schemes = schemesAskedFor(document).flatMap((name) => {
    const scheme = document.securitySchemes[name];
    const read = scheme && readScheme(scheme);
    return read ? [{ name, read }] : [];
  });
  if (schemes.length === 0) return guessedKey(document);
  const ids = new Set<string>();
  const all = schemes.map(({ name, read: { type, ...rest } }) => {
    const id = freeId(idFrom(name) || String(type).replaceAll("_", "-"), ids);
    ids.add(id);
    return {
      ...(type !== undefined && { type }),
      ...(schemes.length > 1 && { id }),
      ...(isPlain(name) && { use: name }),
      ...rest,
    };
  });
  return { auth: all.length === 1 ? (all[0] ?? {}) : all };
}

function idFrom(name: string): string {
  return wordsOf(name)
    .join("-")
    .replace(/^[0-9-]+/, "")
    .slice(0, 36)
    .replace(/-+$/, "");
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}-${count}`;
  return free;
}

/** Seen as it is written. */
function isPlain(name: string): boolean {
  return name.length <= 200 && !/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(name);
}

const keyNames =
  /^(x[-_])?((api|app|access|auth|subscription|client)[-_]?)?(key|token|apikey)$|^(x-api-key|apikey|authorization)$/i;

/** No scheme, but a parameter of nearly every operation that looks like a key. */
function guessedKey(document: OpenApiDocument): DraftAuth {
  const counts = new Map<string, number>();
  for (const one of document.operations)
    for (const { in: place, name } of documentParameters(one, document.lookup))
      if ((place === "header" || place === "query") && keyNames.test(name) && /^[\w-]+$/.test(name)) {
        const key = `${place} ${name}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (most === undefined || most[1] < document.operations.length * 0.7) {
    const note = "the document names no credential that can be used: set auth, unless the API is open";
    return { auth: { type: "none" }, note };
  }
  const [place = "", name = ""] = most[0].split(" ");
  const note = `the document names no credential; ${name} is a parameter of most operations, so it is taken for the key`;
  if (/^authorization$/i.test(name)) return { auth: { type: "bearer_token" }, note };
  return { auth: { type: "api_key", in: place, name }, note };
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
  if (type === "http") return readHttp(String(scheme.scheme ?? "bearer"));
  if (type === "mutualTLS") return { type: "mutual_tls" };
  if (type === "oauth2" && isObject(scheme.flows)) return readFlows(scheme.flows) ?? { type: "bearer_token" };
  if (type === "openIdConnect" && isUrl(scheme.openIdConnectUrl))
    return { type: "oauth2", openIdConnectUrl: scheme.openIdConnectUrl as string };
  return type === "oauth2" || type === "openIdConnect" ? { type: "bearer_token" } : undefined;
}

/** Digest and its like answer a challenge: nothing that can be set beforehand. */
function readHttp(scheme: string): JsonObject | undefined {
  const name = scheme.trim().toLowerCase();
  if (name === "basic") return { type: "basic" };
  if (name === "bearer") return { type: "bearer_token" };
  if (/^(digest|hoba|mutual|negotiate|scram-.*|vapid|dpop)$/.test(name)) return undefined;
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(scheme)
    ? { type: "bearer_token", prefix: `${scheme} ` }
    : undefined;
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
