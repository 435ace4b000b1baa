import type { Parameter, ParameterStyle } from "./connector.ts";
import { isExactNumber, jsonText } from "./exact-number.ts";
import { isArray, isObject, type Json } from "./json.ts";

/** Style and explode with OpenAPI's defaults filled in (Parameter Object, `style`). */
export function styleOf(parameter: Pick<Parameter, "in" | "style" | "explode">): {
  style: ParameterStyle;
  explode: boolean;
} {
  const style =
    parameter.style ?? (parameter.in === "query" || parameter.in === "cookie" ? "form" : "simple");
  return { style, explode: parameter.explode ?? (style === "form" || style === "cookie") };
}

/**
 * RFC 3986 unreserved characters stay; with `allowReserved` the reserved ones and `%XX` stay too (RFC 6570
 * section 3.2.3). Half a surrogate pair becomes U+FFFD.
 */
export function percentEncode(text: string, allowReserved = false): string {
  const encode = (part: string) => encodeURIComponent(part).replace(/[!'()*]/g, hexOf);
  const whole = text.toWellFormed();
  if (!allowReserved) return encode(whole);
  return whole
    .split(/(%[0-9A-Fa-f]{2})/)
    .map((part, index) => (index % 2 === 1 ? part : encode(part).replace(reservedCodes, decodeURIComponent)))
    .join("");
}

const reservedCodes = /%(?:3A|2F|3F|23|5B|5D|40|21|24|26|27|28|29|2A|2B|2C|3B|3D)/g;

/** Reserved characters that would end the value or its part of the request all the same. */
const endings = { query: /[#&+;[\]]/g, cookie: /[;,]/g };
/** Those that a path takes. */
const pathCodes = /%(?:3A|2F|40|21|24|26|27|28|29|2A|2B|2C|3B|3D)/g;

/** How the values of a parameter are encoded. */
export function encoderOf(
  parameter: Pick<Parameter, "in" | "style" | "allowReserved">,
): (text: string) => string {
  const { in: place } = parameter;
  if (place === "header" || parameter.style === "cookie") return (text) => text;
  if (!parameter.allowReserved) return (text) => percentEncode(text);
  // In a path "%" is data: a file of the name "100%25" is another one than "100%".
  if (place === "path") return (text) => percentEncode(text).replace(pathCodes, decodeURIComponent);
  return (text) => percentEncode(text, true).replace(endings[place], hexOf);
}

function hexOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** A value as text where OpenAPI says only "primitive": strings as they are, null as nothing, the rest as JSON. */
export function primitive(value: Json): string {
  if (value === null) return "";
  return typeof value === "string" ? value : jsonText(value);
}

/** A list or an object whose members are written one by one; an exact number is neither. */
function isMembers(value: Json): value is { readonly [key: string]: Json } {
  return isObject(value) && !isExactNumber(value);
}

/** A path or header parameter's value (styles simple, label, matrix; OpenAPI "Style Examples"). */
export function serializeSegment(
  parameter: Parameter,
  value: Json,
  encode: (text: string) => string,
): string {
  if (parameter.contentType) return encode(typeof value === "string" ? value : jsonText(value));
  const { style, explode } = styleOf(parameter);
  const name = encode(parameter.name);
  const text = (one: Json) => encode(primitive(one));
  // RFC 6570 section 3.2.7: an empty value has no equals sign.
  const matrix = (key: string, written: string) => (written === "" ? `;${key}` : `;${key}=${written}`);
  if (isArray(value)) {
    const items = value.map(text);
    if (style === "label") return `.${items.join(explode ? "." : ",")}`;
    if (style === "matrix")
      return explode && items.length > 0
        ? items.map((item) => matrix(name, item)).join("")
        : matrix(name, items.join(","));
    return items.join(",");
  }
  if (isMembers(value)) {
    const pairs = Object.entries(value).map(([key, member]) => [encode(key), text(member)] as const);
    const joined = pairs.map(([key, member]) => (explode ? `${key}=${member}` : `${key},${member}`));
    if (style === "label") return `.${joined.join(explode ? "." : ",")}`;
    if (style === "matrix")
      return explode && pairs.length > 0
        ? pairs.map(([key, member]) => matrix(key, member)).join("")
        : matrix(name, joined.join(","));
    return joined.join(",");
  }
  if (style === "label") return `.${text(value)}`;
  if (style === "matrix") return matrix(name, text(value));
  return text(value);
}

/** What `serializePairs` needs of a parameter or a form field. */
export type PairStyle = Pick<
  Parameter,
  "name" | "in" | "style" | "explode" | "allowReserved" | "contentType"
>;

/** A query parameter, cookie or form field as encoded name and value pairs; an empty list or object is none. */
export function serializePairs(parameter: PairStyle, value: Json): [string, string][] {
  const encode = encoderOf(parameter);
  const encodeName = parameter.style === "cookie" ? encode : (text: string) => percentEncode(text);
  const name = encodeName(parameter.name);
  if (parameter.contentType) return [[name, encode(typeof value === "string" ? value : jsonText(value))]];
  const { style, explode } = styleOf(parameter);
  if (style === "deepObject" && (isArray(value) || isMembers(value)))
    return deepPairs(parameter.name, value, encode);
  const delimiter = style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "%7C" : ",";
  const text = (one: Json) => encode(primitive(one));
  if (isArray(value)) {
    if (explode) return value.map((item) => [name, text(item)]);
    return value.length === 0 ? [] : [[name, value.map(text).join(delimiter)]];
  }
  if (isMembers(value)) {
    const entries = Object.entries(value);
    if (explode) return entries.map(([key, member]) => [encodeName(key), text(member)]);
    const members = entries.flatMap(([key, member]) => [encode(key), text(member)]);
    return members.length === 0 ? [] : [[name, members.join(delimiter)]];
  }
  return [[name, text(value)]];
}

/**
 * `filter[name]=x`, and below it as vendors read it: `filter[a][b]=x`, `filter[list][]=x`. Objects in a list
 * are numbered, `filter[list][0][a]=x`, or nobody could tell where one ends.
 */
export function deepPairs(name: string, value: Json, encode: (text: string) => string): [string, string][] {
  if (isArray(value)) {
    const numbered = value.some((item) => isArray(item) || isMembers(item));
    return value.flatMap((item, index) => deepPairs(`${name}[${numbered ? index : ""}]`, item, encode));
  }
  if (isMembers(value))
    return Object.entries(value).flatMap(([key, member]) => deepPairs(`${name}[${key}]`, member, encode));
  return [[percentEncode(name), encode(primitive(value))]];
}
