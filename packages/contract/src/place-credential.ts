import type { AuthScheme, Placement } from "./auth.ts";
import type { HttpRequest } from "./build-request.ts";
import { own } from "./json.ts";
import { percentEncode } from "./serialize.ts";
import { trimEnd } from "./trim-end.ts";

/** Secrets by slot id. */
export type Secrets = Readonly<Record<string, string>>;

/**
 * The request with the credential of one scheme in its declared places, and nowhere else; what the caller put
 * there gives way. Schemes that are needed together are placed one after the other. `token` names the slot of a
 * named OAuth2 token to use instead of `access_token`, where the scheme has it. Throws where a secret is missing
 * or can't be written; the message never holds it.
 */
export function placeCredential(
  request: HttpRequest,
  scheme: AuthScheme,
  secrets: Secrets,
  token?: string,
): HttpRequest {
  const headers = new Map(Object.entries(request.headers));
  let query = request.query;
  for (const placement of scheme.placements) {
    const value = credentialValue(placement, secrets, token);
    if (placement.in === "query") {
      const name = percentEncode(placement.name);
      query = [...query.filter((pair) => pair[0] !== name), [name, percentEncode(value)] as const];
    } else if (placement.in === "header") headers.set(placement.name.toLowerCase(), value);
    else {
      const others = (headers.get("cookie") ?? "").split("; ");
      const kept = others.filter((cookie) => cookie !== "" && !cookie.startsWith(`${placement.name}=`));
      headers.set("cookie", [...kept, `${placement.name}=${toCookie(value)}`].join("; "));
    }
  }
  return { ...request, headers: Object.fromEntries(headers), query };
}

function credentialValue(placement: Placement, secrets: Secrets, token: string | undefined): string {
  const slots = placement.slots.map((id) => (id === "access_token" && token ? token : id));
  if (placement.basic) {
    const [user = "", password] = slots;
    const name = secretOf(secrets, user);
    if (name.includes(":")) throw new Error(`the secret "${user}" has a colon, which a user name can't have`);
    // Many APIs take a key as the user name and no password.
    const none = password === undefined || own(secrets, password) === "";
    return `Basic ${toBase64(`${name}:${none ? "" : secretOf(secrets, password)}`)}`;
  }
  const value = slots.map((id) => secretOf(secrets, id)).join("");
  if (placement.in === "header" && /[\u0100-\uFFFF]/.test(value)) throw unsendable(slots.join(", "));
  return `${placement.prefix ?? ""}${withoutPrefix(value, placement.prefix)}`;
}

/** A secret that was copied with the word that stands before it, as in `Bearer abc`, without that word. */
export function withoutPrefix(secret: string, prefix: string | undefined): string {
  const isWord = prefix !== undefined && /\S\s+$/.test(prefix);
  return isWord && secret.toLowerCase().startsWith(prefix.toLowerCase())
    ? secret.slice(prefix.length).trimStart()
    : secret;
}

function secretOf(secrets: Secrets, slot: string): string {
  const secret = own(secrets, slot);
  if (!secret) throw new Error(`the secret "${slot}" is missing`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001F\u007F]/.test(secret)) throw unsendable(slot);
  return secret;
}

function unsendable(slot: string): Error {
  return new Error(`the secret "${slot}" has a character that can't be sent; was it copied whole?`);
}

/** RFC 6265 section 4.1.1: most servers take a cookie as it stands, so only what it can't hold is encoded. */
function toCookie(value: string): string {
  return value.replace(/[^\x21\x23-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]+/g, (part) => percentEncode(part));
}

function toBase64(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** A secret in base64, alone or inside a longer text: there its ends depend on what stands around it. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = new TextEncoder().encode(secret).length + before;
    const padded = toBase64(" ".repeat(before) + secret).slice(before === 0 ? 0 : before + 1);
    const core = Math.floor((bytes * 4) / 3) - (before === 0 ? 0 : before + 1);
    return [padded, trimEnd(padded, "="), padded.slice(0, core)];
  });
}

/** Every form in which a secret may turn up in text: as it is, percent-encoded, in a form, base64, in JSON. */
function renderings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const whole = secret.toWellFormed();
  const percent = [percentEncode(whole), encodeURIComponent(whole), encodeURI(whole)];
  const upper = [...percent, ...percent.map((one) => one.replaceAll("%20", "+"))];
  const lower = upper.map((one) => one.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const base64 = base64Forms(secret);
  const url = base64.map((one) => one.replaceAll("+", "-").replaceAll("/", "_"));
  return [secret, json, json.replaceAll("/", "\\/"), ...upper, ...lower, ...base64, ...url];
}

/** Text with each secret of four characters and more, in each of its encodings, replaced by `[redacted]`. */
export function redact(text: string, secrets: Iterable<string>): string {
  const forms = new Set([...secrets].filter((one) => one.length >= 4).flatMap(renderings));
  const longestFirst = [...forms].filter((one) => one.length >= 4).sort((a, b) => b.length - a.length);
  // Not one regular expression: a secret can be too long for one, and the error of that would show it.
  const parts = longestFirst.reduce((found, form) => found.flatMap((part) => part.split(form)), [text]);
  return parts.join("[redacted]");
}
