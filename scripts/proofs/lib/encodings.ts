/** How an API could write a credential into an answer; each is what some server or library does with text. */
export const encodings: Readonly<Record<string, (secret: string) => string | Buffer>> = {
  plain: (secret) => secret,
  base64: (secret) => base64(`${secret}`),
  "base64 behind one byte": (secret) => base64(`x${secret}y`),
  "base64 behind two bytes": (secret) => base64(`xy${secret}z`),
  "base64url of a pair": (secret) => Buffer.from(`user:${secret}`).toString("base64url"),
  "percent-encoded": (secret) => everyByte(secret, (hex) => `%${hex.toUpperCase()}`),
  "percent-encoded in small letters": (secret) => everyByte(secret, (hex) => `%${hex}`),
  "percent-encoded twice": (secret) => everyByte(secret, (hex) => `%25${hex.toUpperCase()}`),
  "JSON escapes": (secret) => everyByte(secret, (hex) => `\\u00${hex}`),
  "HTML entities": (secret) => [...secret].map((one) => `&#${one.charCodeAt(0)};`).join(""),
  "HTML entities in hex": (secret) => everyByte(secret, (hex) => `&#x${hex};`),
  hex: (secret) => Buffer.from(secret).toString("hex"),
  "hex in capitals": (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
  "UTF-16": (secret) => Buffer.from(secret, "utf16le"),
};

const base64 = (text: string): string => Buffer.from(text).toString("base64");

function everyByte(text: string, write: (hex: string) => string): string {
  return [...Buffer.from(text)].map((byte) => write(byte.toString(16).padStart(2, "0"))).join("");
}

/** In which of these writings a secret stands in bytes; empty: in none. */
export function foundIn(bytes: Buffer, secret: string): string[] {
  return Object.entries(encodings).flatMap(([name, write]) => {
    const written = Buffer.from(write(secret));
    // What stands around it is part of the last characters of base64.
    const needle = name.startsWith("base64") ? written.subarray(4, -4) : written;
    return bytes.includes(needle) ? [name] : [];
  });
}
