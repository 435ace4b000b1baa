import type { ParameterLocation } from "@specwire/contract";
import type { CredentialPlace } from "./security/places.ts";

/** Headers that a request builder or the credential owns. */
const ownedHeaders: ReadonlySet<string> = new Set(
  `host content-length content-type content-encoding transfer-encoding connection keep-alive upgrade te trailer
  expect proxy-authorization proxy-authenticate proxy-connection cookie set-cookie forwarded
  x-http-method x-http-method-override x-method-override x-original-url x-rewrite-url
  accept-encoding`.split(/\s+/),
);

/** Whether a parameter decides where a request goes, how it is carried or which method it means. */
export function isOwned(place: ParameterLocation, name: string): boolean {
  const lower = name.toLowerCase();
  if (place === "query") return lower === "_method";
  return place === "header" && (ownedHeaders.has(lower) || lower.startsWith("x-forwarded-"));
}

/** Whether a header is one that no caller may set: it is owned, or its name can't be sent. */
export function isUnsendable(name: string): boolean {
  return isOwned("header", name) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

/** Whether a document's parameter may be one of ours: a name that can be sent, and nobody else's to set. */
export function isOurs(
  { in: place, name }: { readonly in: ParameterLocation; readonly name: string },
  credentials: readonly CredentialPlace[],
): boolean {
  if (place === "header" ? isUnsendable(name) : isOwned(place, name)) return false;
  const compared = place === "header" ? name.toLowerCase() : name;
  return !credentials.some((one) => one.in === place && one.name === compared);
}
