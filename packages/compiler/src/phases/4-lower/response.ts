import type { Json, ResponseShape } from "@specwire/contract";
import { isArray, isObject, pointerTokens } from "@specwire/contract";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";
import { compareText } from "./order.ts";
import type { PaginationSource } from "./pagination.ts";
import type { SchemaLowering } from "./schema.ts";

const maxKnown = 120;

/** What success brings: its kind, where the list is, and which members are known of it. */
export function lowerResponse(
  operation: ResolvedOperation,
  schemas: SchemaLowering,
  paging: PaginationSource | undefined,
  paged: boolean,
  redirects: boolean,
): ResponseShape {
  const { written, answer } = operation;
  const described = operation.method === "HEAD" ? [] : answer?.contentTypes;
  const kind = written.response ?? (redirects ? "binary" : kindOf(described));
  if (kind !== "json") return { kind, fields: [], known: [] };
  const items = written.items ?? listAt(answer?.schema, paging, paged, schemas);
  const shown = items === undefined ? answer?.schema : itemSchema(answer?.schema, items, schemas);
  const known = membersOf(shown, schemas);
  const fields = written.fields ?? (items === undefined ? [] : chosenFields(known));
  return {
    kind,
    ...(items !== undefined && { items }),
    fields: [...fields],
    known: known.slice(0, maxKnown),
  };
}

function kindOf(contentTypes: readonly string[] | undefined): ResponseShape["kind"] {
  if (contentTypes === undefined) return "json";
  if (contentTypes.length === 0) return "none";
  const media = contentTypes.map((one) => one.split(";")[0]?.trim().toLowerCase() ?? "");
  if (media.some((one) => one === "application/json" || one.endsWith("+json") || one === "*/*"))
    return "json";
  const text = (one: string) =>
    one.startsWith("text/") || /[/+]xml$|^application\/(x-ndjson|jsonl|yaml)$/.test(one);
  return media.some(text) ? "text" : "binary";
}

/** An answer that is a list itself, or one whose pagination says where the list is and that has it there. */
function listAt(
  schema: JsonSchema | undefined,
  paging: PaginationSource | undefined,
  paged: boolean,
  schemas: SchemaLowering,
): string | undefined {
  if (schema === undefined) return paged ? paging?.items : undefined;
  if (isList(schemas.follow(schema as Json))) return "";
  const pointer = paging?.items;
  return pointer !== undefined && isList(schemaAt(schema, pointer, schemas)) ? pointer : undefined;
}

function isList(schema: JsonSchema | undefined): boolean {
  return (
    isObject(schema) && (schema.type === "array" || (isArray(schema.type) && schema.type.includes("array")))
  );
}

function schemaAt(schema: JsonSchema, pointer: string, schemas: SchemaLowering): JsonSchema | undefined {
  let current: JsonSchema | undefined = schema;
  for (const token of pointerTokens(pointer)) {
    current = propertiesOf(current, schemas).get(token);
    if (current === undefined) return undefined;
  }
  return schemas.follow(current as Json);
}

function itemSchema(
  schema: JsonSchema | undefined,
  pointer: string,
  schemas: SchemaLowering,
): JsonSchema | undefined {
  const list = schema === undefined ? undefined : schemaAt(schema, pointer, schemas);
  return isObject(list) && (isObject(list.items) || typeof list.items === "boolean") ? list.items : undefined;
}

function membersOf(schema: JsonSchema | undefined, schemas: SchemaLowering): string[] {
  return [...propertiesOf(schema, schemas).keys()].sort(compareText);
}

/** The properties of an object schema, those of its `allOf`, `oneOf` and `anyOf` among them. */
function propertiesOf(
  schema: JsonSchema | undefined,
  schemas: SchemaLowering,
  seen: Set<JsonSchema> = new Set(),
): Map<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const target = schema === undefined ? undefined : schemas.follow(schema as Json);
  if (!isObject(target) || seen.has(target)) return found;
  seen.add(target);
  for (const keyword of ["oneOf", "anyOf", "allOf"]) {
    const parts = target[keyword];
    for (const part of isArray(parts) ? parts : []) {
      for (const [name, one] of propertiesOf(part as JsonSchema, schemas, seen)) found.set(name, one);
    }
  }
  for (const [name, one] of Object.entries(isObject(target.properties) ? target.properties : {})) {
    if (isObject(one) || typeof one === "boolean") found.set(name, one);
  }
  return found;
}

/** What a person looks for first in a list, one of each kind: what it is called by, its name, state and time. */
const telling: readonly (readonly string[])[] = [
  ["number", "id", "key", "slug", "sha", "uuid", "gid", "sid"],
  [
    "full_name",
    "name",
    "title",
    "login",
    "subject",
    "summary",
    "display_name",
    "displayName",
    "label",
    "email",
    "text",
    "message",
  ],
  ["state", "status", "type"],
  [
    "updated_at",
    "created_at",
    "updatedAt",
    "createdAt",
    "modified",
    "updated",
    "created",
    "date",
    "timestamp",
  ],
];

function chosenFields(known: readonly string[]): string[] {
  const chosen = telling.map((names) => names.find((name) => known.includes(name)));
  const found = chosen.filter((name) => name !== undefined);
  return found.length >= 2 ? found : [];
}
