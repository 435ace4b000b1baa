import type { AuthScheme } from "./auth.ts";
import type { HttpRequest } from "./build-request.ts";
import { own } from "./json.ts";
import { percentEncode } from "./serialize.ts";

/** Secrets by slot id. */
export type Secrets = Readonly<Record<string, string>>;

/**
 * The request with the credential in its declared places, and nowhere else. `token` names the slot of a named
 * OAuth2 token to use instead of `access_token`. Throws where a secret is missing or can't be written in a
 * header; the message never holds it.
 */
export function placeCredential(
  request: HttpRequest,
  scheme: AuthScheme,
  secrets: Secrets,
  token?: string,
): HttpRequest {
  const headers: Record<string, string> = { ...request.headers };
  const query = [...request.query];
  for (const placement of scheme.placements) {
    const values = placement.slots.map((id) =>
      secretOf(secrets, id === "access_token" && token ? token : id),
    );
    const value = placement.basic
      ? `Basic ${toBase64(values.join(":"))}`
      : `${placement.prefix ?? ""}${values.join("")}`;
    if (placement.in === "query") query.push([percentEncode(placement.name), percentEncode(value)]);
    else if (placement.in === "header") headers[placement.name.toLowerCase()] = value;
    else {
      const cookie = `${percentEncode(placement.name)}=${percentEncode(value)}`;
      headers.cookie = headers.cookie ? `${headers.cookie}; ${cookie}` : cookie;
    }
  }
  return { ...request, headers, query };
}

function secretOf(secrets: Secrets, slot: string): string {
  const secret = own(secrets, slot);
  if (!secret) throw new Error(`the secret "${slot}" is missing`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001F\u007F]|[^\u0000-\u00FF]/.test(secret))
    throw new Error(`the secret "${slot}" has a character that can't be sent; was it copied whole?`);
  return secret;
}

function toBase64(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Every form in which a secret may turn up in text: as it is, percent-encoded, base64, in JSON. */
function renderings(secret: string): string[] {
  const base64 = toBase64(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const url = base64.replaceAll("+", "-").replaceAll("/", "_");
  const forms = [secret, percentEncode(secret), encodeURIComponent(secret), json, base64, url];
  const bare = [base64, url].map((one) => one.replace(/=+$/, ""));
  return [...new Set([...forms, ...bare])]
    .filter((one) => one.length >= 4)
    .sort((a, b) => b.length - a.length);
}

/** Text with each secret, in each of its encodings, replaced by `[redacted]`. */
export function redact(text: string, secrets: Iterable<string>): string {
  let result = text;
  for (const secret of secrets) {
    for (const form of renderings(secret)) result = result.replaceAll(form, "[redacted]");
  }
  return result;
}
