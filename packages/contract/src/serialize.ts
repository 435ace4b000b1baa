import type { Parameter, ParameterStyle } from "./connector.ts";
import { isArray, isObject, type Json } from "./json.ts";

/** Style and explode with OpenAPI's defaults filled in (Parameter Object, `style`). */
export function styleOf(parameter: Pick<Parameter, "in" | "style" | "explode">): {
  style: ParameterStyle;
  explode: boolean;
} {
  const style =
    parameter.style ?? (parameter.in === "query" || parameter.in === "cookie" ? "form" : "simple");
  return { style, explode: parameter.explode ?? style === "form" };
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

/** Reserved expansion, but for what would end the value or the query (Parameter Object, `allowReserved`). */
function encodeReservedQuery(text: string): string {
  return percentEncode(text, true).replace(/[#&+[\]]/g, hexOf);
}

function hexOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** A value as text where OpenAPI says only "primitive": strings as they are, the rest as JSON. */
export function primitive(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A path or header parameter's value (styles simple, label, matrix; OpenAPI "Style Examples"). */
export function serializeSegment(
  parameter: Parameter,
  value: Json,
  encode: (text: string) => string,
): string {
  if (parameter.contentType) return encode(typeof value === "string" ? value : JSON.stringify(value));
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
  if (isObject(value)) {
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

/**
 * A query parameter, cookie or form field as encoded name and value pairs; an empty list or object is none.
 * `allowReserved` is for queries only.
 */
export function serializePairs(
  parameter: Pick<Parameter, "name" | "in" | "style" | "explode" | "allowReserved" | "contentType">,
  value: Json,
): [string, string][] {
  const encode =
    parameter.allowReserved && parameter.in === "query"
      ? encodeReservedQuery
      : (text: string) => percentEncode(text);
  const name = percentEncode(parameter.name);
  if (parameter.contentType)
    return [[name, encode(typeof value === "string" ? value : JSON.stringify(value))]];
  const { style, explode } = styleOf(parameter);
  if (style === "deepObject" && typeof value === "object" && value !== null) {
    return deepPairs(parameter.name, value, encode);
  }
  const delimiter = style === "spaceDelimited" ? "%20" : style === "pipeDelimited" ? "%7C" : ",";
  const text = (one: Json) => encode(primitive(one));
  if (isArray(value)) {
    if (explode) return value.map((item) => [name, text(item)]);
    return value.length === 0 ? [] : [[name, value.map(text).join(delimiter)]];
  }
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (explode) return entries.map(([key, member]) => [percentEncode(key), text(member)]);
    const members = entries.flatMap(([key, member]) => [encode(key), text(member)]);
    return members.length === 0 ? [] : [[name, members.join(delimiter)]];
  }
  return [[name, text(value)]];
}

/**
 * `filter[name]=x`, and below it as vendors read it: `filter[a][b]=x`, `filter[list][]=x`. Objects in a list
 * are numbered, `filter[list][0][a]=x`, or nobody could tell where one ends.
 */
function deepPairs(name: string, value: Json, encode: (text: string) => string): [string, string][] {
  if (isArray(value)) {
    const numbered = value.some((item) => typeof item === "object" && item !== null);
    return value.flatMap((item, index) => deepPairs(`${name}[${numbered ? index : ""}]`, item, encode));
  }
  if (isObject(value))
    return Object.entries(value).flatMap(([key, member]) => deepPairs(`${name}[${key}]`, member, encode));
  return [[percentEncode(name), encode(primitive(value))]];
}
