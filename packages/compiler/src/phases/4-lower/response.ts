import type { Json, ResponseShape } from "@specwire/contract";
import { bareType, isArray, isJsonType, isObject, pointerTokens } from "@specwire/contract";
import type { JsonSchema } from "../2-resolve/json-schema.ts";
import type { ResolvedOperation } from "../2-resolve/resolved-connector.ts";
import { isText } from "./body.ts";
import { compareText } from "./order.ts";
import type { PaginationSource } from "./pagination.ts";
import type { SchemaLowering } from "./schema.ts";

const maxKnown = 120;
/** More media types than this say nothing in an Accept header. */
const maxAccepted = 3;

/** What success brings: its kind, where the list is, and which members are known of it. */
export function lowerResponse(
  operation: ResolvedOperation,
  schemas: SchemaLowering,
  paging: PaginationSource | undefined,
  paged: boolean,
  follows: boolean,
): ResponseShape {
  const { written, answer } = operation;
  const described = operation.method === "HEAD" ? [] : answer?.contentTypes;
  const kind = written.response ?? (follows ? "binary" : kindOf(described, answer?.schema, schemas));
  const accept = acceptOf(kind, described ?? []);
  const more = {
    ...(kind === "json" && described?.some(isStream) && { mayStream: true as const }),
    ...(accept !== undefined && { accept }),
    ...(answer?.redirect && written.response === undefined && !follows && { redirect: true as const }),
  };
  if (kind !== "json" && kind !== "stream") return { kind, ...more, fields: [], known: [] };
  const isList = kind === "json" && !answer?.isItem;
  const items = isList ? (written.items ?? listAt(answer?.schema, paging, paged, schemas)) : undefined;
  const shown = items === undefined ? answer?.schema : itemSchema(answer?.schema, items, schemas);
  const known = membersOf(shown, schemas);
  const fields = written.fields ?? (items === undefined ? [] : chosenFields(known));
  return {
    kind,
    ...more,
    ...(items !== undefined && { items }),
    fields: [...fields],
    known: known.slice(0, maxKnown),
  };
}

/** Media types of values that arrive one by one. */
function isStream(contentType: string): boolean {
  const type = bareType(contentType);
  return (
    type === "text/event-stream" ||
    /^application\/(x-)?(ndjson|jsonl|jsonlines|json-lines)$|json-seq$/.test(type)
  );
}

function kindOf(
  contentTypes: readonly string[] | undefined,
  schema: JsonSchema | undefined,
  schemas: SchemaLowering,
): ResponseShape["kind"] {
  const [preferred] = contentTypes ?? [];
  if (contentTypes === undefined) return "json";
  if (preferred === undefined) return "none";
  const target = schema === undefined ? undefined : schemas.follow(schema as Json);
  const isBytes =
    isObject(target) && (target.type === "file" || (target.type === "string" && target.format === "binary"));
  // Documents write JSON for downloads as well, with the schema of a file.
  if (isJsonType(preferred)) return isBytes ? "binary" : "json";
  if (isStream(preferred)) return "stream";
  if (preferred === "*/*")
    return isBytes ? "binary" : isObject(target) && target.type === "string" ? "text" : "json";
  return contentTypes.some(isText) ? "text" : "binary";
}

/** What an Accept header asks for; undefined for JSON as usual, or where nothing is known. */
function acceptOf(kind: ResponseShape["kind"], contentTypes: readonly string[]): string | undefined {
  const wanted = contentTypes.filter((one) => {
    if (kind === "json") return isJsonType(one);
    return kind === "stream" ? isStream(one) : kind === "text" ? isText(one) : kind === "binary";
  });
  const known = wanted.filter((one) => !one.includes("*")).slice(0, maxAccepted);
  return known.length === 0 || (kind === "json" && known.includes("application/json"))
    ? undefined
    : known.join(", ");
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
  const isShown = (one: JsonSchema) => {
    const target = schemas.follow(one as Json);
    return !(isObject(one) && one.writeOnly === true) && !(isObject(target) && target.writeOnly === true);
  };
  const found = [...propertiesOf(schema, schemas)].filter(([, one]) => isShown(one));
  return found.map(([name]) => name).sort(compareText);
}

/** The properties of an object schema, those of its `allOf`, `oneOf` and `anyOf` among them; its own win. */
export function propertiesOf(
  schema: JsonSchema | undefined,
  schemas: SchemaLowering,
): Map<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const seen = new Set<JsonSchema>();
  // A list in place of recursion: chains of parts may be longer than a stack is high.
  const waiting: { schema: Json | undefined; partsAreDone?: true }[] = [{ schema }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const target = schemas.follow(next.schema);
    if (!isObject(target) || (seen.has(target) && !next.partsAreDone)) continue;
    if (next.partsAreDone) {
      for (const [name, one] of Object.entries(isObject(target.properties) ? target.properties : {}))
        if (isObject(one) || typeof one === "boolean") found.set(name, one);
      continue;
    }
    seen.add(target);
    waiting.push({ schema: target, partsAreDone: true });
    const parts = [target.oneOf, target.anyOf, target.allOf].flatMap((one) => (isArray(one) ? one : []));
    for (const part of parts.toReversed()) waiting.push({ schema: part });
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
