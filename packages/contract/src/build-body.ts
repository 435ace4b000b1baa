import { refuseForeignNames, refuseOverride } from "./brought-names.ts";
import { bodyValue } from "./check-arguments.ts";
import { isFileReference } from "./check-value.ts";
import type { Arguments, Body, FieldEncoding, Operation } from "./connector.ts";
import { jsonText } from "./exact-number.ts";
import { isArray, isObject, type Json, type JsonObject, own } from "./json.ts";
import { bareType, concreteType, isJsonType } from "./media-type.ts";
import { deepPairs, encoderOf, primitive, serializePairs } from "./serialize.ts";
import { WritingLimit } from "./writing-limit.ts";

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

/**
 * The body of a request, before files are read. `operation` has the body that is asked for in front (`withBody`).
 * Throws `ArgumentError`.
 */
export function buildBody(operation: Operation, args: Arguments): RequestBody {
  const { body } = operation;
  const value = bodyValue(operation, args);
  if (body === undefined || value === undefined) return { kind: "none" };
  const contentType = concreteType(body.contentType);
  if (body.encoding === "json") return { kind: "text", text: jsonText(value), contentType };
  if (body.encoding === "form") return { kind: "text", text: formText(body.fields, value), contentType };
  if (body.encoding === "multipart")
    return { kind: "multipart", parts: multipartParts(body, value), contentType };
  if (isFileReference(value)) return { kind: "file", file: value.$file, contentType };
  return { kind: "text", text: primitive(value), contentType };
}

/** application/x-www-form-urlencoded, by the URL standard's rules. Throws `ArgumentError`. */
function formText(fields: Body["fields"], value: Json): string {
  if (!isObject(value)) return formAsGiven(primitive(value));
  return formPairs(fields, value, "body")
    .map((pair) => pair.join("=").replaceAll("%20", "+"))
    .join("&");
}

function formAsGiven(text: string): string {
  for (const pair of text.split(/[&;]/)) {
    const name = readName(pair.split("=", 1)[0] ?? "");
    refuseOverride("body", [name], name);
  }
  return text;
}

/** The URL standard's reader takes each `%XX` for itself; what is no UTF-8 is nobody's name. */
function readName(written: string): string {
  return written
    .replaceAll("+", " ")
    .replace(/%[0-7][0-9A-F]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/**
 * The encoded pairs of a form. Without an Encoding Object: lists are repeated, objects and lists of objects have
 * brackets (`address[city]=x`, `items[0][id]=1`), as servers of forms read them. Throws `ArgumentError`.
 */
export function formPairs(
  fields: Body["fields"],
  value: JsonObject,
  place: "body" | "query",
): [string, string][] {
  const limit = new WritingLimit(place);
  const written = Object.entries(value).map(([owner, member]) => {
    const encoding = own(fields, owner);
    if (isWhole(encoding)) limit.countOne(owner);
    else limit.count(owner, member);
    return { owner, pairs: fieldPairs(encoding, owner, member) };
  });
  refuseForeignNames(
    place,
    [...Object.keys(value), ...Object.keys(fields ?? {})],
    written.map(({ owner, pairs }) => ({ owner, names: pairs.map(([name]) => name) })),
  );
  return written.flatMap(({ pairs }) => pairs);
}

/** Whether a member is one JSON text, whatever it is. A style that is stated wins (Encoding Object, `style`). */
function isWhole({ contentType, style, explode, allowReserved }: FieldEncoding = {}): boolean {
  const isStyled = style !== undefined || explode !== undefined || allowReserved;
  return !isStyled && contentType !== undefined && isJsonType(contentType);
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
  if (contentType !== undefined && isWhole(encoding))
    return serializePairs({ ...field, contentType }, member);
  const nested = isObject(member) || (isArray(member) && member.some((one) => isObject(one) || isArray(one)));
  return nested ? deepPairs(name, member, encoderOf(field)) : serializePairs(field, member);
}

/** Each member a part, each item of a list a part of its own; objects are JSON (Encoding Object, `contentType`). */
function multipartParts(body: Body, value: Json): Part[] {
  const isForm = bareType(body.contentType) === "multipart/form-data";
  const limit = new WritingLimit("body");
  if (isArray(value) && !isForm)
    return value.map((item) => {
      limit.countOne("");
      return partOf(undefined, undefined, item);
    });
  if (!isObject(value)) return [];
  const styled: { owner: string; names: readonly string[] }[] = [];
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
      limit.count(name, member);
      // What is reserved in a URL is nothing here.
      const { allowReserved: _, ...plain } = encoding ?? {};
      const pairs = fieldPairs(plain, name, member).map((pair) => pair.map(decodeURIComponent));
      const names = pairs.map(([one = ""]) => one);
      styled.push({ owner: name, names });
      return pairs.map(([one = "", text = ""]): Part => ({ ...named, name: one, text }));
    }
    return partValues(encoding, member).map((one) => {
      limit.countOne(name);
      return partOf(named, contentType, one);
    });
  });
  refuseForeignNames("body", [...Object.keys(value), ...Object.keys(body.fields ?? {})], styled);
  // Servers that read a body as it comes want to know what a file is before it is there.
  return [...parts.filter((one) => one.file === undefined), ...parts.filter((one) => one.file !== undefined)];
}

/** What of a member of a multipart body becomes a part each; a file that stands deeper is only text. */
export function partValues({ contentType }: FieldEncoding = {}, member: Json): readonly Json[] {
  return isArray(member) && !(contentType !== undefined && isJsonType(contentType)) ? member : [member];
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
