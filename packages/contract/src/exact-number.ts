import type { ExactNumber } from "./argument-type.ts";
import { isObject, type Json } from "./json.ts";
import { trimEnd } from "./trim-end.ts";

/** A number as JSON writes it (RFC 8259 section 6). */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const exactNumbers = /\{"\$number":"(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)"\}/g;

export function isExactNumber(value: Json | ExactNumber): value is { readonly $number: string } {
  return (
    isObject(value) &&
    typeof value.$number === "string" &&
    jsonNumber.test(value.$number) &&
    Object.keys(value).length === 1
  );
}

/**
 * The number that a text is, kept by its digits where JavaScript would round it. Undefined where the text is no
 * number as JSON writes them, but for zeros in front.
 */
export function exactNumber(text: string): number | ExactNumber | undefined {
  const plain = text.trim().replace(/^(-?)0+(?=\d)/, "$1");
  if (!jsonNumber.test(plain)) return undefined;
  const value = Number(plain);
  // Any number of up to 15 digits survives the way through a double.
  const [mantissa = ""] = plain.split(/e/i);
  const digits = trimEnd(mantissa.replace(/[-.]/g, "").replace(/^0+/, ""), "0").length;
  const isSafe = /^-?\d+$/.test(plain) ? Number.isSafeInteger(value) : digits <= 15 && Number.isFinite(value);
  return isSafe || String(value) === plain ? value : { $number: plain };
}

/** The value of a number for comparing, rounded where it is an exact one; undefined for anything else. */
export function roundedNumber(value: Json): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  return isExactNumber(value) ? Number(value.$number) : undefined;
}

/** JSON text in which exact numbers are their digits. */
export function jsonText(value: Json): string {
  // Inside a string the quotes would be escaped, so this finds objects alone.
  return JSON.stringify(value).replace(exactNumbers, "$1");
}

const jsonTokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** The value of JSON text, numbers that JavaScript would round kept by their digits. Throws as `JSON.parse` does. */
export function parseExact(text: string): Json {
  const value = JSON.parse(text) as Json;
  if (!/\d{16}|\d\.\d{15}|[eE]\+?\d{3}/.test(text)) return value;
  const exact = text.replace(jsonTokens, (token) => {
    const number = token.startsWith('"') ? undefined : exactNumber(token);
    return typeof number === "object" ? JSON.stringify(number) : token;
  });
  return JSON.parse(exact) as Json;
}
