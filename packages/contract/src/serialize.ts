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

/** RFC 3986 unreserved characters stay; with `allowReserved` the reserved ones too, and `%XX` as it is. */
export function percentEncode(text: string, allowReserved = false): string {
  const encoded = encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, hexOf);
  if (!allowReserved) return encoded;
  return encoded
    .replace(/%25(?=[0-9A-F]{2})/gi, "%")
    .replace(/%(3A|2F|3F|23|5B|5D|40|21|24|26|27|28|29|2A|2B|2C|3B|3D)/g, (code) => decodeURIComponent(code));
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
  if (isArray(value)) {
    const items = value.map(text);
    if (style === "label")
      return items.map((item, index) => (index > 0 && !explode ? `,${item}` : `.${item}`)).join("");
    if (style === "matrix")
      return explode ? items.map((item) => `;${name}=${item}`).join("") : `;${name}=${items.join(",")}`;
    return items.join(",");
  }
  if (isObject(value)) {
    const pairs = Object.entries(value).map(([key, member]) => [encode(key), text(member)] as const);
    const joined = pairs.map(([key, member]) => (explode ? `${key}=${member}` : `${key},${member}`));
    if (style === "label") return `.${joined.join(explode ? "." : ",")}`;
    if (style === "matrix")
      return explode ? joined.map((pair) => `;${pair}`).join("") : `;${name}=${joined.join(",")}`;
    return joined.join(",");
  }
  if (style === "label") return `.${text(value)}`;
  if (style === "matrix") return `;${name}=${text(value)}`;
  return text(value);
}

/** A query parameter, or a form field, as encoded name and value pairs. */
export function serializePairs(
  parameter: Pick<Parameter, "name" | "in" | "style" | "explode" | "allowReserved" | "contentType">,
  value: Json,
): [string, string][] {
  const encode = (text: string) => percentEncode(text, parameter.allowReserved);
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
    return [[name, entries.flatMap(([key, member]) => [encode(key), text(member)]).join(delimiter)]];
  }
  return [[name, text(value)]];
}

/** `filter[name]=x`, and below it as vendors read it: `filter[a][b]=x`, `filter[list][]=x`. */
function deepPairs(name: string, value: Json, encode: (text: string) => string): [string, string][] {
  if (isArray(value)) return value.flatMap((item) => deepPairs(`${name}[]`, item, encode));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, member]) => deepPairs(`${name}[${key}]`, member, encode));
  return [[percentEncode(name), encode(primitive(value))]];
}
