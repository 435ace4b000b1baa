import { isArray, isObject, type Json, type JsonObject, own } from "@specwire/contract";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors/runtime-error.ts";
import { HttpError } from "../http/http-error.ts";

type HttpContext = Pick<Context, "http" | "now">;

/** What is read of the metadata; documents are other people's, and as large as they like. */
export interface ServerMetadata {
  readonly issuer: string;
  readonly authorization_endpoint?: string;
  readonly token_endpoint?: string;
  readonly revocation_endpoint?: string;
  /** `S256` or nothing: no other method is used. */
  readonly code_challenge_methods_supported: readonly string[];
  readonly authorization_response_iss_parameter_supported: boolean;
}

interface Remembered {
  readonly until: number;
  readonly metadata: Promise<ServerMetadata>;
}

const goodMilliseconds = 60 * 60 * 1000;
const mostRemembered = 500;
/** Characters: of a document (the large ones have some 10,000), and of a URL in it. */
const longestDocument = 256 * 1024;
const longestUrl = 2000;
/** By the client that fetched them: another runtime may be allowed other hosts. */
const remembered = new WeakMap<Context["http"], Map<string, Remembered>>();

/**
 * An authorization server's metadata (OpenID Connect Discovery 1.0, RFC 8414), remembered for an hour, and longer
 * while it can't be had. `url` is where it is, or the issuer. Throws `ISSUER_MISMATCH` where it names another issuer
 * than the one that `url` belongs to (RFC 8414 section 3.3), `AUTHORIZATION_RESPONSE_INVALID` where it is no metadata.
 */
export async function serverMetadata(context: HttpContext, url: string): Promise<ServerMetadata> {
  const cache = remembered.get(context.http) ?? new Map<string, Remembered>();
  remembered.set(context.http, cache);
  const before = cache.get(url);
  if (before !== undefined && context.now() < before.until) return before.metadata;
  const metadata = fetchMetadata(context, url);
  const next: Remembered = { until: context.now() + goodMilliseconds, metadata };
  cache.delete(url);
  cache.set(url, next);
  const [oldest] = cache.keys();
  if (cache.size > mostRemembered && oldest !== undefined) cache.delete(oldest);
  try {
    return await metadata;
  } catch (error) {
    if (cache.get(url) === next) cache.delete(url);
    if (before === undefined || !(error instanceof HttpError)) throw error;
    if (!cache.has(url)) cache.set(url, { ...before, until: 0 });
    return before.metadata;
  }
}

async function fetchMetadata({ http }: HttpContext, url: string): Promise<ServerMetadata> {
  const { issuer, places } = placesOf(new URL(url));
  let status = 0;
  for (const place of places) {
    const answer = await http.fetch(place, { headers: { accept: "application/json" } });
    status = answer.status;
    if (status !== 200) continue;
    return checked(await answer.text(), issuer);
  }
  // Whatever it is that a server says about itself with an error, it may say something else later.
  throw new HttpError("NETWORK_ERROR", `${new URL(url).host} gave no metadata (status ${status})`, false);
}

/** Where the metadata of an issuer is: at the stated URL, or in the places that the issuer alone leads to. */
function placesOf(url: URL): { issuer: string; places: string[] } {
  const { origin, pathname, href } = url;
  const appended = /^(.*)\/\.well-known\/(?:openid-configuration|oauth-authorization-server)$/.exec(pathname);
  if (appended) return { issuer: origin + (appended[1] ?? ""), places: [href] };
  const inserted = /^\/\.well-known\/(?:openid-configuration|oauth-authorization-server)(\/.*)$/.exec(
    pathname,
  );
  if (inserted) return { issuer: origin + (inserted[1] ?? ""), places: [href] };
  const path = pathname.replace(/\/$/, "");
  return {
    issuer: origin + path,
    places: [
      `${origin}${path}/.well-known/openid-configuration`,
      `${origin}/.well-known/oauth-authorization-server${path}`,
    ],
  };
}

function checked(text: string, issuer: string): ServerMetadata {
  const metadata = text.length > longestDocument ? undefined : parse(text);
  if (!isObject(metadata) || typeof metadata["issuer"] !== "string")
    throw new RuntimeError(
      "AUTHORIZATION_RESPONSE_INVALID",
      "the authorization server's metadata is no metadata",
    );
  // A slash at its end is taken off before the well-known part is put in (RFC 8414 section 3.1).
  const plain = (one: string) => one.replace(/\/$/, "");
  if (plain(metadata["issuer"]) !== plain(issuer))
    throw new RuntimeError(
      "ISSUER_MISMATCH",
      "the authorization server's metadata is that of another issuer",
    );
  const methods = metadata["code_challenge_methods_supported"];
  return {
    issuer: metadata["issuer"],
    ...endpoint(metadata, "authorization_endpoint"),
    ...endpoint(metadata, "token_endpoint"),
    ...endpoint(metadata, "revocation_endpoint"),
    code_challenge_methods_supported: isArray(methods) && methods.includes("S256") ? ["S256"] : [],
    authorization_response_iss_parameter_supported:
      metadata["authorization_response_iss_parameter_supported"] === true,
  };
}

function endpoint<Name extends string>(
  metadata: JsonObject,
  name: Name,
): { readonly [name in Name]?: string } {
  const url = own(metadata, name);
  if (typeof url !== "string" || url.length > longestUrl) return {};
  return { [name]: url } as { readonly [name in Name]?: string };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
