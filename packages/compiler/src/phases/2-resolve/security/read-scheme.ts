import type { Json, JsonObject } from "@specwire/contract";
import { isObject } from "@specwire/contract";
import { isOwned } from "../reserved.ts";
import { isSigned, prefixIn } from "./value-prefix.ts";

/** A document's scheme in the words of a spec. */
export interface ReadScheme {
  /** A scheme of `auth`, without an id; undefined where nothing of the format is like it. */
  readonly scheme?: JsonObject;
  /** What a person should know or look at, in words. */
  readonly note?: string;
}

/** Reads a Security Scheme Object; `origin` is where relative URLs start from. */
export function readScheme(name: string, object: JsonObject, origin: string | undefined): ReadScheme {
  const description = typeof object.description === "string" ? object.description : "";
  const amazon = typeof object["x-amazon-apigateway-authtype"] === "string";
  switch (object.type) {
    case "apiKey":
      return amazon || (isAuthorization(object) && isSigned(description))
        ? { note: "every request is signed, which is not possible here" }
        : readKey(name, object, description);
    case "http":
      return readHttp(object, description);
    case "oauth2":
      return readOAuth(object, origin);
    case "openIdConnect": {
      const url = secureUrl(object.openIdConnectUrl, origin);
      return url === undefined
        ? { scheme: token, note: "its openIdConnectUrl is no URL; the host brings a token" }
        : { scheme: { type: "oauth2", openIdConnectUrl: url } };
    }
    case "mutualTLS":
      return { scheme: { type: "mutual_tls" } };
    default:
      return { note: "its type is none of OpenAPI's" };
  }
}

const token: JsonObject = { type: "bearer_token", label: "Access token" };

function isAuthorization(object: JsonObject): boolean {
  return object.in === "header" && String(object.name).toLowerCase() === "authorization";
}

function readKey(schemeName: string, object: JsonObject, description: string): ReadScheme {
  const { in: place, name } = object;
  if (typeof name !== "string" || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/.test(name))
    return { note: "its name is none that a spec can state" };
  if (place !== "header" && place !== "query" && place !== "cookie")
    return { note: "it is written neither in a header nor in a query parameter or cookie" };
  if (isOwned(place, name)) return { note: `${name} is written by whoever sends the request` };
  if (!isAuthorization(object)) return { scheme: { type: "api_key", in: place, name } };
  const isBearer = /bearer/i.test(schemeName) || /\bbearer\b/i.test(description);
  const prefix = prefixIn(description) ?? (isBearer ? "Bearer " : undefined);
  if (prefix?.toLowerCase() === "bearer ") return { scheme: { type: "bearer_token" } };
  return prefix === undefined
    ? {
        scheme: { type: "api_key", in: place, name },
        note: "the document names no word before the value (prefix), such as Bearer",
      }
    : { scheme: { type: "api_key", in: place, name, prefix } };
}

function readHttp(object: JsonObject, description: string): ReadScheme {
  const scheme = typeof object.scheme === "string" ? object.scheme : "";
  switch (scheme.toLowerCase()) {
    case "basic":
      return /api.?key.{0,40}user ?name|user ?name.{0,40}(api|secret).?key/i.test(description)
        ? { scheme: { type: "basic", username: { label: "API key" } } }
        : { scheme: { type: "basic" } };
    case "bearer":
    case "": {
      const prefix = prefixIn(description) ?? "Bearer ";
      const isOther = !/^(bearer|basic) $/i.test(prefix);
      return { scheme: { type: "bearer_token", ...(isOther && { prefix }) } };
    }
    default:
      if (/^(digest|negotiate|ntlm|hawk|hoba|mutual|scram.*|oauth|dpop|.*(hmac|aws|sign).*)$/i.test(scheme))
        return { note: `HTTP ${scheme} answers each request in its own way, which is not possible here` };
      return /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,60}$/.test(scheme)
        ? { scheme: { type: "bearer_token", prefix: `${scheme} ` } }
        : { note: "its HTTP scheme is no name" };
  }
}

const grants = [
  ["authorizationCode", "authorization_code"],
  ["clientCredentials", "client_credentials"],
] as const;

function readOAuth(object: JsonObject, origin: string | undefined): ReadScheme {
  const flows = isObject(object.flows) ? object.flows : {};
  const found = grants.flatMap(([flow, grant]) => {
    const read = readFlow(flows[flow], grant, origin);
    return read ? [read] : [];
  });
  const [scheme, other] = found;
  if (scheme !== undefined)
    return {
      scheme,
      ...(other && { note: "an application may connect for itself too: grant: client_credentials" }),
    };
  const names = Object.keys(flows);
  const which = names.length === 0 ? "no flow" : `only the flow ${names.join(" and ")}`;
  return { scheme: token, note: `the document has ${which}, or not its URLs; the host brings a token` };
}

function readFlow(flow: Json | undefined, grant: string, origin: string | undefined): JsonObject | undefined {
  if (!isObject(flow)) return undefined;
  const tokenUrl = secureUrl(flow.tokenUrl, origin);
  const authorizationUrl = secureUrl(flow.authorizationUrl, origin);
  if (tokenUrl === undefined || (grant === "authorization_code" && authorizationUrl === undefined))
    return undefined;
  const refreshUrl = secureUrl(flow.refreshUrl, origin);
  const scopes = Object.entries(isObject(flow.scopes) ? flow.scopes : {}).filter(([scope]) =>
    /^[\x21\x23-\x5b\x5d-\x7e]{1,300}$/.test(scope),
  );
  return {
    type: "oauth2",
    grant,
    ...(grant === "authorization_code" && authorizationUrl !== undefined && { authorizationUrl }),
    tokenUrl,
    ...(refreshUrl !== undefined && refreshUrl !== tokenUrl && { refreshUrl }),
    ...(scopes.length > 0 && {
      scopes: Object.fromEntries(
        scopes.map(([scope, text]) => [scope, typeof text === "string" && text !== "" ? text : scope]),
      ),
    }),
  };
}

/** An https URL without fragment and user; relative ones start from the server. */
function secureUrl(value: Json | undefined, origin: string | undefined): string | undefined {
  if (typeof value !== "string" || value.trim() === "" || /[{}\s\\]/.test(value.trim())) return undefined;
  const url = URL.parse(value.trim(), origin?.includes("{") ? undefined : origin);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    return undefined;
  url.protocol = "https:";
  url.hash = "";
  return url.href.length > 2000 ? undefined : url.href.replace(/\/$/, value.trim().endsWith("/") ? "/" : "");
}
