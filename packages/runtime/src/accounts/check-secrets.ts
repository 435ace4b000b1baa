import { createPrivateKey, X509Certificate } from "node:crypto";
import { type AuthScheme, isObject, own, type Secrets, type Slot, trimEnd } from "@specwire/contract";
import { RuntimeError } from "../errors/runtime-error.ts";

/** Characters; the longest known API keys (signed tokens) stay well below. */
const longestSecret = 16_384;
const longestPem = 65_536;

/**
 * The secrets that a user gave for a scheme, as they are stored: exactly its slots, each of them, without the
 * blanks and line ends that copying adds. Throws `INVALID_OPTION` or `INVALID_SECRET`; the message names slots, never what was in one.
 */
export function checkSecrets(scheme: AuthScheme, given: Readonly<Record<string, unknown>>): Secrets {
  const known = scheme.slots.map(({ id }) => id);
  if (!isObject(given))
    throw new RuntimeError("INVALID_OPTION", "`secrets` is no object", {
      help: `give each by its name: ${known.join(", ")}`,
    });
  const unknown = Object.keys(given).filter((id) => !known.includes(id));
  if (unknown.length > 0)
    // Only counted: a caller who mixed up name and value would find the secret in the message.
    throw invalid(`${unknown.length} of the given secrets has a name that is none of: ${known.join(", ")}`);
  const secrets = Object.fromEntries(scheme.slots.map((slot) => [slot.id, checkSecret(scheme, slot, given)]));
  if (scheme.type === "mutual_tls") checkIdentity(secrets);
  return secrets;
}

function checkSecret(scheme: AuthScheme, slot: Slot, given: Readonly<Record<string, unknown>>): string {
  const value = own(given, slot.id);
  const name = `"${slot.id}" (${slot.label})`;
  if (value !== undefined && typeof value !== "string") throw invalid(`the secret ${name} is no text`);
  // Blanks may belong to a password, so only the line end that came with it is dropped.
  const isPassword = scheme.type === "basic" && slot.id === "password";
  const text = isPassword ? trimEnd(value ?? "", "\r\n") : (value ?? "").trim();
  // APIs that take a key as the user name have no password.
  if (text === "" && !(isPassword && value !== undefined)) throw invalid(`the secret ${name} is missing`);
  if (text.length > (slot.file ? longestPem : longestSecret)) throw invalid(`the secret ${name} is too long`);
  if (slot.file) return text;
  const places = scheme.placements.filter(({ slots }) => slots.includes(slot.id));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001F\u007F]/.test(text) || !text.isWellFormed())
    throw invalid(`the secret ${name} has a character that can't be sent; was it copied whole?`);
  if (/[\u0100-\u{10FFFF}]/u.test(text) && places.some((place) => place.in === "header" && !place.basic))
    throw invalid(`the secret ${name} has a character that a header can't carry; was it copied right?`);
  if (scheme.type === "basic" && slot.id === "username" && text.includes(":"))
    throw invalid(`the secret ${name} has a colon, which a user name can't have (RFC 7617 section 2)`);
  return text;
}

/** The certificate and its own key, as text: the name of a file would make the host read a file of its own. */
function checkIdentity({ client_cert: cert = "", client_key: key = "" }: Secrets): void {
  const certificate = attempt(() => new X509Certificate(cert));
  if (certificate === undefined || !cert.startsWith("-----BEGIN "))
    throw invalid('the secret "client_cert" is no certificate in PEM (RFC 7468)');
  const privateKey = attempt(() => createPrivateKey(key));
  if (privateKey === undefined || !key.startsWith("-----BEGIN "))
    throw invalid('the secret "client_key" is no private key in PEM without a passphrase (RFC 7468)');
  if (!certificate.checkPrivateKey(privateKey))
    throw invalid('the secret "client_key" is not the key of "client_cert"');
}

/** OpenSSL's own errors are dropped. */
function attempt<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function invalid(message: string): RuntimeError {
  return new RuntimeError("INVALID_SECRET", message);
}
