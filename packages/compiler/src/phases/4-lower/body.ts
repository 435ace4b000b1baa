import type { ArgumentType, Body, Json } from "@specwire/contract";
import { bareType, isJsonType } from "@specwire/contract";
import type { ResolvedBody, ResolvedOperation } from "../2-resolve/resolved-connector.ts";
import { exactValue } from "./exact-value.ts";
import { withFiles } from "./files.ts";
import { sortedDeep, sortedRecord } from "./order.ts";
import type { SchemaLowering } from "./schema.ts";
import { fileType } from "./type-algebra.ts";

/** More media types than this help nobody to choose. */
const maxBodies = 9;
/** Several names of one thing. */
const plainJson: readonly string[] = ["application/json", "text/json"];

/** The bodies that an operation may be sent, the preferred one in front; those that differ from the ones before. */
export function lowerBodies(resolved: ResolvedOperation, schemas: SchemaLowering): Body[] {
  const all = [resolved.body, ...(resolved.otherBodies ?? [])].flatMap((one) =>
    one === undefined ? [] : [lowerBody(one, schemas)],
  );
  const found = new Map<string, Body>();
  for (const body of all) {
    const { contentType, ...shape } = body;
    const type = bareType(contentType);
    const key = plainJson.includes(type) && !contentType.includes(";") ? JSON.stringify(shape) : contentType;
    if (!found.has(key)) found.set(key, body);
  }
  return [...found.values()].slice(0, maxBodies);
}

function lowerBody(resolved: ResolvedBody, schemas: SchemaLowering): Body {
  const { contentType } = resolved;
  const encoding = encodingOf(contentType);
  const fields = Object.entries(resolved.encoding ?? {}).map(
    ([name, one]) => [name, sortedDeep(one)] as const,
  );
  const type = typeOf(resolved, encoding, schemas);
  const sent = (value: Json) => exactValue(sortedDeep(value), type, schemas);
  return {
    contentType,
    encoding,
    required: resolved.required,
    type,
    ...(fields.length > 0 && { fields: sortedRecord(fields) as NonNullable<Body["fields"]> }),
    ...(resolved.default !== undefined && { default: sent(resolved.default) }),
    ...(resolved.fixed !== undefined && { fixed: sent(resolved.fixed) }),
  };
}

function typeOf(resolved: ResolvedBody, encoding: Body["encoding"], schemas: SchemaLowering): ArgumentType {
  if (encoding === "multipart") return multipartType(resolved, schemas);
  if (encoding !== "raw") return schemas.lower(resolved.schema);
  if (!isText(resolved.contentType)) return fileType;
  const type = schemas.lower(resolved.schema);
  // Text is given as it is, or as a file of it: nothing builds XML or CSV from flags.
  return {
    kind: "union",
    variants: [type.kind === "string" && type.format !== "binary" ? type : { kind: "string" }, fileType],
  };
}

/** Members that say nothing but a media type of bytes are files as well (Encoding Object, `contentType`). */
function multipartType({ schema, encoding = {} }: ResolvedBody, schemas: SchemaLowering): ArgumentType {
  const type = schemas.lower(schema);
  // The schema of the one part that there is, in place of one of all parts.
  if (type.kind === "string")
    return { kind: "object", properties: [{ name: "file", required: true, type: fileType }] };
  const isFile = (name: string) => {
    const media = (encoding[name] as { contentType?: string } | undefined)?.contentType;
    return media !== undefined && !isText(media) && !isJsonType(media);
  };
  return withFiles(type, isFile, (one) => schemas.behind(one));
}

/** Media types whose content people write. */
export function isText(contentType: string): boolean {
  const type = bareType(contentType);
  return (
    type.startsWith("text/") ||
    /[/+](xml|yaml|x-yaml|csv|ndjson|x-ndjson|jsonl|json-seq|graphql|jwt|javascript|sql|x-sh|toml)$/.test(
      type,
    )
  );
}

export function encodingOf(contentType: string): Body["encoding"] {
  const type = bareType(contentType);
  if (isJsonType(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  return type.startsWith("multipart/") ? "multipart" : "raw";
}
