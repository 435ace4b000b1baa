import { bodyValue } from "./check-arguments.ts";
import { isFileReference } from "./check-value.ts";
import type { Arguments, Body, FieldEncoding, Operation } from "./connector.ts";
import { jsonText } from "./exact-number.ts";
import { isArray, isObject, type Json, type JsonObject, own } from "./json.ts";
import { bareType, concreteType, isJsonType } from "./media-type.ts";
import { deepPairs, encoderOf, percentEncode, primitive, serializePairs } from "./serialize.ts";

export type RequestBody =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string; readonly contentType: string }
  /** `contentType` without its boundary, which is chosen when the request is sent. */
  | { readonly kind: "multipart"; readonly parts: readonly Part[]; readonly contentType: string }
  /** The bytes of a file; `file` is the id of a `FileReference`. */
  | { readonly kind: "file"; readonly file: string; readonly contentType: string };

export interface Part {
  /** Absent in a multipart body whose parts are known by their order. */
  readonly name?: string;
  /** Of a file: one media type, or several with commas between them, of which the file's own is sent. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly file?: string;
}

/** A member that brings names of its own, which are another member's. */
export type ReportClash = (name: string, other: string) => void;

/** The body of a request, before files are read. `operation` has the body that is asked for in front (`withBody`). */
export function buildBody(operation: Operation, args: Arguments, clash: ReportClash): RequestBody {
  const { body } = operation;
  const value = bodyValue(operation, args);
  if (body === undefined || value === undefined) return { kind: "none" };
  const contentType = concreteType(body.contentType);
  if (body.encoding === "json") return { kind: "text", text: jsonText(value), contentType };
  if (body.encoding === "form")
    return { kind: "text", text: formText(body.fields, value, clash), contentType };
  if (body.encoding === "multipart")
    return { kind: "multipart", parts: multipartParts(body, value, clash), contentType };
  if (isFileReference(value)) return { kind: "file", file: value.$file, contentType };
  return { kind: "text", text: primitive(value), contentType };
}

/** application/x-www-form-urlencoded, by the URL standard's rules. */
export function formText(fields: Body["fields"], value: Json, clash: ReportClash): string {
  if (!isObject(value)) return primitive(value);
  if (!isObject(value)) return primitive(value);
  return formPairs(fields, value, clash)
    .map((pair) => pair.join("=").replaceAll("%20", "+"))
    .join("&");
}

/**
 * The encoded pairs of a form. Without an Encoding Object: lists are repeated, objects and lists of objects have
 * brackets (`address[city]=x`, `items[0][id]=1`), as servers of forms read them.
 */
export function formPairs(fields: Body["fields"], value: JsonObject, clash: ReportClash): [string, string][] {
  return Object.entries(value).flatMap(([name, member]) => {
    const pairs = fieldPairs(own(fields, name), name, member);
    const names = new Set(pairs.map(([one]) => one));
    for (const other of Object.keys(value))
      if (other !== name && names.has(percentEncode(other))) clash(name, other);
    return pairs;
  });
}

function fieldPairs(encoding: FieldEncoding | undefined, name: string, member: Json): [string, string][] {
  const { contentType, style, explode, allowReserved } = encoding ?? {};
  const field = { name, in: "query" as const, ...(allowReserved && { allowReserved }) };
  // A style that is stated wins over a media type (Encoding Object, `style`).
  if (style !== undefined || explode !== undefined || allowReserved)
    return serializePairs(
      { ...field, ...(style && { style }), ...(explode !== undefined && { explode }) },
      member,
    );
  if (contentType !== undefined && isJsonType(contentType))
    return serializePairs({ ...field, contentType }, member);
  const nested = isObject(member) || (isArray(member) && member.some((one) => isObject(one) || isArray(one)));
  return nested ? deepPairs(name, member, encoderOf(field)) : serializePairs(field, member);
}

/** Each member a part, each item of a list a part of its own; objects are JSON (Encoding Object, `contentType`). */
function multipartParts(body: Body, value: Json, clash: ReportClash): Part[] {
  const isForm = bareType(body.contentType) === "multipart/form-data";
  if (isArray(value) && !isForm) return value.map((item) => partOf(undefined, undefined, item));
  if (!isObject(value)) return [];
  const parts = Object.entries(value).flatMap(([name, member]) => {
    const encoding = own(body.fields, name);
    const named = { name, ...(encoding?.headers && { headers: encoding.headers }) };
    const { style, explode, contentType } = encoding ?? {};
    if (
      (style !== undefined || explode !== undefined) &&
      typeof member === "object" &&
      !isFileReference(member) &&
      // A style is a way to write values as text; files go as they are.
      !(isArray(member) && member.some(isFileReference))
    ) {
      const pairs = fieldPairs(encoding, name, member).map((pair) => pair.map(decodeURIComponent));
      for (const [one = ""] of pairs) if (one !== name && own(value, one) !== undefined) clash(name, one);
      return pairs.map(([one = "", text = ""]): Part => ({ ...named, name: one, text }));
    }
    const whole = contentType !== undefined && isJsonType(contentType);
    const values = isArray(member) && !whole ? member : [member];
    return values.map((one) => partOf(named, contentType, one));
  });
  // Servers that read a body as it comes want to know what a file is before it is there.
  return [...parts.filter((one) => one.file === undefined), ...parts.filter((one) => one.file !== undefined)];
}

function partOf(
  named: Pick<Part, "name" | "headers"> | undefined,
  contentType: string | undefined,
  value: Json,
): Part {
  if (isFileReference(value)) return { ...named, file: value.$file, ...(contentType && { contentType }) };
  const first = contentType
    ?.split(",")
    .find((one) => !one.includes("*"))
    ?.trim();
  const type = first ?? (isObject(value) || isArray(value) ? "application/json" : undefined);
  return { ...named, text: primitive(value), ...(type && { contentType: type }) };
}
