// The ways in which an API may write a credential back.

type Encode = (text: string) => string | Buffer;
export const eachCharacter = (encode: (character: string) => string) => (text: string) =>
  [...text].map(encode).join("");
export const eachByte = (encode: (byte: number) => string) => (text: string) =>
  [...Buffer.from(text)].map(encode).join("");
export const hex = (value: number, digits = 2) => value.toString(16).padStart(digits, "0");
const units = (character: string) =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
const form = (text: string) => new URLSearchParams({ k: text }).toString().slice(2);
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const utf32 = (text: string) =>
  Buffer.from([...text].map((one) => hex(one.codePointAt(0) ?? 0, 8)).join(""), "hex");
export const html = eachCharacter(
  (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[one] ?? one,
);
const quotedPrintable = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => (byte === 61 || byte > 126 ? `=${hex(byte).toUpperCase()}` : String.fromCharCode(byte)))
    .map((one, at) => (at % 7 === 6 ? `=\r\n${one}` : one))
    .join("");
const inLines = (text: string) => text.replace(/.{1,10}/g, "$&\r\n").trimEnd();

export const encodings: Record<string, Encode> = {
  "as it is": (text) => text,
  "as ISO 8859-1": (text) => Buffer.from(text, "latin1"),
  "as UTF-16, little-endian": (text) => Buffer.from(text, "utf16le"),
  "as UTF-16, big-endian": (text) => Buffer.from(text, "utf16le").swap16(),
  "as UTF-32, little-endian": (text) => utf32(text).swap32(),
  "as UTF-32, big-endian": (text) => utf32(text),
  "percent-encoded": encodeURIComponent,
  "percent-encoded in lower case": (text) =>
    encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  "percent-encoded, each byte": eachByte((byte) => `%${hex(byte)}`),
  "percent-encoded twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "percent-encoded three times, each byte": eachByte((byte) => `%2525${hex(byte).toUpperCase()}`),
  "percent-encoded as by escape()": eachCharacter((one) =>
    units(one)
      .map((unit) => `%u${hex(unit, 4)}`)
      .join(""),
  ),
  "percent-encoded as a URL's path": encodeURI,
  "in a form": form,
  "in a form, in a form": (text) => form(form(text)),
  "in JSON": json,
  "in JSON with escaped slashes": (text) => json(text).replaceAll("/", "\\/"),
  "in JSON in JSON": (text) => json(json(text)),
  "in JSON in JSON in JSON": (text) => json(json(json(text))),
  "in JSON, each character escaped": eachCharacter((one) =>
    units(one)
      .map((unit) => `\\u${hex(unit, 4)}`)
      .join(""),
  ),
  "in JSON in JSON, each character escaped, in upper case": eachCharacter((one) =>
    units(one)
      .map((unit) => `\\\\u${hex(unit, 4).toUpperCase()}`)
      .join(""),
  ),
  "in JSON for HTML": (text) => json(text).replace(/[<>&]/g, (one) => `\\u00${hex(one.charCodeAt(0))}`),
  "in JavaScript, each byte escaped": eachByte((byte) => `\\x${hex(byte)}`),
  "in JavaScript, by code point": eachCharacter((one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`),
  "in C, each byte in octal": eachByte((byte) => `\\${byte.toString(8).padStart(3, "0")}`),
  "in a shell, each special character escaped": (text) => text.replace(/[^\w]/g, "\\$&"),
  "in HTML": html,
  "in HTML in HTML": (text) => html(html(text)),
  "in HTML in JSON": (text) => json(html(text)).replaceAll("&", "\\u0026"),
  "in HTML, each character by number": eachCharacter((one) => `&#${one.codePointAt(0)};`),
  "in HTML, each character in hexadecimal": eachCharacter(
    (one) => `&#x00${hex(one.codePointAt(0) ?? 0).toUpperCase()};`,
  ),
  "in quoted-printable": quotedPrintable,
  "in quoted-printable, each byte": eachByte((byte) => `=${hex(byte).toUpperCase()}`),
  "in base64": (text) => Buffer.from(text).toString("base64"),
  "in base64 without padding": (text) => Buffer.from(text).toString("base64").replace(/=+$/, ""),
  "in base64url": (text) => Buffer.from(text).toString("base64url"),
  "in base64 in lines": (text) => inLines(Buffer.from(text).toString("base64")),
  "in base64 in lines in JSON": (text) => json(inLines(Buffer.from(text).toString("base64"))),
  "in base64 in a form": (text) => encodeURIComponent(Buffer.from(text).toString("base64")),
  "in base64 of UTF-16": (text) => Buffer.from(text, "utf16le").toString("base64"),
  "in base64 of ISO 8859-1": (text) => Buffer.from(text, "latin1").toString("base64"),
  "in hexadecimal": (text) => Buffer.from(text).toString("hex"),
  "in hexadecimal, in upper case, with colons": (text) =>
    [...Buffer.from(text)].map((byte) => hex(byte).toUpperCase()).join(":"),
  "as a list of bytes": (text) => [...Buffer.from(text)].join(","),
  "as a list of bytes, indented": (text) =>
    JSON.stringify([...Buffer.from(text)], null, 4)
      .slice(1, -1)
      .trim(),
};
